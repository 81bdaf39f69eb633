"""``gestae check-receipt``: what a receipt proves, and whether the record still is what it was."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import UNSOUND, CaseType, as_json, clock, count, deliver, format_option, moment, read_file, say

if TYPE_CHECKING:
    from gestae.model.address import Where

LARGEST = 1_000_000


@click.command(
    "check-receipt",
    epilog="""\b
Examples:
  gestae check-receipt halden.receipt --case cases/halden-quarry
  gestae check-receipt halden.receipt --key gestae/case/0192...+1f3c...+AS...""",
)
@click.argument("receipt", type=click.Path(path_type=Path))
@click.option("--case", type=CaseType(), help="The case as it is now: does it still begin with what the receipt is of?")
@click.option("--key", "keys", multiple=True, metavar="KEY", help="A key that you trust ('gestae verify' prints those of a case).")
@format_option("text", "json")
def command(*, receipt: Path, case: "Where | None", keys: tuple[str, ...], form: str) -> int:
    """Check a receipt against the case it was given for, or against a key that you trust."""
    from gestae.desk.receipts import NotANote, check  # noqa: PLC0415
    from gestae.model import Refusal  # noqa: PLC0415

    if case is None and not keys:
        raise Refusal(
            str(receipt), "there is nothing to check it against.", "A receipt is proof by a key.", "Give --case or --key."
        )
    data = read_file(receipt, LARGEST)
    try:
        found = check(data, keys, case, clock=clock, environment=os.environ)
    except NotANote as e:
        if form == "json":
            deliver(as_json({"holds": False, "why": str(e)}), None)
        else:
            say(f"{receipt}: does not hold: {e}. Keep the receipt and the case as they are, and compare both with other copies.")
        return UNSOUND
    if form == "json":
        told = {"holds": True, "entry": found.entry.id, "act": found.entry.kind, "at": found.entry.at, "index": found.index}
        then = {"size": found.checkpoint.size, "origin": found.checkpoint.origin, "signed": [str(s.by) for s in found.signed]}
        witnessed = [{"by": s.by.name, "at": s.at * 1000} for s in found.signed if s.at is not None]
        deliver(as_json({**told, **then, "witnessed": witnessed, "now": found.now}), None)
        return 0
    size = found.checkpoint.size
    there = f"stood at place {found.index + 1} of {count(size, 'entry', 'entries')}"
    say(f"The receipt holds: entry {found.entry.id} ({found.entry.kind}) {there}.")
    for signed in found.signed:
        say(
            f"Signed with {signed.by}."
            if signed.at is None
            else f"Signed by the witness {signed.by.name}, {moment(signed.at * 1000)}."
        )
    if found.now is not None:
        since = found.now - size
        more = f"{count(since, 'entry', 'entries')} came after them." if since else "None came after them."
        say(f"The record still begins with these {count(size, 'entry', 'entries')}, unaltered. {more}")
    return 0


COMMAND = command
