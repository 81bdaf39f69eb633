"""Which lines read on from the one before, and which begin anew."""

import re
from collections.abc import Iterator

from gestae.extract.layout.fields import is_field_line
from gestae.extract.layout.sheet import Line, Paragraph, Part, Sheet
from gestae.extract.times.words import DAY, MONTH

LIST_MARK = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)]|[•▪◦·*\-])[ \t]+(?=\S)")
_STOP = re.compile(r"[.!?:;][”\"’')\]]*\Z")
_CAPITALS = re.compile(r"[A-Z]{2,} [A-Z]{2,}\b")
_MONTH, _DAY = re.compile(rf"\b{MONTH}\Z"), re.compile(rf"{DAY}\b")  # "due on November" at a line's end, "23. The ..." on the next
_FULL = 0.68  # of the usual width: shorter lines end their paragraph when they end a sentence


def parts_of(sheet: Sheet, first: int = 0, last: int | None = None, *, wrapped: bool = True) -> Iterator[Part]:
    """The paragraphs and tables of lines ``first`` to ``last``. Unless ``wrapped``, a line that begins anew stands for itself."""
    last = len(sheet.lines) if last is None else last
    held: list[Line] = []
    gap = False
    at = first
    while at < last:
        line = sheet.lines[at]
        if at in sheet.grids:
            if held:
                yield Paragraph(tuple(held))
                held = []
            at, grid = sheet.grids[at]
            yield grid
            continue
        at += 1
        if line.is_blank:
            gap = True
            continue
        if held and _reads_on(sheet, held[-1], line, gap=gap, wrapped=wrapped):
            held.append(line)
        else:
            if held:
                yield Paragraph(tuple(held))
            held = [line]
        gap = False
    if held:
        yield Paragraph(tuple(held))


def _reads_on(sheet: Sheet, before: Line, line: Line, *, gap: bool, wrapped: bool) -> bool:
    body = sheet.body
    if before.depth != line.depth:
        return False
    last, first = body[before.end - 1], body[line.start]
    is_open = last in ",-‐\u00ad" or (last.isalnum() and first.islower())
    if line.is_turned and is_open and (first.islower() or last in "-‐"):
        return True
    if not gap and _MONTH.search(body, max(before.start, before.end - 12), before.end) and _DAY.match(body, line.start, line.end):
        return True
    if gap or LIST_MARK.match(body, line.start, line.end) or _is_set_apart(sheet, before) or _is_set_apart(sheet, line):
        return False
    if is_field_line(body, before.start, before.end) or is_field_line(body, line.start, line.end):
        return False
    if _is_ruled(body, before) or _is_ruled(body, line) or _is_moved_right(sheet, before) != _is_moved_right(sheet, line):
        return False
    if last in "-‐\u00ad" and first.isalnum() and before.end - before.start > 1 and body[before.end - 2].isalnum():
        return True
    if not (wrapped and sheet.width):
        return is_open and first.islower()
    if _begins_with_indent(before, line) and _STOP.search(body, max(before.start, before.end - 4), before.end):
        return False
    if _is_moved_right(sheet, before):
        return False
    if (
        before.end - before.left < 0.85 * sheet.width
        and _CAPITALS.match(body, line.start)
        and not _CAPITALS.match(body, before.start)
    ):
        return False
    if before.end - before.left >= _FULL * sheet.width:
        return True
    return is_open and first.islower()


def _is_ruled(body: str, line: Line) -> bool:
    return body.startswith("____", line.start)


def _is_moved_right(sheet: Sheet, line: Line) -> bool:
    """A short line set far from the left: a title in the middle, a signature at the right."""
    return sheet.width > 0 and line.start - line.left >= 18 and line.end - line.start < 0.6 * sheet.width


def _begins_with_indent(before: Line, line: Line) -> bool:
    return line.start - line.left >= before.start - before.left + 2


def _is_set_apart(sheet: Sheet, line: Line) -> bool:
    return sheet.marked("heading", line.start, line.end) is not None
