"""The sections of the page for what the reasoner found, each None when it has nothing to say."""

from collections.abc import Sequence

from gestae.model import Hypothesis, Ranked
from gestae.present.clean import one_line
from gestae.present.markup import Markup, join, tag
from gestae.present.reasoned import COST_NOTE, HEAR_NOTE, extra_words, tables, unreported_words
from gestae.present.sections import Sections, hang


class ReasonedSections:
    def __init__(self, of: Sections) -> None:
        self.of = of
        self.case = of.case

    def answers(self) -> Markup | None:
        made = list(tables(self.case))
        if not made:
            return None
        parts = [join(tag("h3", one_line(question.says)), self.rows(rows)) for question, rows in made]
        return hang("answers", "What each answer would cost", None, join(tag("p", COST_NOTE, class_="small quiet"), *parts))

    def rows(self, rows: Sequence[Hypothesis]) -> Markup:
        return tag("ul", [self._row(r) for r in rows], class_="lines")

    def _row(self, row: Hypothesis) -> Markup:
        unreported = unreported_words(row)
        return tag(
            "li",
            tag("b", extra_words(row)),
            " ",
            one_line(row.says),
            tag("span", one_line(unreported), class_="by") if unreported else None,
            self.of.why(row.untrue),
        )

    def hear(self) -> Markup | None:
        if not self.case.ranking:
            return None
        rows = [self._witness(r) for r in self.case.ranking]
        return hang("hear", "Whom to hear", None, join(tag("p", HEAR_NOTE, class_="small quiet"), tag("ol", rows, class_="lines")))

    def _witness(self, each: Ranked) -> Markup:
        asks = tag("ul", [tag("li", one_line(ask)) for ask in each.asks], class_="lines") if each.asks else None
        return tag("li", tag("b", self.of.tell.name(each.agent)), tag("p", one_line(each.says)), asks, self.of.why(each.because))
