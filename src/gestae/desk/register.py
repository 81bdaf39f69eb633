"""The register of a case: every claim with its standing and who decided it, and every thing that claims name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from gestae.desk.brief import brief
from gestae.desk.case_file import CaseFile
from gestae.desk.dossier import dossier
from gestae.model import Agent, Case, Claim, Disclosed, Dossier, Item, Place, Refusal, Source, Text
from gestae.record import Written, acts

Standing = Literal["proposed", "accepted", "corrected", "stated", "rejected"]
Thing = Agent | Item | Place

ACT_STANDING: dict[str, Standing] = {
    "claim.accepted": "accepted",
    "claim.corrected": "corrected",
    "claim.stated": "stated",
    "claim.rejected": "rejected",
}
UNDOABLE = frozenset({*ACT_STANDING, "same", "not_same", "undone", "sending.allowed"})
CARRIED = frozenset({*ACT_STANDING, "same", "not_same", "member.added", "key.added", "note.added"})
KEPT = CARRIED | {"source.received", "text.read", "claims.proposed", "undone"}
REGISTER = "register"
SECOND = "second"
FEWEST = 4


@dataclass(frozen=True)
class Listed:
    """A claim as it stands; ``decision`` is the entry that made it so, ``None`` for a mere proposal. ``extractor`` is the second
    reader that proposed it, with its model; ``None`` for the rules and for persons."""

    claim: Claim
    standing: Standing
    decision: Disclosed | None = None
    extractor: str | None = None


@dataclass(eq=False)
class Register:
    case: CaseFile
    dossier: Dossier
    by_id: dict[str, Listed] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    upto: int = 0

    @classmethod
    def of(cls, case: CaseFile) -> "Register":
        """As the record is now. Where the case file has a memory, the one before is carried on, and not to be changed."""
        if case.memory is None:
            return cls._anew(case)
        known = case.memory.get(REGISTER)
        since = case.ledger.entries[known.upto :] if isinstance(known, Register) else []
        if any(e.act not in KEPT for e in since):
            case.memory.clear()  # what was erased must not be remembered
        register = known.carried_on(since) if isinstance(known, Register) and known is case.memory.get(REGISTER) else None
        case.memory[REGISTER] = register = register or cls._anew(case)
        return register

    @classmethod
    def _anew(cls, case: CaseFile) -> "Register":
        register = cls(case, dossier(case), upto=len(case.ledger.entries))
        for proposals in register.dossier.proposals:
            second = proposals.extractor if proposals.family == SECOND else None
            register._name((*proposals.agents, *proposals.items, *proposals.places))
            for claim in proposals.claims:
                register.by_id[claim.id] = Listed(claim, "proposed", None, second)
        dead = case.ledger.undone() | _passed_over(register.dossier)
        for entry in register.dossier.entries:
            if entry.act in ACT_STANDING and entry.entry.id not in dead:
                register._decide(entry)
        return register

    def copy(self) -> "Register":
        """One of one's own, to change."""
        return Register(self.case, self.dossier, dict(self.by_id), dict(self.things), self.upto)

    def carried_on(self, since: Sequence[Disclosed]) -> "Register | None":
        """This register with what was decided since; ``None`` where more than that was recorded."""
        if not since:
            return self
        if any(e.act not in CARRIED for e in since) or any(len(s) > 1 for s in self.case.ledger.sharers.values()):
            return None
        register = self.copy()
        register.dossier = msgspec.structs.replace(self.dossier, entries=(*self.dossier.entries, *since))
        register.upto += len(since)
        for entry in since:
            if entry.act in ACT_STANDING:
                register._decide(entry)
        return register

    def claims(self) -> Iterator[Listed]:
        """In the order of the sources' names, then of the texts; those stated without a quote last."""
        sources = {s.id: s.name for s in self.dossier.sources}
        at = {t.id: (sources.get(t.source, ""), t.id) for t in self.dossier.texts}

        def place(listed: Listed) -> tuple[bool, tuple[str, str], int, int]:
            span = listed.claim.span
            return (
                span is None,
                at.get(span.text, ("", "")) if span else ("", ""),
                span.start if span else 0,
                span.end if span else 0,
            )

        return iter(sorted(self.by_id.values(), key=place))

    def claim(self, given: str) -> Listed:
        return self.by_id[resolve(given, self.by_id, "claim")]

    def things_of(self, claim: Claim, more: Mapping[str, Thing] = MappingProxyType({})) -> acts.Things:
        """The agents, items and places that a claim names, in the order of their ids; ``more`` are new to the case."""
        every = {**self.things, **more}
        named = {claim.by, claim.where, *claim.channel, *(f.id for f in claim.roles.values() if f)}
        found = [every[i] for i in sorted(i for i in named if i in every)]
        return (
            [t for t in found if isinstance(t, Agent)],
            [t for t in found if isinstance(t, Item)],
            [t for t in found if isinstance(t, Place)],
        )

    def anything(self, given: str) -> str:
        """The id of an agent, item, place or claim, by a part of its id, or by its exact name when only one in the case has it."""
        wanted = given.strip().casefold()
        named: set[str] = {t.id for t in self.things.values() if t.label.casefold() == wanted}
        named = named or {t.id for t in self.things.values() if wanted in {f.casefold() for f in t.forms}}
        if len(named) > 1:
            joined = {member: each.thing for each in brief(self.case).sameness for member in each.members}
            named = {joined.get(id_, id_) for id_ in named}
        if len(named) > 1:
            raise ambiguous(given, "thing", named)
        return named.pop() if named else resolve(given, [*self.things, *self.by_id], "agent, item, place or claim")

    def decision(self, given: str) -> Disclosed:
        """The entry of a decision, by a part of its id; or the decision that a claim stands by, by the claim's id."""
        if given.strip().lower().startswith("clm-"):
            listed = self.claim(given)
            if listed.decision is None:
                raise Refusal(
                    listed.claim.id, "nobody has decided on this claim yet.", "There is nothing to undo.", "Accept or reject it."
                )
            return listed.decision
        entries = {e.entry.id: e for e in self.dossier.entries}
        found = entries[resolve(given, entries, "entry")]
        if found.act not in UNDOABLE:
            raise Refusal(
                f"entry {found.entry.id}",
                f"it records '{found.act}', which is not a decision.",
                "What was received or read stays in the record.",
                "Undo decisions only: accepted, rejected, corrected, stated, same, not same, sending allowed, undone.",
            )
        return found

    def as_case(self) -> Case:
        """All claims, the rejected ones too, with all they name: for showing claims one by one. Nothing is derived."""
        every = [self.things[i] for i in sorted(self.things)]
        return Case(
            name=self.case.name,
            sources=tuple(sorted(self.dossier.sources, key=lambda s: (s.name, s.id))),
            texts=self.dossier.texts,
            dates={},
            agents=tuple(t for t in every if isinstance(t, Agent)),
            items=tuple(t for t in every if isinstance(t, Item)),
            places=tuple(t for t in every if isinstance(t, Place)),
            claims=tuple(listed.claim for listed in self.claims()),
            proposed=(),
            timeline=(),
            custody=(),
            findings=(),
            questions=(),
            proceedings=(),
            sameness=(),
            problems=self.dossier.problems,
        )

    def has_text(self, source: Source | None, text: Text) -> bool:
        return source is not None and source.id in self.case.ledger.sharers.get(text.id, ())

    def things_in(self, text: str) -> tuple[Thing, ...]:
        """All that the proposals of one text name."""
        found: dict[str, Thing] = {}
        for proposals in self.dossier.proposals:
            if proposals.text == text:
                things: tuple[Thing, ...] = (*proposals.agents, *proposals.items, *proposals.places)
                found.update({t.id: t for t in things if t.id not in found})
        return tuple(found.values())

    def take(self, written: Written) -> None:
        """A decision about to be written, as if it were."""
        private = {d.name: msgspec.json.decode(d.value) for d in written.disclosures}
        self._decide(Disclosed(entry=written.entry, private=private))

    def _decide(self, entry: Disclosed) -> None:
        standing = ACT_STANDING[entry.act]
        told: Any = entry.private.get("claim")
        things: Any = entry.private.get("things") or {}
        self._name(msgspec.convert(things.get("agents", []), type=tuple[Agent, ...]))
        self._name(msgspec.convert(things.get("items", []), type=tuple[Item, ...]))
        self._name(msgspec.convert(things.get("places", []), type=tuple[Place, ...]))
        id_ = str(entry.entry.plain["claim"])
        known = self.by_id.get(id_)
        claim = msgspec.convert(told, type=Claim) if told else known.claim if known else None
        if claim is not None:
            told_by = entry.private.get("extractor") or (known.extractor if known else None)
            self.by_id[id_] = Listed(claim, standing, entry, str(told_by) if told_by else None)

    def _name(self, things: Sequence[Thing]) -> None:
        for thing in things:
            self.things.setdefault(thing.id, thing)


def _passed_over(dossier: Dossier) -> set[str]:
    """Decisions that clash with others made in a copy of the case, and do not hold for now."""
    from gestae.derive.apart import apart  # noqa: PLC0415

    return {id_ for each in apart(dossier) for id_ in each.passed_over}


def resolve(given: str, known: Iterable[str], what: str) -> str:
    """The one id that begins like this, with or without its prefix. Refuses none and several."""
    wanted = given.strip().lower()
    ids = set(known)
    if wanted in ids:
        return wanted
    found = {i for i in ids if i.startswith(wanted) or i.partition("-")[2].startswith(wanted)} if len(wanted) >= FEWEST else set()
    if not found:
        raise Refusal(
            given.strip() or "(nothing)",
            f"no {what} of this id is in the case.",
            "Nothing was changed.",
            "List them with 'gestae claims CASE' or 'gestae brief CASE --format json'.",
        )
    if len(found) > 1:
        raise ambiguous(given, what, found)
    return found.pop()


def ambiguous(given: str, what: str, found: Iterable[str]) -> Refusal:
    return Refusal(
        given.strip(),
        f"more than one {what} fits: {', '.join(sorted(found)[:5])}.",
        "Nothing was changed.",
        "Write the id, or more of it.",
    )
