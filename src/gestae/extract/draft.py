"""A draft: what a rule found, told in places of the text, before anyone knows who is who.

Rules (over sentences, over table rows, over headers) give drafts; ``assemble`` turns them into claims once the
names of the whole text are known. Offsets are code points into the stored text, ends exclusive.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from gestae.model.claim import Basis, Modality, Polarity
from gestae.model.when import When


class Words(NamedTuple):
    """A stretch of the stored text, such as a name or a pronoun, that stands for someone or something."""

    start: int
    end: int


Fill = Words | str | int | bool | None
Way = Literal["form", "quoted", "reported", "sentence", "pointing", "answer", "aside", "model"]
"""How a claim was read; rules/cues/confidence.yaml says what each is, and how surely it reads."""


@dataclass(frozen=True)
class Draft:
    """One claim in the making.

    A role holds ``Words`` where the text names the filler, a plain value (``"decline"``, ``2``, ``False``), or ``None`` when
    it is not told. ``by`` is who claims it: ``None`` for the document's own words. ``channel`` are those between the
    document and ``by``, outermost first. ``way`` is how it was read.
    """

    kind: str
    start: int
    end: int
    roles: dict[str, Fill] = field(default_factory=dict)
    polarity: Polarity = "asserts"
    hedged: bool = False
    modality: Modality = "asserted"
    by: Words | None = None
    channel: tuple[Words, ...] = ()
    basis: Basis = "unstated"
    when: When | None = None
    place: Words | None = None
    way: Way = "sentence"
