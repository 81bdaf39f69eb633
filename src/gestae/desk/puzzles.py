"""Puzzles: a file in the published case format, solved, in the words of the answers format."""

import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import msgspec

from gestae.desk.packs import packs
from gestae.model import Problem, Refusal

_SORTS = {
    "was_it_you": "was it you",
    "event": "did it happen, who was it, what did it show",
    "inside": "what was in the thing when it changed hands",
}


def solve_file(
    file: Path,
    *,
    probe: Path | None = None,
    without: Collection[str] | None = None,
    budget_s: float | None = None,
    rules: Sequence[str] = (),
) -> dict[str, Any]:
    """The answers to a puzzle, as plain values. With a budget, what was not proved in time is given as bounds."""
    from gestae.derive.reason.packs import packed  # noqa: PLC0415
    from gestae.derive.reason.patience import ENDLESS, Patience  # noqa: PLC0415
    from gestae.derive.reason.puzzle import Puzzle, faults  # noqa: PLC0415
    from gestae.derive.reason.solving import solve  # noqa: PLC0415

    patience = ENDLESS if budget_s is None else Patience(is_spent=_until(budget_s), is_timed=True)
    added = tuple(pack for text in packs(rules) for pack in packed(text))
    puzzle = msgspec.structs.replace(_decoded(file, Puzzle), packs=added)
    found = faults(puzzle)
    if found:
        more = f" And {len(found) - 1} more like it." if len(found) > 1 else ""
        raise Refusal(str(file), found[0] + more, "A case with such a fault has no answer.", "Correct the file and try again.")
    probes = _probes(probe, {i.id for i in puzzle.items}) if probe else []
    unknown = sorted(set(without or ()) - puzzle.claim.keys())
    if unknown:
        raise Refusal(
            "--without", f"there is no claim '{unknown[0]}'.", "It cannot be left out.", "Give ids of claims of the file."
        )
    return _answers(solve(puzzle, probes=probes, without=without, patience=patience))


def problems_of(answers: dict[str, Any]) -> tuple[Problem, ...]:
    """What a reader should know before he reads the answers."""
    if answers["base_cost"] is not None or answers["proved"] is not True:
        return ()
    return (
        Problem(
            severity="warning",
            where=str(answers["case"]),
            what="what cannot be given up is impossible by itself.",
            why="No course of events fits, whatever else is untrue.",
            next="Look at the hard claims and at what is certain to have happened.",
        ),
    )


def _until(budget_s: float) -> Callable[[], bool]:
    end = time.monotonic() + budget_s
    return lambda: time.monotonic() >= end


def _decoded(file: Path, kind: Any) -> Any:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except msgspec.ValidationError as fault:
        raise Refusal(
            str(file), f"it is not a case of the format: {fault}.", "Nothing was solved.", "Correct it and try again."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refusal(str(file), "it is not JSON.", "Nothing was solved.", "Give a file of the case format.") from None


def _probes(file: Path, items: set[str]) -> list[tuple[str, int]]:
    """The ``item@tick`` of an answers file, or of a plain list."""
    given = _decoded(file, dict[str, Any] | list[Any])
    keys = given if isinstance(given, list) else given.get("extra_cost_of_holding", given)
    found = []
    for key in keys:
        item, _, tick = str(key).rpartition("@")
        if item not in items or not tick.lstrip("-").isdecimal():
            raise Refusal(str(file), f"'{key}' is not an item and a tick.", "It cannot be asked.", "Write it like gun@240.")
        found.append((item, int(tick)))
    return found


def _answers(solved: Any) -> dict[str, Any]:
    base = solved.base
    tables = {q: _table(solved, table) for q, table in solved.tables.items()}
    bounds: dict[str, Any] = {}
    if not base.is_proved:
        bounds["base_cost"] = _ends(solved, base)
    unproved = {q: {v: _ends(solved, w) for v, w in table.items() if not w.is_proved} for q, table in solved.tables.items()}
    if any(unproved.values()):
        bounds["questions"] = unproved
    held = {f"{item}@{tick}": {p: _extra(solved, w) for p, w in table.items()} for (item, tick), table in solved.holding.items()}
    if not all(w.is_proved for table in solved.holding.values() for w in table.values()) or (held and not base.is_proved):
        bounds["extra_cost_of_holding"] = {
            f"{item}@{tick}": {p: _extra_ends(solved, w) for p, w in table.items()}
            for (item, tick), table in solved.holding.items()
        }
    names = list(bounds)
    if not solved.has_all_conflicts:
        names.append("minimal_contradictions")
    answers: dict[str, Any] = {
        "case": solved.puzzle.id,
        "base_cost": _cost(solved, base),
        "consistent": base.cost == 0 if base.is_proved else None,
        "minimal_contradictions": [list(c.claims) for c in solved.conflicts],
        "rules": [list(c.rules) for c in solved.conflicts],
        "contradictions_complete": "in the whole case"
        if solved.has_all_across
        else "in every slice"
        if solved.has_all_conflicts
        else "not known",
        "unreported_handovers": [event for event, _ in base.gaps],
        "questions": tables,
        "without": list(solved.without),
        "time_bounds": None
        if solved.times is None
        else {"using_claims": "all but those of without", "bounds": {k: list(v) for k, v in solved.times.items()}},
        "proved": names or True,
    }
    if solved.worths:
        answers["value_of_testimony"] = [_worth(q, found) for q, found in solved.worths.items() if found.worths]
        if len(answers["value_of_testimony"]) == 1:
            answers["value_of_testimony"] = answers["value_of_testimony"][0]
    if held:
        answers["extra_cost_of_holding"] = held
    if bounds:
        answers["bounds"] = bounds
    return answers


def _worth(question: str, found: Any) -> dict[str, Any]:
    """Whom to ask what: the best question of each person, those first whose answers together tell most."""
    best: dict[str, Any] = {}
    total: dict[str, float] = {}
    for worth in found.worths:
        best.setdefault(worth.person, worth)
        total[worth.person] = total.get(worth.person, 0.0) + worth.bits
    best = dict(sorted(best.items(), key=lambda pair: (-round(total[pair[0]], 4), pair[0])))
    top = next(iter(best.values()))
    return {
        "target": question,
        "most_valuable_witness": top.person,
        "most_valuable_question": f"{top.event}: {_SORTS[top.sort]}",
        "ranking": [
            {"witness": p, "event": w.event, "question": _SORTS[w.sort], "bits": round(w.bits, 4)} for p, w in best.items()
        ],
    }


def _table(solved: Any, table: dict[str, Any]) -> dict[str, dict[str, int | None]]:
    return {value: {"cost": _cost(solved, weight), "extra": _extra(solved, weight)} for value, weight in table.items()}


def _cost(solved: Any, weight: Any) -> int | None:
    """The least, or what is known to be at most: ``None`` only where nothing is possible."""
    if weight.lower is None:
        return None
    return int(weight.cost if weight.cost is not None else solved.most)


def _extra(solved: Any, weight: Any) -> int | None:
    cost, base = _cost(solved, weight), solved.base
    if cost is None or base.lower is None:
        return None
    return cost - int(base.cost if base.is_proved and weight.is_proved else base.lower)


def _ends(solved: Any, weight: Any) -> list[int | None]:
    """At least and at most; no most where nothing is known to be possible."""
    return [weight.lower, weight.cost if weight.cost is not None else solved.most]


def _extra_ends(solved: Any, weight: Any) -> list[int | None]:
    if weight.lower is None:
        return [None, None]
    low, high = _ends(solved, solved.base)
    first, last = _ends(solved, weight)
    return [max(0, (first or 0) - (high or 0)), (last or 0) - (low or 0)]
