"""Rows read one after the other, as paragraphs and tables."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gestae.sources.glyphs import Rule
from gestae.sources.grid import tables
from gestae.sources.rows import Row

_ENDED = re.compile(r"[.!?:;…][\"”’'»)\]]*$")
_ITEM = re.compile(r"(?:\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)]|[•·▪◦‣–—-])$")
_NUMBER = re.compile(r"\(?([0-9]{1,3})[.)]$")
_APART = 1.25  # times the usual distance of lines
_LOOSE = 1.7  # type sizes from line to line: wider is double spacing, or single lines set apart
_BIGGER = 1.12


@dataclass(frozen=True)
class Block:
    """A paragraph or a table: its lines as the body will hold them, and the rows they came from.

    ``is_filled``: its last line is as long as the column is wide. ``is_first``: it stands at the top of its column.
    """

    lines: tuple[str, ...]
    rows: tuple[Row, ...]
    is_table: bool = False
    is_filled: bool = False
    is_indented: bool = False
    is_first: bool = False

    @property
    def size(self) -> float:
        return self.rows[0].size


def blocks(stretch: Sequence[Row], rules: Sequence[Rule]) -> list[Block]:
    """The paragraphs and tables of one stretch, from the top down."""
    found: list[Block] = []
    at = 0
    for table in tables(stretch, rules):
        found += _paragraphs(stretch[at : table.first])
        found.append(Block(tuple(table.lines), tuple(stretch[table.first : table.last + 1]), is_table=True))
        at = table.last + 1
    found += _paragraphs(stretch[at:])
    return [replace(found[0], is_first=True), *found[1:]] if found else []


def goes_on(before: Block, after: Block) -> bool:
    """Whether a paragraph broken by the end of a column or page goes on in the next."""
    if before.is_table or after.is_table or after.is_indented or not after.is_first:
        return False
    end, start = before.lines[-1].rstrip(), after.lines[0]
    if abs(before.rows[-1].size - after.size) > 0.06 * after.size or _ENDED.search(end):
        return False
    return end.endswith("-") or start[:1].islower() or before.is_filled


def _paragraphs(rows: Sequence[Row]) -> list[Block]:
    if not rows:
        return []
    shape = _Shape(rows)
    starts = [0, *(at for at in range(1, len(rows)) if shape.begins(at)), len(rows)]
    return [
        Block(
            tuple(r.text for r in rows[start:end]),
            tuple(rows[start:end]),
            is_filled=len(rows) > 2 and shape.is_filled(end - 1),
            is_indented=shape.is_indented(start),
        )
        for start, end in itertools.pairwise(starts)
    ]


class _Shape:
    """How the rows of a stretch are set: their left edge, width, distance, and whether both edges are straight."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._left = Counter(round(r.x0 / 3) for r in rows).most_common(1)[0][0] * 3
        self._right = max(r.x1 for r in rows)
        self._wide = max(1.0, self._right - min(r.x0 for r in rows))
        steps = sorted(a.y - b.y for a, b in itertools.pairwise(rows))
        size = sorted(r.size for r in rows)[len(rows) // 2]
        usual = steps[len(steps) // 2] if steps else 1.2 * size
        filled = sum(self.is_filled(at) for at in range(len(rows)))
        is_loose = usual > _LOOSE * size and filled < 0.5 * len(rows)
        self._step = 1.3 * size if is_loose else usual
        flush = sum(self._right - r.x1 < 2 for r in rows)
        told = (_NUMBER.match(row.words[0].text) for row in rows if row.words)
        self._numbers = {int(m[1]) for m in told if m is not None}
        self._is_justified = len(rows) >= 4 and flush >= 0.5 * len(rows)

    def is_filled(self, at: int) -> bool:
        return self._rows[at].x1 >= self._right - 0.2 * self._wide

    def is_indented(self, at: int) -> bool:
        row = self._rows[at]
        return row.x0 > self._left + 0.8 * row.size and len(self._rows) > 1

    def begins(self, at: int) -> bool:
        """Whether a paragraph begins with this row."""
        before, row = self._rows[at - 1], self._rows[at]
        if before.y - row.y > _APART * self._step or before.y < row.y:
            return True
        if max(before.size, row.size) > _BIGGER * min(before.size, row.size):
            return True
        if _ITEM.match(row.words[0].text) and len(row.words) > 1 and row.x0 <= before.x0 + 1 and not self._is_figure(at):
            return True
        if self.is_indented(at) and row.x0 > before.x0 + 0.8 * row.size:
            return not _ITEM.match(before.words[0].text)
        if self.is_indented(at) and self.is_indented(at - 1) and self._has_room(at):
            return True
        if self._is_justified and before.x1 < self._right - max(1.5 * row.size, 0.06 * self._wide):
            return True
        return self._has_room(at) and _ENDED.search(before.text) is not None

    def _is_figure(self, at: int) -> bool:
        """Whether a number with a stop ends the sentence of the row above ("due on November / 23."): that row is full and ends no
        sentence, and no item of that number is due."""
        number = _NUMBER.match(self._rows[at].words[0].text)
        if number is None or not self.is_filled(at - 1) or _ENDED.search(self._rows[at - 1].text):
            return False
        return int(number[1]) > 1 and int(number[1]) - 1 not in self._numbers

    def _has_room(self, at: int) -> bool:
        """Whether the first word would have fitted on the line above: the line was ended on purpose."""
        before, first = self._rows[at - 1], self._rows[at].words[0]
        return self._right - before.x1 > (first.x1 - first.x0) + first.size
