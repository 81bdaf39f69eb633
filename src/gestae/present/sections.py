"""The sections of the page, each None when it has nothing to say."""

from collections.abc import Sequence

from gestae.model import Agent, Claim, Custody, Finding, Proceeding, Question
from gestae.present import reader
from gestae.present.chapters import Chapters, Event
from gestae.present.clean import one_line, shortened
from gestae.present.drawing import figures
from gestae.present.figure import figure, legend
from gestae.present.markup import Markup, join, tag
from gestae.present.phrases import taken_as_one
from gestae.present.sentences import opens_with_quote, unmailed
from gestae.present.spells import has_times, one_day, spell_words

SHOWN_QUESTIONS = 12
_REFUSED = frozenset({"decline", "deny", "quash"})
_STANDING = {"known": ("counts", "known"), "contested": ("contested", "contested"), "unknown": ("unknown", "nobody says")}


class Sections:
    """Makes each section of the brief of one case."""

    def __init__(self, of: Chapters) -> None:
        self.case = of.case
        self.of = of
        self.tell = of.tell

    def clashes(self) -> Markup | None:
        items = [tag("li", self._clash(f), class_="clash") for f in self.of.clashes]
        return (
            hang("clashes", "Where accounts clash", _count(len(items), "conflict"), tag("ul", items, class_="lines"))
            if items
            else None
        )

    def _clash(self, finding: Finding) -> Markup:
        voices = [self.voice(c) for c in self.of.because(finding.because)]
        note = "These cannot all be so." if len(voices) > 1 else None
        return join(
            tag("h3", one_line(finding.says), id=f"f-{finding.id}"),
            tag("ul", voices, class_="voices"),
            tag("p", note, class_="small quiet") if note else None,
        )

    def voice(self, claim: Claim) -> Markup:
        """Who says it, and their words, as a line of a list."""
        return tag("li", tag("p", self._who(claim)), self.quote(claim, block=True))

    def open(self) -> Markup | None:
        items = [tag("li", self._question(q)) for q in self.case.questions]
        items += [tag("li", self.tell.line(c), " ", self._cite(c)) for c in self.of.asked]
        if not items:
            return None
        shown, rest = items[:SHOWN_QUESTIONS], items[SHOWN_QUESTIONS:]
        more = tag(
            "details", tag("summary", _count(len(rest), "more question")), tag("ul", rest, class_="lines"), class_="why rest"
        )
        body = join(tag("ul", shown, class_="lines"), more if rest else None)
        return hang("open", "What is not known", _count(len(items), "question"), body)

    def _question(self, question: Question) -> Markup:
        return join(one_line(question.says), self.settled_by(question), self._why(self.of.because(question.raised_by)))

    def settled_by(self, question: Question) -> Markup | None:
        could = ", ".join(self.tell.noun(a) for a in question.settled_by)
        return tag("span", f"Could be settled by {could}.", class_="by") if could else None

    def proceedings(self) -> Markup | None:
        made = [self._ladder(p) for p in self.case.proceedings]
        return tag("div", made, id="proceedings", class_="ladders") if made else None

    def _ladder(self, proceeding: Proceeding) -> Markup:
        to = f" of {self.tell.noun(proceeding.to)}" if proceeding.to else ""
        steps = self.of.because(proceeding.steps)
        rungs = [self._rung(c) for c in steps]
        return tag(
            "section",
            tag("h2", f"{one_line(proceeding.instrument).replace('_', ' ').capitalize()}{to}"),
            tag("p", f"Stands at: {one_line(proceeding.state)}.", class_="quiet"),
            tag("ol", rungs, class_="ladder"),
            id=f"p-{proceeding.id}",
            class_="stack",
        )

    def _rung(self, claim: Claim) -> Markup:
        act = claim.words("act") or ""
        refused = act in _REFUSED or claim.polarity == "denies"
        open_ = claim.modality in ("expected", "conditional")
        style = "open" if open_ else "no" if refused else None
        when = self.of.when(claim)
        words = tag("small", self.quote(claim, 160))
        return tag("li", tag("time", when or "no date"), tag("i"), tag("div", tag("b", self.tell.line(claim)), words), class_=style)

    def timeline(self) -> Markup | None:
        drawn = [figure(f) for f in figures(self.of)]
        drawings = [*drawn, legend()] if drawn else []
        rows = self._rows(self.of.dated)
        order = hang("order", "In order", None, self._table(rows)) if rows else None
        undated = [self._row("", c) for c in self.of.undated]
        loose = hang("undated", "Time not known", None, self._table(undated, timed=False)) if undated else None
        conditions = [self._row("", c) for c in self.of.conditions]
        only_if = hang("conditions", "Said under a condition", None, self._table(conditions, timed=False)) if conditions else None
        if not (drawings or order or loose or only_if):
            return None
        head = tag("h2", "What happened, and who had it" if self.case.custody else "What happened", class_="chapter")
        pictures = tag("div", drawings, class_="drawing") if drawings else None
        return tag("section", head, pictures, order, loose, only_if, id="timeline")

    def _rows(self, events: tuple[Event, ...]) -> list[Markup]:
        rows, day = [], None
        for event in events:
            if event.day != day:
                rows.append(tag("tr", tag("th", event.day, colspan=3, scope="rowgroup"), class_="day"))
                day = event.day
            rows.append(self._row(event.clock, event.claim))
        return rows

    def rows(self, claims: Sequence[Claim]) -> Markup:
        """Claims as a table, each with its time, in this order."""
        return self._table([self._row(self.of.when(c) or "", c) for c in claims])

    def _row(self, time: str, claim: Claim) -> Markup:
        mark = self._standing("contested", "contested") if claim.id in self.of.contested else None
        manner = self.tell.manner(claim)
        who: Markup | None = self._who(claim)
        if self.tell.speaks_for_itself(claim):
            who = tag("span", manner, class_="quiet small") if manner else None
        return tag(
            "tr",
            tag("td", tag("time", time) if time else None),
            tag("td", self.tell.line(claim), " ", mark),
            tag("td", who, " " if who else None, self.quote(claim)),
        )

    @staticmethod
    def _table(rows: list[Markup], timed: bool = True) -> Markup:
        heads = ("When", "What", "In whose words") if timed else ("", "What", "In whose words")
        head = tag("thead", tag("tr", [tag("th", h, scope="col") if h else tag("td") for h in heads]))
        return tag("table", head, tag("tbody", rows), class_="order" if timed else "order untimed")

    def custody(self) -> Markup | None:
        made = [self._item(c) for c in self.case.custody if c.spells]
        return hang("custody", "Who had it", None, join(made)) if made else None

    def _item(self, custody: Custody) -> Markup:
        day = one_day(custody)
        spells = [self._spell(custody, n, day is None) for n in range(len(custody.spells))]
        note = day or ("" if has_times(custody) else "in this order; times not known")
        name = self.tell.name(custody.item)
        return tag(
            "section",
            tag("h3", name[:1].upper() + name[1:], tag("small", f" {note}") if note else None),
            tag("ul", spells, class_="lines"),
            class_="item",
        )

    def _spell(self, custody: Custody, number: int, day: bool) -> Markup:
        spell = custody.spells[number]
        sign, word = _STANDING[spell.standing]
        holder = tag("b", self.tell.name(spell.holder)) if spell.holder else None
        return tag(
            "li",
            tag("p", holder, " " if holder else None, f"{spell_words(custody, number, day)} ", self._standing(sign, word)),
            self._why(self.of.because(spell.because)),
        )

    def people(self) -> Markup | None:
        rows = [
            tag(
                "li",
                tag("span", tag("bdi", one_line(p.agent.label)), class_="name"),
                self._about(p.agent),
                self._posts(p.positions),
            )
            for p in self.of.people
        ]
        return hang("people", "Who is who", None, tag("ul", rows, class_="who-is-who")) if rows else None

    def _posts(self, positions: tuple[tuple[Claim, ...], ...]) -> list[Markup]:
        """One line a position: who says so first, and where all say it."""
        return [
            tag("p", self.tell.title_of(group[0]), " ", self._says(group[0]), [[self._cite(c), " "] for c in group])
            for group in positions
        ]

    def _says(self, claim: Claim) -> Markup | None:
        voice = self.tell.voice(claim)
        return tag("span", f"({voice}) ", class_="quiet") if voice else None

    def _about(self, agent: Agent) -> Markup | None:
        kind = {"organisation": "Organisation", "software": "Software", "unidentified": "Not identified"}.get(agent.kind)
        forms = [f for f in dict.fromkeys(one_line(f) for f in agent.forms) if f and f != one_line(agent.label)][:6]
        joined = next((s for s in self.case.sameness if s.thing == agent.id and len(s.members) > 1), None)
        notes = [kind] if kind else []
        notes += ["Also " + ", ".join(f"“{f}”" for f in forms)] if forms else []
        notes += [f"{len(joined.members)} mentions taken as one: {taken_as_one(joined)}"] if joined else []
        return tag("p", ". ".join(notes) + ".", class_="small quiet") if notes else None

    def said(self) -> Markup | None:
        rows = [self._row("", c) for c in self.of.said]
        return hang("said", "What people said and knew", None, self._table(rows, timed=False)) if rows else None

    def sources(self) -> Markup | None:
        made = reader.documents(self.of)
        by_hand = reader.stated(self.of)
        if by_hand:
            made.append(
                tag("article", tag("header", tag("h3", "Claims without a text here"), class_="doc-head"), by_hand, class_="source")
            )
        return tag("section", tag("h2", "The documents", class_="chapter"), made, id="sources") if made else None

    def trouble(self) -> Markup | None:
        items = [
            tag(
                "li",
                tag("b", f"{p.where}: "),
                " ".join(x for x in (p.what, p.why, p.next) if x),
                tag("span", p.severity, class_="by"),
            )
            for p in self.case.problems
        ]
        items += [
            tag("li", one_line(f.says), self._why(self.of.because(f.because)), id=f"f-{f.id}") for f in self.of.other_findings
        ]
        return hang("trouble", "What else to look at", None, tag("ul", items, class_="lines")) if items else None

    def _who(self, claim: Claim) -> Markup:
        """The claimant, and how: denies, thinks, saw it, via whom."""
        notes = self.tell.notes(claim)
        return join(
            tag("b", self.tell.in_short(self.tell.speaker(claim))),
            tag("span", f" {notes}", class_="quiet small") if notes else None,
        )

    def quote(self, claim: Claim, limit: int = 280, *, block: bool = False) -> Markup:
        """Their words, linked to where they stand."""
        if claim.span is None:
            return tag("a", "stated by hand", class_="cite", href=self.of.way(claim))
        words = shortened(unmailed(claim.span.quote), limit)
        bare = " bare" if opens_with_quote(words) else ""
        if block:
            return tag("p", tag("span", words, class_=f"words{bare}"), " ", self._cite(claim))
        return join(tag("span", words, class_=f"words inline{bare}"), " ", self._cite(claim))

    def _cite(self, claim: Claim) -> Markup:
        cited = self.of.cite.cite(claim.span) if claim.span else "stated by hand"
        return tag("a", cited, class_="cite", href=self.of.way(claim))

    def why(self, ids: tuple[str, ...]) -> Markup | None:
        """The words behind ids of claims and findings."""
        return self._why(self.of.because(ids))

    def _why(self, claims: list[Claim]) -> Markup | None:
        """Opens in place; ends at words."""
        if not claims:
            return None
        items = [
            tag("li", self.quote(c, block=True), tag("p", f"{self.tell.stance(c)}. {self.tell.line(c)}", class_="cite"))
            for c in claims
        ]
        return tag("details", tag("summary", "Why?"), tag("ol", items), class_="why")

    @staticmethod
    def _standing(sign: str, word: str) -> Markup:
        return tag("span", word, class_=f"standing {sign}")


def hang(anchor: str, title: str, note: str | None, body: Markup) -> Markup:
    """A section whose heading stands beside it."""
    head = tag("h2", title, tag("small", f" {note}") if note else None)
    return tag("section", head, tag("div", body), id=anchor, class_="hang")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
