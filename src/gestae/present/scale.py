"""From points in time to points on paper."""

from typing import NamedTuple

from gestae.present.when_words import MONTHS, at_second, date_of

_STEPS = (60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200)
_DAY = 86400
_DAY_STEPS = (1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1825, 3650, 18250, 36500)


class Scale(NamedTuple):
    """Seconds ``first`` to ``last`` of the plain scale onto ``start`` to ``end`` of the paper."""

    first: int
    last: int
    start: float
    end: float

    def at(self, second: int) -> float:
        """Held inside the paper."""
        share = (second - self.first) / max(1, self.last - self.first)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)

    def ticks(self, most: int) -> list[tuple[int, str]]:
        """Round points in time with their labels, at most ``most``."""
        reach = self.last - self.first
        step = next((s for s in _STEPS if reach / s <= most), None)
        if step is not None and reach <= 3 * _DAY:
            first = -(-self.first // step) * step
            return [(t, at_second(t)) for t in range(first, self.last + 1, step)]
        days = next((d for d in _DAY_STEPS if reach / _DAY / d <= most), _DAY_STEPS[-1])
        first = -(-self.first // _DAY) * _DAY
        return [(t, _date_label(t, days)) for t in range(first, self.last + 1, days * _DAY)]


def _date_label(second: int, days: int) -> str:
    year, month, day = date_of(second)
    if days >= 365:
        return f"{year:04d}"
    name = MONTHS[month - 1][:3]
    return f"{name} {year:04d}" if days >= 28 else f"{day} {name}"


def padded(first: int, last: int) -> tuple[int, int]:
    """A window with a little room on both sides, on round minutes (or days for long ones)."""
    room = max(120, (last - first) // 24)
    step = 300 if last - first < 2 * _DAY else _DAY
    return (first - room) // step * step, -(-(last + room) // step) * step


def clusters(points: list[int], gap: int) -> list[tuple[int, int]]:
    """Stretches of sorted points with no two neighbours further apart than ``gap``."""
    found: list[tuple[int, int]] = []
    for point in sorted(points):
        if found and point - found[-1][1] <= gap:
            found[-1] = (found[-1][0], point)
        else:
            found.append((point, point))
    return found
