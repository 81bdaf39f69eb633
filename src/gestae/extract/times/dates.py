"""Dates in TIMEX3 spelling (``2021-10``, ``2021-W42``, ``2021-Q3``, ``XXXX-10-21``), as EDTF and as bounds."""

import calendar
import re
from datetime import date, timedelta

from gestae.model import edtf

_SEASON_NUMBERS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")


def to_edtf(value: str) -> str | None:
    """The date in EDTF; ``None`` where EDTF has no word for it (a week, a weekday of no known week, "now")."""
    if re.fullmatch(r"[\dX]{4}(?:-\d\d){0,2}", value):
        found = value
    elif re.fullmatch(r"\d{3}", value):
        found = f"{value}X"
    elif re.fullmatch(r"\d{2}", value):
        found = f"{value}XX"
    elif re.fullmatch(r"\d{4}-(?:SP|SU|FA|WI)", value):
        found = f"{value[:4]}-{_SEASON_NUMBERS[value[5:]]}"
    elif re.fullmatch(r"\d{4}-Q[1-4]", value):
        found = f"{value[:4]}-{32 + int(value[6])}"
    elif re.fullmatch(r"\d{4}-H[12]", value):
        found = f"{value[:4]}-{39 + int(value[6])}"
    else:
        return None
    return found if edtf.is_valid(found) and found != "XXXX" else None


def bounds(value: str) -> edtf.Bounds:
    """First and last second of the date; ``None`` where it is not known."""
    week = _WEEK.fullmatch(value)
    if week:
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None, None
        return edtf.start_of_day(monday + timedelta(days=5 if week[3] else 0)), edtf.end_of_day(monday + timedelta(days=6))
    told = to_edtf(value)
    return edtf.bounds(told) if told else (None, None)


def month_shift(day: date, months: int) -> date:
    """The same day some months on, or the last of that month. Stops at the ends of the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_shift(day: date, days: float) -> date:
    """Some days on. Stops at the ends of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + round(days), 1), date.max.toordinal()))


def week(day: date) -> str:
    """The week of a day: ``2021-W42``."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
