"""``gestae brief``: what a case comes to now."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import (
    UNSOUND,
    case_argument,
    clock,
    deliver,
    exit_code,
    format_option,
    out_option,
    refuse_unwritable,
    render,
    rules_option,
    say_problems,
    whole_option,
)

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "brief",
    epilog="""\b
Examples:
  gestae brief cases/halden-quarry
  gestae brief cases/halden-quarry --format html --out brief.html""",
)
@case_argument
@format_option("text", "json", "html")
@out_option
@whole_option
@rules_option
def command(*, case: "Where", form: str, out: Path | None, whole: bool, rules: tuple[str, ...]) -> int:
    """Show the brief of a case: who, what, when, and behind every line its words."""
    refuse_unwritable(out)
    from gestae.cli.progress import Bar  # noqa: PLC0415
    from gestae.desk.brief import brief  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415
    from gestae.desk.packs import packs  # noqa: PLC0415

    added = packs(rules)
    with Bar() as bar:
        opening = open_case(case, clock=clock, environment=os.environ, progress=bar)
    with opening as opened:
        derived = brief(opened, packs=added)
    deliver(render(derived, form, to_file=out is not None, whole=whole), out)
    code = say_problems(derived.problems) if form == "text" else exit_code(derived.problems)
    return code if opened.is_sound else UNSOUND


COMMAND = command
