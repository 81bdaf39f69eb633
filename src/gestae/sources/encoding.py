"""Bytes to characters when nobody, or nobody reliable, says which encoding they are in."""

import codecs
import re
from typing import NamedTuple

import ftfy.bad_codecs  # noqa: F401 - registers sloppy-windows-1252, which gives every byte a character

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "sloppy-windows-1252"
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(0x80))
_STATEFUL = ("iso2022", "iso-2022", "hz", "utf-7", "utf7")


class Decoded(NamedTuple):
    """``is_mixed``: parts were in one encoding and parts in another. ``lost`` counts characters that could not be told."""

    text: str
    is_mixed: bool = False
    lost: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """By byte order mark, by the pattern of zeros, as UTF-8 where that is possible throughout, as declared, and else
    as Windows-1252 with whatever UTF-8 is in it. Never fails. Linear."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _wide(data[len(bom) :], name) if name != "utf-8" else _narrow(data[len(bom) :], None)
    wide = _by_zeros(data)
    return _wide(data, wide) if wide else _narrow(data, declared)


def _by_zeros(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte is zero."""
    head = data[:4096]
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.6 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.6 and odd < pairs * 0.1:
        return "utf-16-be"
    return None


def _wide(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    return Decoded(text, lost=text.count("\ufffd"))


def _narrow(data: bytes, declared: str | None) -> Decoded:
    codec = _codec(declared)
    if codec and codec.startswith(_STATEFUL) and not codec.startswith("utf"):
        text = data.decode(codec, "replace")
        return Decoded(text, lost=text.count("\ufffd"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if codec and codec not in ("utf-8", "ascii", "iso8859-1", "cp1252", "utf-16", "utf-32", "utf-7"):
        text = data.decode(codec, "replace")
        return Decoded(text, lost=text.count("\ufffd"))
    sequences = _SEQUENCE.findall(data)
    stray = len(data.translate(None, _ASCII)) - sum(map(len, sequences))
    if len(sequences) * 4 < stray:
        return Decoded(data.decode(_WESTERN))
    return Decoded(data.decode("utf-8", "gestae-western"), is_mixed=bool(sequences))


def _codec(declared: str | None) -> str | None:
    """The name of a text encoding, ``None`` for what is not one."""
    if not declared:
        return None
    try:
        codec = codecs.lookup(declared.strip("\"' "))
        b"a".decode(codec.name)
    except (LookupError, ValueError, TypeError):
        return None
    return codec.name if isinstance(codec.name, str) else None


def _western(error: UnicodeError) -> tuple[str | bytes, int]:
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.start + 1]
    return bad.decode(_WESTERN), error.start + 1


codecs.register_error("gestae-western", _western)
