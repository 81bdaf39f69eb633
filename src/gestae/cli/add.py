"""``gestae add``: documents into a case."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.options import date_option, zone_option
from gestae.cli.show import as_json, case_argument, clock, count, deliver, exit_code, format_option, problem_json, say, say_problems

if TYPE_CHECKING:
    from gestae.cli.progress import Bar
    from gestae.desk.intake import Intake, Received
    from gestae.model.address import Where

NAMED = 10  # names of files told one by one before they are only counted


@click.command(
    "add",
    epilog="""\b
Examples:
  gestae add cases/halden-quarry statement.pdf report.txt
  gestae add cases/halden-quarry letter.docx --date 2026-09-28""",
)
@case_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@date_option
@zone_option
@format_option("text", "json")
def command(*, case: "Where", files: tuple[Path, ...], date: str | None, zone: str | None, form: str) -> int:
    """Add documents to a case: each is kept as received, read, and its claims proposed."""
    from gestae.cli.progress import Bar  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415
    from gestae.desk.intake import from_paths, receive  # noqa: PLC0415
    from gestae.model.pasting import pasteable  # noqa: PLC0415

    with Bar() as bar, open_case(case, clock=clock, environment=os.environ, progress=bar) as opened:
        with opened.writing():
            pass
        acknowledge = partial(_acknowledge, bar) if form == "text" else None
        intake = receive(opened, from_paths(files), date=date, zone=zone, progress=bar, acknowledge=acknowledge)
    problems = intake.problems()
    if form == "json":
        deliver(as_json(intake_json(intake)), None)
        return exit_code(problems)
    say(sums(intake))
    proposed = sum(r.proposed for r in intake.received)
    if proposed:
        say(f"{count(proposed, 'claim is', 'claims are')} proposed. See them with: gestae claims {pasteable(case)}")
    return say_problems(p for p in problems if p.is_grave or p.what not in {r.reason for r in intake.received})


COMMAND = command


def _acknowledge(bar: "Bar", received: "Received") -> None:
    bar.hide()
    say(f"{received.outcome:10}{received.name}: {_told(received)}")


def _told(received: "Received") -> str:
    match received.outcome:
        case "in" if received.text is None:
            return "kept, no text could be read"
        case "in":
            return f"{count(received.proposed, 'claim')} proposed" if received.proposed else received.reason or "no new claims"
        case _:
            return received.reason or ""


def sums(intake: "Intake") -> str:
    from gestae.present.clean import one_line  # noqa: PLC0415

    received = len(intake.received)
    said = (
        f"{received} received: {intake.count('in')} in, {intake.count('duplicate')} duplicate, {intake.count('refused')} refused."
    )
    if intake.not_taken:
        names = ", ".join(one_line(name) for name in intake.not_taken[:NAMED])
        more = f" and {len(intake.not_taken) - NAMED} more" if len(intake.not_taken) > NAMED else ""
        said += f" {len(intake.not_taken)} not taken: {names}{more}."
    return said


def intake_json(intake: "Intake") -> dict[str, object]:
    return {
        "received": len(intake.received),
        "in": intake.count("in"),
        "duplicate": intake.count("duplicate"),
        "refused": intake.count("refused"),
        "not_taken": list(intake.not_taken),
        "sources": [
            {
                "name": r.name, "outcome": r.outcome, "source": r.source, "within": r.within, "reason": r.reason, "text": r.text,
                "proposed": r.proposed,
            }
            for r in intake.received
        ],
        "problems": problem_json(intake.problems()),
    }  # fmt: skip
