"""Essence: what of a puzzle bears on one question. What happened surely after the item went off, what nobody asserts, and what only
repeats that somebody had the item at some time, changes no answer and costs time."""

from gestae.derive.reason.puzzle import Asked, Event, Puzzle
from gestae.derive.reason.slices import slices
from gestae.derive.reason.times import bounds


def essence(puzzle: Puzzle, asked: Asked) -> Puzzle:
    """The part of the slice of the question that its answers rest on."""
    part = slice_of(puzzle, asked)
    if puzzle.packs:
        return part  # a rule of a pack may speak of anything
    part = part.only(frozenset(part.event) - _short_stays(part))
    item = part.event[asked.event].item
    asserted = {c.event for c in part.claims if c.says not in ("not_occurs", "not_role") or c.hard}
    asserted |= {c.event2 for c in part.claims if c.event2}
    silent = {c.event for c in part.claims if c.silent}
    told = {e.id for e in part.events if e.id in asserted | silent or e.certain or e.id == asked.event}
    timed = {c.event for c in part.claims if c.says in ("time", "order")} | {c.event2 for c in part.claims if c.event2}
    hands = {
        p
        for e in part.events
        if e.kind == "transfer" and e.id in asserted
        for role in e.roles.values()
        if len(role) == 1
        for p in role
    }
    repeated = {e.id for e in part.events if e.id not in timed and _only_repeats(part, e, hands)}
    late = _after_the_end(part, item) if part.event[asked.event].kind == "load" else set()
    return part.only(frozenset((told - repeated - late) | {asked.event}))


def slice_of(puzzle: Puzzle, asked: Asked) -> Puzzle:
    return puzzle.only(next(s for s in slices(puzzle) if asked.event in s))


def contestable(puzzle: Puzzle) -> Puzzle:
    """Without the events of which it is only said that they happened, and the stays that need not last: they find a moment beside
    all others, so no contradiction needs them."""
    if puzzle.packs:
        return puzzle
    plain = {c.event for c in puzzle.claims if c.says == "occurs"}
    plain -= {c.event for c in puzzle.claims if c.says != "occurs"} | {c.event2 for c in puzzle.claims if c.event2}
    shown = {e.id for e in puzzle.events if e.certain or e.kind in ("load", "discharge")}
    gone = (plain - shown) | _short_stays(puzzle)
    return puzzle.only(frozenset(e.id for e in puzzle.events if e.id not in gone))


def _short_stays(puzzle: Puzzle) -> set[str]:
    """Stays that all claims together allow to be as short as one likes, at a moment that is not fixed."""
    stays = {e.id for e in puzzle.events if e.kind == "presence"}
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for claim in puzzle.claims:
        if claim.event in stays and claim.says == "time" and claim.lo is None and claim.hi is not None and claim.point != "e":
            starts[claim.event] = min(claim.hi, starts.get(claim.event, claim.hi))
        elif claim.event in stays and claim.says == "time" and claim.hi is None and claim.lo is not None and claim.point == "e":
            ends[claim.event] = max(claim.lo, ends.get(claim.event, claim.lo))
        elif claim.says != "occurs":
            stays -= {claim.event, claim.event2}
    return {e for e in stays if e in starts and e in ends and starts[e] > ends[e]}


def _only_repeats(puzzle: Puzzle, event: Event, hands: set[str]) -> bool:
    """An untimed sighting of somebody who had the item anyway, that shows nothing of what was in it."""
    if event.kind == "presence":
        return True
    if event.kind not in ("custody", "check"):
        return False
    if any(c.event == event.id and (c.says != "occurs") for c in puzzle.claims):
        return False
    who = event.roles["holder" if event.kind == "custody" else "actor"]
    return len(who) > 1 or who[0] in hands


def _after_the_end(puzzle: Puzzle, item: str | None) -> set[str]:
    """Events of the item that lie after the latest moment at which it can have gone off."""
    ends = [e.id for e in puzzle.events if e.kind == "discharge" and e.item == item]
    told = {e: [c.hi for c in puzzle.claims if c.event == e and c.says == "time" and c.hi is not None] for e in ends}
    if not ends or not all(told.values()):
        return set()
    last = max(min(highs) for highs in told.values())
    first = bounds(puzzle, [c.id for c in puzzle.claims if c.says == "order"]) or {}
    return {e.id for e in puzzle.events if e.id not in ends and first.get(f"{e.id}.{e.points[0]}", (0, 0))[0] > last}
