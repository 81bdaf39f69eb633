"""Characters to words, words to rows: what stands on one baseline."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gestae.sources.glyphs import Glyph

_ONE_LINE = 0.4  # of the type size: a raised figure belongs to its line, the next line does not
_WORD_GAP = 0.16  # of the type size: less than a thin space


class Word(NamedTuple):
    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True)
class Row:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(w.x1 for w in self.words)

    @property
    def size(self) -> float:
        """The size most of its characters have."""
        weight: dict[float, int] = {}
        for word in self.words:
            weight[word.size] = weight.get(word.size, 0) + len(word.text)
        return max(weight, key=lambda s: (weight[s], s))

    @property
    def y(self) -> float:
        """The baseline of most of its characters."""
        weight: dict[float, int] = {}
        for word in self.words:
            weight[word.y] = weight.get(word.y, 0) + len(word.text)
        return max(weight, key=lambda y: (weight[y], y))

    @property
    def text(self) -> str:
        return spelled(self.words)

    def within(self, x0: float, x1: float) -> "Row | None":
        """The words whose middle lies between."""
        words = tuple(w for w in self.words if x0 <= (w.x0 + w.x1) / 2 < x1)
        return Row(words) if words else None

    def pieces(self, gap: float) -> list["Row"]:
        """Cut wherever two words are at least ``gap`` type sizes apart."""
        pieces, start = [], 0
        for at in range(1, len(self.words)):
            before, after = self.words[at - 1], self.words[at]
            if after.x0 - before.x1 >= gap * max(before.size, after.size):
                pieces.append(Row(self.words[start:at]))
                start = at
        return [*pieces, Row(self.words[start:])]


def spelled(words: Sequence[Word]) -> str:
    """Words with a space between; four where the page leaves a wide blank, as between the fields of a form."""
    parts = [words[0].text]
    for before, after in itertools.pairwise(words):
        parts.append("    " if after.x0 - before.x1 >= 2.2 * max(before.size, after.size) else " ")
        parts.append(after.text)
    return "".join(parts)


def rows_of_glyphs(glyphs: Iterable[Glyph]) -> list[Row]:
    """Rows from the top of the page down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(_once(glyphs), key=lambda g: (-g.y, g.x0)):
        if rows and rows[-1][0].y - glyph.y <= _ONE_LINE * max(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    found = (words_of(row) for row in rows)
    return [Row(words) for words in found if words]


def words_of(glyphs: Sequence[Glyph]) -> tuple[Word, ...]:
    """Words of one line: parted by a space printed, or by a gap as wide as one."""
    words: list[list[Glyph]] = []
    is_parted = True
    for glyph in sorted(glyphs, key=lambda g: g.x0):
        if glyph.char == " ":
            is_parted = True
            continue
        last = words[-1][-1] if words else None
        if last is None or is_parted or glyph.x0 - last.x1 > _WORD_GAP * glyph.size:
            words.append([])
        words[-1].append(glyph)
        is_parted = False
    return tuple(_word(w) for w in words)


def _word(glyphs: list[Glyph]) -> Word:
    biggest = max(glyphs, key=lambda g: g.size)
    text = "".join(g.char for g in glyphs)
    return Word(text, glyphs[0].x0, max(g.x1 for g in glyphs), round(biggest.y, 1), round(biggest.size, 1))


def _once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Without the second strike of letters printed twice to look bold or shadowed. Two equal letters in one place, one after
    the other, are a ligature taken apart."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        column, line = round(glyph.x0 / 4), round(glyph.y / 4)
        near = (g for dx in (-1, 0, 1) for dy in (-1, 0, 1) for g in seen.get((glyph.char, column + dx, line + dy), ()))
        reach = min(1.2, max(0.2, 0.35 * (glyph.x1 - glyph.x0)))
        is_ligature = bool(kept) and kept[-1][:4] == glyph[:4]
        if glyph.char != " " and not is_ligature and any(abs(g.x0 - glyph.x0) < reach and abs(g.y - glyph.y) < 1.2 for g in near):
            continue
        seen.setdefault((glyph.char, column, line), []).append(glyph)
        kept.append(glyph)
    return kept
