"""A case in the making, and the parts that make it: each view reads what is there and gives it back with more in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from gestae.derive.bounds import Bounds
from gestae.model import (
    Agent,
    Claim,
    Custody,
    Dated,
    Dossier,
    Finding,
    Hypothesis,
    Item,
    Place,
    Problem,
    Proceeding,
    Question,
    Ranked,
    Sameness,
    Source,
    Text,
)

Thing = Agent | Item | Place


@dataclass(frozen=True)
class Decision:
    """A person's decision that two things, or two claims, are the same or not. ``entry`` is where it is written."""

    entry: str
    same: bool
    a: str
    b: str


@dataclass(frozen=True)
class Making:
    """``known`` are the things of the texts by id, ``homes`` the texts each is named in, ``by_hand`` those that only claims
    stated by hand name. After identity, claims name case-wide things, and ``agents``, ``items``, ``places`` hold those.
    ``rank`` orders all claims as they are told: by the date of the text, then as they stand in it; those stated without a quote
    come last, in the order of the record. ``second_by_claim`` says by which second reader a claim is proposed. ``event`` gives the
    event a claim reports, itself where no other does."""

    dossier: Dossier
    name: str
    sources: tuple[Source, ...] = ()
    texts: tuple[Text, ...] = ()
    dates: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    proposed: tuple[Claim, ...] = ()
    second_by_claim: dict[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    known: dict[str, Thing] = field(default_factory=dict)
    homes: dict[str, frozenset[str]] = field(default_factory=dict)
    by_hand: frozenset[str] = frozenset()
    agents: dict[str, Agent] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    rank: dict[str, int] = field(default_factory=dict)
    event: dict[str, str] = field(default_factory=dict)
    bounds: dict[str, Bounds] = field(default_factory=dict)
    timeline: tuple[Dated, ...] = ()
    custody: tuple[Custody, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    sameness: tuple[Sameness, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    ranking: tuple[Ranked, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """The claims that count, by id."""
        return {c.id: c for c in self.claims}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {s.id: s for s in self.sources}

    @cached_property
    def place_of_text(self) -> dict[str, int]:
        """Where a text stands among all."""
        return {t.id: n for n, t in enumerate(self.texts)}

    def is_person(self, id_: str | None) -> bool:
        return id_ in self.agents and self.agents[id_].kind == "person"


@dataclass(frozen=True)
class Part:
    """A derived view: ``run`` is called once the views it ``needs`` have run."""

    name: str
    needs: tuple[str, ...]
    run: Callable[[Making], Making]
