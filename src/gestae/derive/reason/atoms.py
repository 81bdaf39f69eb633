"""Atoms: what claims say, one thing each. What several copies of one claim say counts once; what somebody denies of himself weighs
as much as if it were presumed of him."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from msgspec import structs

from gestae.derive.making import Making
from gestae.derive.moves import may_be_one
from gestae.derive.reason.puzzle import Atom
from gestae.derive.reason.weights import of_claim, presumed, unreported
from gestae.model import Claim

_COPIED_WORDS = 6


def clients_of(making: Making) -> dict[str, str]:
    """Whom attorneys, assistants and the bearers of short names speak for, by theirs."""
    served = ((c.filler("agent"), c.filler("serves")) for c in making.claims if c.kind == "position" and c.polarity == "asserts")
    return {**_short_names(making), **{agent: client for agent, client in served if agent and client}}


class Atoms:
    """The atoms found so far. What one voice says twice, or two papers copy, is one atom. ``apart`` begins the names of those that
    stand beside others."""

    def __init__(self, making: Making, clients: dict[str, str], apart: str = "") -> None:
        self._making = making
        self._clients = clients
        self._apart = apart
        self.found: dict[str, Atom] = {}
        self.claims_of: dict[str, list[str]] = {}
        self._known: dict[tuple[object, ...], str] = {}

    def add(self, claim: Claim, **told: Any) -> None:
        key = (self._voice(claim), *sorted(told.items(), key=lambda pair: pair[0]))
        if key in self._known:
            self.claims_of[self._known[key]].append(claim.id)
            return
        name = f"{self._apart}{claim.id} {len(self.claims_of)}"
        self._known[key] = name
        self.found[name] = Atom(id=name, source=claim.by, weight=of_claim(claim, self._clients), **told)
        self.claims_of[name] = [claim.id]

    def quieten(self, questions: Iterable[str]) -> None:
        """What somebody and those who serve him deny of him weighs once, and nothing where another has said the same: else leaving
        it out would count."""
        denied: dict[tuple[str, str | None], list[Atom]] = defaultdict(list)
        for atom in self.found.values():
            if atom.says == "not_role" and atom.event in questions:
                denied[atom.event, atom.value].append(atom)
        for (_, person), atoms in denied.items():
            own = [a for a in atoms if person in (a.source, self._clients.get(a.source or ""))]
            for atom in own if len(own) < len(atoms) else own[1:]:
                self.found[atom.id] = structs.replace(atom, weight=0)

    def suppose(self, event: str) -> None:
        """That something nobody tells of did not happen."""
        name = f"not {event}"
        self.found[name] = Atom(id=name, event=event, says="not_occurs", weight=unreported(), silent=True)

    def presume(self, question: str, role: str, candidates: Iterable[str]) -> dict[str, str]:
        """A denial for everybody in question of whom nobody denies it."""
        denied = {a.value for a in self.found.values() if a.event == question and a.says == "not_role"}
        found = {f"presumed {question} {person}": person for person in candidates if person not in denied}
        for name, person in found.items():
            self.found[name] = Atom(id=name, event=question, says="not_role", role=role, value=person, weight=presumed())
        return found

    def _voice(self, claim: Claim) -> object:
        """Whose words these are: of equal words in several sources, one voice."""
        if claim.by in self._making.source and claim.span and len(claim.span.quote.split()) >= _COPIED_WORDS:
            return " ".join(claim.span.quote.casefold().split())
        return claim.by


def _short_names(making: Making) -> dict[str, str]:
    """Speakers under a short name who can only be one person named in full: what they deny of him they deny of themselves."""
    voices = {c.by for c in making.claims if c.by in making.agents and len(making.agents[c.by].label.split()) == 1}
    persons = [p for p in making.agents if len(making.agents[p].label.split()) > 1]
    fuller = {v: [p for p in persons if may_be_one(making, v, p)] for v in sorted(v for v in voices if v)}
    return {v: found[0] for v, found in fuller.items() if len(found) == 1}
