"""Text of documents made harmless to look at: what could steer a screen becomes a sign of its own, one for one."""

import re
from functools import cache

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_KEPT = (0x09, 0x0A)


@cache
def _signs() -> dict[int, int]:
    signs = {c: 0x2400 + c for c in range(0x20) if c not in _KEPT}
    signs[0x7F] = 0x2421
    signs |= dict.fromkeys((*range(0x80, 0xA0), *_BIDI, 0xFEFF, 0xFFFE, 0xFFFF, *range(0xFFF9, 0xFFFC)), 0xFFFD)
    signs |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
    return signs


def clean(text: str) -> str:
    """The same text with control characters, terminal escapes, bidi overrides and lone surrogates shown as signs.

    Each becomes exactly one code point, so that offsets still hold; line feeds and tabs stay.
    """
    return text.translate(_signs())


def one_line(text: str) -> str:
    """The same, cleaned, with every run of white space as one space."""
    return re.sub(r"\s+", " ", clean(text)).strip()


def shortened(text: str, limit: int = 160) -> str:
    """One line of at most ``limit`` code points, cut in the middle at a space."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    room = limit - 3
    head, tail = line[: room * 3 // 5], line[len(line) - room * 2 // 5 :]
    head = head.rsplit(" ", 1)[0] if " " in head[len(head) // 2 :] else head
    tail = tail.split(" ", 1)[1] if " " in tail[: len(tail) // 2] else tail
    return f"{head} … {tail}"
