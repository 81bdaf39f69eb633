"""What all genres share: headings, fields, bylines, tables, block quotations and running text."""

import re
from collections.abc import Iterable, Iterator

from gestae.extract.blocks import Block, BlockKind, Field
from gestae.extract.draft import Words
from gestae.extract.layout.copying import Range, blocks_of
from gestae.extract.layout.dates import stated_day
from gestae.extract.layout.fields import fields_in
from gestae.extract.layout.paragraphs import LIST_MARK
from gestae.extract.layout.sheet import Grid, Laid, Paragraph, Sheet

_TERMINAL = re.compile(r"[.!?:;,…][”\"’')\]]*\Z")
_BYLINE = re.compile(r"(?:by|from|story by|reported by|posted|published|updated|written by|photos? by)\s*:?\s+\S", re.IGNORECASE)
_DATED = re.compile(
    r"(?:dated?|posted|updated|published|signed|executed|sworn|taken|made|recorded|filed|entered|done)\b", re.IGNORECASE
)
_SIGNED = re.compile(r"[-–—―]+ ?[^\W\d_a-zß-öø-ÿ][^“\"«]{0,100}\Z")
_RULE = re.compile(r"[\W_]+\Z")


def ranges_of(paragraph: Paragraph) -> list[Range]:
    return [(line.start, line.end) for line in paragraph.lines]


def is_headlike(sheet: Sheet, paragraph: Paragraph) -> bool:
    """A short line without a full stop that stands alone, or one its source marks as a heading."""
    if sheet.marked("heading", paragraph.start, paragraph.end):
        return True
    words = sheet.words(paragraph)
    if len(words) > 160 or _TERMINAL.search(words):
        return False
    if words.isupper():
        return True
    return len(words.split()) <= 12 and sum(w[0].isupper() or w[0].isdigit() for w in words.split()) >= 0.6 * len(words.split())


def is_byline(words: str) -> bool:
    """Who wrote it, when it was published, a line with nothing but a date, a ruled line."""
    if len(words) > 160:
        return False
    if _RULE.match(words) or (_BYLINE.match(words) and not re.search(r"[a-z]{2}[.!?]\Z", words)):
        return True
    if re.search(r"[.!?][”\"’)]*\Z", words) and not _DATED.match(words):
        return False
    return len(words.split()) <= 9 and stated_day(words) is not None


def usual_kind(sheet: Sheet, paragraph: Paragraph) -> BlockKind:
    """What a paragraph is by its form alone."""
    words = sheet.words(paragraph)
    if sheet.marked("quote", paragraph.start, paragraph.end):
        return "prose"
    if len(paragraph.lines) == 1 and fields_in(sheet.body, paragraph.start, paragraph.end):
        return "field"
    if is_byline(words):
        return "byline"
    return "headline" if is_headlike(sheet, paragraph) else "prose"


def lay_part(
    sheet: Sheet,
    laid: Laid,
    part: Paragraph | Grid,
    kind: BlockKind | None = None,
    *,
    speaker: Words | None = None,
    addressee: Words | None = None,
    date: str | None = None,
    message: int | None = None,
) -> None:
    """Adds one part's blocks and fields to what is laid."""
    if isinstance(part, Grid):
        laid.blocks.extend(_grid_blocks(sheet, part, date=date, message=message))
        return
    kind = kind or usual_kind(sheet, part)
    if kind == "field":
        laid.fields.extend(fields_in(sheet.body, part.start, part.end))
    ranges = ranges_of(part)
    if kind in ("prose", "headline") and _signs(sheet, laid, part):
        kind = "prose"
    elif kind == "prose" and (mark := LIST_MARK.match(sheet.body, *ranges[0])):
        ranges[0] = (mark.end(), ranges[0][1])
    laid.blocks.extend(
        blocks_of(
            sheet, kind, ranges, speaker=speaker, addressee=addressee, date=date, message=message,
            is_quoted=sheet.marked("quote", part.start, part.end) is not None,
        )
    )  # fmt: skip


def _signs(sheet: Sheet, laid: Laid, part: Paragraph) -> bool:
    """Whether a paragraph is a dash and a name after a quotation: "- A. Rourke", no item of a list and no heading."""
    is_after_quotation = bool(laid.blocks) and sheet.body[laid.blocks[-1].end - 1] in "”\"’»'"
    return is_after_quotation and _SIGNED.match(sheet.words(part)) is not None


def add_field(laid: Laid, label: str, start: int, end: int) -> Field:
    """A field whose label the text does not write: ``signature``, ``signature-title``, ``greeting``."""
    laid.fields.append(Field(label, Words(start, end), Words(start, end)))
    return laid.fields[-1]


def date_in(sheet: Sheet, parts: Iterable[Paragraph | Grid]) -> str | None:
    """The first full date in these parts."""
    found = (stated_day(sheet.words(p)[:400]) for p in parts if isinstance(p, Paragraph))
    return next((d for d in found if d), None)


def _grid_blocks(sheet: Sheet, grid: Grid, *, date: str | None, message: int | None) -> Iterator[Block]:
    if grid.head:
        yield from blocks_of(sheet, "byline", [grid.head], date=date, message=message)
    for row in grid.table.rows:
        yield from blocks_of(sheet, "row", [(row.at.start, row.at.end)], date=date, message=message)
