"""Pricing: what it costs at least that something is so. A core, claims that cannot all be true, costs its lightest member from
below; once all cores are paid for, the world that is left costs so much from above. Mostly both ends meet; where they do not, the
rule file is asked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from gestae.derive.reason.conflicts import Oracle, shrunk
from gestae.derive.reason.logic import Least, Logic, Supposed, World
from gestae.derive.reason.patience import ENDLESS, Patience
from gestae.derive.reason.puzzle import Puzzle

_FEW = 1_000
_SEEN_AS = {"transfer": "giver", "custody": "holder"}


class Pricing:
    """A puzzle that is asked again and again; its solvers are made when they are first needed."""

    def __init__(self, puzzle: Puzzle) -> None:
        self._puzzle = puzzle
        self._oracle: Oracle | None = None
        self._logic: dict[bool, Logic] = {}

    def least(self, supposed: Iterable[Supposed] = (), patience: Patience = ENDLESS) -> Least:
        """The least cost of a world in which this is so, with one such world. The rule file rarely needs long; where it does and
        has met no clash, a world is hard to find, and cores lead there sooner."""
        asked = list(supposed)
        few = replace(patience, conflicts=min(_FEW, patience.conflicts or _FEW))
        found = self._by_rules(asked, few) if self._puzzle.items else self._near(asked, patience)
        steps: list[Callable[[], Least]] = [
            lambda: self._by_rules(asked, patience, heavy_first=True),
            lambda: self._near(asked, patience),
        ]
        for step in steps if found.lower else reversed(steps):
            if found.is_proved or patience.is_spent():
                break
            found = _closer(found, step())
        return found

    def _by_rules(self, asked: list[Supposed], patience: Patience, *, heavy_first: bool = False) -> Least:
        if heavy_first not in self._logic:
            self._logic[heavy_first] = Logic(self._puzzle, heavy_first=heavy_first)
        return self._logic[heavy_first].least(asked, patience)

    def _near(self, asked: Sequence[Supposed], patience: Patience) -> Least:
        if self._oracle is None:
            self._oracle = Oracle(self._puzzle, gaps=True)
        oracle, clauses = self._oracle, self._oracle.clauses
        given = [clauses.supposed(s.what, s.of, s.role, s.value, s.holds) for s in asked]
        weights = {v: self._puzzle.claim[c].weight for v, c in clauses.soft.items()}
        weights |= dict.fromkeys((-v for v in clauses.gaps), self._puzzle.gap_weight)
        left, lower = dict(weights), 0
        while not oracle.holds([*given, *left]):
            core = shrunk(oracle, [v for v in oracle.core if v in left], given)
            if not core:
                return Least(None, None)
            paid = min(left[v] for v in core)
            lower += paid
            for v in core:
                left[v] -= paid
                if not left[v]:
                    del left[v]
            if patience.is_spent():
                return Least(None, lower)
        for v in sorted(weights.keys() - left.keys(), key=lambda v: (-weights[v], v)):
            if oracle.is_true(v) or oracle.holds([*given, *left, v]):
                left[v] = 0
        oracle.holds([*given, *left])
        cost = sum(w for v, w in weights.items() if not oracle.is_true(v))
        return Least(cost, lower, self._world(oracle))

    def _world(self, oracle: Oracle) -> World:
        clauses = oracle.clauses
        told = {key: next(v for v, n in values.items() if oracle.is_true(n)) for key, values in clauses.values.items()}
        event = self._puzzle.event
        gaps = sorted((e, _SEEN_AS.get(event[e].kind, "actor")) for v, e in clauses.gaps.items() if oracle.is_true(v))
        return World(
            occurs=frozenset(e for e, v in clauses.occurs.items() if oracle.is_true(v)),
            roles={key: value for key, value in told.items() if key[0] in event},
            times=oracle.times,
            rejected=tuple(c for v, c in clauses.soft.items() if not oracle.is_true(v)),
            gaps=tuple(gaps),
            first={(i.id, what): told[f"init {i.id}", what] for i in self._puzzle.items for what in ("holder", "content")},
        )


def _closer(one: Least, other: Least) -> Least:
    """What two answers to one question come to together."""
    if one.lower is None or other.lower is None:
        return Least(None, None)
    best = one if other.cost is None or (one.cost is not None and one.cost <= other.cost) else other
    return Least(best.cost, max(one.lower, other.lower), best.world)
