"""A text in the making: cleaned, repaired, and measured as it grows, so that marks and pages stay true."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from gestae.model import Mark, Page, Problem
from gestae.model.text import MarkKind
from gestae.sources.mend import mend
from gestae.sources.reading import Attached, Found

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LONE = re.compile(r"[\ud800-\udfff]")


def cleaned(text: str) -> str:
    """LF line ends, no control character but tab and line end, no half of a surrogate pair."""
    if text.isascii() and text.isprintable():
        return text
    text = _CONTROL.sub(_visible, _LINE_ENDS.sub("\n", text))
    return _LONE.sub("\ufffd", text)


def _visible(match: re.Match[str]) -> str:
    return "" if match.group() in "\x00\x7f" else " "


class Body:
    """Add text in reading order; marks and pages are taken from where it stands."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._lines = 0
        self._marks: list[Mark] = []
        self._pages: list[Page] = []
        self._mended = 0
        self._first: tuple[str, str, int] | None = None
        self._tail = ""

    def __len__(self) -> int:
        return self._length

    def add(self, text: str) -> None:
        """Damaged characters are looked for before controls are dropped: some of them are half of a character."""
        mended = mend(_LINE_ENDS_BUT_NEL.sub("\n", text))
        if mended.repairs:
            self._mended += mended.repairs
            if self._first is None and mended.first:
                damaged, sound, line = mended.first
                self._first = (cleaned(damaged), sound, self._lines + line)
        self._append(cleaned(mended.text))

    def gap(self, lines: int) -> None:
        """At least so many line ends here, unless nothing has been written yet: 1 begins a line, 2 a paragraph."""
        if self._length:
            have = len(self._tail) - len(self._tail.rstrip("\n"))
            self._append("\n" * (lines - have))

    @contextmanager
    def mark(self, kind: MarkKind) -> Iterator[None]:
        """What is added within gets this mark, without line ends at its edges; nothing added, no mark."""
        start = self._length
        yield
        self.marked(kind, start)

    def marked(self, kind: MarkKind, start: int) -> None:
        """From here back to ``start`` gets this mark."""
        if self._length > start:
            stretch = "".join(self._since(start))
            inner = stretch.strip("\n")
            if inner.strip():
                begin = start + len(stretch) - len(stretch.lstrip("\n"))
                self._marks.append(Mark(kind=kind, start=begin, end=begin + len(inner)))

    def paged(self, label: str, start: int, width: int, height: int) -> None:
        """The stretch from ``start`` to here is this page."""
        self._pages.append(Page(label=label, start=start, end=self._length, width=width, height=height))

    def found(
        self,
        date: str | None = None,
        zone: str | None = None,
        problems: tuple[Problem, ...] = (),
        parts: tuple[Attached, ...] = (),
    ) -> Found:
        """The finished text. Marks stand in the order of their places, outer before inner."""
        return Found(
            body="".join(self._pieces),
            pages=tuple(self._pages),
            marks=tuple(sorted(self._marks, key=lambda m: (m.start, -m.end, m.kind))),
            mended=self._mended,
            first=self._first,
            date=date,
            zone=zone,
            problems=problems,
            parts=parts,
        )

    def _append(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._lines += text.count("\n")
            self._tail = (self._tail + text)[-2:]

    def _since(self, start: int) -> list[str]:
        """The pieces from a point on; marks are short, so walking back is cheap."""
        taken: list[str] = []
        length = self._length
        for piece in reversed(self._pieces):
            length -= len(piece)
            if length < start:
                taken.append(piece[start - length :])
                break
            taken.append(piece)
            if length == start:
                break
        return taken[::-1]


_LINE_ENDS_BUT_NEL = re.compile(r"\r\n?|[\x0b\x0c]")
