"""The brief as one self-contained page."""

import re

from gestae import __version__
from gestae.model import Case
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.document import document
from gestae.present.markup import Child, Markup, tag
from gestae.present.reasoned_sections import ReasonedSections
from gestae.present.sections import SHOWN_QUESTIONS, Sections

_FIRST = ("clashes", "open", "answers", "hear")
_MARK = re.compile(r"\w{1,6}-\d[\w.,?]{0,6}")


def brief_html(case: Case) -> str:
    """One HTML file without scripts and without requests. The same case gives the same bytes.

    Words from documents are text in it, never markup; anchors are made of our own ids only.
    """
    return _Page(case).html()


class _Page:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.of = Chapters(case)

    def html(self) -> str:
        sections = self._sections()
        title = one_line(self.case.name) or "A case without a name"
        return document(f"{title}: brief", self._mast(title, sections), self._main(sections), self._foot())

    def _sections(self) -> list[tuple[str, str, Markup]]:
        """Anchor, name and content of every section that has something to say, in reading order."""
        make = Sections(self.of)
        reasoned = ReasonedSections(make)
        made = [
            ("clashes", "Clashes", make.clashes()),
            ("open", "Open", make.open()),
            ("answers", "Answers", reasoned.answers()),
            ("hear", "Whom to hear", reasoned.hear()),
            ("proceedings", "Proceedings", make.proceedings()),
            ("timeline", "Timeline", make.timeline()),
            ("custody", "Who had it", make.custody()),
            ("people", "People", make.people()),
            ("said", "What was said", make.said()),
            ("sources", "Sources", make.sources()),
            ("trouble", "To look at", make.trouble()),
        ]
        return [(anchor, name, markup) for anchor, name, markup in made if markup]

    def _mast(self, title: str, sections: list[tuple[str, str, Markup]]) -> Markup:
        links = [tag("li", tag("a", name, href=f"#{anchor}")) for anchor, name, _ in sections]
        return tag(
            "header",
            tag("a", "Skip to the brief", class_="skip", href="#main"),
            tag("p", tag("bdi", title), tag("span", "brief"), class_="mast-case"),
            tag("nav", tag("ul", links), class_="nav", aria_label="The brief") if links else None,
            class_="mast",
        )

    def _main(self, sections: list[tuple[str, str, Markup]]) -> Markup:
        by_anchor = {anchor: markup for anchor, _, markup in sections}
        question = self.case.questions[0] if self.case.questions else None
        opening = tag(
            "section",
            tag("p", "Open above all", class_="crumb") if question else None,
            tag("h1", _unbroken(one_line(self.of.headline()) or "A case without a name")),
            tag("p", self.of.summary(), class_="lede"),
            class_="open-question",
        )
        left = [by_anchor[a] for a in _FIRST if a in by_anchor]
        right = [by_anchor[a] for a in ("proceedings",) if a in by_anchor]
        if left and right and self._ladders_fit():
            columns: Child = tag("div", tag("div", left), tag("div", right), class_="split")
        else:
            columns = [*left, *right]
        rest = [m for a, _, m in sections if a not in (*_FIRST, "proceedings")]
        return tag("main", opening, columns, rest, id="main")

    def _ladders_fit(self) -> bool:
        """Whether the ladders are about as tall as what would stand beside them."""
        beside = 9 * len(self.of.clashes) + 5 * min(SHOWN_QUESTIONS, len(self.case.questions))
        return sum(6 + 6 * len(p.steps) for p in self.case.proceedings) <= 1.3 * beside + 12

    def _foot(self) -> Markup:
        rules = f" Rules {self.case.rules_digest[:12]}." if self.case.rules_digest else ""
        return tag(
            "footer", tag("p", f"Gestae {__version__}. Everything on this page is derived from its sources.{rules}"), class_="foot"
        )

    # --


def _unbroken(title: str) -> list[str]:
    """A heading in which a mark like P-3 does not break at its hyphen."""
    return [tag("span", part, class_="unbroken") if _MARK.fullmatch(part) else part for part in re.split(r"( )", title)]
