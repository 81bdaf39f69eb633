"""``gestae read``: documents in, brief out, nothing kept."""

from pathlib import Path

import click

from gestae.cli.options import date_option, zone_option
from gestae.cli.show import (
    clock,
    deliver,
    exit_code,
    format_option,
    out_option,
    refuse_unwritable,
    render,
    say_problems,
    whole_option,
)


@click.command(
    "read",
    epilog="""\b
Examples:
  gestae read report.txt
  gestae read report.txt order.pdf --date 2021-12-11 --format html --out brief.html""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@date_option
@zone_option
@format_option("text", "json", "html")
@out_option
@click.option(
    "--accept",
    type=click.Choice(["all", "none"]),
    default="all",
    help="Take every proposed claim as accepted (the default), or none.",
)
@whole_option
def command(
    *, files: tuple[Path, ...], date: str | None, zone: str | None, form: str, out: Path | None, accept: str, whole: bool
) -> int:
    """Read documents and show the brief, without making a case."""
    refuse_unwritable(out)
    from gestae.cli.progress import Bar  # noqa: PLC0415
    from gestae.desk.intake import from_paths  # noqa: PLC0415
    from gestae.desk.reading import read  # noqa: PLC0415

    with Bar() as bar:
        found = read(from_paths(files), clock=clock, date=date, zone=zone, accepting=accept == "all", progress=bar)
    deliver(render(found.case, form, to_file=out is not None, whole=whole), out)
    return say_problems(found.case.problems) if form == "text" else exit_code(found.case.problems)


COMMAND = command
