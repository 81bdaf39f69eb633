"""Where words stand: ``S1 l.12``, ``S2 p.3 l.4–6``."""

from bisect import bisect_right

from gestae.model import Case, Source, Span, Text


class Citer:
    """Numbers the sources of a case S1, S2, ... in the case's order, and says page and line of a span."""

    def __init__(self, case: Case) -> None:
        self.number = {s.id: f"S{n}" for n, s in enumerate(case.sources, 1)}
        self.texts: dict[str, Text] = {t.id: t for t in case.texts}
        self.sources: dict[str, Source] = {s.id: s for s in case.sources}
        self._line_starts: dict[str, list[int]] = {}

    def source_of(self, span: Span) -> str | None:
        """The number of the source a span stands in."""
        text = self.texts.get(span.text)
        return self.number.get(text.source) if text else None

    def cite(self, span: Span) -> str:
        text, number = self.texts.get(span.text), self.source_of(span)
        return f"{number} {self.place(text, span.start, span.end)}" if text and number else "text not here"

    def place(self, text: Text, start: int, end: int) -> str:
        """Page, where there are pages, and lines."""
        page, last_page = text.page_at(start), text.page_at(end - 1)
        first, last = self._line(text, start), self._line(text, end - 1)
        if page is None or last_page is None:
            return _lines(first, last)
        first -= self._line(text, page.start) - 1
        last -= self._line(text, last_page.start) - 1
        if page is last_page:
            return f"p.{page.label} {_lines(first, last)}"
        return f"p.{page.label} l.{first} – p.{last_page.label} l.{last}"

    def _line(self, text: Text, offset: int) -> int:
        starts = self._line_starts.get(text.id)
        if starts is None:
            starts = [0]
            at = text.body.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = text.body.find("\n", at + 1)
            self._line_starts[text.id] = starts
        return bisect_right(starts, offset)


def _lines(first: int, last: int) -> str:
    return f"l.{first}" if first == last else f"l.{first}–{last}"
