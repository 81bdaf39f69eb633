"""``gestae verify``: whether a case is what was recorded."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import UNSOUND, CaseType, as_json, clock, deliver, exit_code, format_option, read_file, say, say_problems

if TYPE_CHECKING:
    from gestae.model.address import Where

LARGEST = 1_000_000


@click.command(
    "verify",
    epilog="""\b
Examples:
  gestae verify cases/halden-quarry
  gestae verify cases/halden-quarry --format json
  gestae verify for-the-court --receipt for-the-court.receipt""",
)
@click.argument("case", metavar="CASE|BUNDLE", type=CaseType())
@click.option("--receipt", metavar="FILE", type=click.Path(path_type=Path), help="Of a bundle: the receipt handed over beside it.")
@click.option("--key", "keys", multiple=True, metavar="KEY", help="Of a bundle: a key that you trust; else those that it names.")
@format_option("text", "json")
def command(*, case: "Where", receipt: Path | None, keys: tuple[str, ...], form: str) -> int:
    """Verify a case or a bundle: entries, seals, the bytes of every source, every quote against its text.

    Of a bundle also every file in it, and the brief. Exit code 3 when it does not hold.
    """
    from gestae.desk.bundle.checking import is_bundle  # noqa: PLC0415

    if isinstance(case, Path) and is_bundle(case):
        return _verify_bundle(case, receipt, keys, form)
    if receipt is not None or keys:
        raise click.UsageError("--receipt and --key go with a bundle; of a case: gestae check-receipt FILE --case CASE.")
    from gestae.cli import verified  # noqa: PLC0415
    from gestae.desk.verify import verify_case  # noqa: PLC0415

    found = verify_case(case, clock=clock, environment=os.environ)
    if form == "json":
        deliver(as_json(verified.wire(found)), None)
    else:
        for line in verified.lines(found):
            say(line)
        say_problems([*found.record.problems, *found.problems, *found.warnings])
    return exit_code(found.warnings) if found.holds else UNSOUND


def _verify_bundle(path: Path, receipt: Path | None, keys: tuple[str, ...], form: str) -> int:
    from gestae.cli import verified_bundle  # noqa: PLC0415
    from gestae.desk.bundle.checking import check_bundle  # noqa: PLC0415

    checked = check_bundle(path, read_file(receipt, LARGEST) if receipt is not None else None, keys, environment=os.environ)
    if form == "json":
        deliver(as_json(verified_bundle.wire(checked)), None)
    else:
        for line in verified_bundle.lines(checked, has_receipt=receipt is not None):
            say(line)
        say_problems(checked.problems)
    return 0 if checked.holds else UNSOUND


COMMAND = command
