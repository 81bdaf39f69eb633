"""The case: everything derived, at one position of the log. Immutable; all that is shown comes from it."""

from typing import Literal

import msgspec

from gestae.model.claim import Claim, Proposals
from gestae.model.entry import Disclosed
from gestae.model.joined import Parted
from gestae.model.problem import Problem
from gestae.model.source import Source
from gestae.model.text import Text
from gestae.model.things import Agent, Item, Place
from gestae.model.value import Value

SpellStanding = Literal["known", "contested", "unknown"]
Standing = Literal["counts", "proposed", "rejected"]
Topic = Literal["conflict", "gap", "overlap", "breach", "overdue", "absence", "unsupported", "identity"]
Verdict = Literal["satisfied", "violated", "contested", "not_evaluable"]
FindingSeverity = Literal["note", "warning", "stop"]


class Dossier(Value, frozen=True):
    """What a case is derived from: the record's entries in order, and the blobs they name. ``packs`` are the texts of rule files
    that are to count beside those of the house, ``parted`` who had which decisions when copies of the record met."""

    entries: tuple[Disclosed, ...]
    sources: tuple[Source, ...] = ()
    texts: tuple[Text, ...] = ()
    proposals: tuple[Proposals, ...] = ()
    problems: tuple[Problem, ...] = ()
    packs: tuple[str, ...] = ()
    parted: tuple[Parted, ...] = ()


class Dated(Value, frozen=True):
    """A claim on the timeline, with the bounds that all claims together allow it (ISO local, inclusive)."""

    claim: str
    earliest: str | None
    latest: str | None


class Spell(Value, frozen=True):
    """Who has an item from ``earliest`` to ``latest``: an agent or place id, ``None`` when nobody says.

    ``earliest`` is the first moment the spell may have begun, ``latest`` the last it may have ended. ``starts_by`` and
    ``ends_from`` bound the cuts from inside: it had begun by the one and lasted at least until the other.
    """

    holder: str | None
    earliest: str | None
    latest: str | None
    standing: SpellStanding
    because: tuple[str, ...] = ()
    starts_by: str | None = None
    ends_from: str | None = None


class Custody(Value, frozen=True):
    item: str
    spells: tuple[Spell, ...]


class Finding(Value, frozen=True):
    """Anything derived that a person should look at; ``because`` is never empty. ``id`` is a hash of rule and because."""

    id: str
    rule: str
    topic: Topic
    verdict: Verdict
    severity: FindingSeverity
    says: str
    because: tuple[str, ...]
    about: tuple[str, ...] = ()


class Question(Value, frozen=True):
    """What is not known. ``raised_by`` are claim or finding ids, ``settled_by`` agents who could say."""

    id: str
    says: str
    raised_by: tuple[str, ...]
    settled_by: tuple[str, ...] = ()


class Hypothesis(Value, frozen=True):
    """One answer to an open question, and what would have to be given up for it. ``candidate`` is ``None`` for somebody else.

    ``extra`` is the least weight beyond the least costly account; ``untrue`` the claims that would have to be untrue in one
    account of that weight, ``unreported`` the hand-overs in it that nobody reports. ``bound`` says whether ``extra`` is proved
    or only at most so much.
    """

    question: str
    candidate: str | None
    says: str
    extra: int
    untrue: tuple[str, ...] = ()
    unreported: tuple[str, ...] = ()
    bound: Literal["proved", "upper"] = "proved"


class Ranked(Value, frozen=True):
    """Whom to hear: how much the answers of ``agent`` would settle, in thousandths of a bit, and why, in words that quote. It is
    no measure of guilt. ``questions`` are those he could help to settle, ``asks`` what to ask him."""

    agent: str
    score: int
    says: str
    questions: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


class Proceeding(Value, frozen=True):
    """Where an interview, subpoena, request, charge stands. ``state`` is the participle of the last step's act."""

    id: str
    instrument: str
    to: str | None
    state: str
    steps: tuple[str, ...]


class Sameness(Value, frozen=True):
    """Two or more things of the texts taken as one in the case, and why: ``rule`` or the entry of a person."""

    thing: str
    members: tuple[str, ...]
    rule: str


class Case(Value, frozen=True):
    """The whole derived view. Claims name case-wide things: an id is the least of its members' ids. ``second_by_claim`` holds those
    of ``proposed`` that come from a second reader, with its model."""

    name: str
    sources: tuple[Source, ...]
    texts: tuple[Text, ...]
    dates: dict[str, tuple[str | None, str | None]]
    agents: tuple[Agent, ...]
    items: tuple[Item, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    proposed: tuple[Claim, ...]
    timeline: tuple[Dated, ...]
    custody: tuple[Custody, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    proceedings: tuple[Proceeding, ...]
    sameness: tuple[Sameness, ...]
    problems: tuple[Problem, ...]
    hypotheses: tuple[Hypothesis, ...] = ()
    ranking: tuple[Ranked, ...] = ()
    rules_digest: str = ""
    second_by_claim: dict[str, str] = msgspec.field(default_factory=dict)
