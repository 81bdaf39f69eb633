"""Testimony: which questions can be put about an open one, who may know, and what each answer would be worth."""

from collections import defaultdict
from collections.abc import Collection

import msgspec

from gestae.derive.reason.essence import essence, slice_of
from gestae.derive.reason.logic import Logic, Supposed
from gestae.derive.reason.patience import Patience
from gestae.derive.reason.puzzle import Asked, Atom, Event, Puzzle
from gestae.derive.reason.times import bounds
from gestae.derive.reason.value import Inquiry, Valued

_MOST_EVENTS = 8
_MOST_RUNS = 80


def worth_of_answers(
    puzzle: Puzzle, asked: Asked, rejected: Collection[str], patience: Patience, answered: Collection[tuple[str, str]] = ()
) -> Valued | None:
    """What answers to questions about the same item are worth for this one; ``None`` where nothing is open. ``answered`` adds
    what the claims of the puzzle do not show: who has spoken of a whole sort of question."""
    part, insides = _with_looks(essence(puzzle, asked), asked)
    logic = Logic(part)
    looks = {look.id for _, look, _ in insides}

    runs = iter(range(_MOST_RUNS))

    def cost(supposed: list[Supposed]) -> int | None:
        if next(runs, None) is None:
            return None
        told = {s.of for s in supposed}
        others = [Supposed("occ", look, holds=False) for look in sorted(looks - told)]
        found = logic.least([*supposed, *others], patience)
        return found.lower if found.cost is None else found.cost

    target = part.event[asked.event]
    costs = {}
    for value in target.roles[asked.role]:
        price = cost([Supposed("occ", target.id), Supposed("role", target.id, asked.role, value)])
        if price is not None:
            costs[value] = price
    if len(costs) < 2:
        return None
    open_events = [e for e in part.events if _is_open(part, e) and e.id != target.id and e.id not in looks]
    open_events.sort(key=lambda e: (not _is_contested(part, e), e.kind != "check", e.id))
    present = _present(slice_of(puzzle, asked), rejected)
    inquiry = Inquiry(part, target, costs, cost, present, _answered(part) | set(answered))
    return inquiry.valued(open_events[:_MOST_EVENTS], insides)


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


def _is_open(puzzle: Puzzle, event: Event) -> bool:
    """Whether something about an event that claims tell of can be asked."""
    if event.item is None or not any(c.event == event.id and not c.silent for c in puzzle.claims):
        return False
    denied = any(c.event == event.id and c.says == "not_occurs" for c in puzzle.claims)
    return denied or any(len(candidates) > 1 for candidates in event.roles.values())


def _is_contested(puzzle: Puzzle, event: Event) -> bool:
    """Whether claims about it stand against each other."""
    told = [c for c in puzzle.claims if c.event == event.id]
    values = {(c.role, c.value) for c in told if c.says == "role"}
    return any(c.says in ("not_occurs", "not_role") for c in told) or len({r for r, _ in values}) < len(values)


def _answered(puzzle: Puzzle) -> frozenset[tuple[str, str]]:
    """Who has spoken of who it was, what it showed, or whether it happened."""
    told = ("role", "not_role", "occurs", "not_occurs")
    return frozenset((c.source, c.event) for c in puzzle.claims if c.source and c.says in told)


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
