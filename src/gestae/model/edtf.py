"""EDTF: reading the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1, and what we need of level 2).

Times are local; a zone at the end of a date-time is allowed and left out of account. Years outside 0001 to 9999 are
valid and have no bounds.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

Bounds = tuple[str | None, str | None]

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?")
_DATE = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?")
_LONG_YEAR = re.compile(r"Y-?[1-9]\d{4,}|Y-?\d+E\d+(?:S\d+)?|-?\d{1,4}S\d+")
_NEGATIVE = re.compile(r"-\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_QUALIFIED = re.compile(r"[?~%]?[\dX]+[?~%]?(?:-[?~%]?[\dX]+[?~%]?){0,2}")
_OPEN = ("", "..")

# First and last month of a division of the year, ISO 8601-2 table: seasons (21-24 of no hemisphere, 25-28 northern, 29-32
# southern), quarters, four-month periods, halves. A winter runs into the next year.
_DIVISIONS: dict[int, tuple[int, int]] = {
    **{21 + i: (3 + 3 * i, 5 + 3 * i) for i in range(4)},
    **{25 + i: (3 + 3 * i, 5 + 3 * i) for i in range(4)},
    **{29 + i: ((9 + 3 * i - 1) % 12 + 1, (9 + 3 * i - 1) % 12 + 3) for i in range(4)},
    **{33 + i: (1 + 3 * i, 3 + 3 * i) for i in range(4)},
    **{37 + i: (1 + 4 * i, 4 + 4 * i) for i in range(3)},
    **{40 + i: (1 + 6 * i, 6 + 6 * i) for i in range(2)},
}


def bounds(edtf: str) -> Bounds:
    """Earliest and latest local date-time, inclusive, with seconds; ``None`` where open or unknown.

    A qualifier (``?``, ``~``, ``%``) moves no bound. An unspecified year (``XXXX-10-21``) has none. Refuses with
    ``ValueError`` what is no EDTF.
    """
    if not edtf.isascii():
        raise _no(edtf)
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        return _set(edtf)
    if "/" not in edtf:
        return _point(edtf)
    start, _, end = edtf.partition("/")
    if "/" in end or (start in _OPEN and end in _OPEN):
        raise _no(edtf)
    first = (None, None) if start in _OPEN else _point(start)
    last = (None, None) if end in _OPEN else _point(end)
    if first[0] and last[1] and first[0] > last[1]:
        raise ValueError(f"{edtf!r} ends before it begins")
    return first[0], last[1]


def is_valid(edtf: str) -> bool:
    """Whether this is EDTF."""
    try:
        bounds(edtf)
    except ValueError:
        return False
    return True


def day(edtf: str) -> date | None:
    """The calendar day of a date or date-time told to the day; ``None`` for anything coarser, open or not EDTF."""
    if not re.match(r"\d{4}-\d\d-\d\d(?:T|$)", edtf) or not is_valid(edtf):
        return None
    return date.fromisoformat(edtf[:10])


def clock(edtf: str) -> str | None:
    """The local time of day ``HH:MM:SS`` of a date-time; ``None`` for anything else."""
    found = _TIME.fullmatch(edtf)
    return edtf[11:19] if found and is_valid(edtf) else None


def _no(edtf: str) -> ValueError:
    return ValueError(f"{edtf!r} is not a date or time in EDTF")


def _point(edtf: str) -> Bounds:
    time = _TIME.fullmatch(edtf)
    if time:
        if not _is_day(time[1]):
            raise _no(edtf)
        return edtf[:19], edtf[:19]
    if _LONG_YEAR.fullmatch(edtf) or _NEGATIVE.fullmatch(edtf.rstrip("?~%")):
        return None, None
    if not _QUALIFIED.fullmatch(edtf):
        raise _no(edtf)
    found = _DATE.fullmatch(re.sub("[?~%]", "", edtf))
    if not found:
        raise _no(edtf)
    year, month, of_month = found.groups()
    if month and month.isdigit() and int(month) in _DIVISIONS:
        if of_month:
            raise _no(edtf)
        return _division(year, int(month))
    return _days(edtf, year, month, of_month)


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return words.startswith("0000") and re.fullmatch(r"0000-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", words) is not None
    return True


def _division(year: str, number: int) -> Bounds:
    years = [y for y in _fits(year, 0, 9999) if y]
    if year == "XXXX" or not years:
        return None, None
    first, last = _DIVISIONS[number]
    end_year, end_month = years[-1] + (last - 1) // 12, (last - 1) % 12 + 1
    latest = None
    if end_year <= 9999:
        latest = f"{end_year:04d}-{end_month:02d}-{calendar.monthrange(end_year, end_month)[1]:02d}T23:59:59"
    return f"{years[0]:04d}-{first:02d}-01T00:00:00", latest


def _days(edtf: str, year: str, month: str | None, of_month: str | None) -> Bounds:
    """Bounds of a calendar date in which digits may be unspecified: the first and last day that fits."""
    months = list(_fits(month or "XX", 1, 12))
    days = list(_fits(of_month or "XX", 1, 31))
    years = list(_fits(year, 0, 9999))
    first = next(_real(years, months, days), None)
    last = next(_real(years[::-1], months[::-1], days[::-1]), None)
    if first is None or last is None:
        raise ValueError(f"{edtf!r} is no day of the calendar")
    if year == "XXXX" or not first[0]:
        return None, None
    return "{:04d}-{:02d}-{:02d}T00:00:00".format(*first), "{:04d}-{:02d}-{:02d}T23:59:59".format(*last)


def _real(years: list[int], months: list[int], days: list[int]) -> Iterator[tuple[int, int, int]]:
    for year in years:
        leap = 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
        for month in months:
            length = leap if month == 2 else 30 if month in (4, 6, 9, 11) else 31
            for number in days:
                if number <= length:
                    yield year, month, number


def _fits(mask: str, low: int, high: int) -> Iterator[int]:
    """The numbers from ``low`` to ``high`` whose digits fit the mask, rising."""
    if mask.isdigit():
        return iter([int(mask)] if low <= int(mask) <= high else [])
    if set(mask) == {"X"}:
        return iter(range(low, high + 1))
    pattern = re.compile(mask.replace("X", r"\d"))
    return (n for n in range(low, high + 1) if pattern.fullmatch(f"{n:0{len(mask)}d}"))


def _set(edtf: str) -> Bounds:
    """Level 2: one of (``[]``) or all of (``{}``) some dates; the bounds of them all."""
    lows: list[str | None] = []
    highs: list[str | None] = []
    for member in edtf[1:-1].split(","):
        start, dots, end = member.strip().partition("..")
        if not start and not end:
            raise _no(edtf)
        first = _point(start) if start else (None, None)
        last = (_point(end) if end else (None, None)) if dots else first
        lows.append(first[0])
        highs.append(last[1])
    known_lows, known_highs = [x for x in lows if x], [x for x in highs if x]
    return (
        min(known_lows) if len(known_lows) == len(lows) else None,
        max(known_highs) if len(known_highs) == len(highs) else None,
    )


def end_of_day(which: date) -> str:
    """The last second of a day."""
    return f"{which.isoformat()}T23:59:59"


def start_of_day(which: date) -> str:
    """The first second of a day."""
    return f"{which.isoformat()}T00:00:00"


def next_day(edtf: str) -> str:
    """The day after a date told to the day, as EDTF. Refuses with ``ValueError`` what is no day."""
    found = day(edtf)
    if found is None:
        raise ValueError(f"{edtf!r} is not told to the day")
    return (found + timedelta(days=1)).isoformat()
