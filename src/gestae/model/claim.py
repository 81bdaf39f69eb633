"""A claim: who says what happened, in which exact words, about when."""

from typing import Literal

from gestae.model.ids import ClaimId, TextId
from gestae.model.span import Span
from gestae.model.things import Agent, Item, Place
from gestae.model.value import Value
from gestae.model.when import When

Polarity = Literal["asserts", "denies", "unsure"]
Modality = Literal["asserted", "asked", "expected", "ordered", "conditional"]
Basis = Literal["saw", "heard", "told", "did", "inferred", "habit", "document", "device", "unstated"]


class Filler(Value, frozen=True):
    """What fills a role: a thing of the case (``id``), a plain value, or only words (``label``)."""

    id: str | None = None
    value: str | int | bool | None = None
    label: str | None = None


class Claim(Value, frozen=True):
    """One assertion inside a statement.

    ``by`` is the id of the agent who makes it, or of the source whose own words it is. ``channel`` holds the
    agents between the document and ``by``, outermost first. ``roles`` has every role of the kind, an empty one
    as ``None``. ``confidence`` is per mille; a claim stated or corrected by a person has 1000. ``span`` is ``None`` only
    for a claim that a person stated without quoting. ``event`` groups claims stated as reports of one event. ``credibility`` is
    per mille, set by a person; ``None`` leaves it to the rules.
    """

    id: ClaimId
    kind: str
    by: str | None
    roles: dict[str, Filler | None]
    span: Span | None = None
    polarity: Polarity = "asserts"
    hedged: bool = False
    modality: Modality = "asserted"
    channel: tuple[str, ...] = ()
    basis: Basis = "unstated"
    when: When | None = None
    where: str | None = None
    confidence: int = 1000
    event: str | None = None
    credibility: int | None = None
    note: str | None = None

    def filler(self, role: str) -> str | None:
        """Id of the thing that fills a role; ``None`` if it is empty or only words."""
        filler = self.roles.get(role)
        return filler.id if filler else None

    def words(self, role: str) -> str | None:
        """Value or words of a role."""
        filler = self.roles.get(role)
        if filler is None:
            return None
        return str(filler.value) if filler.value is not None else filler.label


class Proposals(Value, frozen=True):
    """What one extractor proposes for one text: claims nobody has accepted yet, and whom and what they name.

    ``date`` is the date the text states for itself, or its metadata's, or the one given (EDTF); ``zone`` likewise. Ids
    used by claims are those of ``agents``, ``items``, ``places``, claims, and the text's source. Claims stand in text order.
    ``extractor`` begins with its family and version: ``rules-1``, or ``second-1 NAME`` for the second reader's prompt and model.
    """

    text: TextId
    extractor: str
    date: str | None = None
    zone: str | None = None
    agents: tuple[Agent, ...] = ()
    items: tuple[Item, ...] = ()
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def family(self) -> str:
        return family(self.extractor)


def family(extractor: str) -> str:
    """The sort of extractor, whatever its version and model. A text has one standing reading by each family, the last."""
    return extractor.partition("-")[0]
