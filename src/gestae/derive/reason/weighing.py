"""Weighing: least costs of a whole puzzle, from its groups. Each group is solved for itself; whether their worlds fit together is
asked of the whole; where they do not, the groups that stand against each other are made one and solved again.

The groups share no claim, so the sum of their least costs is never above that of the whole. When the whole allows it, it is that
of the whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gestae.derive.reason.conflicts import Oracle
from gestae.derive.reason.logic import Least, Supposed, World
from gestae.derive.reason.patience import ENDLESS, Patience
from gestae.derive.reason.pricing import Pricing
from gestae.derive.reason.puzzle import Puzzle
from gestae.derive.reason.slices import groups
from gestae.derive.reason.together import Fitting


@dataclass(frozen=True)
class Weight:
    """``cost`` is the least that has to be given up, or the least found so far; ``lower`` is proved to be at most that. Both are
    ``None`` where nothing is possible; ``cost`` alone, where nothing was found in time. ``rejected`` are the claims that would be
    untrue, ``gaps`` the (event, role) before which a hand-over went unreported."""

    cost: int | None
    lower: int | None
    rejected: tuple[str, ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()

    @property
    def is_proved(self) -> bool:
        return self.cost == self.lower

    @property
    def is_possible(self) -> bool:
        return self.lower is not None


@dataclass
class _Group:
    events: frozenset[str]
    puzzle: Puzzle
    pricing: Pricing = field(init=False)
    base: Least | None = None

    def __post_init__(self) -> None:
        self.pricing = Pricing(self.puzzle)

    def least(self, supposed: Sequence[Supposed], patience: Patience) -> Least:
        if not supposed and self.base is not None and self.base.is_proved:
            return self.base
        if patience.is_spent():
            return Least(None, 0)
        found = self.pricing.least(supposed, patience)
        if not supposed:
            self.base = found
        return found


@dataclass
class Weighing:
    """Keeps its solvers, so that the next question about the same puzzle is quick."""

    puzzle: Puzzle
    _groups: list[_Group] = field(init=False)
    _of_event: dict[str, _Group] = field(init=False)
    _oracle: Oracle | None = field(init=False, default=None)
    _fitting: Fitting = field(init=False, default_factory=Fitting)

    def __post_init__(self) -> None:
        self._groups = [_Group(events, self.puzzle.only(events)) for events in groups(self.puzzle)]
        self._of_event = {e: g for g in self._groups for e in g.events}

    def least(self, supposed: Iterable[Supposed] = (), patience: Patience = ENDLESS) -> Weight:
        """The least weight of claims and unreported hand-overs to give up in a world where all this is so."""
        asked = list(supposed)
        while True:
            found = [(g, g.least(self._about(g, asked), patience)) for g in self._groups]
            if any(each.lower is None for _, each in found):
                return Weight(None, None)
            lower = sum(each.lower or 0 for _, each in found)
            parts = [(g, each.world) for g, each in found if each.world is not None]
            if len(parts) < len(found) or patience.is_spent():
                return Weight(None, lower)
            worlds = [world for _, world in parts]
            together = self._together(parts, asked)
            if together is None:
                return Weight(sum(each.cost or 0 for _, each in found), lower, *_given_up(worlds))
            if patience.is_spent() or not self._join(together):
                return self._near(lower, worlds, asked)

    def _about(self, group: _Group, asked: list[Supposed]) -> list[Supposed]:
        return [s for s in asked if (self.puzzle.claim[s.of].event if s.what == "acc" else s.of) in group.events]

    def _together(self, parts: list[tuple[_Group, World]], asked: list[Supposed]) -> list[str] | None:
        """``None`` where the whole allows what these worlds accept and ask for; else events of which it does not."""
        if len(parts) == 1 or self._fitting.together([(g.puzzle, world, self._about(g, asked)) for g, world in parts]):
            return None
        worlds = [world for _, world in parts]
        oracle = self._whole()
        literals = self._literals(worlds, asked)
        oracle.lean(
            {point: time for w in worlds for point, time in w.times.items()},
            {event for w in worlds for event in w.occurs},
            {role: value for w in worlds for role, value in (*w.roles.items(), *_at_first(w).items())},
        )
        if oracle.holds(literals.keys()):
            return None
        return [literals[v] for v in oracle.core]

    def _whole(self) -> Oracle:
        if self._oracle is None:
            self._oracle = Oracle(self.puzzle, gaps=True)
        return self._oracle

    def _literals(self, worlds: list[World], asked: list[Supposed]) -> dict[int, str]:
        """What the worlds keep, and what is asked, each with an event it is about."""
        clauses = self._whole().clauses
        rejected = {c for w in worlds for c in w.rejected}
        gaps = {event for w in worlds for event, _ in w.gaps}
        found = {v: self.puzzle.claim[c].event for v, c in clauses.soft.items() if c not in rejected}
        found |= {-v: event for v, event in clauses.gaps.items() if event not in gaps} | clauses.given
        for one in asked:
            literal = clauses.supposed(one.what, one.of, one.role, one.value, one.holds)
            found[literal] = self.puzzle.claim[one.of].event if one.what == "acc" else one.of
        return found

    def _join(self, events: list[str]) -> bool:
        """Makes one group of those these events are in; whether there were several."""
        joined = list({id(g): g for e in events if (g := self._of_event.get(e))}.values())
        if len(joined) < 2:
            return False
        every = frozenset(e for g in joined for e in g.events)
        group = _Group(every, self.puzzle.only(every))
        self._groups = [*(g for g in self._groups if g not in joined), group]
        self._of_event.update(dict.fromkeys(every, group))
        return True

    def _near(self, lower: int, worlds: list[World], asked: list[Supposed]) -> Weight:
        rejected = {c for w in worlds for c in w.rejected}
        gaps = {g for w in worlds for g in w.gaps}
        return near(self.puzzle, self._whole(), self._literals(worlds, asked), (rejected, gaps), lower)


def near(
    puzzle: Puzzle, oracle: Oracle, literals: Iterable[int], gone: tuple[Iterable[str], Iterable[tuple[str, str]]], lower: int
) -> Weight:
    """A cost that can be had though it may not be the least: from claims and hand-overs given up already, what stands against the
    rest is given up, too, lightest first. ``literals`` are what is kept and what is asked."""
    clauses, kept = oracle.clauses, set(literals)
    rejected, gaps = set(gone[0]), set(gone[1])
    weights = {v: puzzle.claim[c].weight for v, c in clauses.soft.items()}
    weights |= dict.fromkeys((-v for v in clauses.gaps), puzzle.gap_weight)
    while not oracle.holds(kept):
        light = [v for v in oracle.core if v in weights]
        if not light:
            return Weight(None, None)
        given = min(light, key=lambda v: (weights[v], v))
        kept.remove(given)
        if given > 0:
            rejected.add(clauses.soft[given])
        else:
            gaps.add((clauses.gaps[-given], ""))
    cost = sum(puzzle.claim[c].weight for c in rejected) + puzzle.gap_weight * len(gaps)
    return Weight(cost, lower, tuple(sorted(rejected)), tuple(sorted(gaps)))


def _at_first(world: World) -> dict[tuple[str, str], str]:
    return {(f"init {item}", what): value for (item, what), value in world.first.items()}


def _given_up(worlds: Iterable[World]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    rejected = sorted(c for w in worlds for c in w.rejected)
    gaps = sorted(g for w in worlds for g in w.gaps)
    return tuple(rejected), tuple(gaps)
