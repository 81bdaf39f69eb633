"""Testimony: which questions can be put about an open one, who may know, and what each answer would be worth."""

from collections import defaultdict
from collections.abc import Collection, Iterable

import msgspec

from gestae.derive.reason.essence import essence, slice_of
from gestae.derive.reason.logic import Least, Logic, Supposed, World, answered
from gestae.derive.reason.patience import Purse
from gestae.derive.reason.puzzle import Asked, Atom, Event, Puzzle
from gestae.derive.reason.times import bounds
from gestae.derive.reason.value import Inquiry, Valued

_MOST_EVENTS = 8
_MOST_RUNS = 120
_MOST_CONFLICTS = 1_500


def worth_of_answers(
    puzzle: Puzzle, asked: Asked, rejected: Collection[str], purse: Purse, spoken: Collection[tuple[str, str]] = ()
) -> Valued | None:
    """What answers to questions about the same item are worth for this one; ``None`` where nothing is open. ``spoken`` adds
    what the claims of the puzzle do not show: who has spoken of a whole sort of question."""
    part, insides = _with_looks(essence(puzzle, asked), asked)
    looks = frozenset(look.id for _, look, _ in insides)
    pricing = _Pricing(part, asked, looks, purse)
    target = part.event[asked.event]
    costs = {v: price for v in target.roles[asked.role] if (price := pricing.cost(v, [])) is not None}
    if len(costs) < 2:
        return None
    present = _present(slice_of(puzzle, asked), rejected)
    spoken = _answered(part) | set(spoken)
    events = [e for e in part.events if e.id != target.id and e.id not in looks and _can_be_asked(part, e, present, spoken)]
    events.sort(key=lambda e: (not _is_contested(part, e), not _is_open(part, e), e.kind != "check", e.id))
    inquiry = Inquiry(part, target, costs, pricing.cost, present, spoken, heard_of(puzzle, target.item))
    return inquiry.valued(events[:_MOST_EVENTS], insides)


def heard_of(puzzle: Puzzle, item: str | None) -> frozenset[str]:
    """Who has spoken of an item."""
    return frozenset(c.source for c in puzzle.claims if c.source and item is not None and puzzle.event[c.event].item == item)


class _Pricing:
    """What an answer costs together with something else that is supposed. What the least costly world of an answer shows anyhow
    need not be asked of the solver."""

    def __init__(self, puzzle: Puzzle, asked: Asked, looks: frozenset[str], purse: Purse) -> None:
        self._logic = Logic(puzzle)
        self._asked = asked
        self._looks = looks
        self._purse = purse
        self._plain: dict[str, Least] = {}
        self._runs = iter(range(_MOST_RUNS))

    def cost(self, value: str, supposed: list[Supposed]) -> int | None:
        """``None`` where it is impossible, or no longer asked."""
        known = self._plain.get(value)
        if known is not None and known.is_proved and known.world is not None and _shows(known.world, supposed):
            return known.cost
        if next(self._runs, None) is None:
            return None
        told = {s.of for s in supposed}
        others = [Supposed("occ", look, holds=False) for look in sorted(self._looks - told)]
        patience = self._purse.patience(_MOST_CONFLICTS)
        found = self._logic.least([*answered(self._asked, value), *supposed, *others], patience)
        self._purse.pay(self._logic.conflicts)
        if not supposed:
            self._plain[value] = found
        return found.lower if found.cost is None else found.cost


def _shows(world: World, supposed: Iterable[Supposed]) -> bool:
    """Whether all this is so in a world."""
    return all(_is_so(world, s) == s.holds for s in supposed)


def _is_so(world: World, supposed: Supposed) -> bool:
    match supposed.what:
        case "occ":
            return supposed.of in world.occurs
        case "role":
            return world.roles.get((supposed.of, supposed.role)) == supposed.value
        case _:
            return supposed.of not in world.rejected


def _with_looks(puzzle: Puzzle, asked: Asked) -> tuple[Puzzle, list[tuple[Event, Event, str]]]:
    """With a look into the item that may have been taken at each hand-over between two who are named: a tick after it, for what is
    loaded at the tick itself is seen only then."""
    item = puzzle.event[asked.event].item
    transfers = [e for e in puzzle.events if e.kind == "transfer" and e.item == item and all(len(c) == 1 for c in e.roles.values())]
    insides, claims = [], []
    for transfer in transfers[:_MOST_EVENTS]:
        shown = tuple(dict.fromkeys((*puzzle.event[asked.event].roles["obj"], "empty")))
        look = Event(id=f"look {transfer.id}", kind="check", item=item, roles={"actor": transfer.roles["receiver"], "obj": shown})
        tie = Atom(id=f"tie {transfer.id}", event=transfer.id, event2=look.id, says="order", min=1, max=1, weight=0)
        insides.append((transfer, look, tie.id))
        claims.append(tie)
    added = (look for _, look, _ in insides)
    return msgspec.structs.replace(puzzle, events=(*puzzle.events, *added), claims=(*puzzle.claims, *claims)), insides


def _can_be_asked(puzzle: Puzzle, event: Event, present: dict[str, frozenset[str]], spoken: Collection[tuple[str, str]]) -> bool:
    """Whether claims tell of it, and somebody who may know has not spoken of it."""
    if event.item is None or not any(c.event == event.id and not c.silent for c in puzzle.claims):
        return False
    hands = {p for role, candidates in event.roles.items() if role != "obj" for p in candidates}
    return any((p, event.id) not in spoken for p in hands | present.get(event.id, frozenset()))


def _is_open(puzzle: Puzzle, event: Event) -> bool:
    """Whether more can be asked about it than whether it happened."""
    denied = any(c.event == event.id and c.says == "not_occurs" for c in puzzle.claims)
    return denied or any(len(candidates) > 1 for candidates in event.roles.values())


def _is_contested(puzzle: Puzzle, event: Event) -> bool:
    """Whether claims about it stand against each other."""
    told = [c for c in puzzle.claims if c.event == event.id]
    values = {(c.role, c.value) for c in told if c.says == "role"}
    return any(c.says in ("not_occurs", "not_role") for c in told) or len({r for r, _ in values}) < len(values)


def _answered(puzzle: Puzzle) -> frozenset[tuple[str, str]]:
    """Who has spoken of what is open about an event: who it was, what it showed; of the rest, whether it happened."""
    found = set()
    for claim in puzzle.claims:
        roles = puzzle.event[claim.event].roles
        is_open = any(len(candidates) > 1 for candidates in roles.values())
        if claim.source and (not is_open or claim.says == "not_occurs" or len(roles.get(claim.role or "", ())) > 1):
            found.add((claim.source, claim.event))
    return frozenset(found)


def _present(puzzle: Puzzle, rejected: Collection[str]) -> dict[str, frozenset[str]]:
    """By event: those whose stay, as far as the times say, may take in the event, at a place where somebody of it was."""
    times = bounds(puzzle, rejected)
    if times is None:
        return {}
    stays: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    told = {c.event for c in puzzle.claims if c.id not in rejected}
    for event in puzzle.events:
        if event.kind == "presence" and event.person and event.place and event.id in told:
            stays[event.person].append((event.place, times[f"{event.id}.s"][1], times[f"{event.id}.e"][0]))
    found = {}
    for event in puzzle.events:
        if event.item is not None:
            first, last = times[f"{event.id}.{event.points[0]}"][0], times[f"{event.id}.{event.points[-1]}"][1]
            hands = {p for role, candidates in event.roles.items() if role != "obj" for p in candidates}
            there = {(p, place) for p, told_ in stays.items() for place, a, b in told_ if a <= last and first <= b}
            places = {place for p, place in there if p in hands}
            found[event.id] = frozenset(p for p, place in there if place in places)
    return found
