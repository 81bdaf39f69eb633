"""A sheet: the body as lines, with page furniture left out and tables set apart, before anyone says what genre it is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from gestae.extract.blocks import Block, Field, Genre, Row, Table
from gestae.model import Mark, Text

HEAD = 6_000  # code points in which a document says what it is

_FURNITURE = re.compile(r"(?:page \d{1,4}(?: of \d{1,4})?|[-–] ?\d{1,4} ?[-–]|\f)\Z", re.IGNORECASE)
_BLANKS = re.compile(r"\n+")
_MARKS = re.compile(r"(?:[>|] ?)*>[ \t]?")


class Line(NamedTuple):
    """``left`` is where the line begins after ``>`` marks, ``start`` to ``end`` its words; ``depth`` counts the marks.
    ``is_turned``: page furniture was left out just before."""

    left: int
    start: int
    end: int
    depth: int
    is_turned: bool = False

    @property
    def is_blank(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True)
class Paragraph:
    """Lines that read on from one to the next."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


@dataclass(frozen=True)
class Grid:
    """A table where it stands: the words of its rows, and which of the sheet's tables it is."""

    start: int
    end: int
    depth: int
    head: tuple[int, int] | None
    table: Table


Part = Paragraph | Grid


@dataclass
class Laid:
    """What a recogniser makes of a sheet."""

    blocks: list[Block] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    date: str | None = None
    zone: str | None = None


class Sheet:
    """The lines of a text, and what all genres share. ``grids`` are its tables by the index of their first line, each with
    the index past its last. ``width`` is that of lines broken by hand, 0 where a line is a paragraph."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.body = text.body
        self.lines = list(_lines(text))
        self.grids: dict[int, tuple[int, Grid]] = {}

    @cached_property
    def head(self) -> str:
        return self.body[:HEAD]

    def words(self, part: Line | Paragraph | Row) -> str:
        """The stored words of a line, or of a paragraph with its line ends."""
        if isinstance(part, Row):
            return self.body[part.at.start : part.at.end]
        return self.body[part.start : part.end]

    @cached_property
    def width(self) -> int:
        return _wrapped_width(self)

    def marked(self, kind: str, start: int, end: int) -> Mark | None:
        """The mark of this kind that covers the middle of a stretch."""
        starts, marks = self._marks.get(kind, ([], []))
        at = bisect_right(starts, (start + end) // 2) - 1
        return marks[at] if at >= 0 and marks[at].end >= (start + end) // 2 else None

    def marks(self, kind: str) -> list[Mark]:
        return self._marks.get(kind, ([], []))[1]

    def line_index(self, offset: int) -> int:
        """The index of the first line that begins at or after an offset."""
        return bisect_left(self._lefts, offset)

    @cached_property
    def _lefts(self) -> list[int]:
        return [line.left for line in self.lines]

    @cached_property
    def _marks(self) -> dict[str, tuple[list[int], list[Mark]]]:
        kinds: dict[str, list[Mark]] = {}
        for mark in sorted(self.text.marks, key=lambda m: (m.start, m.end)):
            kinds.setdefault(mark.kind, []).append(mark)
        return {kind: ([m.start for m in marks], marks) for kind, marks in kinds.items()}


@dataclass(frozen=True)
class Recogniser:
    """One genre: how much a sheet looks like it (0 to 100), and how it is laid out."""

    genre: Genre
    score: Callable[[Sheet], int]
    lay: Callable[[Sheet], Laid]


def _lines(text: Text) -> Iterator[Line]:
    body, at, turned = text.body, 0, False
    running = sorted((m.start, m.end) for m in text.marks if m.kind == "running")
    starts = [s for s, _ in running]
    while at <= len(body):
        if body.startswith("\n", at):  # one blank line stands for a run of them
            yield Line(at, at, at, 0, turned)
            at = blanks.end() if (blanks := _BLANKS.match(body, at)) else at + 1
            continue
        stop = body.find("\n", at)
        stop = len(body) if stop < 0 else stop
        left, depth = at, 0
        if body.startswith((">", " >", "| >"), at) and (marks := _MARKS.match(body, at, stop)):
            left, depth = marks.end(), marks.group().count(">")
        start, end = _stripped(body, left, stop)
        nearest = bisect_right(starts, start) - 1
        is_running = nearest >= 0 and start < end and running[nearest][1] > start
        if is_running or (end - start < 20 and _FURNITURE.match(body, start, end)):
            turned = True
        else:
            yield Line(left, start, end, depth, turned)
            turned = turned and start == end
        at = stop + 1


def _stripped(body: str, start: int, end: int) -> tuple[int, int]:
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end


def _wrapped_width(sheet: Sheet) -> int:
    """The usual width of full lines when paragraphs are broken by hand; 0 when a line is a paragraph."""
    lengths = sorted(line.end - line.left for line in sheet.lines[:5_000] if not line.is_blank)
    if len(lengths) < 2:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    if not 30 <= width <= 140:
        return 0
    full = [n for n, line in enumerate(sheet.lines[:5_000]) if line.end - line.left >= 0.7 * width]
    stopped = sum(sheet.body[sheet.lines[n].end - 1] in '.!?:”"’)' for n in full)
    read_on = sum(n + 1 < len(sheet.lines) and not sheet.lines[n + 1].is_blank for n in full)
    return width if read_on and stopped <= 0.6 * len(full) else 0
