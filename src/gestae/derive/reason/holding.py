"""Holding: what it would cost to believe that somebody had an item at a moment. Asked by an event that may have happened, which
has him hold it for that one moment."""

from collections.abc import Iterable

import msgspec

from gestae.derive.reason.logic import Supposed
from gestae.derive.reason.puzzle import Event, Puzzle

Probe = tuple[str, int]


def probed(puzzle: Puzzle, probes: Iterable[Probe]) -> Puzzle:
    """The puzzle with such an event for each item and tick."""
    everybody = tuple(p.id for p in puzzle.persons)
    added = (
        Event(id=name(probe), kind="custody", item=probe[0], fixed=probe[1], roles={"holder": everybody})
        for probe in dict.fromkeys(probes)
    )
    return msgspec.structs.replace(puzzle, events=(*puzzle.events, *added))


def name(probe: Probe) -> str:
    return f"holding {probe[0]}@{probe[1]}"


def nobody(probes: Iterable[Probe]) -> list[Supposed]:
    """None of them happened."""
    return [Supposed("occ", name(p), holds=False) for p in probes]


def somebody(probe: Probe, person: str, probes: Iterable[Probe]) -> list[Supposed]:
    """This one happened, with this person, and no other."""
    own = [Supposed("occ", name(probe)), Supposed("role", name(probe), "holder", person)]
    return own + nobody(p for p in probes if p != probe)
