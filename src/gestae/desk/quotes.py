"""Finding the words of a quote in a text."""

import re

from gestae.model import Span, Text
from gestae.model.quoting import pattern


def find(quote: str, text: Text) -> Span | None:
    """Where these words first stand: exactly, else with other line breaks and other marks of quotation or dashes."""
    start = text.body.find(quote)
    if start >= 0:
        return Span.of(text, start, start + len(quote))
    shape = pattern(quote)
    found = re.search(shape, text.body) if shape else None
    return Span.of(text, found.start(), found.end()) if found else None
