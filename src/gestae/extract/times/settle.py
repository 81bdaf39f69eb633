"""Giving a clock time its day and its half of the day; never a midpoint, never a half that nothing tells."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from gestae.extract.times import dates, zones
from gestae.extract.times.clocks import Clock
from gestae.extract.times.context import Context, Half
from gestae.extract.times.reading import Reading, part_start


def settle(clock: Clock, named: Reading | None, context: Context, start: int, end: int) -> Reading:
    """The reading of a clock time at ``start`` to ``end``, on the day ``named`` beside it or else the day being told of."""
    mod = "APPROX" if clock.low and clock.high else "AFTER" if clock.high else "BEFORE" if clock.low else None
    if named is not None and named.day is None:
        return _undated(clock, named, mod)
    day = named.day if named else _day(clock, context)
    if day is None:
        return replace(_undated(clock, None, mod), clock=clock)
    halves = _halves(clock, named, day, context, (start, end))
    told = [datetime.combine(day, time()) + timedelta(minutes=clock.minutes(h)) for h in halves]
    if named is None and clock.open and _crosses_midnight(clock, day, context, start, end):
        told = [datetime.combine(dates.day_shift(day, 1), time()) + timedelta(minutes=clock.minutes("am"))]
    if clock.second:
        told = [t + timedelta(seconds=clock.second) for t in told]
    if clock.is_midnight:
        return _midnight(clock, day, named, context, mod)
    likely = told[-1] if len(told) > 1 and clock.hour < 7 else told[0]
    value = f"{likely.strftime('%Y-%m-%dT%H:%M')}{f':{clock.second:02d}' if clock.second else ''}"
    local = [zones.to_local(t, clock.zone, context.zone) for t in told]
    earliest, latest = local[0] - timedelta(minutes=clock.low), local[-1] + timedelta(minutes=clock.high)
    exact = earliest == latest
    sets_day = named.sets_day if named else False
    return Reading(
        "TIME", value, earliest.isoformat() if exact else None, earliest.isoformat(), latest.isoformat(), mod, day,
        told=named.told if named else None, weight=named.weight if named else 0, sets_day=sets_day, clock=clock,
        moment=told[0] if len(told) == 1 else None,
    )  # fmt: skip


def _undated(clock: Clock, named: Reading | None, mod: str | None) -> Reading:
    """On a day the text does not tell: the words and, where there is one, the day of no known year."""
    said = "24:00" if clock.is_midnight else f"{clock.minutes(clock.half) // 60:02d}:{clock.minute:02d}"
    day = named.value.partition("T")[0] if named else "XXXX-XX-XX"
    earliest, latest = (named.earliest, named.latest) if named else (None, None)
    return Reading("TIME", f"{day}T{said}", named.edtf if named else None, earliest, latest, mod, sets_day=False)


def _day(clock: Clock, context: Context) -> date | None:
    """The day a bare clock time belongs to: the one being told of. After an evening, "at ten past two" is of another day: the
    topic's, when that comes later, else of none that is told."""
    day = context.local or context.day
    if day and context.local is None and context.part == "EV" and clock.open and clock.hour < 5:
        return context.topic if context.topic and context.topic > day else None
    return day or context.topic or (context.anchor if context.tells_its_own_day else None)


def _halves(clock: Clock, named: Reading | None, day: date, context: Context, span: tuple[int, int]) -> list[Half | None]:
    """The halves of the day a clock time may mean: one when anything tells it, else both."""
    if not clock.open:
        return [clock.half]
    if named and named.part:
        return [_half_of_part(named.part, clock)]
    if clock.is_figures and clock.hour >= 10 and (context.says_24_hours or not context.says_am_pm):
        return [None]
    if context.moment and context.moment.date() == day and context.local in (None, day):
        return [_after(context.moment, clock, day)]
    if clock.is_figures and context.says_24_hours:
        return [None]
    hint = context.half_hint(*span, same_day=named is None or day == context.day)
    if hint == "pm" and clock.hour in (10, 11) and context.part != "EV":
        hint = None
    return [hint] if hint else ["am", "pm"]


def _crosses_midnight(clock: Clock, day: date, context: Context, start: int, end: int) -> bool:
    """Whether the narrative has come past midnight: "at 22:00 ... at half two"."""
    moment = context.moment
    if moment is None or context.local is not None or clock.hour > 6 or context.is_flashback(start, end):
        return False
    return (moment.date() == day and moment.hour >= 20) or moment.date() == dates.day_shift(day, 1)


def in_part(clock: Clock, part: str) -> Clock:
    """A clock time said to lie in a part of the day."""
    return replace(clock, half=_half_of_part(part, clock), open=False) if clock.open else clock


def _half_of_part(part: str, clock: Clock) -> Half:
    if part == "NI":
        return "am" if clock.hour <= 4 or clock.hour == 12 else "pm"
    return "am" if part in ("MO", "EM") else "pm"


def _after(moment: datetime, clock: Clock, day: date) -> Half:
    """The half that comes next after the last time told; going back costs double."""

    def cost(half: Half) -> float:
        ahead = (datetime.combine(day, time()) + timedelta(minutes=clock.minutes(half)) - moment).total_seconds()
        return ahead if ahead >= 0 else -2 * ahead

    return "am" if cost("am") <= cost("pm") else "pm"


def _midnight(clock: Clock, day: date, named: Reading | None, context: Context, mod: str | None) -> Reading:
    """Midnight of a day is its beginning or its end, unless what was told just before says which."""
    first, last = datetime.combine(day, time()), datetime.combine(dates.day_shift(day, 1), time())
    part = named.part if named else context.part if context.local is None else None
    if part in ("NI", "EV") or (named is None and context.moment and context.moment.date() == day and context.moment.hour >= 12):
        first = last
    elif part in ("MO", "EM"):
        last = first
    elif clock.is_figures or (clock.low and not clock.high):
        first = last
    elif named and clock.high and not clock.low:
        last = first
    exact = first == last and clock.is_exact
    first, last = first - timedelta(minutes=clock.low), last + timedelta(minutes=clock.high)
    return Reading(
        "TIME", f"{day.isoformat()}T24:00", first.isoformat() if exact else None, first.isoformat(), last.isoformat(), mod, day,
        told=named.told if named else None, weight=named.weight if named else 0, sets_day=bool(named and named.sets_day),
        clock=clock,
    )  # fmt: skip


def follow(context: Context, reading: Reading, start: int, end: int) -> None:
    """What the narrative keeps of a reading: the day it is on, the time of that day, the way it writes clocks."""
    if reading.clock:
        if reading.clock.half:
            context.says_am_pm = True
        elif reading.clock.is_figures and not reading.clock.open:
            context.says_24_hours = True
    if reading.told and reading.type == "DATE":
        context.mentioned = reading.told
    if reading.told and reading.weight:
        context.year_told(reading.told, reading.weight)
        context.seen_year_only = len(reading.value) == 4
    elif reading.told and context.tells_history and reading.type == "DATE" and "W" not in reading.value:
        context.seen, context.seen_year_only = reading.told, False
    if reading.day is None:
        return
    if reading.leans:
        context.day_told()
    if reading.is_of_saying and context.day is not None:
        return  # "At noon she left, the sheriff said Friday": what is told goes on where it was
    ahead = context.anchor is not None and reading.day > context.anchor
    if reading.clock and not reading.sets_day:
        if context.day is None:
            context.day = reading.day
    elif not reading.sets_day or ahead or (context.day and not context.is_of_saying and context.is_flashback(start, end)):
        context.local = reading.day
        return
    elif reading.day != context.day:
        context.new_day(reading.day, start)
        context.is_of_saying = reading.is_of_saying
    else:
        context.local, context.is_of_saying = None, False
    if context.local is not None or reading.day != context.day:
        return
    if reading.part:
        context.part = reading.part
        context.moment = part_start(reading.day, reading.part)
    if reading.moment:
        context.moment = reading.moment
