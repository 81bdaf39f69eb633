"""``gestae new``: the folder of an empty case."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import CaseType, as_json, case_argument, clock, deliver, format_option, say

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "new",
    epilog="""\b
Examples:
  gestae new cases/halden-quarry
  gestae add cases/halden-quarry documents/*
  gestae new cases/halden-quarry-2 --continues cases/halden-quarry""",
)
@case_argument
@click.option("--continues", "old", type=CaseType(), help="The case that goes on here, its key being lost.")
@format_option("text", "json")
def command(*, case: "Where", old: "Where | None", form: str) -> int:
    """Make the folder of a new, empty case."""
    from gestae.desk.case_file import new  # noqa: PLC0415
    from gestae.desk.keys import is_protected, key_file  # noqa: PLC0415
    from gestae.model.pasting import pasteable  # noqa: PLC0415
    from gestae.present.clean import one_line  # noqa: PLC0415

    # resolve() would follow links and change the name given
    name = one_line(Path(os.path.abspath(case)).name if isinstance(case, Path) else case.name)  # noqa: PTH100
    file = key_file(os.environ)
    had_key = file.exists()
    brought = 0
    if old is None:
        new(case, name, clock=clock, environment=os.environ)
    else:
        from gestae.desk.continuing import go_on  # noqa: PLC0415

        brought = go_on(old, case, name, clock=clock, environment=os.environ)
    if not had_key and file.exists() and not is_protected(os.environ):
        click.echo(
            f"The key that seals your records was made: {file}, readable by you alone, not encrypted. Keep a copy.", err=True
        )
    if form == "json":
        deliver(as_json({"case": str(case), "name": name, "brought": brought}), None)
    elif old is not None:
        say(f"The case goes on in {case}, with {brought} entries of {old} as they were. Keep {old}: receipts of it hold there.")
    else:
        say(f"The case is in {case}. Add documents with: gestae add {pasteable(case)} FILE...")
    return 0


COMMAND = command
