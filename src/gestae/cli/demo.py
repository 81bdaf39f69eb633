"""``gestae demo``: the sample case, from its documents to its brief."""

import os
from pathlib import Path

import click

from gestae.cli.show import clock, deliver, exit_code, format_option, refuse_unwritable, render

BRIEF = "brief.html"


@click.command(
    "demo",
    epilog="""\b
Examples:
  gestae demo
  gestae demo /tmp/sample-case""",
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@format_option("text", "json")
def command(*, folder: Path | None, form: str) -> int:
    """Make the sample case in a new folder and show its brief."""
    from gestae.cli.progress import Bar  # noqa: PLC0415
    from gestae.desk.demo import demonstrate, free_folder  # noqa: PLC0415

    path = folder or free_folder(Path())
    with Bar() as bar:
        demo = demonstrate(path, clock=clock, environment=os.environ, progress=bar)
    page = path / BRIEF
    refuse_unwritable(page)
    deliver(render(demo.case, "html", to_file=True), page)
    if form == "json":
        deliver(render(demo.case, "json", to_file=False), None)
    else:
        deliver(render(demo.case, "text", to_file=False), None)
        deliver(_next(path, page), None)
    return exit_code((*demo.case.problems, *demo.intake.problems()))


def _next(path: Path, page: Path) -> str:
    from gestae.model.pasting import pasteable  # noqa: PLC0415

    case = pasteable(path)
    return f"""
This is an invented case. It is in the folder {path}, its brief as a page in {page}.

Run next:
  gestae serve {case}                   the case in your browser
  gestae claims {case}                  every claim with its words
  gestae brief {case} --whole           the same brief with nothing folded
  gestae brief {case} --format json     the same for programs
  gestae read YOUR-DOCUMENT --date 2026-09-28
  gestae new my-case && gestae add my-case YOUR-DOCUMENTS"""


COMMAND = command
