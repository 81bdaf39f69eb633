"""What goes where in the brief: the same order for the terminal and the page."""

from typing import NamedTuple

from gestae.model import Agent, Case, Claim, Finding
from gestae.present.cite import Citer
from gestae.present.clean import one_line
from gestae.present.sentences import Teller
from gestae.present.spells import cut_words
from gestae.present.ways import ON_ONE_PAGE, Ways
from gestae.present.when_words import bounds, day_of, told, wants_seconds

SPOKEN = frozenset({"statement", "awareness", "concern", "announcement"})
NO_DAY = "Day not known"


class Event(NamedTuple):
    """A claim with its time in words: ``day`` to group by, ``clock`` within it (``""`` when the day says it all)."""

    claim: Claim
    day: str
    clock: str
    earliest: str | None
    latest: str | None


class Person(NamedTuple):
    """An agent with its positions; claims of one position stand together, in the order they come."""

    agent: Agent
    positions: tuple[tuple[Claim, ...], ...]


class Chapters:
    """Everything the brief shows, sorted into its chapters. ``tell`` says claims, ``cite`` their places; ``ways`` lead to them."""

    def __init__(self, case: Case, ways: Ways = ON_ONE_PAGE) -> None:
        self.case = case
        self.ways = ways
        self.tell = Teller(case)
        self.cite = Citer(case)
        self.claims: dict[str, Claim] = {c.id: c for c in case.claims}
        self.findings: dict[str, Finding] = {f.id: f for f in case.findings}
        self.clashes = tuple(f for f in case.findings if f.topic == "conflict")
        self.other_findings = tuple(f for f in case.findings if f.topic != "conflict")
        self.contested = self._contested()
        self.dated = self._dated()
        self.people = self._people()
        self.undated, self.said, self.asked, self.conditions = self._rest()

    def standing(self, claim: Claim) -> str:
        """``contested`` where it is part of a clash, ``proposed`` where nobody has accepted it, else ``counts``."""
        if claim.id in self.contested:
            return "contested"
        return "counts" if claim.id in self.claims else "proposed"

    def has_place(self, claim: Claim) -> bool:
        """Whether its words stand in a text that is here: not so for what a person stated, or where the text was erased."""
        return claim.span is not None and claim.span.text in self.cite.texts and self.cite.source_of(claim.span) is not None

    def way(self, claim: Claim) -> str:
        """The link to its words, else to the note on it."""
        source = self.cite.texts[claim.span.text].source if claim.span is not None and self.has_place(claim) else None
        return self.ways.claim(claim, source)

    def because(self, ids: tuple[str, ...]) -> list[Claim]:
        """The claims behind ids of claims and findings, each once, in order."""
        found: dict[str, Claim] = {}
        for id_ in ids:
            for claim_id in self.findings[id_].because if id_ in self.findings else (id_,):
                if claim_id in self.tell.claims:
                    found.setdefault(claim_id, self.tell.claims[claim_id])
        return list(found.values())

    def when(self, claim: Claim) -> str | None:
        """The time of one claim in words, date included."""
        if claim.when is None:
            return None
        seconds = wants_seconds(claim.when, claim.basis)
        return bounds(claim.when.earliest, claim.when.latest, seconds) or told(claim.when)

    def headline(self) -> str:
        """The first open question; the case's name where nothing is open."""
        return self.case.questions[0].says if self.case.questions else self.case.name

    def summary(self) -> str:
        """The case in a few sentences: what it rests on, what clashes, what is open."""
        case = self.case
        waits = _count(len(case.proposed), "proposal waits", "proposals wait")
        waiting = f" {waits} for a decision{self._second()}." if case.proposed else ""
        rests = f"{_count(len(case.claims), 'claim rests', 'claims rest')} on {_count(len(case.sources), 'source', 'sources')}."
        rests += waiting
        if not case.sources:
            rests = "There is no source yet."
        clashes = f"Accounts clash in {_count(len(self.clashes), 'place', 'places')}." if self.clashes else "No accounts clash."
        open_ = f"{_count(len(case.questions), 'question is', 'questions are')} open." if case.questions else "No question is open."
        return " ".join((*self._gaps(), rests, clashes, open_)) if case.claims else rests

    def _second(self) -> str:
        """How many of the proposals come from a second reader, and from which."""
        second = self.case.second_by_claim
        models = ", ".join(sorted({one_line(extractor.partition(" ")[2]) for extractor in second.values()}))
        return f", {len(second)} of them made by a language model ({models})" if second else ""

    def _gaps(self) -> list[str]:
        """The first two stretches in which nobody says who had an item."""
        said = []
        for custody in self.case.custody:
            for spell in custody.spells:
                begin = cut_words(spell.earliest, spell.starts_by)
                end = cut_words(spell.ends_from, spell.latest, day=day_of(spell.earliest, spell.latest) is None)
                if spell.standing == "unknown" and begin and end:
                    said.append(f"Nobody says who had {self.tell.noun(custody.item)} from {begin} until {end}.")
        return said[:2]

    def _contested(self) -> frozenset[str]:
        ids = {c for f in self.clashes for c in f.because}
        ids |= {c for custody in self.case.custody for s in custody.spells if s.standing == "contested" for c in s.because}
        return frozenset(ids)

    def _dated(self) -> tuple[Event, ...]:
        events = []
        for dated in self.case.timeline:
            claim = self.claims.get(dated.claim)
            if claim is None or claim.modality == "asked" or claim.kind == "position":
                continue
            seconds = wants_seconds(claim.when, claim.basis)
            day = day_of(dated.earliest, dated.latest)
            words = bounds(dated.earliest, dated.latest, seconds, day=day is None)
            if words:
                events.append(Event(claim, day or words, "" if day in (None, words) else words, dated.earliest, dated.latest))
            elif said := told(claim.when):
                events.append(Event(claim, said, "", None, None))
        return tuple(events)

    def _people(self) -> tuple[Person, ...]:
        positions: dict[str, list[Claim]] = {}
        for claim in self.case.claims:
            agent = claim.filler("agent")
            if claim.kind == "position" and agent is not None and claim.modality != "asked":
                positions.setdefault(agent, []).append(claim)
        people = [Person(a, self._grouped(positions.get(a.id, []))) for a in self.case.agents]
        rank = {"person": 0, "unidentified": 1, "organisation": 2, "software": 3}
        return tuple(sorted(people, key=lambda p: (rank[p.agent.kind], not p.positions)))

    def _grouped(self, positions: list[Claim]) -> tuple[tuple[Claim, ...], ...]:
        groups: dict[str, list[Claim]] = {}
        for claim in positions:
            groups.setdefault(self.tell.title_of(claim).lower(), []).append(claim)
        return tuple(tuple(g) for g in groups.values())

    def _rest(self) -> tuple[tuple[Claim, ...], tuple[Claim, ...], tuple[Claim, ...], tuple[Claim, ...]]:
        shown = {e.claim.id for e in self.dated} | {s for p in self.case.proceedings for s in p.steps}
        raised = {r for q in self.case.questions for r in q.raised_by}
        undated, said, asked, conditions = [], [], [], []
        for claim in self.case.claims:
            if claim.modality == "asked":
                if claim.id not in raised:
                    asked.append(claim)
            elif claim.id in shown or claim.kind == "position":
                continue
            elif claim.modality == "conditional":
                conditions.append(claim)
            elif claim.kind in SPOKEN:
                said.append(claim)
            else:
                undated.append(claim)
        return tuple(undated), tuple(said), tuple(asked), tuple(conditions)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
