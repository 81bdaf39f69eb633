"""Heads and feet that run from page to page, and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from gestae.sources.rows import Row

_EDGE = 0.14  # of the page's height
_DEEP = 3  # rows from the edge
_NUMBER = re.compile(r"(?:page|p\.)?\s*[-–—]?\s*(?:#|[ivxlc]+)\s*[-–—]?(?:\s*(?:of|/)\s*#)?", re.IGNORECASE)


def running(pages: Sequence[Sequence[Row]], heights: Sequence[int]) -> list[tuple[int, int]]:
    """For each page how many rows at its top and at its foot run along with the pages."""
    heads = [_edge(rows, height, is_top=True) for rows, height in zip(pages, heights, strict=True)]
    feet = [_edge(rows, height, is_top=False) for rows, height in zip(pages, heights, strict=True)]
    return list(zip(_counted(heads), _counted(feet), strict=True))


def _edge(rows: Sequence[Row], height: int, is_top: bool) -> list[str]:
    """The wordings of the rows near one edge, outermost first, numbers as ``#``."""
    outermost = list(rows[:_DEEP]) if is_top else list(rows[: -_DEEP - 1 : -1])
    near = [r for r in outermost if (r.y > height * (1 - _EDGE) if is_top else r.y < height * _EDGE)]
    if is_top and len(near) > 1 and _is_table_head(near):
        near = [r for r in near if len(r.pieces(0.9)) < 3]
    return [re.sub(r"\d+", "#", r.text) for r in near]


def _is_table_head(rows: Sequence[Row]) -> bool:
    """A table goes on here: its head repeats, and belongs to the rows below it."""
    return sum(len(r.pieces(0.9)) >= 3 for r in rows) >= 2


def _counted(edges: Sequence[Sequence[str]]) -> list[int]:
    """How many rows from the edge inwards are said on several pages, or are page numbers."""
    counts = Counter(wording for edge in edges for wording in set(edge))
    least = max(2, len(edges) // 5)
    result = []
    for edge in edges:
        is_running = [counts[w] >= least or _NUMBER.fullmatch(w.strip()) is not None for w in edge]
        result.append(is_running.index(False) if False in is_running else len(is_running))
    return result
