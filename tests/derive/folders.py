"""A case folder in memory: documents, the claims accepted from them, and decisions, told in few words."""

import re
from collections.abc import Iterable

import msgspec

from gestae.model import (
    Agent,
    Case,
    Claim,
    Disclosed,
    Dossier,
    Entry,
    Filler,
    Item,
    Place,
    Proposals,
    Source,
    Span,
    Text,
    When,
)
from gestae.model.edtf import bounds as edtf_bounds
from gestae.model.ids import AgentId as Id
from gestae.model.ids import ClaimId, ItemId, PlaceId, SourceId, TextId, hashed
from gestae.rules import kinds

Thing = Agent | Item | Place
_FIREARMS = {"gun", "revolver", "pistol", "colt", "weapon", "rifle"}
_BODIES = {"Bureau", "Court", "Works", "Company"}
DAY = "2024-05-01"


class Document:
    """``add`` lays one sentence down in it and gives its span."""

    def __init__(self, name: str, date: str | None) -> None:
        self.name, self.date, self.body = name, date, ""
        self.id = TextId(hashed("txt", name))
        self.source = SourceId(hashed("src", name))
        self.things: dict[tuple[type, str], Thing] = {}
        self.claims: list[Claim] = []

    def add(self, words: str) -> Span:
        start = len(self.body)
        self.body += f"{words}.\n"
        return Span(text=self.id, start=start, end=start + len(words), quote=words)

    def thing(self, sort: type, label: str, **more: object) -> str:
        if (sort, label) not in self.things:
            self.things[sort, label] = _thing(self.id, sort, label, **more)
        return self.things[sort, label].id


class Folder:
    """Entries are kept by document, so that they can be told in another order of documents."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.of_document: dict[str, list[Disclosed]] = {}
        self.decisions: list[Disclosed] = []
        self.stated: dict[tuple[type, str], Thing] = {}
        self.count = 0

    def document(self, name: str, date: str | None = DAY) -> Document:
        if name not in self.documents:
            self.documents[name] = Document(name, date)
            self.of_document[name] = []
        return self.documents[name]

    def claim(
        self,
        document: Document,
        kind: str,
        *,
        by: str | None = None,
        at: str | When | None = None,
        accept: bool = True,
        **more: object,
    ) -> str:
        """A claim of a document; accepted unless told otherwise. Roles and fields of ``Claim`` by their names."""
        fields = {k: v for k, v in more.items() if k in Claim.__struct_fields__}
        roles = {k: v for k, v in more.items() if k not in fields}
        span = document.add(f"{kind} {' '.join(str(v) for v in roles.values())}")
        claim = Claim(
            id=ClaimId(hashed("clm", document.name, len(document.claims))),
            kind=kind,
            by=document.thing(Agent, by) if by else document.source,
            roles=_roles(kind, roles, document.thing),
            span=span,
            when=_when(at),
            **fields,  # type: ignore[arg-type]
        )
        document.claims.append(claim)
        if accept:
            self.accept(document, claim)
        return claim.id

    def accept(self, document: Document, claim: Claim) -> str:
        private = {"claim": msgspec.to_builtins(claim), "things": things_of(document.things.values())}
        entry = self._entry("claim.accepted", {"claim": claim.id}, private)
        self.of_document[document.name].append(entry)
        return entry.entry.id

    def correct(self, claim: Claim, document: Document) -> str:
        private = {"claim": msgspec.to_builtins(claim), "things": things_of(document.things.values())}
        return self._decide("claim.corrected", {"claim": claim.id}, private)

    def reject(self, claim: str) -> str:
        return self._decide("claim.rejected", {"claim": claim}, {"reason": "not in the words"})

    def state(self, kind: str, *, by: str, at: str | When | None = None, event: str | None = None, **more: object) -> str:
        fields = {k: v for k, v in more.items() if k in Claim.__struct_fields__}
        roles = {k: v for k, v in more.items() if k not in fields}
        id_ = ClaimId(hashed("clm", "stated", self.count))

        def thing(sort: type, label: str) -> str:
            self.stated.setdefault((sort, label), _thing(id_, sort, label))
            return self.stated[sort, label].id

        claim = Claim(
            id=id_, kind=kind, by=thing(Agent, by), roles=_roles(kind, roles, thing), when=_when(at), event=event, **fields  # type: ignore[arg-type]
        )  # fmt: skip
        self._decide(
            "claim.stated", {"claim": id_}, {"claim": msgspec.to_builtins(claim), "things": things_of(self.stated.values())}
        )
        return id_

    def same(self, a: str, b: str) -> str:
        return self._decide("same", {"a": a, "b": b})

    def not_same(self, a: str, b: str) -> str:
        return self._decide("not_same", {"a": a, "b": b})

    def undo(self, entry: str) -> str:
        return self._decide("undone", {}, refs=(entry,))

    def dossier(self, order: Iterable[str] | None = None) -> Dossier:
        names = list(order) if order is not None else list(self.documents)
        documents = [self.documents[n] for n in names]
        return Dossier(
            entries=(*(e for n in names for e in self.of_document[n]), *self.decisions),
            sources=tuple(Source(id=d.source, name=d.name, media_type="text/plain", size=1, digest="00") for d in documents),
            texts=tuple(Text(id=d.id, source=d.source, reader="plain-1", body=d.body) for d in documents),
            proposals=tuple(
                Proposals(
                    text=d.id,
                    extractor="test",
                    date=d.date,
                    agents=tuple(t for t in d.things.values() if isinstance(t, Agent)),
                    items=tuple(t for t in d.things.values() if isinstance(t, Item)),
                    places=tuple(t for t in d.things.values() if isinstance(t, Place)),
                    claims=tuple(d.claims),
                )
                for d in documents
            ),
        )

    def _decide(
        self, act: str, plain: dict[str, object], private: dict[str, object] | None = None, refs: tuple[str, ...] = ()
    ) -> str:
        entry = self._entry(act, plain, private, refs)
        self.decisions.append(entry)
        return entry.entry.id

    def _entry(
        self, act: str, plain: dict[str, object], private: dict[str, object] | None = None, refs: tuple[str, ...] = ()
    ) -> Disclosed:
        self.count += 1
        entry = Entry(v=1, id=f"entry-{self.count}", case="c", kind=act, at=self.count, by="m", plain=plain, refs=refs)
        return Disclosed(entry=entry, private=private or {})


def things_of(things: Iterable[Thing]) -> dict[str, list[object]]:
    sorts = {"agents": Agent, "items": Item, "places": Place}
    found = list(things)
    return {name: [msgspec.to_builtins(t) for t in found if isinstance(t, sort)] for name, sort in sorts.items()}


def label(case: Case, id_: str | None) -> str:
    """The name of a thing, ``?`` for nobody."""
    names = {t.id: t.label for t in (*case.agents, *case.items, *case.places)}
    return names[id_] if id_ else "?"  # type: ignore[index]


def holders(case: Case, item: str) -> list[str]:
    """The spells of an item as ``Ida Fenn known`` or ``? unknown``."""
    return [f"{label(case, s.holder)} {s.standing}" for c in case.custody if label(case, c.item) == item for s in c.spells]


def _thing(text: str, sort: type, label: str, **more: object) -> Thing:
    if sort is Agent:
        kind = "organisation" if _BODIES & set(label.split()) else "person"
        return Agent(id=Id(hashed("agt", text, label)), kind=kind, label=label, **more)  # type: ignore[arg-type]
    if sort is Item:
        words = set(label.lower().split())
        kind_ = "firearm" if words & _FIREARMS else "key" if "key" in words else "ammunition" if "round" in words else "other"
        return Item(id=ItemId(hashed("itm", text, label)), kind=kind_, label=label, **more)  # type: ignore[arg-type]
    return Place(id=PlaceId(hashed("plc", text, label)), label=label)


def _roles(kind: str, told: dict[str, object], thing: object) -> dict[str, Filler | None]:
    sorts = {"agent": Agent, "item": Item, "place": Place, "thing": Item}
    roles: dict[str, Filler | None] = {}
    for role, shape in kinds()[kind].roles.items():
        value = told.get(role)
        if value is None:
            roles[role] = None
        elif shape.of in sorts and isinstance(value, str):
            roles[role] = Filler(id=thing(sorts[shape.of], value))  # type: ignore[operator]
        elif shape.of == "claim":
            roles[role] = Filler(id=str(value))
        else:
            roles[role] = Filler(value=value)  # type: ignore[arg-type]
    return roles


def _when(at: str | When | None) -> When | None:
    """``13:10`` and ``13:00..13:20`` on one day; else EDTF."""
    if at is None or isinstance(at, When):
        return at
    if re.fullmatch(r"\d\d:\d\d", at):
        moment = f"{DAY}T{at}:00"
        return When(said=at, edtf=moment, earliest=moment, latest=moment)
    if ".." in at:
        first, last = at.split("..")
        return When(said=f"about {first}", earliest=f"{DAY}T{first}:00", latest=f"{DAY}T{last}:00")
    first_, last_ = edtf_bounds(at)
    return When(said=at, edtf=at, earliest=first_, latest=last_)
