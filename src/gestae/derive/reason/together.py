"""Together: whether the worlds of several groups can be one world. Only R4 stands between groups, so it is enough to fix where
everybody was, as tightly as his claims allow, and to see whether every hand-over still finds a place. That this fails is no proof
that they cannot."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from gestae.derive.reason.conflicts import Oracle
from gestae.derive.reason.logic import Supposed, World
from gestae.derive.reason.puzzle import Atom, Event, Point, Puzzle


class Stay(NamedTuple):
    event: Event
    start: int
    end: int


Stays = dict[str, list[Stay]]


class Fitting:
    """Remembers which worlds were found to fit, so that a change in one group asks only about what it touches."""

    def __init__(self) -> None:
        self._stays: dict[int, tuple[World, list[Stay]]] = {}
        self._fits: dict[int, tuple[World, list[Stay]]] = {}

    def together(self, parts: Sequence[tuple[Puzzle, World, Sequence[Supposed]]]) -> bool:
        """Whether a way was found to make one world of these, each with what is asked of it."""
        stays: Stays = defaultdict(list)
        for puzzle, world, asked in parts:
            for stay in _stays(puzzle, world) if asked else self._of(puzzle, world):
                stays[stay.event.person or ""].append(stay)
        return all(self._finds_place(puzzle, world, stays, asked) for puzzle, world, asked in parts)

    def _of(self, puzzle: Puzzle, world: World) -> list[Stay]:
        if id(world) not in self._stays:
            self._stays[id(world)] = world, list(_stays(puzzle, world))
        return self._stays[id(world)][1]

    def _finds_place(self, puzzle: Puzzle, world: World, stays: Stays, asked: Sequence[Supposed]) -> bool:
        if not puzzle.hands:
            return True
        fixed = [stay for person in puzzle.hands for stay in stays.get(person, ())]
        known = self._fits.get(id(world))
        if not asked and known and known[1] == fixed:
            return True
        transfers = (e for e in puzzle.events if e.kind == "transfer" and e.id in world.occurs)
        if not all(_is_at_one_place(e, world, stays) for e in transfers) and not _holds(
            _pinned(puzzle, fixed, world), world, asked
        ):
            return False
        if not asked:
            self._fits[id(world)] = world, fixed
        return True


def _stays(puzzle: Puzzle, world: World) -> Iterable[Stay]:
    """As short as the world and the claims it keeps allow; as they are where claims about order speak of them."""
    rejected = set(world.rejected)
    latest: dict[str, int] = {}
    ordered: set[str | None] = set()
    for atom in puzzle.claims:
        if atom.id in rejected:
            continue
        if atom.says == "order":
            ordered |= {atom.event, atom.event2}
        elif atom.says == "time" and atom.hi is not None and puzzle.point_of(atom) == "s":
            latest[atom.event] = min(atom.hi, latest.get(atom.event, atom.hi))
    for event in puzzle.events:
        if event.kind == "presence" and event.id in world.occurs:
            start, end = world.times[f"{event.id}.s"], world.times[f"{event.id}.e"]
            if event.id not in ordered:
                start = max(start, min(end, latest.get(event.id, end)))
            yield Stay(event, start, end)


def _is_at_one_place(event: Event, world: World, stays: Stays) -> bool:
    tick = world.times[f"{event.id}.t"]
    giver, receiver = (
        {s.event.place for s in stays.get(world.roles[event.id, role], ()) if s.start <= tick <= s.end}
        for role in ("giver", "receiver")
    )
    return all(g == r for g in giver for r in receiver)


def _pinned(puzzle: Puzzle, stays: list[Stay], world: World) -> Puzzle:
    """With these stays, and none of its own beside them."""
    known = {s.event.id for s in stays}
    own = [e for e in puzzle.events if e.kind == "presence" and e.id not in known]
    stays = [*stays, *(s for s in _stays(puzzle, world) if s.event.id not in known)]
    claims = [
        Atom(id=f"at {s.event.id}.{point}", event=s.event.id, says="time", point=point, lo=tick, hi=tick, hard=True)
        for s in stays
        for point, tick in _ends(s)
    ]
    away = (e for e in own if e.id not in world.occurs)
    claims += [Atom(id=f"not at {e.id}", event=e.id, says="not_occurs", hard=True) for e in away]
    added = (s.event for s in stays if s.event.id not in puzzle.event)
    return msgspec.structs.replace(puzzle, events=(*puzzle.events, *added), claims=(*puzzle.claims, *claims))


def _ends(stay: Stay) -> tuple[tuple[Point, int], tuple[Point, int]]:
    return ("s", stay.start), ("e", stay.end)


def _holds(puzzle: Puzzle, world: World, asked: Sequence[Supposed]) -> bool:
    """Whether what the world keeps can be so, with the hand-overs it reports as missing and no others."""
    oracle = Oracle(puzzle, gaps=True)
    clauses = oracle.clauses
    oracle.lean(world.times, world.occurs, world.roles)
    rejected, gaps = set(world.rejected), {event for event, _ in world.gaps}
    literals = [v for v, claim in clauses.soft.items() if claim not in rejected]
    literals += [-v for v, event in clauses.gaps.items() if event not in gaps]
    return oracle.holds([*literals, *(clauses.supposed(s.what, s.of, s.role, s.value, s.holds) for s in asked)])
