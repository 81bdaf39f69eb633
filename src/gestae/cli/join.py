"""``gestae join``: two copies of a case that were worked on apart."""

import os
from typing import TYPE_CHECKING

import click

from gestae.cli.show import CaseType, as_json, case_argument, clock, count, deliver, format_option, say

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "join",
    epilog="""\b
Examples:
  gestae join cases/halden-quarry /media/stick/halden-quarry
  gestae join postgresql://office/cases/halden cases/halden-quarry""",
)
@case_argument
@click.argument("copy", type=CaseType(), metavar="COPY")
@format_option("text", "json")
def command(*, case: "Where", copy: "Where", form: str) -> int:
    """Join to a case what a copy of it has more: nothing is lost, moved or written over, and the copy stays as it is."""
    from gestae.desk.joining import join  # noqa: PLC0415
    from gestae.model.pasting import pasteable  # noqa: PLC0415

    found = join(case, copy, clock=clock, environment=os.environ)
    if form == "json":
        told = {"joined": found.joined, "common": found.common, "ours": found.ours, "theirs": found.theirs}
        deliver(as_json(told), None)
        return 0
    if not found.joined:
        say("The copy has nothing that this case has not. Nothing was changed.")
        return 0
    both = f"Both began with the same {count(found.common, 'entry', 'entries')}"
    say(f"{count(found.joined, 'entry was', 'entries were')} joined. {both}; this case had {found.ours} of its own since.")
    say(f"Where the two decided differently, it is a finding. See it with: gestae brief {pasteable(case)}")
    return 0


COMMAND = command
