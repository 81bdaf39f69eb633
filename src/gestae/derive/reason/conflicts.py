"""Conflicts: smallest sets of claims that cannot all be true. The one place that imports the SAT solver."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pysat.solvers import Solver

from gestae.derive.reason.breaches import Breaches
from gestae.derive.reason.clauses import Clauses
from gestae.derive.reason.differences import Schedule, lemmas
from gestae.derive.reason.patience import Patience
from gestae.derive.reason.puzzle import Puzzle

_ENGINE = "minisat22"


@dataclass(frozen=True)
class Conflict:
    """Claims that cannot all be true, in the order of their ids, and the rules without which they could."""

    claims: tuple[str, ...]
    rules: tuple[str, ...]


class Oracle:
    """Whether claims can be true together: a SAT solver over the clauses, its models checked for times and breaches. ``rounds``
    counts the models looked at."""

    def __init__(self, puzzle: Puzzle, *, gaps: bool = False) -> None:
        self.clauses = Clauses(puzzle, gaps=gaps)
        self._solver = Solver(name=_ENGINE, bootstrap_with=self.clauses.clauses)
        for lemma in lemmas(self.clauses.differences):
            self._solver.add_clause(lemma)
        self._schedule = Schedule(_nominal(puzzle, self.clauses))
        self._schedule.know(self.clauses.differences)
        self._breaches = Breaches(self.clauses)
        self._guards = list(self.clauses.guards.values())
        self._model: list[int] = []
        self.rounds = 0
        self.core: list[int] = []
        self._set_phases()

    def holds(self, literals: Collection[int], rules: Collection[str] | None = None) -> bool:
        """Whether these literals can be true together; if not, ``core`` has some of them that cannot."""
        guards = self._guards if rules is None else [self.clauses.guards[r] for r in rules]
        assumed = [*guards, *self.clauses.given, *literals]
        while self._solver.solve(assumptions=assumed):
            self.rounds += 1
            model = self._solver.get_model()
            model.extend(-v for v in range(len(model) + 1, self.clauses.size + 1))
            circles = self._schedule.circles(model)
            for circle in circles:
                self._solver.add_clause([-v for v in circle])
            if circles:
                continue
            known = self.clauses.size
            broken = self._breaches.of(model, self._schedule.times)
            for clause in broken:
                self._solver.add_clause(clause)
            if self.clauses.size > known:
                self._schedule.know(self.clauses.differences)
            if not broken:
                self._model = model
                return True
        ours = set(literals)
        self.core = [v for v in self._solver.get_core() or () if v in ours]
        return False

    def lean(self, times: dict[str, int], occurs: Collection[str], roles: dict[tuple[str, str], str]) -> None:
        """Looks first near this world: times by ``event.point``, what happened, who it was."""
        clauses = self.clauses
        at = {name: n for n, name in enumerate(clauses.moments)}
        self._schedule.move({at[name]: time for name, time in times.items() if name in at})
        self._set_phases()
        phases = [v if event in occurs else -v for event, v in clauses.occurs.items()]
        for role, values in clauses.values.items():
            if role in roles:
                phases += [v if value == roles[role] else -v for value, v in values.items() if v != clauses.true]
        self._solver.set_phases(phases)

    def is_true(self, literal: int) -> bool:
        """In the last world found."""
        return (self._model[abs(literal) - 1] > 0) == (literal > 0)

    @property
    def times(self) -> dict[str, int]:
        """Of the last world found, by ``event.point``."""
        return dict(zip(self.clauses.moments[1:], self._schedule.times[1:], strict=True))

    def _set_phases(self) -> None:
        """Starts from the world in which every claim is true and the times are the middles of what is claimed."""
        phases = {v: -v for v in range(1, self.clauses.size + 1)}
        phases |= {v: v for v in self._schedule.met}
        phases |= {v: v for v in (*self.clauses.soft, *self.clauses.occurs.values())}
        self._solver.set_phases(list(phases.values()))


def _nominal(puzzle: Puzzle, clauses: Clauses) -> list[int]:
    low, high = puzzle.horizon
    middles: dict[int, list[int]] = {}
    for atom in puzzle.claims:
        if atom.says == "time":
            first, last = atom.lo if atom.lo is not None else low, atom.hi if atom.hi is not None else high
            middles.setdefault(clauses.moment[atom.event, puzzle.point_of(atom)], []).append((first + last) // 2)
    spread = (high - low) // (len(clauses.moments) + 1)
    times = [low + n * spread for n in range(len(clauses.moments))]
    times[0] = 0
    for moment, told in middles.items():
        times[moment] = sorted(told)[len(told) // 2]
    return times


def shrunk(oracle: Oracle, core: Sequence[int], given: Collection[int] = ()) -> list[int]:
    """A smallest part of these literals that still cannot hold beside the given ones: without any one of them the rest can."""
    kept = list(core)
    at = 0
    while at < len(kept):
        rest = kept[:at] + kept[at + 1 :]
        if oracle.holds([*given, *rest]):
            at += 1
        else:
            still = set(oracle.core)
            kept = [v for v in rest if v in still]
    return kept


class Search:
    """All conflicts of a puzzle: first one of each independent conflict, then the rest, until no set of claims is unexplored. There
    are none to tell where the hard claims alone cannot be true."""

    def __init__(self, puzzle: Puzzle) -> None:
        self._oracle = Oracle(puzzle)
        self._soft = [v for v, claim in self._oracle.clauses.soft.items() if not puzzle.claim[claim].silent]
        self._places = {literal: n + 1 for n, literal in enumerate(self._soft)}
        self.found: list[list[int]] = []
        self.is_complete = False

    def first(self, patience: Patience) -> Iterator[Conflict]:
        """Conflicts that share no claim, until what is left can be true together."""
        left = list(self._soft)
        while not patience.is_spent():
            if self._oracle.holds(left):
                self.is_complete = not self.found
                return
            conflict = shrunk(self._oracle, self._oracle.core)
            if not conflict:
                self.is_complete = True
                return
            yield self._kept(conflict)
            gone = set(conflict)
            left = [v for v in left if v not in gone]

    def rest(self, patience: Patience) -> Iterator[Conflict]:
        """The conflicts not found yet. After Liffiton and others, 2016 (MARCO): a map of what is unexplored, seeds grown until no
        claim fits any more, or shrunk until every claim is needed."""
        if self.is_complete:
            return
        seeds = self._map()
        while not patience.is_spent():
            if not seeds.solve():
                self.is_complete = True
                return
            chosen = seeds.get_model()
            seed = [v for n, v in enumerate(self._soft) if chosen[n] > 0]
            if self._oracle.holds(seed):
                outside = [self._places[v] for v in self._outside(seed)]
                if not outside:
                    self.is_complete = True
                    return
                seeds.add_clause(outside)
            else:
                conflict = shrunk(self._oracle, self._oracle.core)
                yield self._kept(conflict)
                seeds.add_clause([-self._places[v] for v in conflict])

    def knows(self, conflicts: Iterable[Conflict]) -> None:
        """Conflicts found elsewhere, not to be found again."""
        literal = {claim: v for v, claim in self._oracle.clauses.soft.items()}
        self.found += [[literal[c] for c in conflict.claims] for conflict in conflicts if set(conflict.claims) <= literal.keys()]

    def can_be(self, claims: Collection[str]) -> bool:
        """Whether these claims can be true together."""
        return self._oracle.holds([v for v, claim in self._oracle.clauses.soft.items() if claim in claims])

    def _map(self) -> Solver:
        every = list(range(1, len(self._soft) + 1))
        seeds = Solver(name=_ENGINE, bootstrap_with=[[n, -n] for n in every])
        seeds.set_phases(every)
        for conflict in self.found:
            seeds.add_clause([-self._places[v] for v in conflict])
        return seeds

    def _outside(self, seed: Iterable[int]) -> list[int]:
        """What does not fit to a seed that holds, once everything that does has been added."""
        oracle = self._oracle
        grown = set(seed) | {v for v in self._soft if oracle.is_true(v)}
        for literal in self._soft:
            if literal not in grown and oracle.holds([*grown, literal]):
                grown |= {v for v in self._soft if oracle.is_true(v)}
        return [v for v in self._soft if v not in grown]

    def _kept(self, conflict: list[int]) -> Conflict:
        self.found.append(conflict)
        rules = list(self._oracle.clauses.rules)
        for rule in self._oracle.clauses.rules:
            without = [r for r in rules if r != rule]
            if not self._oracle.holds(conflict, without):
                rules = without
        soft = self._oracle.clauses.soft
        return Conflict(claims=tuple(sorted(soft[v] for v in conflict)), rules=tuple(rules))
