"""A PDF of a manuscript: US letter, Helvetica, running head, page numbers, one or two justified columns.

Properties: ``columns``, ``leading`` and ``foot`` (where a column ends), the last two in points.

Written by hand and uncompressed, so that the bytes depend on nothing but the manuscript.
"""

import hashlib
from dataclasses import dataclass, field

from typeset.manuscript import SOFT_HYPHEN, Block, Manuscript

PAGE_WIDTH, PAGE_HEIGHT = 612.0, 792.0
MARGIN, TOP, FOOT = 72.0, 708.0, 84.0
GUTTER = 24.0
SIZE, LEADING, SMALL = 10.5, 14.0, 8.5

# Widths of Helvetica in thousandths of the size, from Adobe's font metrics; all not listed are 556.
_WIDTHS = {
    222: "ijl‘’", 191: "'", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-r“”`", 334: "{}", 350: "•", 355: '"', 389: "*", 469: "^",
    500: "Jcksvxyz", 584: "+<=>~", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W",
    1000: "—", 1015: "@",
}  # fmt: skip
_WIDTH_BY_CHARACTER = {character: width for width, characters in _WIDTHS.items() for character in characters}


@dataclass
class _Canvas:
    """Pages in the making; ``y`` is the base line of the line set last, in points from the foot of the page."""

    columns: int
    leading: float
    foot: float
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    column: int = 0
    y: float = TOP
    column_top: float = TOP

    @property
    def width(self) -> float:
        return (PAGE_WIDTH - 2 * MARGIN - GUTTER * (self.columns - 1)) / self.columns

    @property
    def left(self) -> float:
        return MARGIN + self.column * (self.width + GUTTER)

    def down(self, points: float) -> None:
        """Moves to the next base line; to the next column or page where this one is full."""
        self.y -= points
        if self.y >= self.foot:
            return
        self.column += 1
        if self.column == self.columns:
            self.column, self.column_top = 0, TOP
            self.pages.append([])
        self.y = self.column_top - self.leading

    def show(self, text: str, x: float, font: tuple[str, float], stretch: float = 0.0) -> None:
        self.pages[-1].append(_shown(text, (x, self.y), font, stretch))


def pdf(manuscript: Manuscript) -> bytes:
    """The manuscript set as PDF 1.4."""
    properties = manuscript.properties
    columns = int(properties.get("columns", "1"))
    canvas = _Canvas(1, float(properties.get("leading", LEADING)), float(properties.get("foot", FOOT)))
    for block in manuscript.blocks:
        if columns > 1 and canvas.columns == 1 and block.shape != "title":
            canvas.columns, canvas.column_top = columns, canvas.y - canvas.leading / 2
            canvas.y = canvas.column_top
        _set(block, canvas)
    for number, page in enumerate(canvas.pages, 1):
        head, foot = properties["header"], f"Page {number} of {len(canvas.pages)}"
        page.insert(0, _shown(head, (MARGIN, 744.0), ("F1", SMALL)))
        page.append(_shown(foot, ((PAGE_WIDTH - width(foot, SMALL)) / 2, 48.0), ("F1", SMALL)))
    return _file(manuscript, ["\n".join(page) for page in canvas.pages])


def width(text: str, size: float) -> float:
    """Width in points when set in Helvetica of this size."""
    return sum(_WIDTH_BY_CHARACTER.get(character, 556) for character in text) * size / 1000


def lines(text: str, measure: float, size: float) -> list[str]:
    """The paragraph broken into lines no wider than ``measure``, words divided at their soft hyphens where that fills a line."""
    done: list[str] = []
    line = ""
    for word in text.split():
        whole = word.replace(SOFT_HYPHEN, "")
        start = f"{line} " if line else ""
        if width(start + whole, size) <= measure:
            line = start + whole
            continue
        pieces = word.split(SOFT_HYPHEN)
        fitting = [n for n in range(1, len(pieces)) if width(start + "".join(pieces[:n]) + "-", size) <= measure]
        cut = max(fitting, default=0)
        done.append(start + "".join(pieces[:cut]) + "-" if cut else line)
        line = "".join(pieces[cut:])
    return [*done, line]


def _set(block: Block, canvas: _Canvas) -> None:
    font, size = ("F2", 13.0) if block.shape == "title" else ("F2", SIZE) if block.shape in ("heading", "centred") else ("F1", SIZE)
    if block.opens and canvas.y < canvas.column_top:
        canvas.down(canvas.leading * 0.6)
    broken = lines(block.text, canvas.width, size)
    for number, line in enumerate(broken, 1):
        canvas.down(canvas.leading if size <= SIZE else 18.0)
        spare = canvas.width - width(line, size)
        is_justified = canvas.columns > 1 and block.shape == "paragraph" and number < len(broken)
        x = canvas.left + spare / 2 if block.shape == "centred" else canvas.left
        canvas.show(line, x, (font, size), spare / max(1, line.count(" ")) if is_justified else 0.0)


def _shown(text: str, at: tuple[float, float], font: tuple[str, float], stretch: float = 0.0) -> str:
    return f"BT /{font[0]} {font[1]:g} Tf {stretch:.3f} Tw 1 0 0 1 {at[0]:.2f} {at[1]:.2f} Tm {_string(text)} Tj ET"


def _string(text: str) -> str:
    """A PDF string literal in WinAnsi; the octal escapes keep the file plain ASCII."""
    out = []
    for byte in text.encode("cp1252"):
        character = chr(byte)
        out.append(f"\\{character}" if character in "()\\" else character if 32 <= byte < 127 else f"\\{byte:03o}")
    return f"({''.join(out)})"


def _file(manuscript: Manuscript, streams: list[str]) -> bytes:
    first_page = 6
    stamp = "D:" + "".join(c for c in manuscript.properties["date"] if c.isdigit())
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-US) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< /Title {_string(manuscript.title)} /Author {_string(manuscript.properties['author'])} /CreationDate ({stamp}) >>",
    ]
    for number, stream in enumerate(streams):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH:g} {PAGE_HEIGHT:g}] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {first_page + 2 * number + 1} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    digest = hashlib.sha256(out.encode("ascii")).hexdigest()[:32]
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R /ID [<{digest}> <{digest}>] >>"
    xref = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + xref).encode("ascii")
