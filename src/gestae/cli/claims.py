"""``gestae claims``: the claims of a case, and what people decide about them."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import as_json, case_argument, clock, count, deliver, exit_code, format_option, problem_json, say_problems

if TYPE_CHECKING:
    from gestae.desk.case_file import CaseFile
    from gestae.desk.review import Decided
    from gestae.model import Problem
    from gestae.model.address import Where

ALL = "all"
SECOND = "second"
STANDINGS = ("proposed", "accepted", "corrected", "stated", "rejected")


@click.command(
    "claims",
    epilog="""\b
Examples:
  gestae claims CASE
  gestae claims CASE --accept all
  gestae claims CASE --accept clm-1a2b3c4d clm-5e6f7a8b
  gestae claims CASE --reject clm-1a2b3c4d --reason "about another day"
  gestae claims CASE --correct clm-1a2b3c4d --file change.json
  gestae claims CASE --state claims.jsonl
  gestae claims CASE --undo 0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b

A change is an object of what is to change: {"polarity": "denies", "roles": {"receiver": "Perrin Oyelaran"}}.
A decision is a line {"claim": "clm-1a2b3c4d", "do": "accept"}; do can be accept, reject or correct.
A claim stated by hand is a line {"kind": "handover", "by": "...", "roles": {"giver": "...", "item": "...",
"receiver": "..."}, "when": {"said": "a little before one"}, "source": "...", "quote": "..."}.""",
)
@case_argument
@click.argument("more", nargs=-1, metavar="[ID]...")
@click.option(
    "--accept",
    multiple=True,
    metavar="ID...",
    help="Accept these claims; 'all' for every proposed one, but for those of the second reader: 'second'.",
)
@click.option(
    "--reject", multiple=True, metavar="ID...", help="Reject these claims; 'second' for all that the second reader proposes."
)
@click.option("--reason", metavar="WORDS", help="Why they are rejected.")
@click.option("--correct", metavar="ID", help="Correct this claim by the change in --file.")
@click.option("--file", "change", metavar="FILE", help="The change, as a JSON object.")
@click.option("--state", metavar="FILE", help="State claims by hand, one JSON object a line.")
@click.option("--decide", metavar="FILE", help="Take decisions, one JSON object a line.")
@click.option("--undo", multiple=True, metavar="ENTRY...", help="Undo these decisions, by the ids of their entries or claims.")
@click.option("--standing", type=click.Choice(STANDINGS), help="List only the claims of this standing.")
@format_option("text", "json")
def command(*, case: "Where", more: tuple[str, ...], form: str, standing: str | None, **asked: object) -> int:
    """List the claims of a case with their words; accept, reject, correct, state or undo."""
    action = _one_action(asked, more)
    if asked["reason"] and action != "reject":
        raise click.UsageError("--reason goes with --reject.")
    if (action == "correct") != bool(asked["change"]):
        raise click.UsageError("--correct and --file go together.")
    if standing and action:
        raise click.UsageError("--standing is for listing claims.")
    from gestae.cli.progress import Bar  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415

    with Bar() as bar:
        opening = open_case(case, clock=clock, environment=os.environ, progress=bar)
    with opening as opened:
        if action is None:
            from gestae.cli.listing import list_claims  # noqa: PLC0415

            return list_claims(opened, form, standing)
        decided, problems = _act(opened, action, _ids(asked.get(action), more), asked)
    return tell(decided, problems, action, form, case)


def _one_action(asked: dict[str, object], more: tuple[str, ...]) -> str | None:
    actions = [name for name in ("accept", "reject", "correct", "state", "decide", "undo") if asked[name]]
    if len(actions) > 1:
        raise click.UsageError(f"--{actions[0]} and --{actions[1]} are two things to do; give one at a time.")
    if more and (not actions or actions[0] not in ("accept", "reject", "undo")):
        raise click.UsageError(f"'{more[0]}' says nothing to do; put --accept, --reject or --undo before it.")
    return actions[0] if actions else None


def _ids(given: object, more: tuple[str, ...]) -> list[str]:
    first = given if isinstance(given, tuple) else ()
    return [id_ for each in (*first, *more) for id_ in str(each).split(",") if id_]


def _act(opened: "CaseFile", action: str, ids: list[str], asked: dict[str, object]) -> "tuple[Decided, tuple[Problem, ...]]":
    from gestae.desk import review  # noqa: PLC0415
    from gestae.desk.lines import Misfit, read_object  # noqa: PLC0415
    from gestae.model import Refusal  # noqa: PLC0415

    match action:
        case "accept" if ALL in ids:
            return review.accept_all(opened), ()
        case "accept" | "reject" if SECOND in ids:
            ids = [i for given in ids for i in (review.undecided(opened, second=True) if given == SECOND else [given])]
            return _act(opened, action, ids, asked)
        case "accept":
            return review.accept(opened, ids), ()
        case "reject":
            return review.reject(opened, ids, str(asked["reason"]) if asked["reason"] else None), ()
        case "undo":
            return review.undo(opened, ids), ()
        case "correct":
            file = str(asked["change"])
            try:
                change = read_object(_bytes(file))
            except Misfit as misfit:
                raise Refusal(file, misfit.what, "Nothing was changed.", misfit.next) from None
            return review.correct(opened, str(asked["correct"]), change), ()
        case _:
            file = str(asked[action])
            take = review.state if action == "state" else review.decide
            return take(opened, _bytes(file), Path(file).name)


def _bytes(file: str) -> bytes:
    """Of a file; ``-`` is standard input."""
    from gestae.model import Refusal  # noqa: PLC0415

    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or "its name cannot be used"
        raise Refusal(file, f"the file cannot be read ({reason}).", "Nothing was changed.", "Check the name and try again.") from e


def tell(decided: "Decided", problems: "tuple[Problem, ...]", action: str, form: str, case: "Where") -> int:
    """What was done, with the entries by which it can be undone."""
    if form == "json":
        done = {
            "decided": [{"id": id_, "entry": entry} for id_, entry in decided.entries],
            "unchanged": list(decided.unchanged),
            "left": decided.left,
            "problems": problem_json(problems),
        }
        deliver(as_json(done), None)
        return exit_code(problems)
    from gestae.model.pasting import pasteable  # noqa: PLC0415

    lines = [f"{DONE[action]} {id_}  (entry {entry})" for id_, entry in decided.entries]
    lines += [f"unchanged {id_}: it stood so already" for id_ in decided.unchanged]
    lines.append(f"{len(decided.entries)} {DONE[action]}." if action != "undo" else f"{len(decided.entries)} undone.")
    if decided.left:
        lines.append(
            f"{count(decided.left, 'proposal')} of the second reader left. Once read: gestae claims {case} --accept second"
        )
    if decided.entries:
        lines.append(f"To take one back: gestae claims {pasteable(case)} --undo ENTRY")
    deliver("\n".join(lines), None)
    return say_problems(problems)


DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "state": "stated",
    "decide": "decided",
    "undo": "undone",
    "same": "same",
    "not-same": "not the same",
}

COMMAND = command
