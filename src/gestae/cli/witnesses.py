"""``gestae witnesses``: who signs what the record of a case is, and how many of them it takes."""

import os
from typing import TYPE_CHECKING

import click

from gestae.cli.show import as_json, case_argument, clock, deliver, format_option, say

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "witnesses",
    epilog="""\b
Examples:
  gestae witnesses CASE
  gestae witnesses CASE --set KEY --set KEY --set KEY --need 2

A witness prints its key with 'gestae witness'. What is set replaces what was set before; both stay in the record.""",
)
@case_argument
@click.option("--set", "keys", multiple=True, metavar="KEY", help="The key of a witness; once for each.")
@click.option("--need", type=int, help="How many of them must sign; all of them, unless you say so.")
@format_option("text", "json")
def command(*, case: "Where", keys: tuple[str, ...], need: int | None, form: str) -> int:
    """Show or set the witnesses of a case. 'gestae verify' says what they have signed."""
    if need is not None and not keys:
        raise click.UsageError("--need goes with --set.")
    from gestae.desk.case_file import open_case  # noqa: PLC0415
    from gestae.desk.witnesses import ask_of, witnesses  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ) as opened:
        entry = ask_of(opened, keys, len(keys) if need is None else need) if keys else None
        asked, needed = witnesses(opened), opened.ledger.need
    if form == "json":
        deliver(as_json({"witnesses": [str(key) for key in asked], "need": needed, "entry": entry}), None)
        return 0
    say(f"{needed} of {len(asked)} must sign." if asked else "No witness is asked. Name one with: gestae witnesses CASE --set KEY")
    for key in asked:
        say(str(key))
    if entry:
        say(f"(entry {entry})")
    return 0


COMMAND = command
