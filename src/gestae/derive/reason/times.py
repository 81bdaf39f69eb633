"""Times: between which moments each point of each event lies, as far as the claims taken as true say. Two passes of
Bellman and Ford over arrays; the rules take no part."""

from collections.abc import Collection

import numpy as np

from gestae.derive.reason.puzzle import Puzzle

_FAR = 1 << 40
_Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


def bounds(puzzle: Puzzle, without: Collection[str] = ()) -> dict[str, tuple[int, int]] | None:
    """Earliest and latest by ``event.point``, of all claims but these; ``None`` where the times leave no moment."""
    at = {"": 0}
    for event in puzzle.events:
        for point in event.points:
            at[f"{event.id}.{point}"] = len(at)
    heads, tails, lengths = _edges(puzzle, at, frozenset(without))
    latest = _distances(len(at), heads, tails, lengths)
    earliest = _distances(len(at), tails, heads, lengths)
    if latest is None or earliest is None:
        return None
    first, last = (-earliest).tolist(), latest.tolist()
    return {name: (first[n], last[n]) for name, n in at.items() if name}


def _edges(puzzle: Puzzle, at: dict[str, int], without: frozenset[str]) -> tuple[_Ints, _Ints, _Ints]:
    """Constraints head - tail <= length."""
    heads: list[int] = []
    tails: list[int] = []
    lengths: list[int] = []

    def add(head: int, tail: int, length: int) -> None:
        heads.append(head)
        tails.append(tail)
        lengths.append(length)

    low, high = puzzle.horizon
    for event in puzzle.events:
        for point in event.points:
            x = at[f"{event.id}.{point}"]
            add(0, x, -(event.fixed if event.fixed is not None else low))
            add(x, 0, event.fixed if event.fixed is not None else high)
        if event.is_interval:
            add(at[f"{event.id}.s"], at[f"{event.id}.e"], 0)
    for atom in puzzle.claims:
        if atom.says not in ("time", "order") or atom.id in without:
            continue
        x = at[f"{atom.event}.{puzzle.point_of(atom)}"]
        if atom.says == "time":
            if atom.lo is not None:
                add(0, x, -atom.lo)
            if atom.hi is not None:
                add(x, 0, atom.hi)
        else:
            y = at[f"{atom.event2}.{puzzle.point2_of(atom)}"]
            if atom.min is not None:
                add(x, y, -atom.min)
            if atom.max is not None:
                add(y, x, atom.max)
    return np.array(heads, dtype=np.int64), np.array(tails, dtype=np.int64), np.array(lengths, dtype=np.int64)


def _distances(size: int, heads: _Ints, tails: _Ints, lengths: _Ints) -> _Ints | None:
    """Shortest ways from the zero point; ``None`` where a circle shortens itself for ever."""
    found = np.full(size, _FAR, dtype=np.int64)
    found[0] = 0
    for _ in range(size + 1):
        nearer = found.copy()
        np.minimum.at(nearer, heads, found[tails] + lengths)
        if nearer[0] < 0:
            return None
        if (nearer == found).all():
            return found
        found = nearer
    return None
