"""Movements: what the claims say about an item changing hands, one for each movement however often it is told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gestae.derive.bounds import Bounds
from gestae.derive.making import Making
from gestae.derive.names import may_be_short_for, words
from gestae.model import Claim
from gestae.rules import kinds

_CLASH_MINUTES = 15


@dataclass(frozen=True)
class Move:
    """``leaves`` and ``comes`` are agents or places, ``None`` where nobody says; a holding leaves and comes to its holder.
    ``lies``: it comes to a place. ``is_throughout``: all the time between its bounds. ``because`` are the claims that tell it,
    ``against`` those that deny it or tell it otherwise."""

    kinds: frozenset[str]
    item: str
    leaves: str | None
    comes: str | None
    bounds: Bounds
    rank: int
    told_in: tuple[tuple[str, int], ...]
    because: tuple[str, ...]
    against: tuple[str, ...] = ()
    is_holding: bool = False
    lies: bool = False
    is_throughout: bool = False


def moves_of(making: Making) -> dict[str, list[Move]]:
    """By item: the movements asserted, in the order they are told, with the holdings among them."""
    found: dict[str, list[Move]] = {}
    told = [m for c in making.claims if c.polarity == "asserts" and c.modality == "asserted" and (m := _move(making, c))]
    for move in sorted(told, key=lambda m: (_blanks(m), m.bounds.are_open, m.rank)):
        moves = found.setdefault(move.item, [])
        same = [n for n, other in enumerate(moves) if _is_same(making, move, other)]
        exact = [n for n in same if (moves[n].leaves, moves[n].comes) == (move.leaves, move.comes)]
        fitting = exact[:1] or (same if len(same) == 1 else [])
        if fitting:
            moves[fitting[0]] = _merged(moves[fitting[0]], move)
        else:
            moves.append(move)
    denials: dict[str, list[Move]] = {}
    for claim in making.claims:
        if claim.polarity == "denies" and claim.modality == "asserted" and (denied := _move(making, claim)):
            denials.setdefault(denied.item, []).append(denied)
    return {i: _contested(making, _denied(making, moves, denials.get(i, []))) for i, moves in found.items()}


def _move(making: Making, claim: Claim) -> Move | None:
    """The movement a claim tells; ``None`` where it moves nothing that is known by more than words."""
    shape = kinds()[claim.kind].moves if claim.kind in kinds() else None
    item = claim.filler(shape.item) if shape else None
    if shape is None or item is None:
        return None
    leaves, comes = _end(making, claim, shape.holds or shape.leaves), _end(making, claim, shape.holds or shape.comes)
    if leaves == comes and (shape.holds is None or leaves is None):
        return None
    text, start = (claim.span.text, claim.span.start) if claim.span else ("", 0)
    return Move(
        kinds=frozenset({claim.kind}),
        item=item,
        leaves=leaves,
        comes=comes,
        bounds=making.bounds[claim.id],
        rank=making.rank[claim.id],
        told_in=((text, start),),
        because=(claim.id,),
        is_holding=shape.holds is not None,
        lies=comes in making.places,
        is_throughout=claim.when is not None and claim.when.is_throughout,
    )


def _end(making: Making, claim: Claim, role: str | None) -> str | None:
    """Who or where a movement begins or ends. The place of a claim stands in for a missing place role."""
    id_ = claim.filler(role) if role else None
    if role == "place" and id_ is None and claim.where in making.places:
        return claim.where
    return id_ if id_ in making.agents or id_ in making.places else None


def _blanks(move: Move) -> int:
    return (move.leaves is None) + (move.comes is None)


def _is_same(making: Making, a: Move, b: Move) -> bool:
    """Whether two tellings can be of one movement: one event, or nothing in them that differs and times that meet."""
    if a.is_holding != b.is_holding:
        return False
    ends = ((a.leaves, b.leaves), (a.comes, b.comes))
    if any(x and y and not _is_one_end(making, x, y) for x, y in ends) or not any(x and x == y for x, y in ends):
        return False
    if {making.event[c] for c in a.because} & {making.event[c] for c in b.because}:
        return True
    return a.bounds.meet(b.bounds) and (bool(a.kinds & b.kinds) or "handover" not in a.kinds | b.kinds)


def _is_one_end(making: Making, a: str, b: str) -> bool:
    """One person, or one place as far as its words say: "the locker" may be "the rigging locker"."""
    if a == b:
        return True
    if a not in making.places or b not in making.places:
        return False
    one, other = (set(words(making.places[x].label)) for x in (a, b))
    return one <= other or other <= one


def _merged(a: Move, b: Move) -> Move:
    return replace(
        a,
        kinds=a.kinds | b.kinds,
        leaves=a.leaves or b.leaves,
        comes=a.comes or b.comes,
        lies=a.lies or b.lies,
        bounds=b.bounds.within(a.bounds) if a.bounds.meet(b.bounds) else a.bounds,
        rank=min(a.rank, b.rank),
        told_in=tuple(sorted({*a.told_in, *b.told_in})),
        because=(*a.because, *(c for c in b.because if c not in a.because)),
    )


def _denied(making: Making, moves: list[Move], denials: Iterable[Move]) -> list[Move]:
    """With the claims that deny them: of their kind, naming one end and no other, at a time that meets. A denial that leaves an
    end open ("never handed it on") denies a movement only where no other fits it."""
    against: dict[int, list[str]] = {}
    for denial in denials:
        fitting = [n for n, m in enumerate(moves) if m.kinds & denial.kinds and _denies(making, denial, m)]
        if len(fitting) == 1 or not _blanks(denial):
            for n in fitting:
                against.setdefault(n, []).extend(denial.because)
    return [replace(m, against=tuple(against.get(n, ()))) for n, m in enumerate(moves)]


def _denies(making: Making, denial: Move, move: Move) -> bool:
    if making.event[denial.because[0]] in {making.event[c] for c in move.because}:
        return True
    return _is_same(making, denial, move) and denial.bounds.meet(move.bounds)


def _contested(making: Making, moves: list[Move]) -> list[Move]:
    """With the claims that tell one and the same movement otherwise: to another, or from another."""
    found = []
    for move in moves:
        others = [o for o in moves if o is not move and _tells_otherwise(making, move, o)]
        found.append(replace(move, against=(*move.against, *(c for o in others for c in o.because if c not in move.against))))
    return sorted(found, key=lambda m: m.rank)


def _tells_otherwise(making: Making, a: Move, b: Move) -> bool:
    ends = [(x, y) for x, y in ((a.leaves, b.leaves), (a.comes, b.comes)) if x and y and x != y]
    if a.is_holding or b.is_holding or not ends or any(may_be_one(making, x, y) for x, y in ends):
        return False
    if {making.event[c] for c in a.because} & {making.event[c] for c in b.because}:
        return True
    narrow = all(m.bounds.minutes is not None and m.bounds.minutes <= _CLASH_MINUTES for m in (a, b))
    by_a, by_b = (speakers(making, m.because) for m in (a, b))
    one_end = (a.leaves and a.leaves == b.leaves) or (a.comes and a.comes == b.comes)
    return bool(narrow and one_end and a.bounds.meet(b.bounds) and not by_a & by_b)


def may_be_one(making: Making, a: str, b: str) -> bool:
    """Whether two ids may stand for one after all: persons of whom one name may be short for the other, places likewise."""
    if a in making.agents and b in making.agents:
        return may_be_short_for(making.agents[a].label, making.agents[b].label)
    return _is_one_end(making, a, b)


def speakers(making: Making, claims: Iterable[str]) -> set[str | None]:
    return {making.claim[c].by for c in claims}
