"""Pricing: what it costs at least that something is so. A core, claims that cannot all be true, costs its lightest member from
below; once all cores are paid for, the world that is left costs so much from above. Mostly both ends meet; where they do not, the
rule file is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gestae.derive.reason.conflicts import Oracle, shrunk
from gestae.derive.reason.logic import Least, Logic, Supposed, World
from gestae.derive.reason.patience import ENDLESS, Patience
from gestae.derive.reason.puzzle import Puzzle

_FEW = 1_000
_SEEN_AS = {"transfer": "giver", "custody": "holder"}


class Pricing:
    """A puzzle that is asked again and again; its solvers are made when they are first needed. ``conflicts`` are those the
    rule file met in the last question."""

    def __init__(self, puzzle: Puzzle) -> None:
        self._puzzle = puzzle
        self._oracle: Oracle | None = None
        self._logic: dict[bool, Logic] = {}
        self.conflicts = 0

    def least(self, supposed: Iterable[Supposed] = (), patience: Patience = ENDLESS) -> Least:
        """The least cost of a world in which this is so, with one such world. Where nothing is held, cores lead there sooner."""
        asked = list(supposed)
        if self._puzzle.items:
            found = self.by_rules(asked, patience)
            return found if found.is_proved or patience.is_spent() else _closer(found, self._near(asked, patience))
        found = self._near(asked, patience)
        return found if found.is_proved or patience.is_spent() else _closer(found, self.by_rules(asked, patience))

    def by_rules(self, asked: Sequence[Supposed], patience: Patience) -> Least:
        """The same, asked of the rule file alone: it rarely needs long, and where it does, claims clash."""
        self.conflicts = 0
        most = patience.conflicts
        found = self._run(asked, replace(patience, conflicts=_FEW if most is None else min(_FEW, most)), heavy_first=False)
        left = None if most is None else most - self.conflicts
        if found.is_proved or patience.is_spent() or (left is not None and left <= 0):
            return found
        return _closer(found, self._run(asked, replace(patience, conflicts=left), heavy_first=bool(found.lower)))

    def _run(self, asked: Sequence[Supposed], patience: Patience, *, heavy_first: bool) -> Least:
        if heavy_first not in self._logic:
            self._logic[heavy_first] = Logic(self._puzzle, heavy_first=heavy_first)
        found = self._logic[heavy_first].least(asked, patience)
        self.conflicts += self._logic[heavy_first].conflicts
        return found

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
