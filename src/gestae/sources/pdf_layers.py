"""All the words that PDFium finds in a PDF, printed or not: text under pictures, titles, notes, fields, attachments."""

import ctypes
from collections.abc import Iterator
from typing import Any

_NOTED = (b"Contents", b"T", b"Subj", b"V", b"DV", b"TU", b"RC", b"NM")
_MOST = 10_000


def told(data: bytes) -> Iterator[tuple[str, str | None]]:
    """Places and words; ``None`` for a page, or a whole file, that cannot be opened."""
    import pypdfium2  # noqa: PLC0415 - loaded for PDF files only

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield "", None
        return
    with document:
        for name, value in document.get_metadata_dict(skip_empty=True).items():
            yield f"its {name}", value
        for bookmark in document.get_toc():
            yield "its table of contents", bookmark.get_title()
        for at in range(len(document)):
            yield from _page(document, at, pypdfium2)


def attached(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files attached to it, by their names."""
    import pypdfium2  # noqa: PLC0415 - as above

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    with document:
        for at in range(document.count_attachments()):
            attachment = document.get_attachment(at)
            yield attachment.get_name(), bytes(attachment.get_data())


def _page(document: Any, at: int, pypdfium2: Any) -> Iterator[tuple[str, str | None]]:
    where = f"page {at + 1}"
    try:
        page = document[at]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        yield where, None
        return
    yield where, text.get_text_range()
    raw = pypdfium2.raw
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        note = raw.FPDFPage_GetAnnot(page, number)
        for key in _NOTED:
            words = _noted(raw, note, key)
            if words:
                yield f"{where}, a note or field", words
        raw.FPDFPage_CloseAnnot(note)
    text.close()
    page.close()


def _noted(raw: Any, note: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
