"""What is printed on a page, as PDFium gives it: characters with their places, rules drawn, pictures."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from typing import Any, NamedTuple

_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
_HYPHENS = ("\x02", "\ufffe", "\xad")
_CATALOG = re.compile(rb"(\d+)\s+(\d+)\s+obj\s*<<(?:(?!endobj).){0,400}?/Type\s*/Catalog", re.DOTALL)
_MOST_ON_A_PAGE = 200_000
_MOST_DRAWN = 5_000


class Glyph(NamedTuple):
    """A character on baseline ``y``, from ``x0`` to ``x1`` with its advance. In points; ``y`` grows upwards."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int = 0


class Rule(NamedTuple):
    """A level line drawn, alone or as a border."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True)
class Sheet:
    """One page. ``aside`` is what runs in another direction than most of the page, in the order it was drawn.

    ``pictured`` is the share of the page, 0 to 1, that pictures cover; ``is_broken``: the page cannot be opened.
    """

    label: str
    width: int
    height: int
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    aside: tuple[Glyph, ...] = ()
    pictured: float = 0.0
    is_broken: bool = False


class Locked(Exception):
    """The file asks for a password."""


class Broken(Exception):
    """No page can be found in the file."""


def sheets(data: bytes) -> Iterator[Sheet]:
    """The pages in order. Raises ``Locked`` or ``Broken`` before the first."""
    import pypdfium2  # noqa: PLC0415 - loaded for PDF files only

    document = _open(data, pypdfium2)
    try:
        document.init_forms()
        if len(document) == 0:
            raise Broken
        for at in range(len(document)):
            yield _sheet(document, at, pypdfium2)
    finally:
        document.close()


def _open(data: bytes, pypdfium2: Any) -> Any:
    """PDFium tries an empty password by itself. A file cut off before its table of objects gets a new one."""
    for attempt in (data, _with_trailer(data)):
        try:
            return pypdfium2.PdfDocument(attempt)
        except pypdfium2.PdfiumError as trouble:
            if getattr(trouble, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
                raise Locked from None
    raise Broken


def _with_trailer(data: bytes) -> bytes:
    catalogs = list(_CATALOG.finditer(data))
    root = catalogs[-1].groups() if catalogs else (b"1", b"0")
    return data + b"\nendstream\nendobj\ntrailer\n<</Root %s %s R>>\n%%%%EOF\n" % root


def _sheet(document: Any, at: int, pypdfium2: Any) -> Sheet:
    raw = pypdfium2.raw
    label = _label(document, at)
    try:
        page = document[at]
        if raw.FPDFPage_GetAnnotCount(page) > 0 and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
            page.close()
            page = document[at]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Sheet(label, 0, 0, is_broken=True)
    width, height = page.get_size()
    glyphs = list(_glyphs(text, raw))
    rules, covered = _drawn(page, raw)
    text.close()
    page.close()
    counted = Counter(g.turn for g in glyphs if g.char != " ")
    main = counted.most_common(1)[0][0] if counted else 0
    lift = {180: height, 270: width}.get(main, 0.0)
    return Sheet(
        label,
        round(width),
        round(height),
        tuple(g._replace(y=g.y + lift) for g in map(_upright, glyphs) if g.turn == main),
        tuple(rules) if main == 0 else (),
        tuple(_upright(g) for g in glyphs if g.turn != main),
        min(1.0, covered / max(1.0, width * height)),
    )


def _label(document: Any, at: int) -> str:
    return str(document.get_page_label(at) or "").strip() or str(at + 1)


def _glyphs(text: Any, raw: Any) -> Iterator[Glyph]:
    """Characters as drawn; the spaces and line ends PDFium adds of itself are left out."""
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double()
    for at in range(min(text.count_chars(), _MOST_ON_A_PAGE)):
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, at)
        char = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if char in _HYPHENS or raw.FPDFText_IsHyphen(text, at) == 1:
            char = "-"
        if not raw.FPDFText_GetLooseCharBox(text, at, box) or not raw.FPDFText_GetCharOrigin(text, at, x, y):
            continue
        turn = round(math.degrees(raw.FPDFText_GetCharAngle(text, at))) % 360
        size = raw.FPDFText_GetFontSize(text, at) * (
            math.hypot(matrix.c, matrix.d) if raw.FPDFText_GetMatrix(text, at, matrix) else 1
        )
        if turn in (0, 180):
            place = (box.left, box.right, y.value)
        elif turn == 270:
            place = (box.bottom, box.top, -x.value)
        elif turn == 90:
            place = (-box.top, -box.bottom, x.value)
        else:
            place = (x.value, x.value, y.value)
        if all(map(math.isfinite, place)):
            yield Glyph(_LIGATURES.get(char, " " if char.isspace() else char), *place, size if 1 < size < 1000 else 1.0, turn)


def _upright(glyph: Glyph) -> Glyph:
    """Upside down text is turned round."""
    return glyph._replace(x0=-glyph.x1, x1=-glyph.x0, y=-glyph.y) if glyph.turn == 180 else glyph


def _drawn(page: Any, raw: Any) -> tuple[list[Rule], float]:
    """Level rules and edges of frames, and how many square points pictures cover."""
    rules: list[Rule] = []
    covered = 0.0
    for count, thing in enumerate(page.get_objects(max_depth=4)):
        if count > _MOST_DRAWN:
            break
        if thing.type not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        left, bottom, right, top = thing.get_bounds()
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        elif right - left > 20:
            rules += [Rule(left, right, edge) for edge in ((top, bottom) if top - bottom > 4 else ((top + bottom) / 2,))]
    return rules, covered
