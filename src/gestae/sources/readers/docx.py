"""Word documents: paragraphs, tables, heads and feet, notes; changes as if accepted."""

import io
import re
from collections.abc import Iterator

from gestae.model import Problem
from gestae.model.text import MarkKind
from gestae.sources.body import Body
from gestae.sources.packed import trouble_in
from gestae.sources.reading import Found, Reader
from gestae.sources.table import Cell, rows_of
from gestae.sources.word import Word, localname, q

_QUOTES = {"quote", "intense quote", "block text", "block quotation", "quotations"}
_HEADING = re.compile(r"(?:heading [1-9]|title|subtitle)\b")


def fits(data: bytes) -> int:
    return 90 if data.startswith(b"PK\x03\x04") else 0


def read(data: bytes, name: str) -> Found:
    trouble = trouble_in(data, name)
    if trouble:
        return Found(body=None, problems=(trouble,))
    word = Word(io.BytesIO(data))
    body = Body()
    for element in word.running("headerReference"):
        _running(element, word, body)
    _blocks(word.body, word, body)
    for kind in ("footnotes", "endnotes"):
        for note in word.notes(kind):
            body.gap(2)
            with body.mark("note"):
                _blocks(note, word, body)
    for element in word.running("footerReference"):
        _running(element, word, body)
    return body.found(problems=_left_out(word, name))


def _running(element: object, word: Word, body: Body) -> None:
    body.gap(2)
    with body.mark("running"):
        _blocks(element, word, body)


def _blocks(container: object, word: Word, body: Body) -> None:
    """Paragraphs and tables in the order they stand, whatever they are wrapped in."""
    quoted: int | None = None
    for block in _inner(container):
        is_table = localname(block) == "tbl"
        style = "" if is_table else word.style(block)
        text = "" if is_table else words(block)
        is_quote = style in _QUOTES
        if quoted is not None and (is_table or text.strip()) and not is_quote:
            body.marked("quote", quoted)
            quoted = None
        if is_table:
            _table(block, word, body)
        elif text.strip():
            body.gap(2)
            if is_quote and quoted is None:
                quoted = len(body)
            start = len(body)
            body.add(text.strip("\n").rstrip())
            if _HEADING.match(style):
                body.marked(_heading, start)
        for box in boxes(block) if not is_table else ():
            _blocks(box, word, body)
    if quoted is not None:
        body.marked("quote", quoted)


_heading: MarkKind = "heading"


def _inner(container: object) -> Iterator[object]:
    for child in container:  # type: ignore[attr-defined]
        match localname(child):
            case "p" | "tbl":
                yield child
            case "sdt" | "sdtContent" | "customXml" | "ins" | "smartTag" | "moveTo":
                yield from _inner(child)


def words(paragraph: object) -> str:
    """A paragraph's words with its tabs and line breaks: insertions in, deletions, field codes and boxes out."""
    return "".join(_runs(paragraph))


def _runs(element: object) -> Iterator[str]:
    for child in element:  # type: ignore[attr-defined]
        match localname(child):
            case "t":
                yield child.text or ""
            case "tab" | "ptab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "softHyphen":
                yield "\xad"
            case "sym":
                yield _symbol(child)
            case "del" | "moveFrom" | "pPr" | "rPr" | "txbxContent" | "Fallback" | "instrText" | "pict" | "drawing" | "object":
                continue
            case "AlternateContent":
                continue
            case _:
                yield from _runs(child)


def _symbol(element: object) -> str:
    """A character of a symbol font: those of the private area have no meaning outside it."""
    code = element.get(q("char")) or ""  # type: ignore[attr-defined]
    point = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else 0
    return chr(point) if point and not 0xD800 <= point <= 0xF8FF else " "


def boxes(paragraph: object) -> Iterator[object]:
    """Text boxes anchored in a paragraph; the copy kept for old programs is passed over."""
    for child in paragraph:  # type: ignore[attr-defined]
        match localname(child):
            case "Fallback" | "del" | "moveFrom":
                continue
            case "txbxContent":
                yield child
            case _:
                yield from boxes(child)


def _table(table: object, word: Word, body: Body) -> None:
    """A table of data as lines; one with a single column, or tables within, as what is in its cells."""
    rows = [list(_those(row, "tc")) for row in _those(table, "tr")]
    if all(len(r) <= 1 for r in rows) or any(localname(b) == "tbl" for r in rows for c in r for b in _inner(c)):
        for row in rows:
            for cell in row:
                _blocks(cell, word, body)
        return
    lines = rows_of(_grid(table))
    if lines:
        body.gap(2)
        with body.mark("table"):
            body.add("\n".join(lines))
        body.gap(2)


def _grid(table: object) -> list[list[Cell]]:
    """Cells with what they span. A cell merged downwards goes on in an empty one."""
    grid: list[list[Cell]] = []
    for row in _those(table, "tr"):
        cells: list[Cell] = [("", 1, 1)] * _skipped(row)
        for cell in _those(row, "tc"):
            across = _value(cell, "tcPr/gridSpan")
            merge = cell.find(q("tcPr/vMerge"))  # type: ignore[attr-defined]
            goes_on = merge is not None and (merge.get(q("val")) or "continue") == "continue"
            text = "" if goes_on else " ".join(words(p) for p in _inner(cell))
            cells.append((text, min(max(across, 1), 100), 1))
        grid.append(cells)
    return grid


def _those(element: object, name: str) -> Iterator[object]:
    for child in element:  # type: ignore[attr-defined]
        found = localname(child)
        if found == name:
            yield child
        elif found in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _those(child, name)


def _skipped(row: object) -> int:
    return min(_value(row, "trPr/gridBefore"), 100)


def _value(element: object, path: str) -> int:
    found = element.find(q(path))  # type: ignore[attr-defined]
    written = found.get(q("val")) if found is not None else None
    return int(written) if written and written.isdecimal() else 0


def _left_out(word: Word, name: str) -> tuple[Problem, ...]:
    left = []
    if word.has_deletions():
        left.append("Words struck out with tracked changes were left out, inserted ones were read as text.")
    if word.has_comments():
        left.append("Comments in the margin were not read.")
    why, advice = "They are no part of the final text.", "Open the document to see them."
    return tuple(Problem(severity="note", where=name, what=what, why=why, next=advice) for what in left)


READER = Reader(
    name="docx",
    version=1,
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    fits=fits,
    read=read,
)
