"""``gestae protocol``: rules of how work is to be done, read over a log or over a case."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.options import checked_zone
from gestae.cli.progress import Bar
from gestae.cli.show import (
    UNSOUND,
    CaseType,
    as_json,
    clock,
    deliver,
    format_option,
    out_option,
    problem_json,
    refuse_unwritable,
    say_problems,
    width,
)  # fmt: skip

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.group(
    "protocol",
    epilog="""\b
Examples:
  gestae protocol check log.csv --rules set-firearms
  gestae protocol rules set-firearms""",
)
def protocol() -> None:
    """Check how work was done against rules: in a log, or under each account of a case."""


@protocol.command(
    "check",
    epilog="""\b
Examples:
  gestae protocol check log.csv --rules set-firearms
  gestae protocol check log.parquet --rules our-rules.yaml --format json
  gestae protocol check events.jsonl --rules crane-lift --column t=time --column act=activity
  gestae protocol check cases/halden-quarry --rules set-firearms""",
)
@click.argument("log", metavar="LOG|CASE", type=CaseType())
@click.option("--rules", "named", required=True, metavar="NAME|FILE", help="A rule set of the package, or a file of rules.")
@click.option("--column", "columns", multiple=True, metavar="OURS=THEIRS", help="The log has this column under another name.")
@click.option("--zone", metavar="ZONE", callback=lambda _c, _o, given: checked_zone(given), help="The zone of times without one.")
@format_option("text", "json")
@out_option
def check(*, log: "Where", named: str, columns: tuple[str, ...], zone: str | None, form: str, out: Path | None) -> int:
    """Check a log (CSV, JSON lines, Parquet) or a case: what is satisfied, violated, pending or open, and by which rows."""
    refuse_unwritable(out)
    from gestae.desk.protocol import check_log  # noqa: PLC0415
    from gestae.desk.protocol_case import check_case, is_case  # noqa: PLC0415
    from gestae.present.protocol import checked_text  # noqa: PLC0415

    if isinstance(log, Path) and not is_case(log):
        with Bar() as bar:
            checked = check_log(log, named, _named(columns), zone, bar)
    else:
        checked = check_case(log, named, clock=clock, environment=os.environ)
    told = {**checked.told, "problems": problem_json(checked.problems)}
    deliver(as_json(told) if form == "json" else checked_text(told, width()), out)
    code = say_problems(checked.problems) if form == "text" else int(any(p.is_grave for p in checked.problems))
    return UNSOUND if not checked.is_sound else max(code, int(checked.has_stop))


@protocol.command(
    "rules",
    epilog="""\b
Examples:
  gestae protocol rules
  gestae protocol rules set-firearms
  gestae protocol rules our-rules.yaml --format mfotl --out our-rules.mfotl""",
)
@click.argument("named", metavar="[NAME|FILE]", required=False)
@format_option("text", "json", "mfotl")
@out_option
def rules(*, named: str | None, form: str, out: Path | None) -> int:
    """Show the rules of a set, what each reads as, and whether its file is sound; without a name, which sets there are.

    MFOTL is a logic in which other programs can check the same rules.
    """
    refuse_unwritable(out)
    from gestae.desk.protocol_rules import as_formulas, told_rules, told_sets  # noqa: PLC0415
    from gestae.present.protocol import rules_text, sets_text  # noqa: PLC0415

    if named is None:
        sets = told_sets()
        deliver(as_json(sets) if form == "json" else sets_text(sets), out)
    elif form == "mfotl":
        deliver(as_formulas(named), out)
    else:
        told = told_rules(named)
        deliver(as_json(told) if form == "json" else rules_text(told, width()), out)
    return 0


def _named(columns: tuple[str, ...]) -> dict[str, str]:
    from gestae.model import Refusal  # noqa: PLC0415

    found = {}
    for given in columns:
        ours, is_given, theirs = given.partition("=")
        if not (ours and is_given and theirs):
            raise Refusal("--column", f"'{given}' names no two columns.", "It cannot be read.", "Write it like --column t=time.")
        found[ours] = theirs
    return found


COMMAND = protocol
