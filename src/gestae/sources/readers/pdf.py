"""PDF: pages of printed characters, put back into reading order."""

from dataclasses import dataclass
from itertools import groupby

from gestae.model import Problem
from gestae.sources.body import Body
from gestae.sources.columns import stretches
from gestae.sources.glyphs import Broken, Glyph, Locked, Sheet, sheets
from gestae.sources.kinds import Unread
from gestae.sources.paragraphs import Block, blocks, goes_on
from gestae.sources.reading import Found, Reader
from gestae.sources.rows import Row, rows_of_glyphs
from gestae.sources.running import running

_MEDIA_TYPE = "application/pdf"
_FEW = 40  # characters beside a picture that fills the page: a stamp or number, not its words
_MOST_SINGLE = 20
_HEADING = 1.15
_LONGEST_HEADING = 200
_AGAIN = "Ask for the file again."
_OCR = "Ask for the document as text, or type out what it says."


@dataclass(frozen=True)
class _Page:
    sheet: Sheet
    head: list[Row]
    blocks: list[Block]
    foot: list[Row]
    aside: list[str]


def fits(data: bytes) -> int:
    """The mark may stand a little way in; then a mail or page that speaks of it comes first."""
    at = data[:1024].find(b"%PDF-")
    return 0 if at < 0 else 100 if not data[:at].strip() else 30


def read(data: bytes, name: str) -> Found:
    try:
        pages = _pages(list(sheets(data)))
    except Locked:
        unread = Unread(what="It is locked with a password.", next="Open it with the password, save it without one, and add that.")
        return Found(body=None, problems=(unread.problem(name),))
    except Broken:
        what = "The PDF is cut off or damaged: no page can be found in it."
        return Found(body=None, problems=(Unread(what=what, next=_AGAIN).problem(name),))
    body = Body()
    usual = _usual_size(pages)
    for at, page in enumerate(pages):
        before = pages[at - 1].blocks[-1:] if at else []
        after = pages[at + 1].blocks[:1] if at + 1 < len(pages) else []
        _write(page, body, usual, before, after)
    return body.found(problems=_unread(pages, data, name))


def _pages(all_sheets: list[Sheet]) -> list[_Page]:
    rows = [rows_of_glyphs(s.glyphs) for s in all_sheets]
    edges = running(rows, [s.height for s in all_sheets])
    pages = []
    for sheet, page_rows, (head, foot) in zip(all_sheets, rows, edges, strict=True):
        foot = min(foot, len(page_rows) - head)
        inner = page_rows[head : len(page_rows) - foot]
        found = [b for stretch in stretches(inner, sheet.rules) for b in blocks(stretch, sheet.rules)]
        pages.append(_Page(sheet, page_rows[:head], found, page_rows[len(page_rows) - foot :], _aside(sheet.aside)))
    return pages


def _aside(glyphs: tuple[Glyph, ...]) -> list[str]:
    """Text that runs upwards or slantwise, one line for each row or stroke."""
    lines: list[str] = []
    for turn, group in groupby(glyphs, key=lambda g: g.turn):
        if turn % 90:
            lines.append("".join(g.char for g in group).strip())
        else:
            lines += [row.text for row in rows_of_glyphs(group)]
    return [line for line in lines if line]


def _usual_size(pages: list[_Page]) -> float:
    weight: dict[float, int] = {}
    for page in pages:
        for block in page.blocks:
            for row in block.rows:
                weight[row.size] = weight.get(row.size, 0) + len(row.text)
    return max(weight, key=lambda s: weight[s], default=0.0)


def _write(page: _Page, body: Body, usual: float, before: list[Block], after: list[Block]) -> None:
    """Running heads and feet stand where they are printed, parted from a paragraph that they interrupt by one line end only."""
    is_open = bool(before and page.blocks) and goes_on(before[0], page.blocks[0])
    has_words = page.head or page.blocks or page.foot or page.aside
    if has_words:
        body.gap(1 if is_open else 2)
    start = len(body)
    _write_running([r.text for r in page.head], body)
    for at, block in enumerate(page.blocks):
        follows = goes_on(page.blocks[at - 1], block) if at else is_open
        body.gap(1 if follows and not _is_heading(block, usual) else 2)
        begun = len(body)
        body.add("\n".join(block.lines))
        if block.is_table:
            body.marked("table", begun)
        elif _is_heading(block, usual):
            body.marked("heading", begun)
    stays_open = bool(after and page.blocks) and goes_on(page.blocks[-1], after[0])
    if page.foot or page.aside:
        body.gap(1 if stays_open else 2)
    _write_running([*page.aside, *(r.text for r in page.foot)], body)
    body.paged(page.sheet.label, start, page.sheet.width, page.sheet.height)


def _write_running(lines: list[str], body: Body) -> None:
    if lines:
        with body.mark("running"):
            body.add("\n".join(lines))


def _is_heading(block: Block, usual: float) -> bool:
    length = sum(len(line) for line in block.lines)
    return not block.is_table and block.size >= _HEADING * usual and length <= _LONGEST_HEADING


def _unread(pages: list[_Page], data: bytes, name: str) -> tuple[Problem, ...]:
    problems = []
    if b"%%EOF" not in data[-2048:]:
        what, why = "The PDF is cut off or damaged at its end.", "What can be read was read; pages may be missing."
        problems.append(Problem(severity="warning", where=name, what=what, why=why, next=_AGAIN))
    missing = [(at, said) for at, page in enumerate(pages) if (said := _why_unread(page))]
    for said, group in groupby(missing, key=lambda m: m[1]):
        labels = [pages[at].sheet.label for at, _ in group]
        if len(missing) > _MOST_SINGLE and len(labels) > 1:
            where = [f"{name}, pages {labels[0]} to {labels[-1]}"]
        else:
            where = [f"{name}, page {label}" for label in labels]
        problems += [Problem(severity="warning", where=w, what=said[0], why=said[1], next=said[2]) for w in where]
    return tuple(problems)


def _why_unread(page: _Page) -> tuple[str, str, str] | None:
    length = sum(g.char != " " for g in page.sheet.glyphs)
    if page.sheet.is_broken:
        return "The page was not read.", "It is damaged.", _AGAIN
    if length == 0 and page.sheet.pictured > 0:
        return "The page was not read.", "It is a picture without text behind it, as a scanner makes it.", _OCR
    if length < _FEW and page.sheet.pictured > 0.6:
        return "Most of the page was not read.", "It is a picture; only the words printed over it are text.", _OCR
    return None


READER = Reader(name="pdf", version=1, media_type=_MEDIA_TYPE, fits=fits, read=read)
