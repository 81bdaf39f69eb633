"""Tokens: which claims report one event. Persons decide first; then the rules of custody, and for the rest that nothing in two
claims differs and their times meet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from gestae.derive.bounds import Bounds, bounds_of
from gestae.derive.joining import Joining
from gestae.derive.making import Making
from gestae.derive.moves import moves_of
from gestae.derive.reason.puzzle import EventKind
from gestae.model import Claim

KINDS: dict[str, EventKind] = {
    "handover": "transfer", "set_down": "transfer", "pick_up": "transfer", "storing": "transfer", "taking_out": "transfer",
    "loading": "load", "unloading": "load", "inspection": "check", "showing_clear": "check", "contents": "check",
    "discharge": "discharge", "holding": "custody", "presence": "presence",
}  # fmt: skip
_NARROW_MINUTES = 15


@dataclass(frozen=True)
class Token:
    """One event as its claims tell it, the least claim id being its name. ``asked``: an open question is about it."""

    id: str
    kind: EventKind
    item: str | None
    claims: tuple[Claim, ...]
    asked: Claim | None = None


def tokens(making: Making) -> list[Token]:
    told = [c for c in making.claims if _counts(c)]
    joining: Joining = Joining()
    _join_events(making, told, joining)
    _join_moves(making, told, joining)
    by_id: dict[str, Claim] = {c.id: c for c in told}
    _join_alike(told, joining)
    together = [[by_id[i] for i in members] for members in joining.components(sorted(by_id))]
    found = [t for claims in together if (t := _token(claims))]
    return sorted(_with_denials(found), key=lambda t: t.id)


def _with_denials(found: list[Token]) -> list[Token]:
    """One event for all that is asked about loading one item, with the denials of having loaded it that are of no other event."""
    asked: dict[str | None, list[Token]] = defaultdict(list)
    for token in found:
        if token.asked or (token.kind == "load" and all(c.polarity == "denies" for c in token.claims)):
            asked[token.item].append(token)
    kept = [t for t in found if not any(t in group for group in asked.values())]
    for item, group in asked.items():
        open_ones = [t for t in group if t.asked]
        if not open_ones:
            kept += group
            continue
        claims = tuple(c for t in group for c in t.claims)
        kept.append(Token(min(c.id for c in claims), "load", item, claims, open_ones[0].asked))
    return kept


def own_bounds(claim: Claim) -> Bounds:
    """What the claim itself says of its time; other reports of the event are left out."""
    return bounds_of(claim.when)


def thing(claim: Claim, role: str) -> str | None:
    """Who or where a role says; the place of the claim stands in for a missing place role."""
    return claim.filler(role) or (claim.where if role == "place" else None)


def _counts(claim: Claim) -> bool:
    if claim.kind not in KINDS and not claim.event:
        return False
    if claim.modality == "asked":
        return claim.kind == "loading" and claim.filler("agent") is None
    return claim.modality == "asserted" and claim.polarity != "unsure" and claim.basis != "habit"


def _join_events(making: Making, told: list[Claim], joining: Joining) -> None:
    """Claims that a person, or one word for the event, says report one event."""
    groups: dict[str, list[str]] = defaultdict(list)
    for claim in told:
        groups[making.event[claim.id]].append(claim.id)
    for ids in groups.values():
        _chain(joining, ids)


def _join_moves(making: Making, told: list[Claim], joining: Joining) -> None:
    counting = {c.id for c in told}
    for moves in moves_of(making).values():
        for move in moves:
            if not move.is_holding:
                _chain(joining, [c for c in (*move.because, *move.against) if c in counting])


def _join_alike(told: list[Claim], joining: Joining) -> None:
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in told:
        item = claim.filler("item")
        if KINDS.get(claim.kind) in ("load", "check", "discharge") and item and claim.kind != "contents":
            groups[claim.kind, item].append(claim)
    for claims in groups.values():
        for a, b in combinations(claims, 2):
            if _alike(a, b):
                joining.join(a.id, b.id)


def _alike(a: Claim, b: Claim) -> bool:
    """Whether both can be of one event, and there is something that says so: one doer, at one time or at none; a thing goes off
    once unless other times are told."""
    one, other = own_bounds(a), own_bounds(b)
    if not one.meet(other) or "asked" in (a.modality, b.modality):
        return False
    doers = (a.filler("agent"), b.filler("agent"))
    if None not in doers and doers[0] != doers[1]:
        return False
    if a.kind == "discharge":
        return True
    content = [words_of(c) for c in (a, b)]
    if a.kind in ("loading", "unloading") and None not in content and content[0] != content[1]:
        return False
    narrow = all(m is not None and m <= _NARROW_MINUTES for m in (one.minutes, other.minutes))
    return None not in doers and (narrow or (one.are_open and other.are_open))


def words_of(claim: Claim) -> str | None:
    return claim.words("content") or claim.filler("content")


def _chain(joining: Joining, ids: Iterable[str]) -> None:
    ordered = sorted(ids)
    for other in ordered[1:]:
        joining.join(ordered[0], other)


def _token(claims: list[Claim]) -> Token | None:
    """``None`` where the claims do not make one event of one item."""
    kinds = {KINDS.get(c.kind, "point") for c in claims}
    asked = next((c for c in claims if c.modality == "asked"), None)
    if "discharge" in kinds or ("load" in kinds and asked):
        kinds = {"discharge" if "discharge" in kinds else "load"}
    if len(kinds) != 1:
        return None
    kind: EventKind = kinds.pop()
    items = {c.filler("item") for c in claims} - {None}
    if kind in ("point", "presence"):
        return Token(min(c.id for c in claims), kind, None, tuple(claims), asked)
    if len(items) != 1:
        return None
    return Token(min(c.id for c in claims), kind, items.pop(), tuple(claims), asked)
