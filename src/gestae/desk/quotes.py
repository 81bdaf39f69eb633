"""Finding the words of a quote in a text."""

import re

from gestae.model import Span, Text

ALIKE = {
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


def find(quote: str, text: Text) -> Span | None:
    """Where these words first stand: exactly, else with other line breaks and other marks of quotation or dashes."""
    start = text.body.find(quote)
    if start >= 0:
        return Span.of(text, start, start + len(quote))
    pattern = r"\s+".join("".join(ALIKE.get(c, re.escape(c)) for c in word) for word in quote.split())
    found = re.search(pattern, text.body) if pattern else None
    return Span.of(text, found.start(), found.end()) if found else None
