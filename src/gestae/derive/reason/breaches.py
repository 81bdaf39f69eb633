"""Breaches: where a model, taken with its times, breaks R4 or R6; each comes back as the clause that forbids it. Most of the
instances of these two rules never bite, so they are added only here."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gestae.derive.reason.clauses import Clause, Clauses, Node, Observation
from gestae.derive.reason.puzzle import Event

_BEGINNING = -(1 << 40)


class _Seen(NamedTuple):
    start: int
    end: int
    person: str | None


class Breaches:
    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._told: set[tuple[object, ...]] = set()
        self._transfers = [e for e in clauses.puzzle.events if e.kind == "transfer" and clauses.stays]

    def of(self, model: Sequence[int], times: Sequence[int]) -> list[Clause]:
        """``model`` holds the literals of variables 1, 2, ... in order; ``times`` those of the moments, the first being zero."""
        known = len(self._clauses.clauses)
        found = [clause for e in self._transfers for clause in self._apart(e, model, times)]
        for item, nodes in self._clauses.nodes.items():
            found += self._unsupported(item, nodes, model, times)
        return [*self._clauses.clauses[known:], *found]

    def _apart(self, event: Event, model: Sequence[int], times: Sequence[int]) -> Iterator[Clause]:
        """R4: giver and receiver at two places."""
        clauses = self._clauses
        if model[clauses.occurs[event.id] - 1] < 0:
            return
        x = clauses.moment[event.id, "t"]
        giver, receiver = (_chosen(clauses.values[event.id, role], model) for role in ("giver", "receiver"))
        for a in self._there(giver, times[x], model, times):
            for b in self._there(receiver, times[x], model, times):
                if a.place != b.place and (event.id, a.id, b.id) not in self._told:
                    self._told.add((event.id, a.id, b.id))
                    yield self._one_place(event, a, b, giver or "", receiver or "")

    def _there(self, person: str | None, tick: int, model: Sequence[int], times: Sequence[int]) -> Iterator[Event]:
        clauses = self._clauses
        for stay in clauses.stays.get(person or "", ()):
            s, e = clauses.moment[stay.id, "s"], clauses.moment[stay.id, "e"]
            if times[s] <= tick <= times[e] and model[clauses.occurs[stay.id] - 1] > 0:
                yield stay

    def _one_place(self, event: Event, a: Event, b: Event, giver: str, receiver: str) -> Clause:
        clauses = self._clauses
        x = clauses.moment[event.id, "t"]
        happen = [-clauses.occurs[e.id] for e in (event, a, b)]
        who = [-clauses.values[event.id, "giver"][giver], -clauses.values[event.id, "receiver"][receiver]]
        away = []
        for stay in (a, b):
            s, e = clauses.moment[stay.id, "s"], clauses.moment[stay.id, "e"]
            away += [clauses.difference(x, s, -1), clauses.difference(e, x, -1)]
        return [-clauses.guards["R4"], *happen, *who, *away]

    def _unsupported(self, item: str, nodes: list[Node], model: Sequence[int], times: Sequence[int]) -> Iterator[Clause]:
        """R6: an observation said to leave no gap that follows from nothing."""
        clauses = self._clauses
        observed = clauses.observations[item]
        seen = [_seen(o, model, times) for o in observed]
        first = _chosen(clauses.values[f"init {item}", "holder"], model)
        for node in nodes:
            here = seen[node.at]
            if here is None or model[node.gap - 1] > 0:
                continue
            between = []
            for support, other, strictly in node.supports:
                since = _since(seen, other, here, strictly, first)
                if since is None:
                    continue
                others = [n for n, s in enumerate(seen) if s and s.person != here.person and s.end >= since and s.start <= here.end]
                if not others:
                    break
                between += [(support, other, n) for n in others]
            else:
                for support, other, n in between:
                    if (support, n) not in self._told:
                        self._told.add((support, n))
                        yield self._nobody_between(item, node.at, support, other, n)

    def _nobody_between(self, item: str, at: int, support: int, since: int, other: int) -> Clause:
        clauses = self._clauses
        observed = clauses.observations[item]
        differ = clauses.differ(item, at, other)
        assert differ is not None
        outside = [clauses.before(observed[at].end, observed[other].start)]
        if since >= 0:
            outside.append(clauses.before(observed[other].end, observed[since].start))
        return [-support, -observed[other].occurs, -differ, *outside]


def _since(seen: list[_Seen | None], other: int, here: _Seen, strictly: int, first: str | None) -> int | None:
    """From when the person here has the item by this support; ``None`` where it does not carry."""
    if other < 0:
        return _BEGINNING if first == here.person else None
    earlier = seen[other]
    if earlier is None or earlier.person != here.person or earlier.start + strictly > here.start:
        return None
    return earlier.start


def _seen(one: Observation, model: Sequence[int], times: Sequence[int]) -> _Seen | None:
    if model[one.occurs - 1] < 0:
        return None
    return _Seen(times[one.start[0]] + one.start[1], times[one.end[0]] + one.end[1], _chosen(one.holder, model))


def _chosen(values: dict[str, int], model: Sequence[int]) -> str | None:
    return next((value for value, literal in values.items() if model[literal - 1] > 0), None)
