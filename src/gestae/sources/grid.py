"""Tables found in rows of words: cells that share their left, right or middle line from row to row."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gestae.sources.glyphs import Rule
from gestae.sources.rows import Row, Word
from gestae.sources.table import rows_of

_CELL_GAP = 0.9  # type sizes between two cells of a row, at least once in a row
_TIGHT_GAP = 0.45  # between cells where other rows show that two columns meet
_LEAST_ROWS = 3
_ALIGNED_PT = 3.0
_ALIGNED_SHARE = 0.6
_MARKER = re.compile(r"[•·▪◦‣*o–—-]|\(?[0-9a-zA-Z]{1,3}[.)]|[IVXLC]+\.")
_NEXT_ROW = 1.15  # times the distance between lines of one cell


@dataclass
class _Column:
    x0: float
    x1: float


@dataclass
class Table:
    """Rows ``first`` to ``last`` of a stretch, and their cells as lines of a body."""

    first: int
    last: int
    lines: list[str] = field(default_factory=list)


def tables(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Table]:
    """The tables among these rows, from the top down; none overlaps another."""
    found: list[Table] = []
    at = 0
    while at < len(rows):
        table = _table_from(rows, at, found[-1].last + 1 if found else 0, rules)
        if table:
            found.append(table)
            at = table.last + 1
        else:
            at += 1
    return found


def _table_from(rows: Sequence[Row], first: int, top: int, rules: Sequence[Rule]) -> Table | None:
    columns = [_Column(p.x0, p.x1) for p in rows[first].pieces(_CELL_GAP)]
    if len(columns) < 2:
        return None
    last = first
    for at in range(first + 1, len(rows)):
        wider = _taken_in(rows[at], columns)
        if wider is None or _is_apart(rows, at, rules):
            break
        columns, last = wider, at
    while last > first and not _closes(rows, first, last, columns, rules):
        last -= 1
    columns = _refined(columns, rows[first : last + 1])
    while first > top and not _is_apart(rows, first, rules):
        wider = _taken_in(rows[first - 1], columns)
        if wider is None or len(wider) != len(columns) or len(_cells(rows[first - 1], columns)) < 2:
            break
        columns, first = wider, first - 1
    inside = rows[first : last + 1]
    grid = [_cells(row, columns) for row in inside]
    if not _is_table(grid, columns):
        return None
    logical = _logical(inside, grid, columns, rules)
    if len(logical) < _LEAST_ROWS and not _ruled(inside, rules):
        return None
    return Table(first, last, rows_of([[(cells.get(c, ""), 1, 1) for c in range(len(columns))] for cells in logical]))


def _closes(rows: Sequence[Row], first: int, last: int, columns: list[_Column], rules: Sequence[Rule]) -> bool:
    """Whether the last row still is one of the table: it has several cells, or its one cell stands as close as the other rows
    and no wider than its column is without it."""
    row = rows[last]
    if len(_cells(row, columns)) > 1 or _is_boxed(rows, last, rules) or _wraps(rows, last, columns):
        return True
    steps = sorted(a.y - b.y for a, b in itertools.pairwise(rows[first : last + 1]))
    others = [r for r in rows[first:last] if abs(r.x0 - row.x0) <= _ALIGNED_PT]
    return steps[-1] <= 1.1 * steps[0] and any(
        r.pieces(_CELL_GAP)[0].x1 >= row.x1 - 1 for r in others if len(_cells(r, columns)) > 1
    )


def _taken_in(row: Row, columns: list[_Column]) -> list[_Column] | None:
    """The columns widened by this row; ``None`` where its words run across them."""
    wider = [_Column(c.x0, c.x1) for c in columns]
    for piece in row.pieces(_CELL_GAP):
        over = [c for c in wider if c.x0 < piece.x1 and c.x1 > piece.x0]
        if not over:
            wider.append(_Column(piece.x0, piece.x1))
        elif len(over) == 1:
            over[0].x0, over[0].x1 = min(over[0].x0, piece.x0), max(over[0].x1, piece.x1)
        else:
            for word in piece.words:
                under = [c for c in over if c.x0 < word.x1 and c.x1 > word.x0]
                if len(under) > 1:
                    return None
                near = under[0] if under else min(over, key=lambda c, w=word: max(c.x0 - w.x1, w.x0 - c.x1))  # type: ignore[misc]
                near.x0, near.x1 = min(near.x0, word.x0), max(near.x1, word.x1)
    wider.sort(key=lambda c: c.x0)
    tight = _TIGHT_GAP * row.size
    is_parted = all(b.x0 - a.x1 >= tight for a, b in itertools.pairwise(wider))
    return wider if is_parted else None


def _refined(columns: Sequence[_Column], rows: Sequence[Row]) -> list[_Column]:
    """Columns parted again where a strip wider than any space between words runs down through all rows."""
    parted: list[_Column] = []
    tight = _TIGHT_GAP * rows[0].size
    for column in columns:
        words = [[w for w in row.words if column.x0 <= (w.x0 + w.x1) / 2 <= column.x1] for row in rows]
        here = column
        for word in sorted((w for row in words for w in row), key=lambda w: w.x0):
            if word.x0 - here.x1 >= tight and here is not column:
                both = sum(any(w.x1 <= here.x1 for w in row) and any(w.x0 >= word.x0 for w in row) for row in words)
                if both >= 2:
                    parted.append(here)
                    here = _Column(word.x0, word.x1)
                    continue
            here = _Column(word.x0, word.x1) if here is column else _Column(here.x0, max(here.x1, word.x1))
        parted.append(here)
    return parted


def _is_apart(rows: Sequence[Row], at: int, rules: Sequence[Rule]) -> bool:
    """Whether a blank stands before this row that is too high for a table's."""
    step = rows[at - 1].y - rows[at].y
    if step <= 3.2 * rows[at].size:
        return False
    return not any(rows[at].y < r.y < rows[at - 1].y for r in rules)


def _cells(row: Row, columns: Sequence[_Column]) -> dict[int, list[Word]]:
    cells: dict[int, list[Word]] = {}
    for word in row.words:
        middle = (word.x0 + word.x1) / 2
        nearest = min(range(len(columns)), key=lambda c: max(columns[c].x0 - middle, middle - columns[c].x1))
        cells.setdefault(nearest, []).append(word)
    return cells


def _is_table(grid: Sequence[dict[int, list[Word]]], columns: Sequence[_Column]) -> bool:
    full = [cells for cells in grid if len(cells) >= 2]
    if len(columns) < 2 or len(full) < 2 or (len(full) < _LEAST_ROWS and len(columns) < 3):
        return False
    if not all(_is_aligned([cells[c] for cells in grid if c in cells]) for c in range(len(columns))):
        return False
    starts = [" ".join(w.text for w in cells.get(0, [])) for cells in full]
    if len(columns) == 2 and all(_MARKER.fullmatch(s) for s in starts if s):
        return False
    return not _is_numbered_page(starts, full)


def _is_numbered_page(starts: Sequence[str], full: Sequence[dict[int, list[Word]]]) -> bool:
    """A transcript's line numbers: they rise by one; what follows is speech, marked Q and A or running on."""
    numbers = [int(s) for s in starts if s.isdecimal()]
    if len(numbers) < 0.8 * len(starts) or any(b - a not in (1, 2) for a, b in itertools.pairwise(numbers)):
        return False
    second = [" ".join(w.text for w in cells[min(c for c in cells if c > 0)]) for cells in full if any(c > 0 for c in cells)]
    return len(full[0]) <= 2 or any(re.fullmatch(r"[QA][.:]?", s) for s in second)


def _is_aligned(cells: Sequence[list[Word]]) -> bool:
    """Whether most cells share their left, right or middle line."""
    lefts, rights = [c[0].x0 for c in cells], [c[-1].x1 for c in cells]
    middles = [(a + b) / 2 for a, b in zip(lefts, rights, strict=True)]
    return any(_shared(places) >= _ALIGNED_SHARE * len(places) for places in (lefts, rights, middles))


def _shared(places: Sequence[float]) -> int:
    return max((sum(1 for p in places if abs(p - q) <= _ALIGNED_PT) for q in places), default=0)


def _ruled(rows: Sequence[Row], rules: Sequence[Rule]) -> list[float]:
    """Heights of rules drawn between these rows and as wide as half of them."""
    x0, x1 = min(r.x0 for r in rows), max(r.x1 for r in rows)
    covered: dict[int, float] = {}
    for rule in rules:
        if rows[-1].y < rule.y < rows[0].y:
            covered[round(rule.y)] = covered.get(round(rule.y), 0.0) + max(0.0, min(x1, rule.x1) - max(x0, rule.x0))
    return sorted((y for y, length in covered.items() if length >= (x1 - x0) / 2), reverse=True)


def _is_boxed(rows: Sequence[Row], at: int, rules: Sequence[Rule]) -> bool:
    """Whether a rule runs below this row, close enough to close its cell."""
    row = rows[at]
    return any(row.y - 1.5 * row.size < r.y < row.y and r.x0 <= row.x0 + 2 and r.x1 >= row.x1 - 2 for r in rules)


def _logical(
    rows: Sequence[Row], grid: Sequence[dict[int, list[Word]]], columns: Sequence[_Column], rules: Sequence[Rule]
) -> list[dict[int, str]]:
    """Printed lines put together to rows of the table."""
    drawn = _ruled(rows, rules)
    is_ruled = len(drawn) >= max(2, len(rows) // 6)
    between = _row_step(rows)
    merged: list[list[dict[int, list[Word]]]] = []
    for at, cells in enumerate(grid):
        if at and is_ruled:
            goes_on = not any(rows[at].y < y < rows[at - 1].y for y in drawn)
        elif at and between:
            goes_on = rows[at - 1].y - rows[at].y < between
        else:
            goes_on = at > 0 and _wraps(rows, at, columns)
        if goes_on:
            merged[-1].append(cells)
        else:
            merged.append([cells])
    return [_joined(lines, len(columns)) for lines in merged]


def _row_step(rows: Sequence[Row]) -> float | None:
    """The distance from which on a line begins a new row; ``None`` where all lines stand equally far apart."""
    steps = sorted(a.y - b.y for a, b in itertools.pairwise(rows))
    size = rows[0].size
    if not steps or steps[0] > 1.5 * size:
        return None
    jumps = [(b / a, (a + b) / 2) for a, b in itertools.pairwise(steps) if a > 0.5 * size]
    ratio, middle = max(jumps, default=(1.0, 0.0))
    return middle if ratio >= _NEXT_ROW else None


def _wraps(rows: Sequence[Row], at: int, columns: Sequence[_Column]) -> bool:
    """Whether a line only goes on with cells of the line above: its first cell is empty, it stands close, and the first word
    of each of its cells had no room above."""
    above, here = _cells(rows[at - 1], columns), _cells(rows[at], columns)
    if 0 in here or rows[at - 1].y - rows[at].y > 1.5 * rows[at].size:
        return False
    for column, words in here.items():
        if column not in above:
            return False
        room = columns[column].x1 - above[column][-1].x1
        if words[0].x1 - words[0].x0 + 0.25 * words[0].size < room - 2:
            return False
    return True


def _joined(lines: Sequence[dict[int, list[Word]]], count: int) -> dict[int, str]:
    cells: dict[int, str] = {}
    for column in range(count):
        words = [" ".join(w.text for w in line[column]) for line in lines if column in line]
        text = ""
        for part in words:
            text += part if not text or (text[-1:] == "-" and text[-2:-1].isalpha() and part[:1].islower()) else f" {part}"
        cells[column] = text
    return cells
