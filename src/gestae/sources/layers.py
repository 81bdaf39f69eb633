"""Everything in a file that somebody could read out of it, wherever it is put: for making sure that a word is not in it.

A reader gives what a document says. This gives all of it: metadata, attachments, notes in the margin, what was deleted and kept,
and the bytes themselves.
"""

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from typing import Any

from gestae.sources.kinds import recognise
from gestae.sources.packed import MOST_BYTES

Layer = tuple[str, str | None]
"""A place in the file (empty: the file itself), and words that stand there; ``None`` where nothing can be read, as in a picture."""

DEEPEST = 12
_ENDS = re.compile(r"</(?:[\w.-]+:)?(?:p|h|td|tc|tr|li|div|row|si|br|tab)\b[^>]*>|<(?:[\w.-]+:)?(?:br|tab|cr)\b[^>]*>")
_TAG = re.compile(r"<[^<>]*>")
_HEADER = re.compile(rb"\s*[!-9;-~]+[ \t]*:")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_RUN = re.compile(rb"[ -~]{6,}")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_TEXTUAL = ("image/svg+xml", "application/rtf", "application/postscript")


def layers(data: bytes, name: str) -> Iterator[Layer]:
    """All that can be read out of a file of this name."""
    yield from _layers(data, name, "", 0)


def _layers(data: bytes, name: str, place: str, depth: int) -> Iterator[Layer]:
    if depth > DEEPEST:
        yield place, None
    elif data[:1024].find(b"%PDF-") >= 0:
        yield from _pdf(data, place, depth)
    elif data.startswith(b"PK\x03\x04"):
        yield from _packed(data, place, depth)
    elif data.startswith(b"\x1f\x8b"):
        try:
            yield from _layers(gzip.GzipFile(fileobj=io.BytesIO(data)).read(MOST_BYTES), name, place, depth + 1)
        except (OSError, EOFError, zlib.error):
            yield place, None
    elif (unread := recognise(data, name)) is not None and unread.media_type not in _TEXTUAL:
        yield place, None
    elif _HEADER.match(data):
        yield from _mail(data, place, depth)
    if not data.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        yield from _plain(data, place)


def _plain(data: bytes, place: str) -> Iterator[Layer]:
    """The bytes as words, with marks and entities and without. Of what is no text, the runs that look like words."""
    if b"\0" in data or b"%PDF-" in data[:1024]:
        ways = [b"\n".join(_RUN.findall(_STREAM.sub(b"", data))).decode("ascii")]
        ways += [data.decode(way, "replace") for way in ("utf-16-le", "utf-16-be") if data[:2] in _MARKS]
    else:
        try:
            ways = [data.decode()]
        except UnicodeDecodeError:
            ways = [data.decode("latin-1"), data.decode("utf-8", "replace")]
    for words in ways:
        yield place, words
        if "<" in words or "&" in words:
            yield place, html.unescape(_TAG.sub("", _ENDS.sub(" ", words)))
            yield place, html.unescape(_TAG.sub(" ", words))


def _packed(data: bytes, place: str, depth: int) -> Iterator[Layer]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield _within(place, "its comment"), packed.comment.decode("utf-8", "replace")
            if sum(e.file_size for e in packed.infolist()) > MOST_BYTES:
                yield place, None
                return
            for entry in packed.infolist():
                yield _within(place, "a name in it"), entry.filename
                yield from _layers(packed.read(entry), entry.filename, _within(place, entry.filename), depth + 1)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, RuntimeError, EOFError):
        yield place, None


def _mail(data: bytes, place: str, depth: int) -> Iterator[Layer]:
    message = message_from_bytes(data, policy=policy.compat32)
    for number, part in enumerate(message.walk()):
        at = _within(place, f"part {number} of the message") if number else place
        for header, value in part.items():
            yield _within(at, f"its {header}"), _decoded(str(value))
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content and (number or part.get("Content-Transfer-Encoding")):
            yield from _layers(content, str(part.get_filename() or ""), _within(place, _part_name(part, number)), depth + 1)


def _part_name(part: Any, number: int) -> str:
    try:
        return _decoded(part.get_filename() or "") or f"part {number} of the message"
    except (LookupError, ValueError, TypeError, AttributeError):
        return f"part {number} of the message"


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError):
        return value


def _pdf(data: bytes, place: str, depth: int) -> Iterator[Layer]:
    """What PDFium gives of it, and every stream of it that is only packed."""
    from gestae.sources.pdf_layers import attached, told  # noqa: PLC0415 - loaded for PDF files only

    for where, words in told(data):
        yield _within(place, where), words
    for name, content in attached(data):
        yield _within(place, "the name of an attachment"), name
        yield from _layers(content, name, _within(place, f"attachment {name}"), depth + 1)
    for number, found in enumerate(_STREAM.finditer(data)):
        with suppress(zlib.error):
            yield from _plain(zlib.decompressobj().decompress(found[1], MOST_BYTES), _within(place, f"stream {number}"))


def _within(place: str, inner: str) -> str:
    return f"{place}, {inner}" if place else inner
