"""``gestae verify``: whether a case is what was recorded."""

import os
from typing import TYPE_CHECKING

import click

from gestae.cli.show import UNSOUND, as_json, case_argument, clock, deliver, format_option, say, say_problems

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "verify",
    epilog="""\b
Examples:
  gestae verify cases/halden-quarry
  gestae verify cases/halden-quarry --format json""",
)
@case_argument
@format_option("text", "json")
def command(*, case: "Where", form: str) -> int:
    """Verify a case: entries, seals, the bytes of every source, every quote against its text. Exit code 3 when it does not hold."""
    from gestae.cli import verified  # noqa: PLC0415
    from gestae.desk.verify import verify_case  # noqa: PLC0415

    found = verify_case(case, clock=clock, environment=os.environ)
    if form == "json":
        deliver(as_json(verified.wire(found)), None)
    else:
        for line in verified.lines(found):
            say(line)
        say_problems([*found.record.problems, *found.problems])
    return 0 if found.holds else UNSOUND


COMMAND = command
