"""Anything else: headings, fields, tables and running text in the document's own voice."""

from gestae.extract.layout.paragraphs import parts_of
from gestae.extract.layout.prose import date_in, lay_part, usual_kind
from gestae.extract.layout.sheet import Laid, Paragraph, Recogniser, Sheet


def _lay(sheet: Sheet) -> Laid:
    laid = Laid()
    head: list[Paragraph] = []
    for number, part in enumerate(parts_of(sheet)):
        kind = usual_kind(sheet, part) if isinstance(part, Paragraph) else None
        if number == 0 and kind == "prose" and part.end - part.start < 160 and sheet.body[part.end - 1] not in ".!?:;,”\"’)»'":
            kind = "headline"
        lay_part(sheet, laid, part, kind)
        if isinstance(part, Paragraph) and kind in ("headline", "byline", "field") and len(head) < 20:
            head.append(part)
    laid.date = date_in(sheet, head)
    return laid


RECOGNISER = Recogniser("plain", lambda _: 5, _lay)
