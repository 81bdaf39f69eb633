"""Clauses: the rules once more, in the form a SAT solver wants, with times as differences. Written apart from the rule file, so
that each checks the other. What rarely bites is added only when a model breaks it.

A literal is a whole number, its negation the negative. A difference literal (x, y, k) stands for x - y <= k and is used only where
it is true: a false one says nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from gestae.derive.reason.packs import Literal, instances
from gestae.derive.reason.puzzle import ACTIONS, LOOKS, Atom, Event, Puzzle

Clause = list[int]
End = tuple[int, int]
Values = dict[str, int]
RULES = ("R1", "R2", "R3", "R4", "R5")


class Observation(NamedTuple):
    """Somebody is seen with the item from ``start`` to ``end``; each is a time and what is added to it."""

    event: str
    occurs: int
    holder: Values
    start: End
    end: End
    receives: bool


class Node(NamedTuple):
    """An observation that must follow from an earlier one, or leave a gap. ``supports`` are (literal, observation or -1 for how it
    was at first, how much earlier it has to start)."""

    at: int
    gap: int
    supports: tuple[tuple[int, int, int], ...]


class Clauses:
    """``guards`` are the literals that switch the rules on, ``given`` those of hard claims and certain events with the event
    each is about: both are always assumed. With ``gaps``, unreported hand-overs are told by the literals of ``gaps``, else they
    are free."""

    def __init__(self, puzzle: Puzzle, *, gaps: bool) -> None:
        self.puzzle = puzzle
        self.size = 0
        self.clauses: list[Clause] = []
        self.differences: dict[tuple[int, int, int], int] = {}
        self.moments = [""]
        self.moment: dict[tuple[str, str], int] = {}
        self.true = self._new()
        self.clauses.append([self.true])
        self.rules = (*RULES, *dict.fromkeys(p.name for p in puzzle.packs))
        self.guards = {rule: self._new() for rule in self.rules}
        self.occurs: dict[str, int] = {}
        self.values: dict[tuple[str, str], Values] = {}
        self.accepts: dict[str, int] = {}
        self.soft: dict[int, str] = {}
        self.given: dict[int, str] = {}
        self.gaps: dict[int, str] = {}
        self.observations: dict[str, list[Observation]] = {}
        self.nodes: dict[str, list[Node]] = {}
        self._differ: dict[tuple[str, int, int], int | None] = {}
        self._placed: set[tuple[int, ...]] = set()
        self._worlds()
        self._claims()
        self._whereabouts()
        by_item: dict[str, list[Event]] = {i.id: [] for i in puzzle.items}
        for event in puzzle.events:
            if event.item is not None:
                by_item[event.item].append(event)
        for item, events in by_item.items():
            self.observations[item] = list(self._observed(events))
            self._one_holder(item)
            self._contents(item, events)
            if gaps:
                self.nodes[item] = list(self._continuity(item))

        for pack in puzzle.packs:
            self.clauses += [[-self.guards[pack.name], *self._forbidden(body)] for body in instances(puzzle, pack.rule)]

    def _forbidden(self, body: tuple[Literal, ...]) -> Iterator[int]:
        """Not all of this."""
        for one in body:
            terms = [t if isinstance(t, tuple) else str(t) for t in one.terms]
            literal = self._meant(one.name, terms)
            if literal is not None:
                yield -literal if one.holds else literal

    def _meant(self, name: str, terms: list[Any]) -> int | None:
        """The literal of a condition of a pack; ``None`` where it can never be so."""
        match name:
            case "occ":
                return self.occurs[terms[0]]
            case "role":
                return self.values[terms[0], terms[1]].get(terms[2])
            case "holds":
                return self.values[terms[0][1], terms[0][2]].get(terms[1])
            case _:
                a, b = (self._seen(t) for t in terms)
                return self.before(a.end, b.start) if a and b and a.event != b.event else None

    def _seen(self, observed: tuple[str, str, str]) -> Observation | None:
        _, event, role = observed
        seen = self.observations.get(self.puzzle.event[event].item or "", ())
        return next((o for o in seen if o.event == event and o.receives == (role == "receiver")), None)

    def difference(self, x: int, y: int, k: int) -> int:
        """The literal of x - y <= k."""
        if x == y:
            return self.true if k >= 0 else -self.true
        key = (x, y, k)
        found = self.differences.get(key)
        if found is None:
            self.size += 1
            found = self.differences[key] = self.size
        return found

    def supposed(self, what: str, of: str, role: str, value: str, holds: bool) -> int:
        """The literal that a claim is accepted (``acc``), an event happened (``occ``), a role has a value (``role``), or not. What
        the puzzle does not know is false."""
        match what:
            case "acc":
                literal = self.accepts.get(of, -self.true)
            case "occ":
                literal = self.occurs.get(of, -self.true)
            case _:
                literal = self.values.get((of, role), {}).get(value, -self.true)
        return literal if holds else -literal

    def before(self, a: End, b: End, least: int = 1) -> int:
        """``a`` at least so much before ``b``."""
        return self.difference(a[0], b[0], b[1] - a[1] - least)

    def _new(self) -> int:
        self.size += 1
        return self.size

    def _time(self, event: str, point: str) -> int:
        return self.moment[event, point]

    def _worlds(self) -> None:
        low, high = self.puzzle.horizon
        for event in self.puzzle.events:
            self.occurs[event.id] = self._new()
            if event.certain:
                self.given[self.occurs[event.id]] = event.id
            for point in event.points:
                x = self.moment[event.id, point] = len(self.moments)
                self.moments.append(f"{event.id}.{point}")
                first, last = (low, high) if event.fixed is None else (event.fixed, event.fixed)
                self.clauses += [[self.difference(0, x, -first)], [self.difference(x, 0, last)]]
            if event.is_interval:
                self.clauses.append([self.difference(self._time(event.id, "s"), self._time(event.id, "e"), 0)])
            for role, candidates in event.roles.items():
                self.values[event.id, role] = self._one_of(candidates)
        for item in self.puzzle.items:
            self.values[f"init {item.id}", "holder"] = self._one_of(self.puzzle.holders_at_first(item))
            self.values[f"init {item.id}", "content"] = self._one_of(self.puzzle.contents_at_first(item))

    def _one_of(self, candidates: Sequence[str]) -> Values:
        distinct = tuple(dict.fromkeys(candidates))
        if len(distinct) == 1:
            return {distinct[0]: self.true}
        values = {v: self._new() for v in distinct}
        self.clauses.append(list(values.values()))
        self.clauses += [[-a, -b] for a, b in combinations(values.values(), 2)]
        return values

    def _claims(self) -> None:
        for atom in self.puzzle.claims:
            accepted = self.accepts[atom.id] = self._new()
            self.clauses += [[-accepted, *clause] for clause in self._meaning(atom)]
            if atom.hard:
                self.given[accepted] = atom.event
            else:
                self.soft[accepted] = atom.id

    def _meaning(self, atom: Atom) -> Iterator[Clause]:
        """What must be so when a claim is accepted."""
        if atom.says == "not_occurs":
            yield [-self.occurs[atom.event]]
            return
        yield [self.occurs[atom.event]]
        match atom.says:
            case "time":
                x = self._time(atom.event, self.puzzle.point_of(atom))
                if atom.lo is not None:
                    yield [self.difference(0, x, -atom.lo)]
                if atom.hi is not None:
                    yield [self.difference(x, 0, atom.hi)]
            case "order":
                assert atom.event2 is not None
                yield [self.occurs[atom.event2]]
                x = self._time(atom.event, self.puzzle.point_of(atom))
                y = self._time(atom.event2, self.puzzle.point2_of(atom))
                if atom.min is not None:
                    yield [self.difference(x, y, -atom.min)]
                if atom.max is not None:
                    yield [self.difference(y, x, atom.max)]
            case "role" | "not_role":
                value = self.values[atom.event, atom.role or ""].get(atom.value or "")
                if atom.says == "role":
                    yield [value] if value else []
                elif value:
                    yield [-value]

    def _whereabouts(self) -> None:
        """R3 for every two stays of one person; R4 is left until a model breaks it."""
        self.stays: dict[str, list[Event]] = defaultdict(list)
        for event in self.puzzle.events:
            if event.kind == "presence" and event.person is not None:
                self.stays[event.person].append(event)
        guard = -self.guards["R3"]
        for stays in self.stays.values():
            for a, b in combinations(stays, 2):
                if a.place != b.place:
                    apart = [
                        self.difference(self._time(a.id, "e"), self._time(b.id, "s"), -1),
                        self.difference(self._time(b.id, "e"), self._time(a.id, "s"), -1),
                    ]
                    self.clauses.append([guard, -self.occurs[a.id], -self.occurs[b.id], *apart])

    def _observed(self, events: list[Event]) -> Iterator[Observation]:
        for event in events:
            occurs = self.occurs[event.id]
            if event.kind == "transfer":
                x = self._time(event.id, "t")
                givers, receivers = self.values[event.id, "giver"], self.values[event.id, "receiver"]
                yield Observation(event.id, occurs, givers, (x, 0), (x, 0), False)
                yield Observation(event.id, occurs, receivers, (x, 1), (x, 1), True)
                for person, a in givers.items():
                    if b := receivers.get(person):
                        self.clauses.append([-self.guards["R2"], -occurs, -a, -b])
            elif event.kind in ACTIONS:
                x = self._time(event.id, "t")
                yield Observation(event.id, occurs, self.values[event.id, "actor"], (x, 0), (x, 0), False)
            elif event.kind == "custody":
                start, end = (self._time(event.id, "s"), 0), (self._time(event.id, "e"), 0)
                yield Observation(event.id, occurs, self.values[event.id, "holder"], start, end, False)

    def differ(self, item: str, a: int, b: int) -> int | None:
        """The literal that two observations name different persons; ``None`` where they cannot."""
        key = (item, min(a, b), max(a, b))
        if key not in self._differ:
            self._differ[key] = self._made_differ(self.observations[item][a].holder, self.observations[item][b].holder)
        return self._differ[key]

    def _made_differ(self, a: Values, b: Values) -> int | None:
        if len(a) == 1 and a.keys() == b.keys():
            return None
        if not a.keys() & b.keys():
            return self.true
        literal = self._new()
        for person, here in a.items():
            there = b.get(person)
            self.clauses.append([*([-here] if here != self.true else []), literal, *([there] if there else [])])
        return literal

    def _one_holder(self, item: str) -> None:
        guard, seen = -self.guards["R1"], self.observations[item]
        for a, b in combinations(range(len(seen)), 2):
            one, other = seen[a], seen[b]
            if one.event == other.event:
                continue
            differ = self.differ(item, a, b)
            if differ is not None:
                order = [self.before(one.end, other.start), self.before(other.end, one.start)]
                self.clauses.append([guard, -one.occurs, -other.occurs, -differ, *order])

    def _contents(self, item: str, events: list[Event]) -> None:
        guard = -self.guards["R5"]
        loads = [e for e in events if e.kind == "load"]
        at = {e.id: (self._time(e.id, "t"), 0) for e in events if e.kind in ACTIONS}
        for a, b in combinations(loads, 2):
            order = [self.before(at[a.id], at[b.id]), self.before(at[b.id], at[a.id])]
            self.clauses.append([guard, -self.occurs[a.id], -self.occurs[b.id], *order])
        for look in (e for e in events if e.kind in LOOKS):
            shown, origins = self.values[look.id, "obj"], []
            for load in (*loads, None):
                origin = self._new()
                origins.append(origin)
                held = self.values[load.id, "obj"] if load else self.values[f"init {item}", "content"]
                if load:
                    self.clauses += [[-origin, self.occurs[load.id]], [-origin, self.before(at[load.id], at[look.id])]]
                self.clauses += [[-origin, *pair] for pair in self._alike(shown, held)]
                for other in loads:
                    if load is not other:
                        elsewhere = [self.before(at[look.id], at[other.id], 0)]
                        elsewhere += [self.before(at[other.id], at[load.id])] if load else []
                        self.clauses.append([-origin, -self.occurs[other.id], *elsewhere])
            self.clauses.append([guard, -self.occurs[look.id], *origins])

    def _alike(self, a: Values, b: Values) -> Iterator[Clause]:
        """Together: both have the same value."""
        for one, here in a.items():
            there = b.get(one)
            if there != self.true:
                yield [*([-here] if here != self.true else []), *([there] if there else [])]

    def _continuity(self, item: str) -> Iterator[Node]:
        seen = self.observations[item]
        first = self.values[f"init {item}", "holder"]
        for at, one in enumerate(seen):
            if one.receives:
                continue
            gap, supports = self._new(), []
            self.gaps[gap] = one.event
            for other, earlier in enumerate(seen):
                if earlier.event == one.event or not one.holder.keys() & earlier.holder.keys():
                    continue
                strictly = 0 if other < at or earlier.receives else 1
                support = self._new()
                self.clauses += [[-support, earlier.occurs], [-support, self.before(earlier.start, one.start, strictly)]]
                self.clauses += [[-support, *pair] for pair in self._alike(one.holder, earlier.holder)]
                supports.append((support, other, strictly))
            if one.holder.keys() & first.keys():
                support = self._new()
                self.clauses += [[-support, *pair] for pair in self._alike(one.holder, first)]
                supports.append((support, -1, 0))
            self.clauses.append([-one.occurs, gap, *(s for s, _, _ in supports)])
            yield Node(at, gap, tuple(supports))
