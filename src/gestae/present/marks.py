"""Overlapping marks on a text as pieces that do not nest: the text is cut at every boundary."""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from gestae.present.markup import Markup, esc, join, tag


class Marked(NamedTuple):
    """A stretch of a text (end exclusive), the claim it is for, its number in the margin and its standing."""

    start: int
    end: int
    claim: str
    number: int
    standing: str


class Piece(NamedTuple):
    """A stretch that the same marks cover from end to end; ``opens`` are those that begin here."""

    start: int
    end: int
    covers: tuple[Marked, ...]
    opens: tuple[Marked, ...]


def cut(start: int, end: int, marks: Iterable[Marked]) -> Iterator[Piece]:
    """The pieces of ``start`` to ``end``, in order and without gap. ``marks`` by rising start; those outside are left out.

    A mark that began before ``start`` covers without opening. O(n log n) in the marks, and the pieces they need.
    """
    inside = [m for m in marks if m.start < end and m.end > start]
    running: list[tuple[int, int, Marked]] = []
    at, following = start, 0
    while at < end:
        opens = []
        while following < len(inside) and inside[following].start <= at:
            mark = inside[following]
            heappush(running, (mark.end, following, mark))
            if mark.start == at:
                opens.append(mark)
            following += 1
        while running and running[0][0] <= at:
            heappop(running)
        stop = min(
            end,
            running[0][0] if running else end,
            inside[following].start if following < len(inside) else end,
        )
        covers = tuple(m for _, _, m in sorted(running, key=lambda r: r[2].number))
        yield Piece(at, stop, covers, tuple(opens))
        at = stop


def marked_text(body: str, start: int, end: int, marks: Iterable[Marked]) -> Markup:
    """``start`` to ``end`` of the body with its marks; each begins with its number, which leads to the note on it."""
    parts: list[Markup] = []
    for piece in cut(start, end, marks):
        parts += [
            tag("a", str(m.number), class_="n", id=f"w-{m.claim}", href=f"#c-{m.claim}", aria_label=f"note {m.number}")
            for m in piece.opens
        ]
        words = esc(body[piece.start : piece.end])
        if piece.covers:
            second = piece.covers[1].standing if len(piece.covers) > 1 else None
            names = " ".join(m.claim for m in piece.covers)
            words = tag("mark", words, data_1=piece.covers[0].standing, data_2=second, data_claims=names)
            if len(piece.covers) > 2 and piece.opens:
                words = join(tag("sup", f"+{len(piece.covers) - 2}", class_="more"), words)
        parts.append(words)
    return join(parts)
