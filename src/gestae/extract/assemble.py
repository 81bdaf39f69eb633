"""Events and drafts of one text become its proposals: ids, labels, one claim for each thing said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from gestae.extract.confidence import confidence, sureness
from gestae.extract.draft import Draft, Words
from gestae.extract.events.event import Event, Meant
from gestae.extract.items import Items, Thing
from gestae.extract.names.figures import Figure, sure_sex
from gestae.extract.names.refer import Refer
from gestae.model import Agent, Claim, Filler, Item, Place, Source, Span, Text
from gestae.model.ids import ClaimId, agent_id, claim_id, item_id, place_id
from gestae.model.things import AgentKind
from gestae.rules import kinds

Id = TypeVar("Id", bound=str)
ClaimNaming = Callable[[str, str, int, int, int], ClaimId]
"""Of text, kind, start, end, and the ordinal among claims of one kind on one span."""

AGENT_KINDS: dict[str, AgentKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "organisation",
    "unidentified": "unidentified",
}
FAR = 10**9  # a second thing that begins at the same character gets an id of its own


@dataclass
class Assembly:
    """Collects the events of a text. ``agents``, ``items`` and ``places`` are made as claims name them."""

    text: Text
    source: Source
    refer: Refer
    items_of: Items
    agents: dict[int, Agent] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    # Words of rows and fields

    def settle(self, draft: Draft) -> Event | None:
        """A draft of a row or field, its words brought to those they name; ``None`` when nobody is left to claim it of."""
        kind = kinds()[draft.kind]
        roles: dict[str, Meant] = {}
        for role, fill in draft.roles.items():
            of = kind.roles[role].of
            roles[role] = self.meant(fill, of) if isinstance(fill, Words) else fill
        by = self._agent(draft.by) if draft.by is not None else None
        channel = tuple(f for w in draft.channel if (f := self._agent(w)) is not None)
        where = self.meant(draft.place, "place") if draft.place is not None else None
        return Event.of(draft, roles=roles, by=by, channel=channel, when=draft.when, where=where)

    def meant(self, words: Words, of: str) -> Meant:
        """What these words stand for, by their form alone."""
        label = " ".join(self.text.body[words.start : words.end].split())
        if not label:
            return None
        if of == "agent":
            return self._agent(words)
        if of == "item":
            return self.items_of.of_words(label, words.start)
        if of == "place":
            return self.items_of.place_of(label, words.start)
        if of == "thing":
            return self._named(words) or label
        return label

    def _named(self, words: Words) -> Figure | None:
        cast = self.refer.cast
        inside = [n for n in cast.names if words.start <= n.start and n.end <= words.end and n.start in cast.at]
        return cast.at[inside[0].start] if inside else cast.named(self.text.body[words.start : words.end])

    def _agent(self, words: Words) -> Figure | None:
        found = self._named(words)
        if found is not None:
            return found
        label = " ".join(self.text.body[words.start : words.end].split()).strip(" .,;:")
        if not any(c.isalpha() for c in label):
            return None
        for figure in self.refer.extras:
            if figure.label.lower() == label.lower():
                return figure
        figure = Figure("unidentified", label, words.start, forms=[label], starts=[words.start])
        self.refer.extras.append(figure)
        return figure

    # Claims

    def claims(self, events: Iterable[Event], name: ClaimNaming = claim_id) -> tuple[Claim, ...]:
        """The claims, in text order, each said once. ``name`` makes their ids."""
        kept: list[Event] = []
        ordered = sorted(events, key=lambda e: (e.start, e.end, e.kind, -sureness(e.way)))
        for event in ordered:
            rival = next((k for k in kept[-40:] if says_the_same(k, event)), None)
            if rival is None:
                kept.append(event)
            elif _worth(event) > _worth(rival):
                kept[kept.index(rival)] = event
        kept.sort(key=lambda e: (e.start, e.end, e.kind))
        count: dict[tuple[str, int, int], int] = {}
        out = []
        for event in kept:
            key = (event.kind, event.start, event.end)
            count[key] = count.get(key, -1) + 1
            out.append(self._claim(event, name(self.text.id, *key, count[key])))
        return tuple(out)

    def _claim(self, event: Event, id_: ClaimId) -> Claim:
        kind = kinds()[event.kind]
        roles = {role: self._filler(event.roles.get(role), kind.roles[role].of) for role in kind.roles}
        return Claim(
            id=id_, kind=event.kind,
            by=self._agent_id(event.by) if event.by is not None else self.source.id, roles=roles,
            span=Span.of(self.text, event.start, event.end), polarity=event.polarity, hedged=event.hedged, modality=event.modality,
            channel=tuple(self._agent_id(f) for f in event.channel), basis=event.basis, when=event.when,
            where=self._place_id(event.where) if event.where is not None else None, confidence=confidence(event),
        )  # fmt: skip

    def _filler(self, meant: Meant, of: str) -> Filler | None:
        if meant is None:
            return None
        if isinstance(meant, Figure):
            if of == "place":
                return Filler(id=self._place_id(meant), label=meant.label)
            return Filler(id=self._agent_id(meant), label=meant.label)
        if isinstance(meant, Thing):
            if of == "place":
                return Filler(id=self._place_id(meant), label=meant.label)
            return Filler(id=self._item_id(meant), label=meant.label)
        if isinstance(meant, bool | int):
            return Filler(value=meant, label=str(meant).lower() if isinstance(meant, bool) else str(meant))
        return Filler(value=meant, label=meant) if of == "value" else Filler(label=meant)

    def _agent_id(self, figure: Figure) -> str:
        if id(figure) not in self.agents:
            made = Agent(
                id=self._free(agent_id, figure.start),
                kind=AGENT_KINDS[figure.kind],
                label=figure.label,
                forms=tuple(figure.forms),
                title=figure.titles[0] if figure.titles else None,
                sex=sure_sex(figure),
            )
            self.agents[id(figure)] = made
        return self.agents[id(figure)].id

    def _item_id(self, thing: Thing) -> str:
        if id(thing) not in self.items:
            self.items[id(thing)] = Item(
                id=self._free(item_id, thing.start),
                kind=thing.kind,
                label=thing.label,
                forms=tuple(thing.forms),
                marks=tuple(sorted(m for m in thing.marks if not m.isdigit())),
            )
        return self.items[id(thing)].id

    def _place_id(self, place: Figure | Thing) -> str:
        if id(place) not in self.places:
            self.places[id(place)] = Place(
                id=self._free(place_id, place.start),
                label=place.label,
                forms=tuple(place.forms),
            )
        return self.places[id(place)].id

    def _free(self, made: Callable[[str, int], Id], start: int) -> Id:
        """The id of what begins at this offset; another one when something else of its kind begins there."""
        wanted = made(self.text.id, start)
        while wanted in self._taken:
            start += FAR
            wanted = made(self.text.id, start)
        self._taken.add(wanted)
        return wanted


def says_the_same(a: Event, b: Event) -> bool:
    """Whether two events told by overlapping words are one: as far as both fill a role, alike, and neither fills more of others."""
    if a.kind != b.kind or a.polarity != b.polarity or a.modality != b.modality or a.by is not b.by:
        return False
    if min(a.end, b.end) - max(a.start, b.start) <= 0 or (a.when is not None and b.when is not None and a.when != b.when):
        return False
    if a.kind == "statement":
        return a.roles.get("speaker") is b.roles.get("speaker") and (a.at is None or b.at is None or a.at == b.at)
    mine = {k: v for k, v in a.roles.items() if v is not None}
    theirs = {k: v for k, v in b.roles.items() if v is not None}
    shared = mine.keys() & theirs.keys()
    return all(_alike(mine[k], theirs[k]) for k in shared) and (mine.keys() <= theirs.keys() or theirs.keys() <= mine.keys())


def _alike(a: Meant, b: Meant) -> bool:
    if a is b or a == b:
        return True
    return isinstance(a, str) and isinstance(b, str) and (a.lower() in b.lower() or b.lower() in a.lower())


def _worth(event: Event) -> tuple[int, int, int]:
    return (sum(v is not None for v in event.roles.values()), event.when is not None, sureness(event.way))
