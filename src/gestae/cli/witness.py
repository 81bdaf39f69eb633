"""``gestae witness``: sign, for somebody else, what their record is now."""

import os
from pathlib import Path

import click

from gestae.cli.show import UNSOUND, as_json, clock, count, deliver, format_option, read_file, refuse_unwritable, say

LARGEST = 1_000_000


@click.command(
    "witness",
    epilog="""\b
Examples:
  gestae witness
  gestae witness quarry.request --trust gestae/case/0192...+1f3c...+AS... --out quarry.answer
  gestae witness quarry.request --out quarry.answer

Without a request it prints the key by which others know this witness. The key of a record is needed the first time only.""",
)
@click.argument("request", type=click.Path(path_type=Path), required=False)
@click.option("--trust", multiple=True, metavar="KEY", help="A key that the record may be sealed with, as its owner told you.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the answer to this file.")
@format_option("text", "json")
def command(*, request: Path | None, trust: tuple[str, ...], out: Path | None, form: str) -> int:
    """Sign what somebody's record is now, if it begins with all that was signed before. It reveals nothing of the case."""
    from gestae.desk.witnessing import NotANote, Rewritten, sign, witness  # noqa: PLC0415

    if request is None:
        if trust or out:
            raise click.UsageError("--trust and --out go with a request.")
        key = str(witness(os.environ).verifier)
        deliver(as_json({"key": key}) if form == "json" else key, None)
        return 0
    refuse_unwritable(out)
    data = read_file(request, LARGEST)
    try:
        point, answer = sign(data, trust, clock=clock, environment=os.environ)
    except (NotANote, Rewritten) as e:
        next_ = "Keep the request, and ask its owner." if isinstance(e, Rewritten) else "Ask its owner for another."
        if form == "json":
            deliver(as_json({"signed": False, "why": str(e)}), None)
        else:
            say(f"{request}: not signed: {e}. {next_}")
        return UNSOUND
    if form == "json":
        deliver(as_json({"signed": True, "origin": point.origin, "size": point.size, "answer": answer.decode()}), out)
        return 0
    if out is not None:
        deliver(answer.decode(), out)
        say(f"Signed: {point.origin} is {count(point.size, 'entry', 'entries')} long now. Send {out} back.")
    else:
        deliver(answer.decode(), None)
    return 0


COMMAND = command
