"""Tables: cells parted by tabs, bars, semicolons or commas, or set in columns by spaces under a line of heads."""

import re
from collections.abc import Iterator
from functools import cache

from gestae.extract.blocks import Row, Table
from gestae.extract.draft import Words
from gestae.extract.layout.fields import fields_in
from gestae.extract.layout.sheet import Grid, Line, Sheet
from gestae.rules import cues

_SPACES = re.compile(r"[ ]{2,}")
_RULED = re.compile(r"[\s|+=_:\-–—]+\Z")
_CSV = re.compile(r'(?:"(?:[^"]|"")*"|[^,;"]*)')
_TIMELIKE = re.compile(r"(?:\d{1,2}[:.h]?\d{2}|\d{1,2}[/.\-]\d{1,2}|\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2})")

Cells = list[tuple[int, int]]


def find_tables(sheet: Sheet) -> dict[int, tuple[int, Grid]]:
    """Tables by the index of their first line, with the index past their last."""
    found: dict[int, tuple[int, Grid]] = {}
    at, count = 0, len(sheet.lines)
    while at < count:
        line = sheet.lines[at]
        done = None
        if not line.is_blank and line.end - line.left < 2_000:
            if sheet.marked("table", line.start, line.end):
                done = _marked_table(sheet, at)
            elif (sep := _separator(sheet, line)) is not None:
                done = _plain_table(sheet, at, sep)
        if done:
            found[at] = done
            at = done[0]
        else:
            at += 1
    return found


def tables_of(sheet: Sheet) -> list[Table]:
    return [grid.table for _, grid in sheet.grids.values()]


@cache
def head_words() -> dict[str, str]:
    """The heads a log's columns go by, lower case, each with what the column holds."""
    return {word: role for role, words in cues("remarks")["columns"].items() for word in words}


def column_role(head: str) -> str | None:
    """What a column of this head holds: time, item, from, to, remarks, ..."""
    plain = re.sub(r"[^\w/ ]+", " ", head.lower()).strip()
    plain = re.sub(r"\s+", " ", plain)
    known = head_words()
    if plain in known:
        return known[plain]
    parts = [known[p.strip()] for p in re.split(r"/| and | or |&", plain) if p.strip() in known]
    return parts[0] if parts else None


def is_log(columns: tuple[str, ...]) -> bool:
    """Whether a table's columns tell of things that change hands."""
    roles = {column_role(c) for c in columns}
    return bool(roles & {"time", "date", "out", "in"}) and bool(roles & {"item", "from", "to", "person"})


def _marked_table(sheet: Sheet, first: int) -> tuple[int, Grid] | None:
    mark = sheet.marked("table", sheet.lines[first].start, sheet.lines[first].end)
    last = first
    lines: list[Line] = []
    while last < len(sheet.lines) and mark and sheet.lines[last].left < mark.end:
        if not sheet.lines[last].is_blank:
            lines.append(sheet.lines[last])
        last += 1
    if all(fields_in(sheet.body, line.start, line.end) for line in lines):
        return None  # a form, laid out as a table
    rows = [list(_split(sheet.body, line.left, line.end, "\t")) for line in lines]
    if not rows or max(len(r) for r in rows) < 2:
        return None
    return last, _grid(sheet, lines, rows, has_head=_is_head(sheet, rows[0]))


def _plain_table(sheet: Sheet, first: int, sep: str) -> tuple[int, Grid] | None:
    body, head = sheet.body, sheet.lines[first]
    heads = list(_split(body, head.start, head.end, sep))
    starts = [s - head.left for s, _ in heads]
    lines, rows = [head], [heads]
    at, blanks = first + 1, 0
    while at < len(sheet.lines):
        line = sheet.lines[at]
        at += 1
        if line.is_blank:
            blanks += 1
            continue
        if line.depth != head.depth:
            break
        if _RULED.match(body, line.start, line.end) and not blanks and line.end - line.start > 2:
            continue
        if sep == " ":
            cells = _columns(body, line, starts)
            is_row = _is_row(body, cells, heads) and (not blanks or _has_time(body, cells))
            if not is_row and not blanks and len(rows) > 1 and _carries_on(cells):
                rows[-1][-1] = (rows[-1][-1][0] if rows[-1][-1][1] > rows[-1][-1][0] else cells[-1][0], cells[-1][1])
                lines[-1] = line._replace(left=lines[-1].left, start=lines[-1].start)
                last = at
                continue
        else:
            cells = list(_split(body, line.start, line.end, sep))
            is_row = len(cells) >= 2 and abs(len(cells) - len(heads)) <= max(1, len(heads) - 2) and not blanks
        if not is_row:
            break
        lines.append(line)
        rows.append(cells)
        blanks, last = 0, at
    if len(rows) < 2:
        return None
    return last, _grid(sheet, lines, rows, has_head=True)


def _grid(sheet: Sheet, lines: list[Line], rows: list[Cells], *, has_head: bool) -> Grid:
    width = max(len(r) for r in rows)
    heads = tuple(sheet.body[s:e] for s, e in rows[0]) if has_head else ()
    columns = heads + ("",) * (width - len(heads))
    made = []
    for line, cells in zip(lines[has_head:], rows[has_head:], strict=True):
        full = [Words(s, e) for s, e in cells] + [Words(line.end, line.end)] * (width - len(cells))
        made.append(Row(Words(line.start, line.end), tuple(full)))
    head = (lines[0].start, lines[0].end) if has_head else None
    return Grid(lines[0].start, lines[-1].end, lines[0].depth, head, Table(columns, tuple(made)))


def _separator(sheet: Sheet, line: Line) -> str | None:
    """What parts the heads of a table that begins here; ``None`` where none does."""
    words = sheet.words(line)
    for sep in ("\t", "|", ";", ",", " "):
        if sep not in words or (sep == " " and "  " not in words):
            continue
        cells = list(_split(sheet.body, line.start, line.end, sep))
        if len(cells) >= 3 and _is_head(sheet, cells, strict=sep in ",; "):
            return sep
    return None


def _is_head(sheet: Sheet, cells: Cells, *, strict: bool = False) -> bool:
    words = [sheet.body[s:e] for s, e in cells]
    roles = [column_role(w) for w in words if w]
    known = len({r for r in roles if r})
    if any(len(w) > 40 or re.search(r":\s*\S", w) for w in words) or any(_TIMELIKE.match(w) for w in words):
        return False
    return known >= 2 and (not strict or known >= 0.5 * len(words))


def _split(body: str, start: int, end: int, sep: str) -> Iterator[tuple[int, int]]:
    if sep == " ":
        at = start
        for gap in _SPACES.finditer(body, start, end):
            yield at, gap.start()
            at = gap.end()
        yield at, end
        return
    if sep == "|":
        while start < end and body[start] in "| ":
            start += 1
        while end > start and body[end - 1] in "| ":
            end -= 1
    at = start
    while at <= end:
        if sep in ",;" and (quoted := _CSV.match(body, at, end)):
            stop = quoted.end() if quoted.end() == end or body[quoted.end()] == sep else body.find(sep, quoted.end(), end)
        else:
            stop = body.find(sep, at, end)
        stop = end if stop < 0 else stop
        s, e = at, stop
        around = ' "\t' if sep in ",;" else " \t"
        while s < e and body[s] in around:
            s += 1
        while e > s and body[e - 1] in around:
            e -= 1
        yield (s, e) if e > s else (at, at)
        at = stop + 1


def _columns(body: str, line: Line, starts: list[int]) -> Cells:
    """The cells of a line under heads that begin at these columns."""
    chunks: Cells = []
    for s, e in _split(body, line.start, line.end, " "):
        at = s
        for column in starts[1:]:
            edge = line.left + column
            if (
                at < edge < e
                and body[edge - 1] == " "
                and body[edge] != " "
                and at < line.left + starts[-1]
                and e - at > column - (at - line.left)
            ):
                chunks.append((at, edge - 1))
                at = edge
        chunks.append((at, e))
    cells: list[tuple[int, int] | None] = [None] * len(starts)
    for s, e in chunks:
        column = max((n for n, c in enumerate(starts) if line.left + c <= s + 1), default=0)
        cells[column] = (s, e) if cells[column] is None else (cells[column][0], e)  # type: ignore[index]
    full: Cells = []
    for cell in cells:
        here = full[-1][1] if full else line.start
        full.append(cell or (here, here))
    return full


def _is_row(body: str, cells: Cells, heads: Cells) -> bool:
    filled = [n for n, (s, e) in enumerate(cells) if e > s]
    if not filled or filled[0] != 0 or cells[0][1] - cells[0][0] > 30:
        return False
    if not _TIMELIKE.match(body, *cells[0]) and len(filled) < min(3, len(heads)):
        return False
    return len(filled) >= 2


def _has_time(body: str, cells: Cells) -> bool:
    return any(e > s and _TIMELIKE.match(body, s, e) for s, e in cells)


def _carries_on(cells: Cells) -> bool:
    return [n for n, (s, e) in enumerate(cells) if e > s] == [len(cells) - 1]
