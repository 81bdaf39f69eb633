"""Difference logic: whether inequalities x - y <= k can hold together, and if not, which of them make a circle that shortens
itself."""

from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import islice, pairwise

Difference = tuple[int, int, int]


class Schedule:
    """Times that satisfied the last inequalities, kept as the starting point for the next."""

    def __init__(self, times: Sequence[int]) -> None:
        self._times = list(times)
        self._known: list[tuple[int, int, int, int]] = []
        self._from: dict[int, list[tuple[int, int, int]]] = defaultdict(list)

    def know(self, differences: dict[Difference, int]) -> None:
        """The inequalities with their literals, those known before first."""
        for (x, y, k), literal in islice(differences.items(), len(self._known), None):
            self._known.append((x, y, k, literal))
            self._from[y].append((x, k, literal))

    @property
    def times(self) -> list[int]:
        """By moment, the first being zero."""
        zero = self._times[0]
        return [t - zero for t in self._times]

    def move(self, times: dict[int, int]) -> None:
        """Sets these moments to these times, the zero being zero."""
        zero = self._times[0]
        for moment, time in times.items():
            self._times[moment] = time + zero

    @property
    def met(self) -> list[int]:
        """Literals of the inequalities that these times satisfy."""
        times = self._times
        return [v for x, y, k, v in self._known if times[x] - times[y] <= k]

    def circles(self, model: Sequence[int]) -> list[list[int]]:
        """Literals of the inequalities on each circle of those true in the model; none when all hold, and then the times satisfy
        them. ``model`` holds the literals of variables 1, 2, ... in order."""
        times = self._times
        broken = [told for told in self._known if times[told[0]] - times[told[1]] > told[2] and model[told[3] - 1] > 0]
        if not broken:
            return []
        waiting, tried = {v for *_, v in broken}, times[:]
        found: list[list[int]] = []
        for x, y, k, v in broken:
            circle = self._insert(v, (x, y, k), model, waiting, tried)
            if circle is None:
                waiting.discard(v)
            else:
                found.append(circle)
        self._times = tried
        return found

    def _insert(
        self, literal: int, difference: Difference, model: Sequence[int], waiting: set[int], times: list[int]
    ) -> list[int] | None:
        """Shifts times until this inequality holds with those before it, or gives the circle that forbids it."""
        x, y, k = difference
        if times[x] - times[y] <= k:
            return None
        moved = {x: times[y] + k}
        came: dict[int, tuple[int, int]] = {x: (y, literal)}
        queue, queued = deque([x]), {x}
        while queue:
            u = queue.popleft()
            queued.discard(u)
            at = moved[u]
            for w, length, v in self._from.get(u, ()):
                if model[v - 1] < 0 or at + length >= moved.get(w, times[w]) or v in waiting:
                    continue
                if w == y:
                    return _walk(came, u, y, v)
                moved[w] = moved[u] + length
                came[w] = (u, v)
                if w not in queued:
                    queue.append(w)
                    queued.add(w)
        for w, at in moved.items():
            times[w] = at
        return None


def _walk(came: dict[int, tuple[int, int]], at: int, until: int, last: int) -> list[int]:
    circle = [last]
    while at != until:
        at, literal = came[at]
        circle.append(literal)
    return list(dict.fromkeys(circle))


def lemmas(differences: dict[Difference, int]) -> list[list[int]]:
    """What any two or three inequalities over the same moments say of each other, known before any search."""
    by_pair: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for (x, y, k), literal in differences.items():
        by_pair[x, y].append((k, literal))
    found: list[list[int]] = []
    for told in by_pair.values():
        told.sort()
        found += [[-tighter, looser] for (_, tighter), (_, looser) in pairwise(told)]
    for (x, y), told in by_pair.items():
        if x < y and (y, x) in by_pair:
            found += _exclusions(told, by_pair[y, x])
        if x and y:
            found += _by_clock(told, by_pair.get((0, x), []), by_pair.get((y, 0), []))
    return found


def _exclusions(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> list[list[int]]:
    found = []
    for k, literal in one:
        against = [pair for pair in other if k + pair[0] < 0]
        if against:
            found.append([-literal, -max(against)[1]])
    return found


def _by_clock(told: list[tuple[int, int]], lows: list[tuple[int, int]], highs: list[tuple[int, int]]) -> list[list[int]]:
    """x - y <= k cannot be where x is late and y early by the clock."""
    found = []
    for k, literal in told:
        last = None
        for low, lows_literal in sorted(lows, reverse=True):
            against = [pair for pair in highs if -low - pair[0] > k]
            if against and (best := max(against)[1]) != last:
                last = best
                found.append([-literal, -lows_literal, -best])
    return found
