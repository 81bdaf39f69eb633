"""Difference logic: whether inequalities x - y <= k can hold together, and if not, which of them make a circle that shortens
itself."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

Difference = tuple[int, int, int]
Edges = dict[int, list[tuple[int, int, int]]]


class Schedule:
    """Times that satisfied the last inequalities, kept as the starting point for the next."""

    def __init__(self, times: Sequence[int]) -> None:
        self._times = list(times)

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

    def meets(self, difference: Difference) -> bool:
        x, y, k = difference
        return self._times[x] - self._times[y] <= k

    def circles(self, holding: Iterable[int], of: dict[int, Difference]) -> list[list[int]]:
        """Literals of the inequalities on each circle found; none when all hold, and then the times satisfy them."""
        times = self._times
        held = list(holding)
        broken = [v for v in held if times[of[v][0]] - times[of[v][1]] > of[v][2]]
        if not broken:
            return []
        edges: Edges = defaultdict(list)
        for v in held:
            x, y, k = of[v]
            edges[y].append((x, k, v))
        waiting, tried = set(broken), times[:]
        found: list[list[int]] = []
        for v in broken:
            circle = self._insert(v, of[v], edges, waiting, tried)
            if circle is None:
                waiting.discard(v)
            else:
                found.append(circle)
        self._times = tried
        return found

    @staticmethod
    def _insert(literal: int, difference: Difference, edges: Edges, waiting: set[int], times: list[int]) -> list[int] | None:
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
            for w, length, v in edges.get(u, ()):
                if v in waiting or moved[u] + length >= moved.get(w, times[w]):
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
