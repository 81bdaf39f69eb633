"""Answers: the reasoner asked of one case: its conflicts, and the table of a question."""

from collections.abc import Callable

from gestae.derive.making import Making
from gestae.derive.reason.compile import ANOTHER, Compiled
from gestae.derive.reason.conflicts import Conflict, Oracle, Search
from gestae.derive.reason.essence import contestable, essence
from gestae.derive.reason.explain import findings, hypotheses
from gestae.derive.reason.logic import Least, answered
from gestae.derive.reason.patience import Patience, Purse
from gestae.derive.reason.posing import Posed
from gestae.derive.reason.pricing import Pricing
from gestae.derive.reason.puzzle import Puzzle
from gestae.derive.reason.slices import slices, unions
from gestae.derive.reason.weighing import Weight, near
from gestae.model import Finding, Hypothesis

_RUNS = 200
_MOST_ACROSS = 200
_FEWEST = 2  # a table of one name would point at him merely because nobody else is told of


def conflicts_of(making: Making, made: Compiled) -> tuple[list[Finding], bool]:
    """The findings with all smallest sets of each slice, and across slices, up to a number of runs; and whether these are all. A
    clash of two claims about one event that was found before is left out where the two can be true together after all."""
    found: list[Conflict] = []
    clashing = [f for f in making.findings if f.topic == "conflict"]
    can_be: set[str] = set()
    are_all = True
    puzzle = contestable(made.puzzle)
    for events in slices(puzzle):
        patience = Patience(is_spent=_after(_RUNS))
        search = Search(puzzle.only(events))
        found += [*search.first(patience), *search.rest(patience)]
        are_all &= search.is_complete
        can_be |= {f.id for f in clashing if _is_about_one(made, f, events) and search.can_be(_atoms(made, f))}
    for events in unions(puzzle):
        part = puzzle.only(events)
        if len(part.claims) > _MOST_ACROSS:
            are_all = False
            continue
        search = Search(part)
        search.knows(found)
        found += search.rest(Patience(is_spent=_after(_RUNS)))
        are_all &= search.is_complete
    kept = tuple(f for f in making.findings if f.id not in can_be)
    return [*kept, *findings(making, made, found, (f.because for f in clashing))], are_all


def _is_about_one(made: Compiled, finding: Finding, events: frozenset[str]) -> bool:
    """Whether both claims report the same event of the reasoner."""
    about = {made.token_of.get(c) for c in finding.because}
    return finding.rule in ("denied", "told-otherwise") and len(about) == 1 and None not in about and about <= events


def _atoms(made: Compiled, finding: Finding) -> list[str]:
    return [atom for atom, claims in made.claims_of.items() if set(claims) & set(finding.because)]


def hypotheses_of(making: Making, posed: Posed, purse: Purse) -> tuple[list[Hypothesis], dict[str, Weight]]:
    """A row for each answer, the least costly first; and what each costs. None where there are not two to set against each
    other. Where the purse is spent, a row has a cost that can be had, though it may not be the least."""
    part = essence(posed.made.puzzle, posed.asked)
    pricing, rows = Pricing(part), {}
    for n, value in enumerate(posed.candidates):
        share = purse.share(len(posed.candidates) - n)
        rows[value] = _weight(pricing.by_rules(answered(posed.asked, value), share))
        purse.pay(pricing.conflicts)
    possible = {v: w for v, w in rows.items() if w.is_possible}
    if any(w.cost is None for w in possible.values()):
        possible = _at_most(part, posed, possible)
    if sum(v != ANOTHER for v in possible) < _FEWEST:
        return [], {}
    best = min(possible.values(), key=lambda w: w.cost or 0)
    return hypotheses(making, posed, possible, proved=best.is_proved), possible


def _at_most(part: Puzzle, posed: Posed, rows: dict[str, Weight]) -> dict[str, Weight]:
    """With a cost that can be had for those of which none was found in time, from what is given up anyhow."""
    oracle = Oracle(part, gaps=True)
    clauses = oracle.clauses
    known = [w for w in rows.values() if w.cost is not None]
    gone = min(known, key=lambda w: w.cost or 0) if known else Weight(0, 0)
    missing = {event for event, _ in gone.gaps}
    kept = [v for v, c in clauses.soft.items() if c not in gone.rejected]
    kept += [-v for v, event in clauses.gaps.items() if event not in missing]
    found = {}
    for value, weight in rows.items():
        asked = [clauses.supposed(s.what, s.of, s.role, s.value, s.holds) for s in answered(posed.asked, value)]
        found[value] = (
            weight
            if weight.cost is not None
            else near(part, oracle, [*kept, *asked], (gone.rejected, gone.gaps), weight.lower or 0)
        )
    return {v: w for v, w in found.items() if w.is_possible}


def _weight(least: Least) -> Weight:
    if least.world is None:
        return Weight(None, least.lower)
    return Weight(least.cost, least.lower, least.world.rejected, least.world.gaps)


def _after(runs: int) -> Callable[[], bool]:
    """Spent after it was asked so many times."""
    left = iter(range(runs))
    return lambda: next(left, None) is None
