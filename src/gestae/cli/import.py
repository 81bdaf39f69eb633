"""``gestae import``: a bundle of another office as a case of one's own."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import UNSOUND, CaseType, as_json, clock, count, deliver, format_option, read_file, say, say_problems

if TYPE_CHECKING:
    from gestae.model.address import Where

LARGEST = 1_000_000


@click.command(
    "import",
    epilog="""\b
Example:
  gestae import for-the-court --to cases/halden-quarry --receipt for-the-court.receipt""",
)
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--to", metavar="CASE", type=CaseType(), help="The case to make; else a folder of the case's own id here.")
@click.option("--receipt", metavar="FILE", type=click.Path(path_type=Path), help="The receipt that was handed over beside it.")
@click.option("--key", "keys", multiple=True, metavar="KEY", help="A key that you trust; else those that the record names.")
@format_option("text", "json")
def command(*, bundle: Path, to: "Where | None", receipt: Path | None, keys: tuple[str, ...], form: str) -> int:
    """Open a bundle of another office as a case, every entry as it was sealed there. A bundle that does not hold is not opened."""
    from gestae.cli.verified_bundle import wire  # noqa: PLC0415
    from gestae.desk.bundle.checking import check_bundle  # noqa: PLC0415
    from gestae.desk.bundle.importing import import_bundle  # noqa: PLC0415
    from gestae.model.pasting import pasteable  # noqa: PLC0415

    checked = check_bundle(bundle, read_file(receipt, LARGEST) if receipt is not None else None, keys, environment=os.environ)
    if not checked.holds:
        if form == "json":
            deliver(as_json(wire(checked)), None)
        else:
            say(f"{bundle} does not hold, so it was not imported. 'gestae verify {pasteable(bundle)}' says what still holds.")
            say_problems(checked.problems)
        return UNSOUND
    case = to if to is not None else Path(checked.report.origin.rpartition("/")[2])
    import_bundle(checked, case, clock=clock, environment=os.environ)
    if form == "json":
        deliver(as_json({"case": str(case), **wire(checked)}), None)
        return 0
    report = checked.report
    entries, sources = count(report.entries, "entry", "entries"), count(report.evidence, "source")
    told = f"{entries} as they were sealed there, {sources} by their bytes"
    say(f"The case is in {case}: {told}; {count(report.withheld, 'field')} and {count(len(report.absent), 'file')} are withheld.")
    say(f"Go on with: gestae brief {pasteable(case)}")
    return 0


COMMAND = command
