"""The brief for a terminal."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from gestae.model import Agent, Claim, Custody, Proceeding, Question
from gestae.model.case import Case
from gestae.present.chapters import Chapters, Event
from gestae.present.clean import one_line, shortened
from gestae.present.phrases import MEDIA, taken_as_one
from gestae.present.reasoned import COST_NOTE, HEAR_NOTE, extra_words, tables
from gestae.present.sentences import quoted, repeats_words
from gestae.present.spells import has_times, one_day, spell_words
from gestae.present.terminal import Paper, Run

T = TypeVar("T")

_HANG = 15
_MOST = 4
_FOLD = 12  # lines of a section that a terminal shows before it says how many more there are
STANDING = {"known": "known", "contested": "contested", "unknown": "nobody says"}


def brief_text(case: Case, width: int = 100, colour: bool = False, *, whole: bool = True) -> str:
    """The brief as lines of at most ``width`` cells (20 at least); terminal colours only with ``colour``.

    Every line carries the words it rests on, cited ``[S1 l.12]``; the list of sources stands at the end. Without ``whole`` long
    sections of a big case show their first entries and say how many more there are.
    """
    return _Brief(case, width, colour, whole).write()


class _Brief:
    def __init__(self, case: Case, width: int, colour: bool, whole: bool) -> None:
        self.whole = whole
        self.case = case
        self.of = Chapters(case)
        self.tell = self.of.tell
        self.paper = Paper(width, colour)

    def write(self) -> str:
        self.paper.heading(one_line(self.case.name) or "A case without a name")
        self.paper.put([self.of.summary()])
        if self.case.questions:
            self.paper.put(["Open above all:", Run(one_line(self.of.headline()), "strong")])
        for part in (
            self._people, self._timeline, self._custody, self._clashes, self._open, self._answers, self._hear,
            self._proceedings,
            self._undated, self._said, self._others, self._problems, self._sources,
        ):  # fmt: skip
            part()
        return self.paper.text()

    def _some(self, all_: Sequence[T], what: str, most: int = _FOLD) -> Iterator[T]:
        """The entries of a section, all or the first; what is left out is counted in a last line."""
        left = 0 if self.whole else max(0, len(all_) - most)
        yield from all_[: len(all_) - left]
        if left:
            self.paper.blank()
            self.paper.put([Run(f"… and {left} more {what}. --whole shows them, --format html shows them in place.", "quiet")])

    def _people(self) -> None:
        if not self.of.people:
            return
        self.paper.heading("Who is who")
        plain = [] if self.whole else [p for p in self.of.people if not p.positions]
        for person in self.of.people:
            if person in plain:
                continue
            self.paper.put([Run(one_line(person.agent.label), "strong"), *self._also(person.agent)])
            for claim, *others in person.positions:
                voice = self.tell.voice(claim)
                title = self.tell.title_of(claim) + (f" ({voice})" if voice else "") + ":"
                also = [Run("also", "quiet"), *(self._cite(c) for c in others)] if others else []
                self.paper.put([title, *self._words(claim), *also], indent=2, hang=2)
        for lead, kinds in (
            ("Also named:", ("person",)),
            ("Bodies:", ("organisation", "software")),
            ("Told of without a name:", ("unidentified",)),
        ):
            names = dict.fromkeys(one_line(p.agent.label) for p in plain if p.agent.kind in kinds)
            if names:
                self.paper.put([Run(lead, "quiet"), ", ".join(names)], hang=2)

    def _also(self, agent: Agent) -> list[Run]:
        forms = [f for f in dict.fromkeys(one_line(f) for f in agent.forms) if f and f != one_line(agent.label)]
        kind = {"organisation": "organisation", "software": "software", "unidentified": "not identified"}.get(agent.kind)
        notes = [kind] if kind else []
        if forms:
            notes.append("also " + ", ".join(f"“{f}”" for f in forms[:_MOST]) + (" and more" if len(forms) > _MOST else ""))
        joined = next((s for s in self.case.sameness if s.thing == agent.id and len(s.members) > 1), None)
        if joined:
            notes.append(f"{len(joined.members)} mentions taken as one: {taken_as_one(joined)}")
        return [Run(f"({'; '.join(notes)})", "quiet")] if notes else []

    def _timeline(self) -> None:
        if not self.of.dated:
            return
        self.paper.heading("What happened when")
        day = None
        for event in self.of.dated:
            if event.day != day:
                self.paper.blank()
                self.paper.put([Run(event.day, "strong")])
                day = event.day
            self._event(event)

    def _event(self, event: Event) -> None:
        self._claim(event.claim, lead=event.clock)

    def _undated(self) -> None:
        if self.of.undated:
            self.paper.heading("What happened, time not known")
            for claim in self._some(self.of.undated, "things told without a time", 2 * _FOLD):
                self._claim(claim)
        if self.of.conditions:
            self.paper.heading("What was said under a condition")
            for claim in self.of.conditions:
                self._claim(claim)

    def _said(self) -> None:
        if self.of.said:
            self.paper.heading("What people said and knew")
            for claim in self._some(self.of.said, "statements", _FOLD):
                self._claim(claim)

    def _custody(self) -> None:
        if not self.case.custody:
            return
        self.paper.heading("Who had it")
        for custody in self._some(self._followed(), "things that changed hands", 6):
            self.paper.blank()
            day = one_day(custody)
            self.paper.put(
                [
                    Run(self.tell.name(custody.item), "strong"),
                    *([f"on {day}"] if day else [] if has_times(custody) else ["in this order; times not known"]),
                ]
            )
            for n, spell in enumerate(custody.spells):
                holder = self.tell.name(spell.holder) if spell.holder else "nobody says who"
                standing = f"({STANDING[spell.standing]})" if spell.holder or spell.standing == "contested" else ""
                when = spell_words(custody, n, day is None)
                self.paper.put([Run(holder, "strong"), when, Run(standing, "quiet")], indent=2)
                self._because(spell.because, indent=4)

    def _followed(self) -> tuple[Custody, ...]:
        """Items in their order; those with the most told of them first when not all are shown."""
        if self.whole:
            return self.case.custody
        return tuple(sorted(self.case.custody, key=lambda c: -len({i for s in c.spells for i in s.because})))

    def _clashes(self) -> None:
        if not self.of.clashes:
            return
        self.paper.heading("Where accounts clash")
        for finding in self.of.clashes:
            self.paper.blank()
            self.paper.put([Run(one_line(finding.says), "strong")])
            self._because(finding.because, indent=2, most=12)

    def _open(self) -> None:
        if not self.case.questions and not self.of.asked:
            return
        self.paper.heading("What is not known")
        for question in self._some(self.case.questions, "open questions"):
            self._question(question)
        for claim in self.of.asked:
            self._claim(claim)

    def _question(self, question: Question) -> None:
        self.paper.blank()
        self.paper.put([Run(one_line(question.says), "strong")])
        if question.settled_by:
            self.paper.put(["Who could say:", ", ".join(self.tell.noun(a) for a in question.settled_by)], indent=2)
        self._because(question.raised_by, indent=2)

    def _answers(self) -> None:
        made = list(tables(self.case))
        if not made:
            return
        self.paper.heading("What each answer would cost")
        self.paper.put([Run(COST_NOTE, "quiet")])
        for question, rows in made:
            self.paper.blank()
            self.paper.put([Run(one_line(question.says), "strong")])
            for row in rows:
                self.paper.put([one_line(row.says)], indent=2, lead=extra_words(row), hang=14 if row.bound == "upper" else 6)

    def _hear(self) -> None:
        if not self.case.ranking:
            return
        self.paper.heading("Whom to hear")
        self.paper.put([Run(HEAR_NOTE, "quiet")])
        for each in self._some(self.case.ranking, "persons who could say something", 5):
            self.paper.blank()
            self.paper.put([Run(self.tell.name(each.agent), "strong")])
            self.paper.put([one_line(each.says)], indent=2)
            for ask in each.asks:
                self.paper.put(["Ask:", one_line(ask)], indent=2, hang=5)

    def _proceedings(self) -> None:
        if not self.case.proceedings:
            return
        self.paper.heading("Where each interview and order stands")
        for proceeding in self.case.proceedings:
            self.paper.blank()
            self.paper.put([Run(self.title(proceeding), "strong"), Run(one_line(proceeding.state), "strong")])
            for claim in self.of.because(proceeding.steps):
                self._claim(claim, lead=self.of.when(claim) or "·", indent=2)

    def title(self, proceeding: Proceeding) -> str:
        to = f" of {self.tell.noun(proceeding.to)}" if proceeding.to else ""
        return f"{one_line(proceeding.instrument).replace('_', ' ').capitalize()}{to}:"

    def _others(self) -> None:
        if not self.of.other_findings:
            return
        self.paper.heading("What else to look at")
        for finding in self._some(self.of.other_findings, "things to look at", 6):
            self.paper.blank()
            self.paper.put([Run(one_line(finding.says), "strong")])
            self._because(finding.because, indent=2)

    def _problems(self) -> None:
        if not self.case.problems:
            return
        self.paper.heading("What could not be read or needs a look")
        for problem in self.case.problems:
            self.paper.put([Run(f"{problem.severity}:", "warn"), one_line(problem.sentence())])

    def _sources(self) -> None:
        if not self.case.sources:
            return
        self.paper.heading("Sources")
        dates = {t.source: self.case.dates.get(t.id, (t.date, t.zone)) for t in self.case.texts}
        for source in self.case.sources:
            notes = [MEDIA.get(source.media_type, one_line(source.media_type))]
            date, zone = dates.get(source.id, (None, None))
            notes += [f"dated {one_line(date)}"] if date else []
            notes += [one_line(zone)] if zone else []
            notes += [] if source.id in dates else ["not read as text"]
            notes += [f"came within {self.of.cite.number[source.within]}"] if source.within in self.of.cite.number else []
            lead = self.of.cite.number[source.id]
            self.paper.put(
                [self.tell.name(source.id), Run(f"({', '.join(notes)})", "quiet")], lead=lead, hang=max(5, len(lead) + 2)
            )

    def _claim(self, claim: Claim, lead: str = "", indent: int = 0) -> None:
        """A claim's sentence and standing, then who says it and in which words."""
        standing = [Run("(contested)", "quiet")] if claim.id in self.of.contested else []
        hang = _HANG if lead else 2
        if repeats_words(claim):
            manner = self.tell.manner(claim)
            self.paper.put([self.tell.line(claim), *([f"({manner})"] if manner else []), self._cite(claim)], indent, lead, hang)
            return
        self.paper.put([self.tell.line(claim), *standing], indent, lead, hang)
        voice = self.tell.voice(claim)
        says = [f"{voice[:1].upper()}{voice[1:]}:"] if voice else []
        self.paper.put([*says, *self._words(claim)], indent + hang)

    def _because(self, ids: tuple[str, ...], indent: int, most: int = _MOST) -> None:
        claims = self.of.because(ids)
        for claim in claims[:most]:
            said = [] if claim.span else [self.tell.line(claim)]
            self.paper.put([f"{self.tell.stance(claim)}:", *said, *self._words(claim)], indent, hang=2)
        if len(claims) > most:
            self.paper.put([Run(f"and {len(claims) - most} more", "quiet")], indent, hang=2)

    def _words(self, claim: Claim) -> list[Run]:
        if claim.span is None:
            return [Run("[stated by hand]" + (f" {shortened(claim.note)}" if claim.note else ""), "quiet")]
        return [Run(quoted(claim.span.quote), "words"), self._cite(claim)]

    def _cite(self, claim: Claim) -> Run:
        return Run(f"[{self.of.cite.cite(claim.span)}]" if claim.span else "[stated by hand]", "quiet")
