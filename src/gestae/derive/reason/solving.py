"""Solving: everything that is asked of a puzzle, in the order in which a reader wants it, until patience is spent. What was not
proved by then is a bound, and says so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from gestae.derive.reason.conflicts import Conflict, Search
from gestae.derive.reason.holding import Probe, nobody, probed, somebody
from gestae.derive.reason.logic import answered
from gestae.derive.reason.patience import ENDLESS, Patience, Purse
from gestae.derive.reason.puzzle import Puzzle
from gestae.derive.reason.slices import slices, unions
from gestae.derive.reason.testimony import worth_of_answers
from gestae.derive.reason.times import bounds
from gestae.derive.reason.value import Valued
from gestae.derive.reason.weighing import Weighing, Weight

_MOST_ACROSS, _RUNS_ACROSS = 400, 300  # claims, and solver runs, to look for contradictions across slices
_WORTH = 30_000  # solver conflicts for what answers to one question are worth

Table = dict[str, Weight]


@dataclass
class Solved:
    """``tables`` holds the candidates of each question, ``holding`` those of each probe, ``worths`` what
    answers to further questions would tell about one of who loaded something. ``has_all_conflicts`` says that all of each slice are
    there, ``has_all_across`` that those are, too, which need claims of several slices. ``most`` is what everything together
    weighs: no world costs more."""

    puzzle: Puzzle
    most: int
    base: Weight
    without: tuple[str, ...] = ()
    times: dict[str, tuple[int, int]] | None = None
    conflicts: list[Conflict] = field(default_factory=list)
    has_all_conflicts: bool = False
    has_all_across: bool = False
    tables: dict[str, Table] = field(default_factory=dict)
    holding: dict[Probe, Table] = field(default_factory=dict)
    worths: dict[str, Valued] = field(default_factory=dict)


def solve(
    puzzle: Puzzle, *, probes: Sequence[Probe] = (), without: Collection[str] | None = None, patience: Patience = ENDLESS
) -> Solved:
    """``without`` are the claims left out of the bounds of times; by default those that the least costly world rejects."""
    weighing = Weighing(probed(puzzle, probes))
    everything = Weight(None, 0, tuple(c.id for c in puzzle.claims if not c.hard))
    solved = Solved(puzzle, most(puzzle), everything)
    if not patience.is_spent():
        solved.base = weighing.least(nobody(probes), patience)
    if solved.base.cost is None:
        solved.base = Weight(None, solved.base.lower, everything.rejected)
    solved.without = tuple(sorted(without)) if without is not None else solved.base.rejected
    solved.times = bounds(puzzle, solved.without)
    searches = _first(solved, patience)
    for asked in puzzle.questions:
        candidates = puzzle.event[asked.event].roles[asked.role]
        solved.tables[asked.id] = {v: weighing.least(answered(asked, v) + nobody(probes), patience) for v in candidates}
    for probe in probes:
        table = {p.id: weighing.least(somebody(probe, p.id, probes), patience) for p in puzzle.persons}
        solved.holding[probe] = table
    _rest(solved, searches, patience)
    for asked in puzzle.questions:
        is_loading = (puzzle.event[asked.event].kind, asked.role) == ("load", "actor")
        if (
            is_loading
            and not patience.is_spent()
            and (found := worth_of_answers(puzzle, asked, solved.base.rejected, Purse(_WORTH, patience)))
        ):
            solved.worths[asked.id] = found
    return solved


def most(puzzle: Puzzle) -> int:
    """What it costs to give up every claim, and to suppose an unreported hand-over before everything that happened."""
    return sum(c.weight for c in puzzle.claims if not c.hard) + puzzle.gap_weight * sum(e.item is not None for e in puzzle.events)


def _first(solved: Solved, patience: Patience) -> list[Search]:
    """One contradiction of each independent conflict, slice by slice."""
    searches = []
    known: set[tuple[str, ...]] = set()
    solved.has_all_conflicts = True
    for events in slices(solved.puzzle):
        if patience.is_spent():
            solved.has_all_conflicts = False
            break
        search = Search(solved.puzzle.only(events))
        searches.append(search)
        for conflict in search.first(patience):
            if conflict.claims not in known:
                known.add(conflict.claims)
                solved.conflicts.append(conflict)
    return searches


def _rest(solved: Solved, searches: list[Search], patience: Patience) -> None:
    known = {c.claims for c in solved.conflicts}
    for search in searches:
        for conflict in search.rest(patience):
            if conflict.claims not in known:
                known.add(conflict.claims)
                solved.conflicts.append(conflict)
        solved.has_all_conflicts &= search.is_complete
    solved.has_all_across = solved.has_all_conflicts and all(_across(solved, events, patience) for events in unions(solved.puzzle))
    solved.conflicts.sort(key=lambda c: c.claims)


def _across(solved: Solved, events: frozenset[str], patience: Patience) -> bool:
    """Finds the contradictions that need claims of several slices; whether these are all."""
    part = solved.puzzle.only(events)
    if len(part.claims) > _MOST_ACROSS:
        return False
    search = Search(part)
    search.knows(solved.conflicts)
    runs = iter(range(_RUNS_ACROSS))
    limited = Patience(is_spent=lambda: patience.is_spent() or next(runs, None) is None)
    solved.conflicts += search.rest(limited)
    return search.is_complete
