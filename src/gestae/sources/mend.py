"""Damaged characters repaired: UTF-8 that somebody once read as Latin-1 or Windows-1252, once or several times.

The repair is that of ftfy with all but its encoding repair switched off. Two things are added: stretches that read well as they
stand are kept from it ("the letter Ã was", “IRMÃ”), and signs it leaves alone for want of context are
repaired where the same text holds damage beyond doubt.
"""

import re
from typing import NamedTuple

import ftfy

_ENCODING_ONLY = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_c1_controls=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
)
_UPPER_HALF = "".join(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xC0)) + "".join(map(chr, range(0x80, 0xA0)))
_CONTINUED = f"[{re.escape(_UPPER_HALF)}]"
_SUSPECT = re.compile(
    rf"[\xc2-\xdf]{_CONTINUED}|[\xe0-\xf4]{_CONTINUED}{{2}}|[ÃÂ][ \ufffd]|â[€\x80]|‚Ä|вЂ|ΓÇ|√©",
)
_BEYOND_DOUBT = re.compile(
    r"â€|â\x80|Ã[\x80-\x9f¡-§¨©¬®¯°-¹¼-¿ƒ¢‚†‡ˆ‰‹Œ]|Â[\x80-\x9f¡-§©«®°±¶¼-¿]|ðŸ",
)
# Where a capital or a letter of its own ends before a quotation mark, dash or space, it is most likely meant.
_SOUND = re.compile(
    r"(?<=[A-ZÀ-Þ“‘«‹][ÃÂÅÄÊÉÔÕâãàåä])(?=[”’»›…])"
    r"|(?<=[A-ZÀ-Þ]Ã)(?=[\xa0ªº–—](?![A-ZÀ-Þ]))"
    r"|(?<![a-zà-þ0-9]Ã)(?<=Ã)(?= (?! ))"
)
_SIGNS = re.compile(rf"â[€\x80‚\x82„\x84†\x86][{re.escape(_UPPER_HALF)}]")
# The closing quotation mark is the one whose last byte Windows-1252 lacks, so that programs drop it.
_LOST_QUOTE = re.compile(rf"(?<![\x80-\xff{re.escape(_UPPER_HALF)}])â€(?:\ufffd+|(?![{re.escape(_UPPER_HALF)}]))")
_IN_DAMAGED = (("Ã…", "Å"), ("Ã¥", "å"), ("Å\xa0", "Š"), ("Å“", "œ"))
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_REACH = 2000


class Mended(NamedTuple):
    text: str
    repairs: int
    first: tuple[str, str, int] | None


def mend(text: str) -> Mended:
    """The text repaired, the number of repairs, and the first: (damaged, repaired, its line from 1). Linear."""
    suspect = None if text.isascii() else _SUSPECT.search(text)
    if suspect is None:
        return Mended(text, 0, None)
    is_damaged = _BEYOND_DOUBT.search(text) is not None
    pieces: list[str] = []
    repairs, first, done = 0, None, 0
    while suspect:
        start, end = _around(text, suspect.start(), done)
        piece = text[start:end]
        mended = _piece(piece, is_damaged)
        if mended != piece:
            repairs += max(1, _runs(piece) - _runs(mended))
            first = first or (*_difference(piece, mended), text.count("\n", 0, start) + 1)
        pieces += (text[done:start], mended)
        done = end
        suspect = _SUSPECT.search(text, done)
    return Mended("".join((*pieces, text[done:])), repairs, first) if repairs else Mended(text, 0, None)


def _around(text: str, at: int, floor: int) -> tuple[int, int]:
    """The line of a place, or as much of it as is looked at together, cut at spaces where there are any."""
    floor = max(floor, at - _REACH)
    start = text.rfind("\n", floor, at) + 1
    if not start:
        start = max(floor, text.find(" ", floor, at)) if floor == at - _REACH else floor
    ceiling = min(len(text), at + _REACH)
    end = text.find("\n", at, ceiling)
    if end < 0:
        end = ceiling
        if ceiling < len(text):
            space = text.rfind(" ", at + 4, ceiling)
            end = space if space > 0 else ceiling
    return start, end


def _piece(piece: str, is_damaged: bool) -> str:
    if piece.isascii():
        return piece
    if is_damaged:
        piece = _fixed(_LOST_QUOTE.sub("”", piece))
        for damaged, sound in _IN_DAMAGED:
            piece = piece.replace(damaged, sound)
    else:
        piece = "".join(_fixed(part) for part in _SOUND.split(piece))
    return _SIGNS.sub(_sign, piece)


def _fixed(piece: str) -> str:
    return piece if piece.isascii() else ftfy.fix_encoding(piece, _ENCODING_ONLY)


def _sign(match: re.Match[str]) -> str:
    damaged = match.group()
    try:
        return damaged.encode("sloppy-windows-1252").decode()
    except UnicodeError:
        return damaged


def _runs(line: str) -> int:
    """How many runs of characters beyond ASCII a line has, single ones not counted."""
    return len(_RUN.findall(line))


def _difference(before: str, after: str) -> tuple[str, str]:
    """The first stretch that differs, whole runs of unusual characters."""
    at = next((i for i, (b, a) in enumerate(zip(before, after, strict=False)) if b != a), min(len(before), len(after)))
    return _run(before, at), _run(after, at)


def _run(text: str, at: int) -> str:
    while at > 0 and not text[at - 1].isascii():
        at -= 1
    run = re.compile(r"[^\x00-\x7f]{1,12}").match(text, at)
    return run.group() if run else text[at : at + 1]
