"""Documents made for tests, in every format that can be read."""

import io
from collections.abc import Sequence

import docx
import pdf_maker

LOG = (
    ("Time", "Item", "From", "To", "Remarks"),
    ("06:50", "Pistol K-3", "Safe", "R. Salter", "inspected, 0 of 8 chambers loaded"),
    ("06:52", "Shotgun S-1", "Safe", "B. Lome", "inspected, empty"),
    ("07:40", "Pistol K-3", "R. Salter", "", "loaded 2 quarter blanks, shown clear to the whole crew"),
    ("", "Pistol K-3", "R. Salter", "I. Vald", "hot"),
    ("08:31", "Pistol K-3", "", "I. Vald", ""),
)
ROWS = "\n".join("\t".join(row) for row in LOG)


def word_document(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for y, row in enumerate(table):
            for x, words in enumerate(row):
                made.cell(y, x).text = words
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def log_sheet(leading: float = 18, is_ruled: bool = False, wrap: float | None = None) -> pdf_maker.Sheet:
    """The log as a printed table; ``wrap`` breaks the remarks at this width."""
    places = (72, 120, 200, 280, 350)
    sheet = pdf_maker.Sheet().text(72, 660, "WEAPONS LOG", 14)
    sheet.text(72, 640, "Kept by the armourer on the day of the accident; all times are local times.", 10)
    y = 600.0
    for row in LOG:
        if is_ruled:
            sheet.line(68, y + 11, 540, y + 11)
        deepest = 0
        for x, words in zip(places, row, strict=True):
            lines = pdf_maker.broken(words, wrap, hyphens=False) if wrap and x == places[-1] else [words]
            for down, line in enumerate(lines):
                if line.strip("|"):
                    sheet.text(x, y - 12 * down, line.strip("|"), 10)
            deepest = max(deepest, len(lines) - 1)
        y -= leading + 12 * deepest
    if is_ruled:
        sheet.line(68, y + 11, 540, y + 11)
    return sheet.text(72, y - 24, "Signed by the armourer.", 10)
