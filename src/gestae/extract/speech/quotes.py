"""Quotations: which stretches of a block are somebody's very words."""

import re
from typing import NamedTuple

from gestae.extract.speech.marks import pairs

DEFINED = re.compile(r"\(\s*(?:the|hereafter|collectively)?[^()]*$", re.IGNORECASE)
OPEN_ENDED = 20  # characters that a quotation without a closing mark needs


class Quote(NamedTuple):
    """A quotation in a block's copy: ``start``/``end`` with its marks, ``inner`` without them. One that is not ``is_closed``
    runs to the end of the block."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_closed: bool = True

    def holds(self, offset: int) -> bool:
        """Whether this copy offset is within the quotation, marks included."""
        return self.start <= offset < self.end


def quotes(copy: str, goes_on: bool = False) -> list[Quote]:
    """Quotations in order; terms being defined (“the Agency”) are left out. ``goes_on``: the block before was left within one."""
    found: list[Quote] = []
    for pair in pairs(copy, goes_on):
        inner = copy[pair.inner : pair.closed]
        if not inner.strip() or (not pair.is_closed and len(inner) < OPEN_ENDED):
            continue
        if copy[pair.end : pair.end + 1] == ")" and DEFINED.search(copy[max(0, pair.start - 40) : pair.start]):
            continue
        start = pair.inner + len(inner) - len(inner.lstrip())
        end = start + len(inner.strip().rstrip(","))
        if end > start:
            found.append(Quote(pair.start, pair.end, start, end, pair.is_closed))
    return found


def is_utterance(copy: str, quote: Quote) -> bool:
    """Whether the quotation is long enough, or marked enough, to be speech rather than a title or a term."""
    inner = copy[quote.inner_start : quote.inner_end]
    return len(inner.split()) >= 3 or inner[-1:] in ".!?," or copy[quote.inner_end : quote.inner_end + 1] in ".!?,"
