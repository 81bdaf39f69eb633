"""``gestae same``: two things of the texts are one."""

import os
from typing import TYPE_CHECKING

import click

from gestae.cli.claims import tell
from gestae.cli.show import case_argument, clock, format_option

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "same",
    epilog="""\b
Examples:
  gestae same CASE agt-1a2b3c4d agt-5e6f7a8b
  gestae same CASE "Perrin Oyelaran" "the second assistant"
  gestae same CASE clm-1a2b3c4d clm-5e6f7a8b

Two claims that are the same report one event. Undo it with 'gestae claims CASE --undo ENTRY'.""",
)
@case_argument
@click.argument("one")
@click.argument("other")
@format_option("text", "json")
def command(*, case: "Where", one: str, other: str, form: str) -> int:
    """Say that two agents, items, places or claims are the same."""
    from gestae.desk.case_file import open_case  # noqa: PLC0415
    from gestae.desk.review import same  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ) as opened:
        decided = same(opened, one, other)
    return tell(decided, (), "same", form, case)


COMMAND = command
