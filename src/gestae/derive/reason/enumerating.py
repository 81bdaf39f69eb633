"""Every world of a tiny puzzle, one after the other, and what they say of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from gestae.derive.reason.puzzle import Event, Puzzle
from gestae.derive.reason.simulating import Told, check


@dataclass(frozen=True)
class Everything:
    base: int | None
    conflicts: list[tuple[str, ...]]
    tables: dict[str, dict[str, int | None]]


def enumerated(puzzle: Puzzle) -> Everything:
    """The least costs and all smallest sets of claims that no world makes true together."""
    soft = [c.id for c in puzzle.claims if not c.hard]
    base: int | None = None
    tables: dict[str, dict[str, int | None]] = {q.id: dict.fromkeys(puzzle.event[q.event].roles[q.role]) for q in puzzle.questions}
    satisfied: set[frozenset[str]] = set()
    for world in _worlds(puzzle):
        verdict = check(puzzle, world)
        if verdict.broken:
            continue
        cost = verdict.cost(puzzle)
        base = cost if base is None else min(base, cost)
        satisfied.add(frozenset(soft) - frozenset(verdict.untrue))
        for asked in puzzle.questions:
            if asked.event in world.occurs:
                value = world.roles[asked.event, asked.role]
                known = tables[asked.id][value]
                tables[asked.id][value] = cost if known is None else min(known, cost)
    return Everything(base, _conflicts(soft, satisfied), tables)


def _worlds(puzzle: Puzzle) -> Iterator[Told]:
    options = [list(_ways(puzzle, e)) for e in puzzle.events]
    firsts = [
        [
            {(i.id, "holder"): h, (i.id, "content"): c}
            for h in i.init_holder or [p.id for p in puzzle.persons]
            for c in puzzle.contents_at_first(i)
        ]
        for i in puzzle.items
    ]
    for ways in product(*options):
        occurs = frozenset(e.id for e, way in zip(puzzle.events, ways, strict=True) if way[0])
        times = {k: v for way in ways for k, v in way[1].items()}
        roles = {k: v for way in ways for k, v in way[2].items()}
        for first in product(*firsts):
            yield Told(occurs, times, roles, {k: v for part in first for k, v in part.items()})


def _ways(puzzle: Puzzle, event: Event) -> Iterator[tuple[bool, dict[tuple[str, str], int], dict[tuple[str, str], str]]]:
    ticks = range(puzzle.horizon[0], puzzle.horizon[1] + 1)
    spans = [(a, b) for a in ticks for b in ticks if a <= b] if event.is_interval else [(t,) for t in ticks]
    for chosen in product(*event.roles.values()):
        roles = {(event.id, role): value for role, value in zip(event.roles, chosen, strict=True)}
        for span in spans:
            yield True, {(event.id, p): t for p, t in zip(event.points, span, strict=True)}, roles
    if not event.certain:
        roles = {(event.id, role): candidates[0] for role, candidates in event.roles.items()}
        yield False, {(event.id, p): ticks[0] for p in event.points}, roles


def _conflicts(soft: list[str], satisfied: set[frozenset[str]]) -> list[tuple[str, ...]]:
    if not satisfied:
        return []
    largest = [s for s in satisfied if not any(s < other for other in satisfied)]
    found: list[frozenset[str]] = []
    for size in range(1, len(soft) + 1):
        for chosen in map(frozenset, combinations(soft, size)):
            if not any(known <= chosen for known in found) and not any(chosen <= s for s in largest):
                found.append(chosen)
    return sorted(tuple(sorted(f)) for f in found)
