"""``gestae ask``: one open question, its answers, and what would change if a claim were true, untrue, or made; and whom to hear."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import as_json, case_argument, clock, deliver, format_option, out_option, refuse_unwritable, rules_option

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "ask",
    epilog="""\b
Examples:
  gestae ask CASE "who loaded the revolver?"
  gestae ask CASE "who loaded the revolver?" --if "clm-1a2b3c4d is untrue"
  gestae ask CASE "whom to hear next?"
  gestae ask CASE "whom to hear next?" --guide "Ida Fennimore" --format html --out guide.html""",
)
@case_argument
@click.argument("question")
@click.option(
    "--if",
    "supposed",
    multiple=True,
    metavar="WORDS",
    help="Suppose that a claim is true or untrue, or that one is made (a line as for claims --state). Nothing is recorded.",
)
@click.option("--guide", metavar="NAME", help="Make the interview guide for this person, to be printed.")
@rules_option
@format_option("text", "json", "html")
@out_option
def command(
    *,
    case: "Where",
    question: str,
    supposed: tuple[str, ...],
    guide: str | None,
    rules: tuple[str, ...],
    form: str,
    out: Path | None,
) -> int:
    """Ask an open question: what each answer would cost, and whom to hear."""
    refuse_unwritable(out)
    from gestae.desk.asking import ask, person  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415
    from gestae.desk.packs import packs  # noqa: PLC0415
    from gestae.present.asked import asked_json, asked_text  # noqa: PLC0415
    from gestae.present.guide import Guide, guide_html, guide_json, guide_text  # noqa: PLC0415

    if form == "html" and guide is None:
        raise click.UsageError("--format html is for an interview guide: add --guide NAME.")
    added = packs(rules)
    with open_case(case, clock=clock, environment=os.environ) as opened:
        found = ask(opened, question, supposed, added)
    told: str | dict[str, object]
    if guide is not None:
        made = Guide(found.case, person(found.case, guide))
        shown: dict[str, Callable[[Guide], str | dict[str, object]]] = {"text": guide_text, "json": guide_json, "html": guide_html}
        told = shown[form](made)
    else:
        told = (asked_json if form == "json" else asked_text)(found.question, found.case, found.before)
    deliver(told if isinstance(told, str) else as_json(told), out)
    return 0


COMMAND = command
