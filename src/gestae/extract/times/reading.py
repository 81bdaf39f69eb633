"""A reading: what a rule makes of the words it matched."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from gestae.extract.times import dates, words
from gestae.extract.times.clocks import Clock
from gestae.extract.times.context import Context
from gestae.extract.times.mention import TimeType
from gestae.model import edtf


@dataclass(frozen=True)
class Reading:
    """``day`` is the day it names, ``part`` the part of that day, ``sets_day`` whether what follows is told of that day too,
    ``is_of_saying`` whether it is only the day on which somebody said it.
    ``told`` is a day of the year it tells and ``weight`` how much that says of when the whole takes place. ``clock`` is the clock
    time it tells, ``moment`` the same once day and half are known. ``leans`` is for days told from the document's date.
    ``ends`` are the two ends of a range."""

    type: TimeType
    value: str
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    mod: str | None = None
    day: date | None = None
    part: str | None = None
    told: date | None = None
    weight: float = 0
    sets_day: bool = True
    is_of_saying: bool = False
    clock: Clock | None = None
    moment: datetime | None = None
    leans: bool = False
    ends: tuple[tuple[int, int, "Reading"], ...] = ()


Read = Callable[[re.Match[str], Context], Reading | None]


@dataclass(frozen=True)
class Rule:
    """A pattern, the lower-case words it may begin with (``#`` for a digit), and what it reads."""

    starts: frozenset[str]
    pattern: re.Pattern[str] = field(repr=False)
    read: Read


def rule(starts: str | frozenset[str], pattern: str, read: Read) -> Rule:
    """A rule from its pattern as ``words.compiled`` takes it."""
    return Rule(frozenset(starts.split()) if isinstance(starts, str) else starts, words.compiled(pattern), read)


def dated(value: str, *, guessed: bool = False, mod: str | None = None, weight: float = 0) -> Reading:
    """A date coarser than a day, or of no known day. ``guessed``: likely enough for a value, not for bounds."""
    if guessed:
        return Reading("DATE", value, mod=mod)
    earliest, latest = dates.bounds(value)
    told = date.fromisoformat(earliest[:10]) if earliest else None
    return Reading("DATE", value, dates.to_edtf(value), earliest, latest, mod, told=told, weight=weight)


def on(day: date, *, explicit: bool = False, sets_day: bool = True, mod: str | None = None) -> Reading:
    """A day of the calendar."""
    said = day.isoformat()
    weight = 1.0 if explicit else 0.0
    return Reading(
        "DATE", said, said, edtf.start_of_day(day), edtf.end_of_day(day), mod, day, told=day, weight=weight, sets_day=sets_day
    )


# First and last hour of the parts of a day, the last exclusive. A night runs on until six.
_PART_HOURS = {"EM": (0, 6), "MO": (0, 12), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30)}

_TIMEX_PART = {"EM": "MO"}  # the small hours, which TIMEX3 has no letters for


def part_of(day: date | None, part: str, *, sets_day: bool = True, mod: str | None = None, explicit: bool = False) -> Reading:
    """Morning, afternoon, evening or night of a day; without the day no bounds. EDTF says the day."""
    if day is None:
        return Reading("TIME", f"XXXX-XX-XXT{_TIMEX_PART.get(part, part)}", mod=mod, part=part, sets_day=False)
    first, last = _PART_HOURS[part]
    begin = datetime.combine(day, time())
    latest = begin + timedelta(hours=last, seconds=-1) if day < date.max else begin + timedelta(hours=23, minutes=59, seconds=59)
    return Reading(
        "TIME", f"{day.isoformat()}T{_TIMEX_PART.get(part, part)}", day.isoformat(),
        (begin + timedelta(hours=first)).isoformat(), latest.isoformat(), mod, day, part, day, 1.0 if explicit else 0.0, sets_day,
    )  # fmt: skip


def part_start(day: date, part: str) -> datetime:
    """When a part of a day begins, for telling what comes after it. A morning counts from five, a night from eight."""
    return datetime.combine(day, time({"EM": 0, "MO": 5, "AF": 12, "EV": 17, "NI": 20}[part]))
