"""Posing: an open question of the case as one that can be reckoned. Who loaded something is part of the puzzle from the start; for
any other the puzzle is taken anew, with everybody who may be the answer, and with what is denied of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from msgspec import structs

from gestae.derive.making import Making
from gestae.derive.reason.atoms import Atoms
from gestae.derive.reason.compile import ANOTHER, ROLES, Compiled, Compiler
from gestae.derive.reason.puzzle import Asked, Atom, Event, Person, Point, Thing
from gestae.derive.reason.tokens import KINDS, Token, own_bounds
from gestae.derive.wording import question as wording
from gestae.model import Claim, Finding, Question
from gestae.rules import kinds

_WHO = "who"
_PERSON, _PLACE = "agent", "place"


@dataclass(frozen=True)
class Posed:
    """``parties`` are those who must know the answer, as far as the claims say who took part."""

    question: Question
    asked: Asked
    made: Compiled
    parties: frozenset[str] = frozenset()

    @property
    def is_loading(self) -> bool:
        return self.made.puzzle.event[self.asked.event].kind == "load"

    @property
    def candidates(self) -> tuple[str, ...]:
        return self.made.puzzle.event[self.asked.event].roles[self.asked.role]


class Posing:
    def __init__(self, making: Making, compiler: Compiler, made: Compiled) -> None:
        self._making = making
        self._compiler = compiler
        self._made = made
        self._finding = {f.id: f for f in making.findings if f.topic == "gap"}
        self._loading: dict[str, Asked] = {
            c.id: a for a in made.puzzle.questions for c in made.tokens[a.event].claims if c.modality == "asked"
        }

    def is_loading(self, question: Question) -> bool:
        """Whether it asks who loaded something, in so many words."""
        return any(id_ in self._loading for id_ in question.raised_by)

    def posed(self, question: Question) -> Posed | None:
        """``None`` where there is nothing to reckon: when something was, whether it was, who is who."""
        for id_ in question.raised_by:
            if id_ in self._loading:
                return Posed(question, self._loading[id_], self._made)
        found = None
        for id_ in question.raised_by:
            if found is None and id_ in self._finding:
                found = self._between(question, self._finding[id_])
            elif found is None and id_ in self._making.claim:
                found = self._who(question, self._making.claim[id_])
        return found

    def _who(self, question: Question, claim: Claim) -> Posed | None:
        """Who had a part in what a claim tells or asks of."""
        shape = kinds().get(claim.kind)
        roles = [r for r, s in shape.roles.items() if s.of in (_PERSON, _PLACE)] if shape else []
        sought = next((r for r in roles if not claim.filler(r) and wording(self._making, claim, r) == question.says), None)
        if sought is None:
            return None
        parts: Mapping[str, str] = ROLES.get(claim.kind, {}) if claim.kind in KINDS else {_WHO: sought}
        part = next((p for p, source in parts.items() if source == sought), None)
        if part is None or (claim.kind in KINDS and not claim.filler("item")):
            return None
        token = self._token(claim, sought)
        event = self._event(token, claim, part, parts)
        if len(event.roles[part]) <= 1:
            return None
        return self._with(question, token, event, part, parts)

    def _token(self, claim: Claim, sought: str) -> Token:
        """The event asked about with all that is told of it: the one the claim reports, or the only one of its kind that can be
        meant, and the denials that are of no other."""
        kind = KINDS.get(claim.kind, "point")
        alike = [c for c in self._making.claims if c.id != claim.id and _fits(claim, c, sought)]
        alike = [c for c in alike if self._making.bounds[c.id].meet(self._making.bounds[claim.id])]
        told = [c for c in alike if c.polarity == "asserts"]
        if claim.modality == "asserted":
            told = [claim, *(c for c in told if self._event_of(c) == self._event_of(claim) or kind == "point")]
        elif kind != "point" and len({self._event_of(c) for c in told}) > 1:
            told = []
        base = self._made.tokens.get(self._event_of(told[0])) if told else None
        of_others = {c.id for t in self._made.tokens.values() if any(x.polarity == "asserts" for x in t.claims) for c in t.claims}
        denials = [c for c in alike if c.polarity == "denies" and c.id not in of_others]
        claims = {c.id: c for c in (*(base.claims if base else ()), claim, *told, *denials)}
        return Token(base.id if base else f"asked {claim.id}", kind, claim.filler("item"), tuple(claims.values()), claim)

    def _event_of(self, claim: Claim) -> str:
        return self._made.token_of.get(claim.id, claim.id)

    def _event(self, token: Token, claim: Claim, part: str, parts: Mapping[str, str]) -> Event:
        """With everybody who may have had the part that is asked for."""
        compiler = self._compiler
        source = parts[part]
        is_place = kinds()[claim.kind].roles[source].of == _PLACE
        named = {f for c in token.claims if (f := compiler.filler(token, c, source))}
        of_item = (compiler.stores if is_place else compiler.handlers).get(token.item or "", ())
        among = self._making.places if is_place else {a for a in self._making.agents if self._making.is_person(a)}
        candidates = (*sorted(p for p in {*named, *of_item} if p in among), ANOTHER)
        if token.kind == "point":
            return Event(id=token.id, kind="point", roles={part: candidates})
        plain = compiler.event(replace(token, asked=None))
        return structs.replace(plain, roles={**plain.roles, part: candidates})

    def _between(self, question: Question, finding: Finding) -> Posed | None:
        """Who had an item, or where it was, between two events."""
        tokens = [t for c in finding.because if (t := self._made.tokens.get(self._made.token_of.get(c, ""))) is not None]
        item = finding.about[0]
        if not tokens or tokens[0].id == tokens[-1].id:
            return None
        first, last = (self._made.puzzle.event[t.id] for t in (tokens[0], tokens[-1]))
        holders = (*self._compiler.handlers.get(item, ()), *self._compiler.stores.get(item, ()), ANOTHER)
        event = Event(id=f"between {question.id}", kind="custody", item=item, roles={"holder": holders})
        start: Point = "s"
        end: Point = "e"
        ties = [
            Atom(
                id=f"{at} {question.id}", event=a.id, point=p, event2=b.id, point2=q, says="order", min=1, weight=0, silent=True
            )
            for at, a, p, b, q in (
                ("after", first, first.points[-1], event, start),
                ("before", event, end, last, last.points[0]),
            )
        ]  # fmt: skip
        asked = Asked(id=question.id, event=event.id, role="holder", given=tuple(t.id for t in ties))
        made = self._added(event, ties, holders)
        sides = [(e, r) for e in (first, last) for r in e.roles if r != "obj" and (e, r) != (last, "receiver")]
        parties = {v for e, r in sides if len(e.roles[r]) == 1 for v in e.roles[r]}
        return Posed(question, asked, made, frozenset(parties))

    def _with(self, question: Question, token: Token, event: Event, part: str, parts: Mapping[str, str]) -> Posed:
        """The puzzle with this event in place of what its claims made there."""
        asked = Asked(id=question.id, event=event.id, role=part)
        atoms = Atoms(self._making, self._compiler.clients, f"{question.id} ")
        for claim in token.claims:
            for told in self._compiler.atoms(token, claim, event, parts if token.kind == "point" else None):
                atoms.add(claim, **told)
        presumed: dict[str, str] = {}
        if any(a.says == "not_role" for a in atoms.found.values()):
            atoms.quieten([event.id])
            presumed = atoms.presume(event.id, asked.role, event.roles[asked.role])
        added = list(atoms.found.values())
        if token.id.startswith("asked "):
            times = self._times(token, event, question.id)
            asked = structs.replace(asked, given=tuple(t.id for t in times))
            added += times
        claims = {c.id for c in token.claims}
        made = self._added(event, added, event.roles[asked.role], claims)
        return Posed(
            question,
            asked,
            replace(
                made,
                claims_of={**made.claims_of, **{a: tuple(c) for a, c in atoms.claims_of.items()}},
                presumed={**made.presumed, **presumed},
                tokens={**made.tokens, token.id: token},
            ),
            frozenset(v for r, vs in event.roles.items() if r not in (part, "obj") and len(vs) == 1 for v in vs),
        )

    def _times(self, token: Token, event: Event, question: str) -> list[Atom]:
        """When the asking claim says that it was."""
        earliest, latest = own_bounds(token.claims[0])
        first, last = self._compiler.clock.tick(earliest), self._compiler.clock.tick(latest, last=True)
        if first is None and last is None:
            return []
        points = event.points
        ends: list[tuple[Point, int | None, int | None]] = [(points[0], first, last)]
        if event.is_interval:
            ends = [(points[0], None, last), (points[-1], first, None)]
        return [
            Atom(id=f"at {p} {question}", event=event.id, says="time", point=p, lo=lo, hi=hi, weight=0, silent=True)
            for p, lo, hi in ends
            if lo is not None or hi is not None
        ]

    def _added(self, event: Event, atoms: list[Atom], persons: tuple[str, ...], gone: Collection[str] = ()) -> Compiled:
        puzzle, made = self._made.puzzle, self._made
        dead = {t.id for t in made.tokens.values() if gone and all(c.id in gone for c in t.claims)} | {event.id}
        events = [e for e in puzzle.events if e.id not in dead]
        lost = dead - {event.id}
        kept = [a for a in puzzle.claims if not {a.event, a.event2} & lost and not set(gone) & set(made.claims_of.get(a.id, ()))]
        known = {p.id for p in puzzle.persons}
        items = puzzle.items
        if event.item and event.item not in {i.id for i in items}:
            items = (*items, Thing(id=event.item))
        return replace(
            made,
            puzzle=structs.replace(
                puzzle,
                persons=(*puzzle.persons, *(Person(id=p) for p in persons if p not in known)),
                items=items,
                events=(*events, event),
                claims=(*kept, *atoms),
            ),
        )


def _fits(asked: Claim, claim: Claim, sought: str) -> bool:
    """Whether a plain claim may report what is asked: nothing the two name differs, but for the part sought."""
    if claim.kind != asked.kind or claim.modality != "asserted" or claim.polarity == "unsure" or claim.basis == "habit":
        return False
    named = {r: f for r in asked.roles if r != sought and (f := _named(asked, r))}
    return any(_named(claim, r) == f for r, f in named.items()) and all(_named(claim, r) in (None, f) for r, f in named.items())


def _named(claim: Claim, role: str) -> str | None:
    return claim.filler(role) or claim.words(role)
