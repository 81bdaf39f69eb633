"""Rules for dates that name their place in the calendar: days, months, seasons, feasts."""

import re
from datetime import date, datetime

from gestae.extract.times import dates, words, zones
from gestae.extract.times.context import Context
from gestae.extract.times.reading import Reading, Rule, dated, on, rule
from gestae.extract.times.words import DIGIT, LONG_MONTH, MONTH, MONTH_STARTS, ORDINAL_DAY, SEASON, WEEKDAY, WEEKDAY_STARTS, YEAR
from gestae.model import edtf


def _iso(m: re.Match[str], context: Context) -> Reading | None:
    day = dates.calendar_day(int(m["y"]), int(m["m"]), int(m["d"]))
    if day is None or not 1000 <= day.year <= 2999:
        return None
    if not m["t"]:
        return on(day, explicit=True)
    told = f"{day.isoformat()}T{m['t']}{m['s'] or ':00'}"
    if not edtf.is_valid(told):
        return None
    moment = zones.to_local(datetime.fromisoformat(told), "UTC" if m["zone"] == "Z" else m["zone"], context.zone)
    told, day = moment.isoformat(), moment.date()
    return Reading("TIME", told if m["s"] else told[:16], told, told, told, day=day, told=day, weight=1, moment=moment)


def _stamp(m: re.Match[str], _context: Context) -> Reading | None:
    """ "Thu Oct 3 15:15:02 2024": as machines stamp."""
    day = dates.calendar_day(int(m["y"]), words.month(m["m"]), int(m["d"]))
    told = f"{day.isoformat()}T{m['t']}" if day else ""
    if not edtf.is_valid(told):
        return None
    return Reading("TIME", told, told, told, told, day=day, told=day, weight=1, moment=datetime.fromisoformat(told))


def _slashed(m: re.Match[str], context: Context) -> Reading | None:
    """Day and month in figures. Which comes first is known only when one of them is above twelve or they are equal."""
    first, second = int(m["a"]), int(m["b"])
    year = int(m["y"])
    if year < 100:
        pivot = (context.anchor.year if context.anchor else 2030) % 100 + 10
        year += 2000 if year <= pivot else 1900
    by_month, by_day = dates.calendar_day(year, first, second), dates.calendar_day(year, second, first)
    if m["sep"] == ".":
        by_month = None
    days = sorted({d for d in (by_month, by_day) if d})
    if not days:
        return None
    if len(days) == 1:
        return on(days[0], explicit=True)
    likely = by_month or days[0]
    return Reading("DATE", likely.isoformat(), None, edtf.start_of_day(days[0]), edtf.end_of_day(days[1]))


def _day(m: re.Match[str], context: Context) -> Reading | None:
    """Month and day, with or without a year."""
    month, day = words.month(m["m"]), words.ordinal(m["d"])
    if m["y"]:
        found = dates.calendar_day(words.year(m["y"]), month, day)
        return on(found, explicit=True) if found else None
    return _of_some_year(month, day, m, context, words.weekday(m["w"]) if m["w"] else None)


def _of_some_year(month: int, day: int, m: re.Match[str], context: Context, weekday: int | None = None) -> Reading | None:
    if dates.calendar_day(2000, month, day) is None:
        return None
    year = context.year_of(month, day, m.start(), m.end(), weekday)
    found = dates.calendar_day(year, month, day) if year else None
    return on(found) if found else dated(f"XXXX-{month:02d}-{day:02d}")


def _days(m: re.Match[str], context: Context) -> Reading | None:
    """Two days of one month: "October 10-12", "between 10 and 12 October 2023"."""
    month, first, last = words.month(m["m"]), words.ordinal(m["d"]), words.ordinal(m["e"])
    begins_with_month = m.start("m") < m.start("d")
    year = words.year(m["y"]) if m["y"] else context.year_of(month, first, m.start(), m.end())
    if last <= first or dates.calendar_day(2000, month, last) is None:
        return None
    if year is None:
        ends = [dated(f"XXXX-{month:02d}-{number:02d}") for number in (first, last)]
        return Reading("DATE", f"{ends[0].value}/{ends[1].value}", ends=_ends(m, ends, begins_with_month))
    begin, end = dates.calendar_day(year, month, first), dates.calendar_day(year, month, last)
    if begin is None or end is None:
        return None
    between = m[0].lower().startswith("between")
    told = None if between else f"{begin.isoformat()}/{end.isoformat()}"
    ends = [on(begin), on(end)]
    return Reading(
        "DATE", f"{begin.isoformat()}/{end.isoformat()}", told, edtf.start_of_day(begin), edtf.end_of_day(end), told=begin,
        weight=1 if m["y"] else 0, ends=_ends(m, ends, begins_with_month),
    )  # fmt: skip


def _ends(m: re.Match[str], ends: list[Reading], begins_with_month: bool) -> tuple[tuple[int, int, Reading], ...]:
    first, second = ends
    if begins_with_month:
        return (m.start("m"), m.end("d"), first), (m.start("e"), m.end("y") if m["y"] else m.end("e"), second)
    return (m.start("d"), m.end("d"), first), (m.start("e"), m.end(), second)


def _of_this_month(m: re.Match[str], context: Context) -> Reading | None:
    """ "The 16th": of the month being told of, or that of the document."""
    if not re.search(
        r"\b(?:on|of|by|since|until|before|after|from|and|till|to)\s+$", context.text[max(0, m.start() - 12) : m.start()], re.I
    ):
        return None
    if not re.match(
        r"\s*(?:[.,;:)]|$)|\s+(?:and|or|I|we|he|she|they|the|at|when|in|was|but|to|it|that)\b", context.text[m.end() : m.end() + 12]
    ):
        return None
    number = words.ordinal(m["d"])
    base = context.focus or context.anchor
    found = dates.calendar_day(base.year, base.month, number) if base else None
    if (
        found
        and context.anchor
        and found > context.anchor
        and context.direction(m.start(), m.end()) == "past"
        and context.focus is None
    ):
        before = dates.month_shift(found.replace(day=1), -1)
        found = dates.calendar_day(before.year, before.month, number)
    return on(found) if found else dated(f"XXXX-XX-{number:02d}")


def _month(m: re.Match[str], _context: Context) -> Reading | None:
    return dated(f"{words.year(m['y'])}-{words.month(m['m']):02d}", weight=0.75)


_BEFORE_MAY = re.compile(
    r"\b(?:in|since|by|until|till|of|last|next|this|late|early|mid|from|through|during|before|after|and|between|every|each|"
    r"to)[ -]\s*$",
    re.I,
)


def _bare_month(m: re.Match[str], context: Context) -> Reading | None:
    """A month without a year. "May" and "March" are words too: they want a preposition that goes with months."""
    before = context.text[max(0, m.start() - 16) : m.start()]
    if m["m"].lower() in ("may", "march") and not _BEFORE_MAY.search(before):
        return None
    if re.match(r"(?:['’]s)? [A-Z]\w+", context.text[m.end() : m.end() + 20]) and not re.search(r"[a-z] $", before):
        return None
    month = words.month(m["m"])
    year = context.year_of(month, None, m.start(), m.end())
    if year is None:
        return dated(f"XXXX-{month:02d}")
    return dated(f"{year:04d}-{month:02d}")


def _season_of_year(m: re.Match[str], _context: Context) -> Reading | None:
    return dated(f"{words.year(m['y'])}-{words.SEASONS[m['s'].lower()]}", weight=0.5)


_FEASTS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "halloween": (10, 31),
    "new year's": (1, 1),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
}


def _thanksgiving(m: re.Match[str], context: Context) -> Reading | None:
    """The fourth Thursday of November, as in the United States; elsewhere it is another day, so it is a value only."""
    year = int(m["y"]) if m["y"] else context.year_of(11, 25, m.start(), m.end())
    if year is None:
        return None
    first = date(year, 11, 1)
    return Reading("DATE", date(year, 11, 22 + (3 - first.weekday()) % 7).isoformat())


def _feast(m: re.Match[str], context: Context) -> Reading | None:
    month, number = _FEASTS[" ".join(m["f"].lower().replace("’", "'").split())]
    if m["y"]:
        return on(date(int(m["y"]), month, number), explicit=True)
    return _of_some_year(month, number, m, context)


_WD = rf"(?:(?P<w>{WEEKDAY}),? )?"
_OPTIONAL_YEAR = rf"(?:(?:,| of|,? in)? (?P<y>{YEAR}|{words.SPOKEN_YEAR}))?(?! ?(?:%|per\s?cent|people|men|rounds))"

RULES: tuple[Rule, ...] = (
    rule(
        DIGIT,
        r"(?P<y>\d{4})(?P<sep>[-/])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?:(?:T| )(?P<t>\d\d:\d\d)(?P<s>:\d\d)?(?:\.\d+)?(?P<zone>Z|"
        r"(?<=\d)[+-]\d\d:?\d\d)?)?",
        _iso,
    ),
    rule(DIGIT, r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)(?![/.-]\d)", _slashed),
    rule(
        MONTH_STARTS | WEEKDAY_STARTS,
        rf"{_WD}(?P<m>{MONTH}) (?:the )?(?P<d>{words.DAY}(?:st|nd|rd|th)?|{ORDINAL_DAY})(?!:?\d){_OPTIONAL_YEAR}",
        _day,
    ),
    rule(
        WEEKDAY_STARTS | words.ORDINAL_STARTS | {DIGIT, "the"},
        rf"{_WD}(?:the )?(?P<d>{ORDINAL_DAY}|{words.DAY})(?: day)?(?: of)?[ -](?P<m>{MONTH})[ -](?P<y>{YEAR})(?! ?%)",
        _day,
    ),
    rule(
        WEEKDAY_STARTS | words.ORDINAL_STARTS | {DIGIT, "the"},
        rf"{_WD}(?:the )?(?P<d>{ORDINAL_DAY}|{words.DAY})(?: day)?(?: of)? (?P<m>{MONTH}){_OPTIONAL_YEAR}",
        _day,
    ),
    rule(
        MONTH_STARTS,
        rf"(?P<m>{MONTH}) (?P<d>{words.DAY})(?:st|nd|rd|th)?(?: ?(?:-|–) ?| to | and | through )(?P<e>{words.DAY})(?:st|nd|"
        rf"rd|th)?(?!:){_OPTIONAL_YEAR}",
        _days,
    ),
    rule(
        frozenset({"between", "from", "the", DIGIT}),
        rf"(?:(?:between|from) )?(?:the )?(?P<d>{words.DAY})(?:st|nd|rd|th)?(?: ?[–-] ?| to |"
        rf" and )(?:the )?(?P<e>{words.DAY})(?:st|nd|rd|th)?(?: of)? (?P<m>{MONTH}){_OPTIONAL_YEAR}",
        _days,
    ),
    rule("the", rf"the (?P<d>{words.DAY}(?:st|nd|rd|th))", _of_this_month),
    rule(MONTH_STARTS, rf"(?P<m>{MONTH})(?:,| of)? (?P<y>{YEAR}|{words.SPOKEN_YEAR})", _month),
    rule(MONTH_STARTS, rf"(?P<m>{LONG_MONTH}|(?-i:(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.))", _bare_month),
    rule(
        "the spring summer autumn fall winter",
        rf"(?:the )?(?P<s>{SEASON})(?: of|,)? (?P<y>{YEAR}|{words.SPOKEN_YEAR})",
        _season_of_year,
    ),
    rule(
        "christmas boxing halloween new valentine",
        rf"(?P<f>Christmas(?: Day| Eve)?|Boxing Day|Halloween|New Year['’]s(?: Day| Eve)?|Valentine['’]s Day)(?:,? (?P<y>{YEAR}))?",
        _feast,
    ),
    rule("thanksgiving", rf"Thanksgiving(?: Day)?(?:,? (?P<y>{YEAR}))?", _thanksgiving),
    rule(
        MONTH_STARTS | WEEKDAY_STARTS,
        rf"{_WD}(?P<m>{MONTH}) (?P<d>{words.DAY}) (?P<t>\d\d:\d\d:\d\d)(?: [A-Z]{{3,4}})? (?P<y>{YEAR})",
        _stamp,
    ),
)
