"""``gestae access``: who had a shared case open, for what, and when."""

import os
from typing import TYPE_CHECKING

import click

from gestae.cli.show import UNSOUND, as_json, case_argument, clock, deliver, format_option, moment, say

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "access",
    epilog="""\b
Examples:
  gestae access CASE
  gestae access CASE --format json""",
)
@case_argument
@format_option("text", "json")
def command(*, case: "Where", form: str) -> int:
    """Show the access log of a shared case, to an auditor or a lead. Exit code 3 when lines of it were altered or are missing."""
    from gestae.desk.auditing import audit  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ, to="read the access log", right="audit") as opened:
        found = audit(opened)
    if form == "json":
        told = [{"at": each.at, "by": each.by, "name": each.name, "did": each.did} for each in found.rows]
        deliver(as_json({"holds": found.holds, "why": found.why, "access": told}), None)
        return 0 if found.holds else UNSOUND
    for each in found.rows:
        say(f"{moment(each.at)}  {each.name}  {each.did}")
    if not found.rows:
        say("Nobody is written down: the case is not shared, or its access log did not come along.")
    if not found.holds:
        say(f"The access log does not hold: {found.why}. The record itself is another matter: gestae verify")
    return 0 if found.holds else UNSOUND


COMMAND = command
