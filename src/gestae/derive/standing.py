"""Standing: which claims count, and which are still proposed. The last decision on a claim holds until it is undone."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

import msgspec

from gestae.derive.apart import apart, standing_entries
from gestae.derive.making import Decision, Making, Part, Thing
from gestae.model import Agent, Claim, Disclosed, Item, Place, Problem, Proposals
from gestae.model.ids import short

_SORTS: dict[str, type[Agent] | type[Item] | type[Place]] = {"agents": Agent, "items": Item, "places": Place}


@dataclass
class _Ledger:
    """What the decisions read so far come to. ``things`` are those that came with accepted or stated claims."""

    claims: dict[str, Claim | None] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)
    things: dict[str, dict[Thing, None]] = field(default_factory=lambda: defaultdict(dict))
    stated: dict[str, int] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def run(making: Making) -> Making:
    dossier = making.dossier
    ledger = _Ledger()
    passed_over = {id_ for each in apart(dossier) for id_ in each.passed_over}
    for entry in standing_entries(dossier.entries):
        if entry.entry.id not in passed_over:
            _decide(ledger, entry)
    proposals = _proposals(dossier.proposals)
    dates: dict[str, tuple[str | None, str | None]] = {t.id: (t.date, t.zone) for t in dossier.texts}
    dates.update(
        {p.text: (p.date or dates.get(p.text, (None, None))[0], p.zone or dates.get(p.text, (None, None))[1]) for p in proposals}
    )
    claims = [c for c in ledger.claims.values() if c is not None]
    proposed = [c for p in proposals for c in p.claims if c.id not in ledger.decided]
    rank = _ranks([*claims, *proposed], dates, ledger.stated)
    offered: dict[str, Thing] = {t.id: t for p in reversed(proposals) for t in _things(p)}  # as the rules tell it, first
    known = {i: _widest([*found, *([offered[i]] if i in offered else [])]) for i, found in ledger.things.items()}
    names = {s.id: s.name for s in dossier.sources}
    return replace(
        making,
        sources=tuple(sorted(dossier.sources, key=lambda s: (s.name, s.id))),
        texts=tuple(sorted(dossier.texts, key=lambda t: (dates[t.id][0] or "~", names.get(t.source, ""), t.id))),
        dates=dict(sorted(dates.items())),
        claims=tuple(sorted(claims, key=lambda c: rank[c.id])),
        proposed=tuple(_labelled(c, offered) for c in sorted(proposed, key=lambda c: rank[c.id])),
        second_by_claim={c.id: p.extractor for p in proposals if p.family == "second" for c in p.claims},
        decisions=tuple(ledger.decisions),
        known={**offered, **known},
        homes=_homes(proposals, claims),
        by_hand=frozenset(ledger.things) - frozenset(offered),
        rank=rank,
        problems=(*making.problems, *ledger.problems),
    )


def _decide(ledger: _Ledger, entry: Disclosed) -> None:
    match entry.act:
        case "claim.accepted" | "claim.corrected" | "claim.stated":
            _take(ledger, entry)
        case "claim.rejected":
            claim = str(entry.entry.plain.get("claim"))
            ledger.claims[claim] = None
            ledger.decided.add(claim)
        case "same" | "not_same":
            a, b = str(entry.field("a")), str(entry.field("b"))
            ledger.decisions.append(Decision(entry=entry.entry.id, same=entry.act == "same", a=a, b=b))
        case _:
            pass


def _take(ledger: _Ledger, entry: Disclosed) -> None:
    id_ = str(entry.entry.plain.get("claim"))
    ledger.decided.add(id_)
    try:
        claim = msgspec.convert(entry.private["claim"], type=Claim)
        things = _converted(entry.private.get("things"))
    except KeyError:
        ledger.claims[id_] = None
        ledger.problems.append(_trouble(entry, id_, "the words of this claim are withheld.", "Add its source again to see it."))
        return
    except msgspec.ValidationError as fault:
        ledger.claims[id_] = None
        ledger.problems.append(_trouble(entry, id_, f"this claim cannot be read: {fault}.", "State or accept it again."))
        return
    ledger.claims[claim.id] = claim
    ledger.decided.add(claim.id)
    for thing in things:
        ledger.things[thing.id][thing] = None
    if entry.act == "claim.stated":
        ledger.stated.setdefault(claim.id, len(ledger.stated))


def _converted(found: object) -> list[Thing]:
    if not isinstance(found, dict):
        return []
    return [msgspec.convert(thing, type=sort) for name, sort in _SORTS.items() for thing in found.get(name) or ()]


def _trouble(entry: Disclosed, claim: str, what: str, next_: str) -> Problem:
    where = f"entry {entry.entry.id}, {short(claim)}"
    return Problem(severity="warning", where=where, what=what, why="It does not count.", next=next_)


def _proposals(found: tuple[Proposals, ...]) -> list[Proposals]:
    """One a text and family of extractors, the last that was made, in the order of text ids."""
    latest = {(p.text, p.family): p for p in found}
    return [latest[key] for key in sorted(latest)]


def _things(proposals: Proposals) -> list[Thing]:
    return [*proposals.agents, *proposals.items, *proposals.places]


def _widest(found: list[Thing]) -> Thing:
    """One thing as different entries tell it: the telling with the most forms, ties by its words."""
    return max(found, key=lambda t: (len(t.forms), len(t.label.split()), len(t.label), t.label, repr(t)))


def _labelled(claim: Claim, things: dict[str, Thing]) -> Claim:
    """With the words for what it names, since nothing proposed is in the case yet."""
    roles = {
        name: msgspec.structs.replace(f, label=things[f.id].label) if f and f.id in things and f.label is None else f
        for name, f in claim.roles.items()
    }
    return msgspec.structs.replace(claim, roles=roles)


def _homes(proposals: list[Proposals], claims: list[Claim]) -> dict[str, frozenset[str]]:
    homes: dict[str, set[str]] = defaultdict(set)
    for p in proposals:
        for thing in _things(p):
            homes[thing.id].add(p.text)
    offered = set(homes)
    for claim in claims:
        for id_ in named(claim):
            if claim.span and id_ not in offered:
                homes[id_].add(claim.span.text)
    return {i: frozenset(texts) for i, texts in homes.items()}


def named(claim: Claim) -> set[str]:
    """Ids of all that a claim names: role fillers, who claims, through whom, where."""
    ids = {f.id for f in claim.roles.values() if f and f.id}
    return ids | set(claim.channel) | {i for i in (claim.by, claim.where) if i}


def _ranks(claims: list[Claim], dates: dict[str, tuple[str | None, str | None]], stated: dict[str, int]) -> dict[str, int]:
    def told(claim: Claim) -> tuple[str, str, int, int, str]:
        if claim.span is None:
            return "~~", "", stated.get(claim.id, 0), 0, claim.id
        date = dates.get(claim.span.text, (None, None))[0]
        return date or "~", claim.span.text, claim.span.start, claim.span.end, claim.id

    return {c.id: n for n, c in enumerate(sorted(claims, key=told))}


PART = Part(name="standing", needs=(), run=run)
