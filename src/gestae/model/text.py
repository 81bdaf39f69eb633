"""A text: exactly what a named reader made of a source. Never changed after it is hashed."""

from bisect import bisect_right
from typing import Literal

from gestae.model.ids import SourceId, TextId
from gestae.model.value import Value

MarkKind = Literal["heading", "quote", "table", "mail-header", "mail-body", "running", "note"]


class Page(Value, frozen=True):
    """A page of a paged source: its label and the code points of the body it covers (end exclusive)."""

    label: str
    start: int
    end: int
    width: int = 0
    height: int = 0


class Mark(Value, frozen=True):
    """What the source's own layout says of a stretch: a heading, a block quotation, a table, a mail's header or
    body, a running head or foot, a foot- or end-note. ``start`` and ``end`` are code points, end exclusive.

    A table is lines of cells separated by one tab; ``mail-header`` is lines of ``Name: value``.
    """

    kind: MarkKind
    start: int
    end: int


class Text(Value, frozen=True):
    """What reader ``reader`` (name and version, ``plain-1``) made of a source.

    ``body`` has LF line ends and no NUL; offsets everywhere are code points into it. ``date`` is the date the
    source's own metadata gives (a mail's Date header) as EDTF local date or date-time, else ``None``; ``zone`` an IANA name
    or ``+HH:MM`` when the metadata gives it.
    """

    id: TextId
    source: SourceId
    reader: str
    body: str
    pages: tuple[Page, ...] = ()
    marks: tuple[Mark, ...] = ()
    date: str | None = None
    zone: str | None = None

    def page_at(self, offset: int) -> Page | None:
        """The page that holds this offset; ``None`` where the source has no pages."""
        at = bisect_right([p.start for p in self.pages], offset) - 1
        return self.pages[at] if at >= 0 else None

    def line_at(self, offset: int) -> int:
        """The line of this offset, from 1, counted within its page where there are pages."""
        page = self.page_at(offset)
        return self.body.count("\n", page.start if page else 0, offset) + 1
