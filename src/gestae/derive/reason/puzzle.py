"""The puzzle: events that may have happened, whole-number times, and weighted atomic claims about them.

The published case format, field by field. Every claim of a case becomes one or more atoms, so that a witness can be right on who
and wrong on when.
"""

from functools import cached_property
from typing import Literal

import msgspec

EventKind = Literal["transfer", "load", "check", "discharge", "custody", "presence", "point"]
Says = Literal["occurs", "not_occurs", "time", "order", "role", "not_role"]
Point = Literal["t", "s", "e"]

INTERVALS = frozenset({"custody", "presence"})
ACTIONS = frozenset({"load", "check", "discharge"})
LOOKS = frozenset({"check", "discharge"})
FARTHEST = 1 << 29


class _Plain(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Fields that are not known are passed over: a case may carry more than the reasoner needs."""


class Person(_Plain, frozen=True):
    id: str
    role: str | None = None
    status: str | None = None


class Thing(_Plain, frozen=True):
    """An item that is followed; ``init_holder`` and ``init_content`` restrict how it was at first."""

    id: str
    init_holder: tuple[str, ...] = ()
    init_content: tuple[str, ...] = ()


class Event(_Plain, frozen=True):
    """A token that may or may not have happened. ``roles`` gives the candidates of each role; ``fixed`` pins all its times."""

    id: str
    kind: EventKind
    item: str | None = None
    certain: bool = False
    roles: dict[str, tuple[str, ...]] = {}
    person: str | None = None
    place: str | None = None
    fixed: int | None = None

    @property
    def is_interval(self) -> bool:
        return self.kind in INTERVALS

    @property
    def points(self) -> tuple[Point, ...]:
        return ("s", "e") if self.is_interval else ("t",)


class Atom(_Plain, frozen=True):
    """One attributed atomic statement. ``weight`` is what rejecting it costs; a ``hard`` one cannot be rejected. A ``silent`` one
    nobody makes: it has its cost, but is no part of a contradiction."""

    id: str
    event: str
    says: Says
    weight: int = 1
    source: str | None = None
    hard: bool = False
    silent: bool = False
    point: Point | None = None
    lo: int | None = None
    hi: int | None = None
    event2: str | None = None
    point2: Point | None = None
    min: int | None = None
    max: int | None = None
    role: str | None = None
    value: str | None = None


class Asked(_Plain, frozen=True):
    """An open question: which value the role of an event has, given that it happened, and that the claims of ``given`` are true."""

    id: str
    event: str
    role: str
    text: str | None = None
    given: tuple[str, ...] = ()


class Pack(_Plain, frozen=True):
    """One rule beside those of the house: its name, its sentence, and the constraint."""

    name: str
    says: str
    rule: str


class Puzzle(_Plain, frozen=True, dict=True):
    horizon: tuple[int, int]
    id: str = "case"
    gap_weight: int = 30
    persons: tuple[Person, ...] = ()
    items: tuple[Thing, ...] = ()
    places: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Atom, ...] = ()
    questions: tuple[Asked, ...] = ()
    packs: tuple[Pack, ...] = ()

    @cached_property
    def event(self) -> dict[str, Event]:
        return {e.id: e for e in self.events}

    @cached_property
    def claim(self) -> dict[str, Atom]:
        return {c.id: c for c in self.claims}

    @cached_property
    def hands(self) -> tuple[str, ...]:
        """Everybody who may have handed something over or been handed it."""
        roles = (e.roles for e in self.events if e.kind == "transfer")
        return tuple(sorted({person for each in roles for candidates in each.values() for person in candidates}))

    def point_of(self, atom: Atom) -> Point:
        return atom.point or self.event[atom.event].points[0]

    def point2_of(self, atom: Atom) -> Point:
        assert atom.event2 is not None
        return atom.point2 or self.event[atom.event2].points[0]

    def holders_at_first(self, item: Thing) -> tuple[str, ...]:
        """Those whom an event may show with the item, and one of the others: nothing tells these apart."""
        known = self._shown_with.get(item.id, set())
        every = item.init_holder or tuple(p.id for p in self.persons)
        other = next((p for p in every if p not in known), None)
        return tuple(p for p in every if p in known or p == other)

    @cached_property
    def _shown_with(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for event in self.events:
            if event.item is not None:
                roles = (candidates for role, candidates in event.roles.items() if role != "obj")
                found.setdefault(event.item, set()).update(*roles)
        return found

    def contents_at_first(self, item: Thing) -> tuple[str, ...]:
        return item.init_content or self.contents

    @cached_property
    def _told_of(self) -> dict[str, list[int]]:
        """Places of the claims about an event; one about two events under the first."""
        found: dict[str, list[int]] = {}
        for n, atom in enumerate(self.claims):
            found.setdefault(atom.event, []).append(n)
        return found

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {e.id: n for n, e in enumerate(self.events)}

    def only(self, events: frozenset[str]) -> "Puzzle":
        """The part of these events: their items, and the claims that speak of nothing else."""
        kept = tuple(self.events[n] for n in sorted(self._place_of[e] for e in events))
        items = {e.item for e in kept}
        told = (self.claims[n] for n in sorted(n for e in events for n in self._told_of.get(e, ())))
        return msgspec.structs.replace(
            self,
            items=tuple(i for i in self.items if i.id in items),
            events=kept,
            claims=tuple(c for c in told if c.event2 is None or c.event2 in events),
            questions=tuple(q for q in self.questions if q.event in events),
        )


def faults(puzzle: Puzzle) -> list[str]:
    """What makes a puzzle senseless, a sentence each: ids used twice or nowhere defined, roles and times that do not fit."""
    found: list[str] = []
    for what, ids in (
        ("event", [e.id for e in puzzle.events]),
        ("claim", [c.id for c in puzzle.claims]),
        ("item", [i.id for i in puzzle.items]),
        ("question", [q.id for q in puzzle.questions]),
    ):
        twice = sorted({i for i in ids if ids.count(i) > 1}) if len(set(ids)) < len(ids) else []
        found += [f"{what} '{i}' is defined twice." for i in twice]
    low, high = puzzle.horizon
    if low > high:
        found.append(f"the horizon ends at {high}, before it begins at {low}.")
    if puzzle.gap_weight < 0:
        found.append(f"gap_weight is {puzzle.gap_weight}, below nothing.")
    if max(abs(low), abs(high)) >= FARTHEST:
        found.append(f"the horizon {low} to {high} is too far for exact work.")
    items = {i.id for i in puzzle.items}
    for event in puzzle.events:
        found += _faults_of_event(event, items)
    if not found:
        for atom in puzzle.claims:
            found += _faults_of_atom(puzzle, atom)
        for asked in puzzle.questions:
            if asked.event not in puzzle.event or asked.role not in puzzle.event[asked.event].roles:
                found.append(f"question '{asked.id}' asks for the {asked.role} of '{asked.event}', which is not there.")
    return found


_ROLES = {"transfer": ("giver", "receiver"), "custody": ("holder",), **dict.fromkeys(ACTIONS, ("actor", "obj"))}


def _faults_of_event(event: Event, items: set[str]) -> list[str]:
    found = []
    needed = _ROLES.get(event.kind, ())
    if needed and event.item not in items:
        found.append(f"event '{event.id}' is about the item '{event.item}', which is not there.")
    found += [f"event '{event.id}' has no candidate for its {role}." for role in needed if not event.roles.get(role)]
    found += [f"event '{event.id}' has no role '{role}'." for role in event.roles if role not in needed]
    if event.kind == "presence" and (event.person is None or event.place is None):
        found.append(f"event '{event.id}' is a presence without its person or place.")
    return found


def _faults_of_atom(puzzle: Puzzle, atom: Atom) -> list[str]:
    events = puzzle.event
    if atom.event not in events or (atom.says == "order" and atom.event2 not in events):
        return [
            f"claim '{atom.id}' is about the event '{atom.event if atom.event not in events else atom.event2}', which is not there."
        ]
    found = []
    if atom.says in ("role", "not_role") and atom.role not in events[atom.event].roles:
        found.append(f"claim '{atom.id}' speaks of the role '{atom.role}', which event '{atom.event}' does not have.")
    if atom.weight < 0:
        found.append(f"claim '{atom.id}' weighs {atom.weight}, below nothing.")
    if atom.point is not None and atom.point not in events[atom.event].points:
        found.append(f"claim '{atom.id}' speaks of the point '{atom.point}', which event '{atom.event}' does not have.")
    if atom.event2 is not None and atom.point2 is not None and atom.point2 not in events[atom.event2].points:
        found.append(f"claim '{atom.id}' speaks of the point '{atom.point2}', which event '{atom.event2}' does not have.")
    if any(abs(n) >= FARTHEST for n in (atom.lo, atom.hi, atom.min, atom.max) if n is not None):
        found.append(f"claim '{atom.id}' has a time too far for exact work.")
    return found
