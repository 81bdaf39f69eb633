"""Quotation marks: which stretches of a block are somebody's very words."""

import re
from typing import NamedTuple

CURLY = re.compile(r'[“„]((?:[^“”„"]|“[^“”"]*”|"(?![\s.,;:!?)\]—–-]|$))*)(”|"|$)')
STRAIGHT = re.compile(r'"([^"“”]*)(["”]|$)')
DOUBLED = re.compile(r"(?<!\w)''((?:(?!'').)+)(''|$)")
SINGLE = re.compile(r"(?<![\w’'])‘([^‘’]{12,}?)’(?!\w)")
DEFINED = re.compile(r"\(\s*(?:the|hereafter|collectively)?[^()]*$", re.IGNORECASE)


class Quote(NamedTuple):
    """A quotation in a block's copy: ``start``/``end`` with its marks, ``inner`` without them."""

    start: int
    end: int
    inner_start: int
    inner_end: int

    def holds(self, offset: int) -> bool:
        """Whether this copy offset is within the quotation, marks included."""
        return self.start <= offset < self.end


def quotes(copy: str) -> list[Quote]:
    """Quotations of at least two words, or one with an end mark, in order. Terms being defined (“the Agency”) are left out."""
    found: list[Quote] = []
    for pattern in (CURLY, STRAIGHT, DOUBLED, SINGLE):
        for m in pattern.finditer(copy):
            if any(q.start < m.end() and m.start() < q.end for q in found):
                continue
            inner = m.group(1)
            if not inner.strip() or (
                DEFINED.search(copy[max(0, m.start() - 40) : m.start()]) and copy[m.end() : m.end() + 1] == ")"
            ):
                continue
            if not m.groups()[-1] and pattern is not SINGLE and len(inner) < 20:
                continue
            lead = len(inner) - len(inner.lstrip())
            start = m.start() + 1 + lead
            inner_end = start + len(inner.strip())
            while inner_end > start and copy[inner_end - 1] == ",":
                inner_end -= 1
            if inner_end > start:
                found.append(Quote(m.start(), m.end(), start, inner_end))
    return sorted(found)


def is_utterance(copy: str, quote: Quote) -> bool:
    """Whether the quotation is long enough, or marked enough, to be speech rather than a title or a term."""
    inner = copy[quote.inner_start : quote.inner_end]
    return len(inner.split()) >= 3 or inner[-1:] in ".!?," or copy[quote.inner_end : quote.inner_end + 1] in ".!?,"
