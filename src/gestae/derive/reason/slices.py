"""Slices: parts of a puzzle that can be looked at by themselves. A conflict in a slice is a conflict of the whole."""

from collections import defaultdict

from gestae.derive.reason.puzzle import Event, Puzzle


def groups(puzzle: Puzzle) -> list[frozenset[str]]:
    """Events by what no claim joins: those of one item, the stays of one person, and what claims about order tie to them. Only R4
    reaches from one group into another."""
    leads: dict[str, str] = {}

    def lead(key: str) -> str:
        at = leads.setdefault(key, key)
        while at != leads[at]:
            leads[at] = leads[leads[at]]
            at = leads[at]
        return at

    for event in puzzle.events:
        lead(_key(event))
    for atom in puzzle.claims:
        if atom.event2 is not None:
            leads[lead(_key(puzzle.event[atom.event]))] = lead(_key(puzzle.event[atom.event2]))
    together: dict[str, set[str]] = defaultdict(set)
    for event in puzzle.events:
        together[lead(_key(event))].add(event.id)
    return [frozenset(events) for events in together.values()]


def slices(puzzle: Puzzle) -> list[frozenset[str]]:
    """Every group with the stays of all who may have handed something over in it; groups of stays alone first."""
    stays: dict[str, set[str]] = defaultdict(set)
    for event in puzzle.events:
        if event.kind == "presence" and event.person is not None:
            stays[event.person].add(event.id)
    found = []
    for group in groups(puzzle):
        transfers = [puzzle.event[e] for e in group if puzzle.event[e].kind == "transfer"]
        hands = {person for e in transfers for candidates in e.roles.values() for person in candidates}
        found.append((bool(transfers), group.union(*(stays[p] for p in hands))))
    return [events for _, events in sorted(found, key=lambda pair: (pair[0], len(pair[1]), sorted(pair[1])))]


def unions(puzzle: Puzzle) -> list[frozenset[str]]:
    """What several slices with hand-overs come to that have the stays of one person in common: a contradiction may need claims of
    more than one of them."""
    found: list[tuple[set[str], int]] = []
    handed = {e.id for e in puzzle.events if e.kind == "transfer"}
    for events in slices(puzzle):
        if not events & handed:
            continue
        together, count = set(events), 1
        apart = []
        for other, n in found:
            if other & events:
                together, count = together | other, count + n
            else:
                apart.append((other, n))
        found = [*apart, (together, count)]
    return [frozenset(events) for events, count in found if count > 1]


def _key(event: Event) -> str:
    if event.item is not None:
        return f"item {event.item}"
    return f"person {event.person}" if event.kind == "presence" else f"event {event.id}"
