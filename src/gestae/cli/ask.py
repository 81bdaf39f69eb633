"""``gestae ask``: one open question, its answers, and what would change if a claim were true or untrue."""

import os
from typing import TYPE_CHECKING

import click

from gestae.cli.show import as_json, case_argument, clock, deliver, format_option

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "ask",
    epilog="""\b
Examples:
  gestae ask CASE "who loaded the revolver?"
  gestae ask CASE "who loaded the revolver?" --if "clm-1a2b3c4d is untrue" """,
)
@case_argument
@click.argument("question")
@click.option(
    "--if", "supposed", multiple=True, metavar="WORDS", help="Suppose that a claim is true or untrue. Nothing is recorded."
)
@format_option("text", "json")
def command(*, case: "Where", question: str, supposed: tuple[str, ...], form: str) -> int:
    """Ask an open question: what each answer would cost, and whom to hear."""
    from gestae.desk.asking import ask  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415
    from gestae.present.asked import asked_json, asked_text  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ) as opened:
        found = ask(opened, question, supposed)
    shown = asked_json if form == "json" else asked_text
    told = shown(found.question, found.case, found.before)
    deliver(told if isinstance(told, str) else as_json(told), None)
    return 0


COMMAND = command
