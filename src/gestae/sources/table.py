"""Rows of cells as lines: the same table gives the same lines whatever document it stands in."""

from collections.abc import Sequence

Cell = tuple[str, int, int]
"""Words, and how many columns and rows the cell spans."""


def rows_of(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """One line a row, cells separated by one tab, as many in every row. A cell over several columns or rows stands
    once, at its upper left; the rest are empty. Rows without words are left out."""
    taken: dict[tuple[int, int], str] = {}
    width = 0
    for at, row in enumerate(rows):
        column = 0
        for words, across, down in row:
            while (at, column) in taken:
                column += 1
            for y in range(at, min(at + down, len(rows))):
                for x in range(column, column + across):
                    taken[y, x] = ""
            taken[at, column] = " ".join(words.split())
            column += across
        width = max(width, column)
    width = max((x + 1 for (_, x), words in taken.items() if words), default=0)
    lines = ([taken.get((y, x), "") for x in range(width)] for y in range(len(rows)))
    return ["\t".join(cells) for cells in lines if any(cells)]
