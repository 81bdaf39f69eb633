"""A text in parts that a page can hold: whole pages where it has pages, else whole paragraphs."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from gestae.model import Text

LENGTH = 24_000


class Part(NamedTuple):
    """From ``start`` up to ``end``; ``name`` is its pages, or its number."""

    start: int
    end: int
    name: str


def parts_of(text: Text) -> list[Part]:
    """Without gap, in order; one at least."""
    found = list(_by_page(text) if text.pages else _by_paragraph(text.body))
    return found or [Part(0, len(text.body), "1")]


def part_at(parts: list[Part], offset: int) -> int:
    """The index of the part in which an offset lies."""
    return max(0, bisect_right([p.start for p in parts], offset) - 1)


def _by_page(text: Text) -> Iterator[Part]:
    start, first, last = 0, text.pages[0].label, text.pages[0].label
    for page, following in zip(text.pages, (*text.pages[1:], None), strict=True):
        last = page.label
        end = following.start if following else len(text.body)
        if following is None or end - start >= LENGTH or following.end - start > LENGTH * 3 // 2:
            yield Part(start, end, f"page {first}" if first == last else f"pages {first} to {last}")
            start, first = end, following.label if following else ""


def _by_paragraph(body: str) -> Iterator[Part]:
    start = number = 0
    while start < len(body):
        number += 1
        end = len(body)
        if end - start > LENGTH * 3 // 2:
            cut = body.rfind("\n", start + LENGTH // 2, start + LENGTH)
            end = cut + 1 if cut > 0 else start + LENGTH
        yield Part(start, end, str(number))
        start = end
