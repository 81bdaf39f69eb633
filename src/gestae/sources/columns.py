"""Rows of a page to stretches read one after the other: full width, left column, right column."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from gestae.sources.glyphs import Rule
from gestae.sources.rows import Row

_GUTTER_PT = 8.0
_GUTTER_SIZES = 0.9
_LINES = 4  # rows that a gutter runs through
_LEAST = 3  # lines on either side
_FILLED = 0.8
_FILLED_SHARE = 0.5
_WORDS = 2.5
_TABLE_PITCH = 1.75


@dataclass(frozen=True)
class Gutter:
    """Rows ``first`` to ``last`` leave the strip from ``x0`` to ``x1`` free."""

    first: int
    last: int
    x0: float
    x1: float


def stretches(rows: Sequence[Row], rules: Sequence[Rule] = ()) -> list[list[Row]]:
    """In reading order. A table stays in one piece: its cells do not fill their columns line after line."""
    gutter = _best(rows, rules)
    if gutter is None:
        return [list(rows)] if rows else []
    middle = (gutter.x0 + gutter.x1) / 2
    inside = rows[gutter.first : gutter.last + 1]
    left = [part for row in inside if (part := row.within(float("-inf"), middle))]
    right = [part for row in inside if (part := row.within(middle, float("inf")))]
    above, below = rows[: gutter.first], rows[gutter.last + 1 :]
    return [s for part in (above, left, right, below) for s in stretches(part, rules)]


def _best(rows: Sequence[Row], rules: Sequence[Rule]) -> Gutter | None:
    """The gutter between text columns that the most rows share."""
    best: tuple[int, float, Gutter] | None = None
    followed: list[Gutter] = []
    for at in range(len(rows)):
        for gap in _gaps(rows, at):
            if any(g.first <= at <= g.last and gap[0] <= g.x0 and g.x1 <= gap[1] for g in followed):
                continue
            gutter = _followed(rows, at, gap)
            followed.append(gutter)
            if gutter.last - gutter.first < _LINES - 1:
                continue
            score = (gutter.last - gutter.first, gutter.x1 - gutter.x0)
            if (best is None or score > best[:2]) and _parts_columns(rows, gutter, rules):
                best = (*score, gutter)
    return best[2] if best else None


def _gaps(rows: Sequence[Row], at: int) -> list[tuple[float, float]]:
    """Wide blanks within a row, or between it and one beside it that lies a little lower."""
    row = rows[at]
    wide = _wide(row)
    gaps = [(b.x1, a.x0) for b, a in zip(row.words, row.words[1:], strict=False) if a.x0 - b.x1 >= wide]
    if at + 1 < len(rows):
        below = rows[at + 1]
        for one, other in ((row, below), (below, row)):
            if other.x0 - one.x1 >= wide:
                gaps.append((one.x1, other.x0))
    return gaps


def _wide(row: Row) -> float:
    return max(_GUTTER_PT, _GUTTER_SIZES * row.size)


def _followed(rows: Sequence[Row], first: int, gap: tuple[float, float]) -> Gutter:
    """The strip as far up and down as rows leave enough of it free."""
    x0, x1 = gap
    last = first
    for at in range(first, len(rows)):
        free = _free(rows[at], x0, x1)
        if free is None:
            break
        (x0, x1), last = free, at
    while first > 0:
        free = _free(rows[first - 1], x0, x1)
        if free is None:
            break
        (x0, x1), first = free, first - 1
    return Gutter(first, last, x0, x1)


def _free(row: Row, x0: float, x1: float) -> tuple[float, float] | None:
    """The widest part of the strip that no word of the row touches, if it is wide enough."""
    edges = [x0, *(e for w in row.words if w.x1 > x0 and w.x0 < x1 for e in (w.x0, w.x1)), x1]
    widest = max(((edges[i], edges[i + 1]) for i in range(0, len(edges), 2)), key=lambda e: e[1] - e[0])
    return widest if widest[1] - widest[0] >= _wide(row) else None


def _parts_columns(rows: Sequence[Row], gutter: Gutter, rules: Sequence[Rule]) -> bool:
    """Whether lines of text stand on both sides: several words each, most of them as long as the column is wide."""
    inside = rows[gutter.first : gutter.last + 1]
    middle = (gutter.x0 + gutter.x1) / 2
    top, bottom = inside[0].y, inside[-1].y
    crossing = {round(r.y) for r in rules if r.x0 < gutter.x0 - 5 and r.x1 > gutter.x1 + 5 and bottom < r.y < top}
    if len(crossing) >= 2 or _pitch(inside) >= _TABLE_PITCH:
        return False
    for low, high, nearest in ((float("-inf"), middle, -1), (middle, float("inf"), 0)):
        side = [part for row in inside if (part := row.within(low, high))]
        beside = [piece for part in side if _touches(piece := part.pieces(_GUTTER_SIZES)[nearest], gutter, nearest == 0)]
        if len(beside) < _LEAST or not _is_text(beside):
            return False
        pieces = sum(len(row.pieces(1.0)) > 1 for row in side)
        if pieces >= len(side) / 2 and _best(side, rules) is None:
            return False
    return True


def _touches(piece: Row, gutter: Gutter, is_right: bool) -> bool:
    """Whether a piece belongs to the column next to the gutter; lines may end early there, but not begin late."""
    return piece.x0 < gutter.x1 + 3 * piece.size if is_right else piece.x1 <= gutter.x1


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance from line to line, in type sizes."""
    steps = sorted((a.y - b.y) / max(1.0, a.size) for a, b in itertools.pairwise(rows))
    return steps[len(steps) // 2] if steps else 0.0


def _is_text(side: Sequence[Row]) -> bool:
    start, end = min(r.x0 for r in side), max(r.x1 for r in side)
    filled = sum(r.x1 - start >= _FILLED * (end - start) for r in side)
    words = sorted(len(r.words) for r in side)
    return filled >= _FILLED_SHARE * len(side) and words[len(words) // 2] >= _WORDS
