"""``gestae second``: a language model reads the documents of a case, too."""

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from gestae.cli.show import as_json, case_argument, clock, count, deliver, exit_code, format_option, problem_json, say, say_problems

if TYPE_CHECKING:
    from gestae.desk.case_file import CaseFile
    from gestae.desk.endpoint import Endpoint
    from gestae.desk.second import SecondReading
    from gestae.desk.second_plan import Plan
    from gestae.model.address import Where


@click.command(
    "second",
    epilog="""\b
Examples:
  gestae second CASE
  gestae second CASE --source letter.docx --source "call sheet.pdf"
  gestae second CASE --yes-send-to https://models.example/v1
  gestae second CASE --withdraw

The settings GESTAE_SECOND_URL, GESTAE_SECOND_MODEL and GESTAE_SECOND_KEY say which model is asked.""",
)
@case_argument
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Send only this document, by its name or id.")
@click.option("--again", is_flag=True, help="Send also what this model has read already.")
@click.option(
    "--yes-send-to", "yes", metavar="URL", help="Allow texts of this case to be sent to this endpoint, without being asked."
)
@click.option("--withdraw", is_flag=True, help="Take back that texts of this case may be sent.")
@format_option("text", "json")
def command(*, case: "Where", sources: tuple[str, ...], again: bool, yes: str | None, withdraw: bool, form: str) -> int:
    """Have a language model read the documents of a case and propose claims. Asks before anything is sent.

    What it proposes is marked, quotes the document exactly, and counts only when you accept it.
    """
    if withdraw and (sources or again or yes):
        raise click.UsageError("--withdraw goes alone.")
    from gestae.desk.case_file import open_case  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ) as opened:
        if withdraw:
            return _withdraw(opened, form)
        from gestae.desk.endpoint import endpoint, refuse_without_client  # noqa: PLC0415
        from gestae.desk.second_plan import plan  # noqa: PLC0415

        refuse_without_client()
        to = endpoint(os.environ)
        planned = plan(opened, to, sources, again=again)
        if not planned.parts:
            return _nothing(planned, to, form)
        _consent(opened, to, planned, yes)
        reading = _read(opened, to, planned)
    if form == "json":
        deliver(as_json(second_json(reading)), None)
        return exit_code(reading.problems)
    _tell(reading, case)
    return say_problems(reading.problems)


COMMAND = command


def _withdraw(opened: "CaseFile", form: str) -> int:
    from gestae.desk.consent import withdraw  # noqa: PLC0415

    entries = withdraw(opened)
    if form == "json":
        deliver(as_json({"withdrawn": list(entries)}), None)
    else:
        say(f"Taken back: nothing more of this case is sent. (entry {', '.join(entries)})")
    return 0


def _nothing(planned: "Plan", to: "Endpoint", form: str) -> int:
    from gestae.desk.second import SecondReading  # noqa: PLC0415

    if form == "json":
        deliver(as_json(second_json(SecondReading())), None)
    elif planned.read:
        say(f"{to.model} has read {count(planned.read, 'document')} already; nothing was sent. To have it read again: --again")
    else:
        say("There is no text to read; nothing was sent.")
    return 0


def _consent(opened: "CaseFile", to: "Endpoint", planned: "Plan", yes: str | None) -> None:
    """Asks the person in front of the terminal, unless somebody has allowed it in this case. Refuses without a yes."""
    from gestae.desk.consent import allow, consent  # noqa: PLC0415
    from gestae.desk.endpoint import address  # noqa: PLC0415
    from gestae.model import Refusal  # noqa: PLC0415

    if yes is not None and address(yes, "--yes-send-to") != to.url:
        raise Refusal(
            "--yes-send-to",
            f"the setting GESTAE_SECOND_URL names another, {to.url}.",
            "Nothing was sent.",
            "Make them agree.",
        )
    if yes is None:
        if consent(opened, to.url) is not None:
            return
        if not somebody_is_there():
            raise Refusal(
                to.url,
                "nobody has allowed texts of this case to be sent there.",
                "Nothing was sent.",
                f"If you may and want to, add: --yes-send-to {to.url}",
            )
        documents = count(len(planned.parts), "document")
        click.echo(
            f"The words of {documents} ({planned.characters:,} characters) would be sent to {to.url}, to be read by {to.model}.\n"
            "They leave this computer: whoever runs that service can read and may keep them. File names, the claims and decisions "
            "of this case, and your name are not sent.\n"
            "Your yes is written into the record of the case. It holds for its documents and this address until you take it back "
            "with --withdraw.",
            err=True,
        )
        if not click.confirm("Send them?", default=False, err=True):
            raise Refusal(to.url, "you did not allow it.", "Nothing was sent.", "The case is as it was.")
    entry = allow(opened, to.url)
    click.echo(f"Written down: texts of this case may be sent to {to.url}. (entry {entry})", err=True)


def somebody_is_there() -> bool:
    """Whether a question can be answered: nothing waits without a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _read(opened: "CaseFile", to: "Endpoint", planned: "Plan") -> "SecondReading":
    from gestae.cli.progress import Bar  # noqa: PLC0415
    from gestae.desk.second import read_again  # noqa: PLC0415

    with Bar() as bar:
        return read_again(opened, to, planned, progress=bar)


def _tell(reading: "SecondReading", case: "Where") -> None:
    for heard in reading.heard:
        say(f"{heard.name}: {count(heard.proposed, 'claim')} proposed" if heard.sent else f"{heard.name}: not sent")
    proposed = sum(h.proposed for h in reading.heard)
    say(_sum(sum(h.told for h in reading.heard), proposed, reading.dropped()))
    if proposed:
        say(f"See them with: gestae claims {case} --standing proposed")


def _sum(told: int, proposed: int, dropped: Counter[str]) -> str:
    """How many claims came, and what became of them, in one sentence."""
    from gestae.desk.second import KNOWN  # noqa: PLC0415

    known = dropped[KNOWN]
    reasons = [f"{number} {reason}" for reason, number in sorted(dropped.items()) if reason != KNOWN]
    parts = [f"{count(proposed, 'is a new proposal', 'are new proposals')}"]
    parts += [f"{count(known, 'says', 'say')} what was proposed already"] if known else []
    parts += [f"{count(dropped.total() - known, 'was', 'were')} dropped ({', '.join(reasons)})"] if reasons else []
    came = f"{count(told, 'claim')} came from the model"
    return f"{came}: {', '.join(parts)}." if told else f"{came}."


def second_json(reading: "SecondReading") -> dict[str, object]:
    return {
        "told": sum(h.told for h in reading.heard),
        "proposed": sum(h.proposed for h in reading.heard),
        "dropped": dict(sorted(reading.dropped().items())),
        "sources": [
            {
                "source": h.source, "name": h.name, "sent": h.sent, "told": h.told, "proposed": h.proposed,
                "dropped": dict(sorted(h.dropped.items())),
            }
            for h in reading.heard
        ],
        "problems": problem_json(reading.problems),
    }  # fmt: skip
