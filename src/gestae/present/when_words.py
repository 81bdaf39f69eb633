"""Times as a reader says them: 24 hours, bounds as a range, and never more than is known."""

import re
from typing import NamedTuple

from gestae.model import When
from gestae.present.clean import one_line

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?")
_OPEN_YEAR = re.compile(r"XXXX-(\d\d|XX)(?:-(\d\d|XX))?(?:T(\d\d):(\d\d)(?::(\d\d))?)?\Z")
_HAS_SECONDS = re.compile(r"\d[:.]\d\d[:.]\d\d")


class Moment(NamedTuple):
    """A local date, or date-time when ``clock`` is there (hour, minute, second)."""

    year: int
    month: int
    day: int
    clock: tuple[int, int, int] | None

    @property
    def date(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]} {self.year:04d}"

    @property
    def seconds(self) -> int:
        """Seconds on a plain scale, for drawing and comparing."""
        hour, minute, second = self.clock or (0, 0, 0)
        return _days(self.year, self.month, self.day) * 86400 + hour * 3600 + minute * 60 + second


def moment(iso: str | None) -> Moment | None:
    """An ISO local date or date-time taken apart; ``None`` for anything else."""
    found = _MOMENT.match(iso) if iso else None
    if found is None:
        return None
    year, month, day = (int(n) for n in found.group(1, 2, 3))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    hour = found.group(4)
    clock = (int(hour), int(found.group(5)), int(found.group(6) or 0)) if hour else None
    return Moment(year, month, day, clock)


def at_second(seconds: int) -> str:
    """The clock time of a point on the plain scale, ``12:57``."""
    return f"{seconds % 86400 // 3600:02d}:{seconds % 3600 // 60:02d}"


def date_of(seconds: int) -> tuple[int, int, int]:
    """Year, month, day of a point on the plain scale. Exact for the years 1 to 9999."""
    days = seconds // 86400
    year = days * 400 // 146097 + 1
    while _days(year, 1, 1) > days:
        year -= 1
    month = 12
    while _days(year, month, 1) > days:
        month -= 1
    return year, month, days - _days(year, month, 1) + 1


def wants_seconds(when: When | None, basis: str) -> bool:
    """Seconds are shown only where a device gave them, or the words themselves have them."""
    return basis == "device" or bool(when and _HAS_SECONDS.search(when.said))


def bounds(earliest: str | None, latest: str | None, seconds: bool = False, day: bool = True) -> str | None:
    """Bounds in words, ``17 September 2026, 12:50–12:57``; ``None`` when both are open. Without ``day``, only the clock."""
    first, last = moment(earliest), moment(latest)
    if first and last:
        return _between(first, last, seconds, day)
    if first:
        return f"{_point(first, seconds, day)} or later"
    if last:
        return f"{_point(last, seconds, day, end=True)} or earlier"
    return None


def day_of(earliest: str | None, latest: str | None) -> str | None:
    """The one day that both bounds lie on, in words."""
    first, last = moment(earliest), moment(latest)
    return first.date if first and last and first[:3] == last[:3] else None


def told(when: When | None) -> str | None:
    """What was said about the time where no bounds can be given: ``21 October, year not given``, ``“Friday”, date not known``."""
    if when is None:
        return None
    found = _OPEN_YEAR.match(when.edtf) if when.edtf else None
    if found and found.group(1) != "XX":
        month = MONTHS[(int(found.group(1)) - 1) % 12]
        date = f"{int(found.group(2))} {month}" if found.group(2) and found.group(2) != "XX" else month
        clock = f", {found.group(3)}:{found.group(4)}" if found.group(3) else ""
        return f"{date}{clock}, year not given"
    said = one_line(when.said)
    return f"“{said}”, date not known" if said else None


def _between(first: Moment, last: Moment, seconds: bool, day: bool) -> str:
    if _is_whole(first, last):
        return _days_between(first, last)
    if first[:3] == last[:3]:
        a, b = _clock(first, seconds), _clock(last, seconds)
        clock = a if a == b else f"{a}–{b}"
        return f"{first.date}, {clock}" if day else clock
    return f"{_point(first, seconds, True)} – {_point(last, seconds, True, end=True)}"


def _is_whole(first: Moment, last: Moment) -> bool:
    return first.clock in (None, (0, 0, 0)) and (last.clock is None or last.clock[:2] == (23, 59))


def _days_between(first: Moment, last: Moment) -> str:
    if first[:3] == last[:3]:
        return first.date
    month_ends = last.day == _length(last.year, last.month)
    if first.day == 1 and month_ends and first.year == last.year:
        if (first.month, last.month) == (1, 12):
            return f"{first.year:04d}"
        if first.month == last.month:
            return f"{MONTHS[first.month - 1]} {first.year:04d}"
    if first[:2] == last[:2]:
        return f"{first.day}–{last.date}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {last.date}"
    return f"{first.date} – {last.date}"


def _point(at: Moment, seconds: bool, day: bool, end: bool = False) -> str:
    if at.clock is None or (at.clock[:2] == (23, 59) if end else at.clock == (0, 0, 0)):
        return at.date
    return f"{at.date}, {_clock(at, seconds)}" if day else _clock(at, seconds)


def _clock(at: Moment, seconds: bool) -> str:
    hour, minute, second = at.clock or (0, 0, 0)
    return f"{hour:02d}:{minute:02d}:{second:02d}" if seconds else f"{hour:02d}:{minute:02d}"


def _length(year: int, month: int) -> int:
    return _days(year + month // 12, month % 12 + 1, 1) - _days(year, month, 1)


def _days(year: int, month: int, day: int) -> int:
    """Days since 1 March of year 0, proleptic Gregorian."""
    year, month = (year - 1, month + 9) if month <= 2 else (year, month - 3)
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 306 + 5) // 10 + day - 1
