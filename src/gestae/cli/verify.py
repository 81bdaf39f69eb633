"""``gestae verify``: whether a case is what was recorded."""

import os
from typing import TYPE_CHECKING

import click

from gestae.cli.show import UNSOUND, as_json, case_argument, clock, count, deliver, format_option, problem_json, say, say_problems

if TYPE_CHECKING:
    from gestae.desk.verify import Findings, Held
    from gestae.model.address import Where


@click.command(
    "verify",
    epilog="""\b
Examples:
  gestae verify cases/halden-quarry
  gestae verify cases/halden-quarry --format json""",
)
@case_argument
@format_option("text", "json")
def command(*, case: "Where", form: str) -> int:
    """Verify a case: entries, seals, the bytes of every source, every quote against its text. Exit code 3 when it does not hold."""
    from gestae.desk.verify import verify_case  # noqa: PLC0415

    found = verify_case(case, clock=clock, environment=os.environ)
    if form == "json":
        deliver(as_json(_wire(found)), None)
    else:
        for line in _lines(found):
            say(line)
        say_problems([*found.record.problems, *found.problems])
    return 0 if found.holds else UNSOUND


def _lines(found: "Findings") -> list[str]:
    record = found.record
    broken = len(record.problems) + len(found.problems)
    sealed = f"{record.sealed} of them sealed by {count(record.checkpoints, 'signed checkpoint')}"
    bytes_ = f"{count(found.sources, 'source')} and {count(found.texts, 'text')} by their bytes"
    lines = [
        f"{'The case holds' if found.holds else 'The case does not hold'}: {count(record.entries, 'entry', 'entries')}, {sealed}; "
        f"{bytes_}; {count(found.quotes, 'quote')} against the texts."
    ]
    if broken:
        lines.append(f"{count(broken, 'fault')}, listed below. What is not named there still holds.")
    if found.unsealed:
        lines.append(f"The last {count(found.unsealed, 'entry', 'entries')} are not sealed yet: what is added next seals them.")
    if record.continues is not None:
        there = count(record.continues.size, "entry", "entries")
        lines.append(
            f"It continues the record {record.continues.origin}, whose key was lost: its {there} are here as they were sealed."
        )
    lines += [line for held in record.chain.held for line in _key(found, held)]
    lines.append("That nothing was cut off at the end is shown by a receipt somebody else holds: gestae check-receipt.")
    return lines


def _key(found: "Findings", held: "Held") -> list[str]:
    """Whose key it is, what it sealed, and why it may be trusted."""
    name = found.sealer(held.key)
    spans = ", ".join(f"{a + 1} to {b + 1}" if a != b else str(a + 1) for a, b in held.sealed)
    sealed = f"entries {spans}" if held.sealed else "nothing so far"
    ended = "" if held.until is None else ", and may seal no more"
    return [f"Sealed with the key of {name}: {held.key}", f"  It sealed {sealed}{ended}; {_why(found, held)}."]


def _why(found: "Findings", held: "Held") -> str:
    match held.how:
        case "opened":
            return "it opened the case"
        case "follows":
            return f"it follows {held.follows}, signed by both"
        case "brought":
            return f"it was brought in by {found.sealer(held.by.key) if held.by else 'somebody'}"
        case _:
            return "it named itself: no key that was known before vouches for it"


def _wire(found: "Findings") -> dict[str, object]:
    record = found.record
    return {
        "holds": found.holds,
        "entries": record.entries,
        "sealed": record.sealed,
        "checkpoints": record.checkpoints,
        "root": record.root.hex(),
        "sources": found.sources,
        "texts": found.texts,
        "quotes": found.quotes,
        "keys": [
            {
                "key": str(held.key),
                "member": found.sealer(held.key),
                "since": held.since,
                "until": held.until,
                "how": held.how,
                "vouched_by": str(held.by.key) if held.by else None,
                "sealed": [list(span) for span in held.sealed],
            }
            for held in record.chain.held
        ],
        "continues": record.continues and {"origin": record.continues.origin, "size": record.continues.size},
        "problems": problem_json([*record.problems, *found.problems]),
    }


COMMAND = command
