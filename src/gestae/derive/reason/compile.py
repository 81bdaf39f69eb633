"""Compile: the standing claims as a puzzle. Every claim becomes one or more atoms about the event it reports; what several
copies of one claim say counts once; where a question asks who did something, everybody in question who has not denied it is
presumed to."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gestae.derive.making import Making
from gestae.derive.names import words
from gestae.derive.reason.atoms import Atoms, clients_of
from gestae.derive.reason.oneness import Oneness
from gestae.derive.reason.packs import packed
from gestae.derive.reason.puzzle import Asked, Event, Person, Puzzle, Thing
from gestae.derive.reason.ticks import Clock
from gestae.derive.reason.tokens import Token, own_bounds, thing, tokens, words_of
from gestae.derive.reason.weights import unreported
from gestae.model import Claim
from gestae.rules import weights

ANOTHER = "somebody else"
ROLES: dict[str, dict[str, str]] = {
    "handover": {"giver": "giver", "receiver": "receiver"},
    "set_down": {"giver": "agent", "receiver": "place"},
    "pick_up": {"giver": "place", "receiver": "agent"},
    "storing": {"giver": "agent", "receiver": "place"},
    "taking_out": {"giver": "place", "receiver": "agent"},
    "loading": {"actor": "agent"},
    "unloading": {"actor": "agent"},
    "inspection": {"actor": "agent"},
    "showing_clear": {"actor": "agent"},
    "discharge": {"actor": "agent"},
    "holding": {"holder": "holder"},
}
_NEEDED = {"transfer": ("giver", "receiver"), "custody": ("holder",)}


@dataclass
class Compiled:
    """``claims_of`` gives the claims behind an atom, the copies after the first; a presumed denial has none, and stands in
    ``presumed`` with the person. ``question_of`` names the asking claim of a question, ``token_of`` the event of a claim."""

    puzzle: Puzzle
    claims_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    presumed: dict[str, str] = field(default_factory=dict)
    question_of: dict[str, Claim] = field(default_factory=dict)
    token_of: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)


class Compiler:
    """``handlers`` and ``stores`` are, by item, the agents who are said to have had it, and the places it is said to have been at;
    ``clock`` counts the ticks, ``clients`` are those whom others speak for."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._tokens = tokens(making)
        self._told_as: dict[str, list[Token]] = defaultdict(list)
        for token in self._tokens:
            for event in {c.event for c in token.claims if c.event}:
                self._told_as[event].append(token)
        self.clock = Clock.of(self._tokens)
        self._one = Oneness(making, self._tokens)
        self.handlers = self._who_handled(making.agents)
        self.clients = clients_of(making)
        self.stores = self._who_handled(making.places)
        self._classes = ("live", "blank", "dummy", "empty")

    def compiled(self) -> Compiled | None:
        """``None`` where no claim is about an item that moves, holds something or goes off."""
        if not any(t.item for t in self._tokens):
            return None
        events, atoms = [], Atoms(self._making, self.clients)
        made = Compiled(Puzzle(horizon=self.clock.horizon))
        for token in self._tokens:
            event = self.event(token)
            events.append(event)
            for claim in token.claims:
                made.token_of[claim.id] = token.id
                for told in self.atoms(token, claim, event):
                    atoms.add(claim, **told)
            if token.asked:
                made.question_of[token.id] = token.asked
            made.tokens[token.id] = token
        atoms.quieten(made.question_of)
        untold = self._silent_loads(events)
        events += untold
        for event in untold:
            atoms.suppose(event.id)
        for id_ in made.question_of:
            event = next(e for e in events if e.id == id_)
            made.presumed |= atoms.presume(id_, "actor", event.roles["actor"])
        made.claims_of = {a: tuple(c) for a, c in atoms.claims_of.items()}
        persons = dict.fromkeys(v for e in events for r, vs in e.roles.items() if r != "obj" for v in vs)
        made.puzzle = Puzzle(
            horizon=self.clock.horizon,
            gap_weight=unreported(),
            persons=tuple(Person(id=p) for p in {**persons, ANOTHER: None}),
            items=tuple(self._item(i, made) for i in dict.fromkeys(e.item for e in events if e.item)),
            places=tuple(dict.fromkeys(e.place for e in events if e.place)),
            contents=self._classes,
            events=tuple(events),
            claims=tuple(atoms.found.values()),
            questions=tuple(Asked(id=q, event=q, role="actor") for q in made.question_of),
            packs=tuple(p for text in self._making.dossier.packs for p in packed(text)),
        )
        return made

    def filler(self, token: Token, claim: Claim, role: str) -> str | None:
        """Who or where a role says, under the one name it has for this item."""
        filler = thing(claim, role)
        if filler not in self._making.agents and filler not in self._making.places:
            return None
        return self._one.of(token.item, filler)

    def _who_handled(self, among: Collection[str]) -> dict[str, tuple[str, ...]]:
        """By item, in the order of their ids."""
        handlers: dict[str, set[str]] = defaultdict(set)
        for token in self._tokens:
            for claim in token.claims:
                if token.item and claim.polarity == "asserts" and claim.modality == "asserted":
                    fillers = (self.filler(token, claim, source) for source in ROLES.get(claim.kind, {}).values())
                    handlers[token.item] |= {f for f in fillers if f and f in among}
        return {item: tuple(sorted(persons)) for item, persons in handlers.items()}

    def _item(self, item: str, made: Compiled) -> Thing:
        """What somebody is asked to have loaded was not in it at first."""
        asked = {c for t in self._tokens if t.id in made.question_of and t.item == item for c in self.contents(t)}
        return Thing(id=item, init_content=tuple(c for c in self._classes if c not in asked) or self._classes)

    def event(self, token: Token) -> Event:
        if token.kind == "point":
            return Event(id=token.id, kind="point")
        if token.kind == "presence":
            first = token.claims[0]
            person, place = first.filler("agent"), thing(first, "place")
            if person is None or place is None:
                return Event(id=token.id, kind="point")
            return Event(id=token.id, kind="presence", person=person, place=place)
        roles = {role: self._candidates(token, role) for role in _NEEDED.get(token.kind, ("actor",))}
        if token.kind in ("load", "check", "discharge"):
            roles["obj"] = self.contents(token)
        return Event(id=token.id, kind=token.kind, item=token.item, roles=roles)

    def _candidates(self, token: Token, role: str) -> tuple[str, ...]:
        """Those whom a claim names; for what is asked, and where nobody is named, everybody who had the item, and somebody else."""
        named: dict[str, bool] = {}
        for claim in token.claims:
            source = ROLES.get(claim.kind, {}).get(role)
            filler = self.filler(token, claim, source) if source else None
            if filler:
                named[filler] = named.get(filler, False) or claim.polarity == "asserts"
        if token.asked:
            persons = {p for p in (*named, *self.handlers.get(token.item or "", ())) if self._making.is_person(p)}
            return (*sorted(persons), ANOTHER)
        if any(named.values()):
            return tuple(sorted(named))
        return (*sorted({*named, *self.handlers.get(token.item or "", ())}), ANOTHER)

    def contents(self, token: Token) -> tuple[str, ...]:
        if token.kind == "load":
            told = {self._class(words_of(c)) for c in token.claims if c.kind == "loading"} - {None}
            if any(c.kind == "unloading" for c in token.claims):
                return ("empty",)
            if told:
                return tuple(sorted(t for t in told if t))
            return ("live",) if token.asked else self._classes[:3]
        if token.kind == "discharge":
            return ("live",) if any(c.filler("struck") for c in token.claims) else ("live", "blank")
        return self._classes

    def _class(self, told: str | None) -> str | None:
        """The sort of contents that some words, or the label of a thing, come to."""
        if told is None:
            return None
        known = self._making.items.get(told) or self._making.agents.get(told)
        said = set(words(known.label if known else told))
        return next((name for name, cues in weights()["contents"].items() if said & set(cues)), None)

    def atoms(self, token: Token, claim: Claim, event: Event, parts: Mapping[str, str] | None = None) -> Iterator[dict[str, Any]]:
        """What a claim says of the event it reports. ``parts`` are the roles of the claim by those of the event, where they are not
        those of its kind."""
        parts = ROLES.get(claim.kind, {}) if parts is None else parts
        if claim.modality == "asked":
            return
        if claim.polarity == "denies":
            yield self._denial(token, claim, event, parts)
            return
        said = False
        for role, source in parts.items():
            filler = self.filler(token, claim, source)
            if role in event.roles and len(event.roles[role]) > 1 and filler in event.roles[role]:
                said = True
                yield {"event": token.id, "says": "role", "role": role, "value": filler}
        shown = self._shown(claim) if "obj" in event.roles else None
        if shown and shown in event.roles["obj"] and len(event.roles["obj"]) > 1:
            said = True
            yield {"event": token.id, "says": "role", "role": "obj", "value": shown}
        for told in (*self._times(token, claim, event), *self._orders(token, claim)):
            said = True
            yield told
        if not said:
            yield {"event": token.id, "says": "occurs"}

    def _shown(self, claim: Claim) -> str | None:
        match claim.kind:
            case "contents" | "loading":
                return self._class(words_of(claim))
            case "inspection":
                return self._class(claim.words("result"))
            case _:
                return None

    def _denial(self, token: Token, claim: Claim, event: Event, parts: Mapping[str, str]) -> dict[str, Any]:
        """That somebody had the part he is said to have had, where somebody else may have; else that it happened."""
        fillers = {r: self.filler(token, claim, source) for r, source in parts.items() if len(event.roles.get(r, ())) > 1}
        told = [(r, f) for r, f in fillers.items() if f in event.roles[r]]
        told.sort(key=lambda pair: pair[1] != claim.by)
        if told and (token.asked or any(c.polarity == "asserts" for c in token.claims)):
            return {"event": token.id, "says": "not_role", "role": told[0][0], "value": told[0][1]}
        return {"event": token.id, "says": "not_occurs"}

    def _times(self, token: Token, claim: Claim, event: Event) -> Iterator[dict[str, Any]]:
        earliest, latest = own_bounds(claim)
        first, last = self.clock.tick(earliest), self.clock.tick(latest, last=True)
        if first is None and last is None:
            return
        if not event.is_interval:
            yield {"event": token.id, "says": "time", "lo": first, "hi": last}
            return
        if claim.when is not None and claim.when.is_throughout:
            first, last = self.clock.tick(latest), self.clock.tick(earliest, last=True)
        if last is not None:
            yield {"event": token.id, "says": "time", "point": "s", "hi": last}
        if first is not None:
            yield {"event": token.id, "says": "time", "point": "e", "lo": first}

    def _orders(self, token: Token, claim: Claim) -> Iterator[dict[str, Any]]:
        for relation in claim.when.relations if claim.when else ():
            other = next((t for t in self._told_as.get(relation.event, ()) if t is not token), None)
            if other is not None:
                least, most = (None if n is None else n // self.clock.step for n in (relation.least, relation.most))
                yield {"event": other.id, "says": "order", "event2": token.id, "min": least, "max": most}

    def _silent_loads(self, events: list[Event]) -> list[Event]:
        """Loadings that nobody tells of: they may have happened, so that two looks into one thing do not contradict each other
        merely because what came between is not told. Like a hand-over that nobody tells of, each costs."""
        added = []
        for item in dict.fromkeys(e.item for e in events if e.kind in ("check", "discharge") and e.item):
            told = {v for e in events if e.item == item and e.kind == "load" for v in e.roles["obj"] if len(e.roles["obj"]) == 1}
            actors = (*self.handlers.get(item, ()), ANOTHER)
            added += [
                Event(id=f"untold {item} {shown}", kind="load", item=item, roles={"actor": actors, "obj": (shown,)})
                for shown in self._classes
                if shown not in told or shown == "empty"
            ]
        return added
