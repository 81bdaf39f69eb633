"""An interview guide for one person: why he is asked, what to ask, the words it rests on, what he has said already. Made to be
printed; it says what is worth asking, and nothing of what the answer will be."""

from gestae.model import Case, Claim, Proceeding, Ranked, Span
from gestae.present.chapters import Chapters
from gestae.present.cite import Citer
from gestae.present.clean import clean, one_line
from gestae.present.document import document
from gestae.present.markup import Markup, tag
from gestae.present.reasoned import HEAR_NOTE
from gestae.present.sentences import quoted

_NOT_RANKED = "No open question that can be reckoned turns on an answer of this person."
_NEAR_EQUAL = "In no order of importance: they are worth about the same."
_NO_GUILT = "That somebody is asked says nothing against him. What was not said counts neither for nor against anybody."


class Guide:
    """What the guide for ``agent`` holds, in the order in which it is told."""

    def __init__(self, case: Case, agent: str) -> None:
        self._of = Chapters(case)
        self._citer = Citer(case)
        self._case = case
        self.agent = agent
        self.name = one_line(self._of.tell.name(agent))
        self.ranked: Ranked | None = next((r for r in case.ranking if r.agent == agent), None)
        self.asks = [one_line(a) for a in self.ranked.asks] if self.ranked else []
        self.why = one_line(self.ranked.says) if self.ranked else _NOT_RANKED
        ids = set(self.ranked.questions) if self.ranked else set()
        self.questions = [one_line(q.says) for q in case.questions if agent in q.settled_by or q.id in ids]
        because = set(self.ranked.because) if self.ranked else set()
        self.rests_on = [c for c in case.claims if c.id in because]
        self.said = [c for c in case.claims if c.by == agent and c.modality == "asserted"]
        self.willing = [self._stands(p) for p in case.proceedings if p.to == agent]

    def line(self, claim: Claim) -> str:
        """What it says, its words, and where they stand."""
        words = [one_line(self._of.tell.line(claim))]
        if claim.span is not None:
            words.append(f"{quoted(claim.span.quote)}{self._place(claim.span)}")
        return " ".join(words)

    def _place(self, span: Span) -> str:
        text = self._citer.texts.get(span.text)
        if text is None:
            return ""
        return f" ({one_line(self._citer.sources[text.source].name)}, {self._citer.place(text, span.start, span.end)})"

    @staticmethod
    def _stands(proceeding: Proceeding) -> str:
        return f"{one_line(proceeding.instrument).replace('_', ' ').capitalize()}: {proceeding.state.replace('_', ' ')}."


def guide_json(guide: Guide) -> dict[str, object]:
    return {
        "agent": guide.agent, "label": guide.name, "why": guide.why, "asks": guide.asks, "questions": guide.questions,
        "rests_on": [c.id for c in guide.rests_on], "said": [c.id for c in guide.said], "willing": guide.willing,
    }  # fmt: skip


def guide_text(guide: Guide) -> str:
    lines = [f"Interview guide: {guide.name}", _NO_GUILT, ""]
    for head, note, told in _parts(guide):
        lines += [head, *([note] if note else []), *(f"  - {t}" for t in told), ""]
    return clean("\n".join(lines))


def guide_html(guide: Guide) -> str:
    """One page without scripts and without requests."""
    title = f"Interview guide: {guide.name}"
    parts = [_section(*part) for part in _parts(guide)]
    return document(title, tag("main", tag("h1", title), tag("p", _NO_GUILT, class_="lede"), parts, id="main"))


def _parts(guide: Guide) -> list[tuple[str, str | None, list[str]]]:
    """Heading, note and lines of each part that has any."""
    parts: list[tuple[str, str | None, list[str]]] = [
        ("Why", HEAR_NOTE if guide.ranked else None, [guide.why]),
        ("What to ask", _NEAR_EQUAL if len(guide.asks) > 1 else None, guide.asks),
        ("What it may settle", None, guide.questions),
        ("The words it rests on", None, [guide.line(c) for c in guide.rests_on]),
        ("What has been said by this person", None, [guide.line(c) for c in guide.said]),
        ("Whether willing to speak", "No part of what an answer is worth.", guide.willing),
    ]
    return [part for part in parts if part[2]]


def _section(head: str, note: str | None, told: list[str]) -> Markup:
    lines = tag("ul", [tag("li", line) for line in told], class_="lines")
    return tag("section", tag("h2", head), tag("p", note, class_="small quiet") if note else None, lines)
