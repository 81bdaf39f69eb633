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
_SUSPECT = re.compile(rf"[\xc2-\xf4ŠŽœÐ×ÏЀ-ӿ‚√¬][{re.escape(_UPPER_HALF)} \ufffd]|[‚√¬][^\x00-\x7f]|[^\x00-\x7f]{{2}}")
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
_LONGEST = 4000


class Mended(NamedTuple):
    text: str
    repairs: int
    first: tuple[str, str, int] | None


def mend(text: str) -> Mended:
    """The text repaired line by line, the number of repairs, and the first: (damaged, repaired, its line from 1)."""
    if text.isascii() or not _SUSPECT.search(text):
        return Mended(text, 0, None)
    is_damaged = _BEYOND_DOUBT.search(text) is not None
    count, first = 0, None
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.isascii() or not _SUSPECT.search(line):
            continue
        mended = "".join(_piece(piece, is_damaged) for piece in _pieces(line))
        if mended != line:
            shown = _difference(line, mended)
            count += max(1, _signs(line) - _signs(mended))
            first = first or (*shown, at + 1)
            lines[at] = mended
    return Mended("\n".join(lines), count, first) if count else Mended(text, 0, None)


def _pieces(line: str) -> list[str]:
    """A line in stretches of at most a few thousand characters, cut at spaces where there are any."""
    pieces = []
    while len(line) > _LONGEST:
        cut = line.rfind(" ", 1, _LONGEST)
        cut = cut if cut > 1 else _LONGEST
        pieces.append(line[:cut])
        line = line[cut:]
    return [*pieces, line]


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


def _signs(line: str) -> int:
    """How many characters a line has that are not plain ASCII, one for a run."""
    return len(re.findall(r"[^\x00-\x7f]{2,}", line))


def _difference(before: str, after: str) -> tuple[str, str]:
    """The first stretch that differs, whole runs of unusual characters."""
    at = next((i for i, (b, a) in enumerate(zip(before, after, strict=False)) if b != a), min(len(before), len(after)))
    return _run(before, at), _run(after, at)


def _run(text: str, at: int) -> str:
    while at > 0 and not text[at - 1].isascii():
        at -= 1
    run = re.compile(r"[^\x00-\x7f]{1,12}").match(text, at)
    return run.group() if run else text[at : at + 1]
