"""Finding the words of a quote in a text."""

import re

_ALIKE = {
    "'": "['‘’‚‛]",
    "‘": "['‘’]",
    "’": "['‘’]",
    '"': '["“”„]',
    "“": '["“”]',
    "”": '["“”]',
    "-": "[-‐‑–—]",
    "–": "[-–—]",
    "—": "[-–—]",
}


def pattern(quote: str) -> str:
    """A pattern of the same words: line breaks may differ, and the shape of quotation marks and dashes. Empty for no words."""
    return r"\s+".join("".join(_ALIKE.get(c, re.escape(c)) for c in word) for word in quote.split())


def places(
    quote: str, body: str, start: int = 0, end: int | None = None, *, whole: bool = True, any_case: bool = False
) -> list[tuple[int, int]]:
    """Where these words stand between two offsets, in order. None begins within a word; with ``whole``, none ends there."""
    shape = pattern(quote)
    if not shape:
        return []
    found = (
        m.span()
        for m in re.compile(shape, re.IGNORECASE if any_case else 0).finditer(body, start, len(body) if end is None else end)
    )
    return [(first, last) for first, last in found if not _is_within(body, first) and not (whole and _is_within(body, last))]


def _is_within(body: str, at: int) -> bool:
    """Whether a word runs on over this offset."""
    return 0 < at < len(body) and body[at - 1].isalnum() and body[at].isalnum()
