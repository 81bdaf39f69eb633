"""Rules for dates that name their place in the calendar: days, months, years, seasons, quarters, decades."""

import re
from dataclasses import replace
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
        found = dates.calendar_day(int(m["y"]), month, day)
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
    year = int(m["y"]) if m["y"] else context.year_of(month, first, m.start(), m.end())
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
    return dated(f"{m['y']}-{words.month(m['m']):02d}", weight=1)


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
    return dated(f"{m['y']}-{words.SEASONS[m['s'].lower()]}", weight=0.5)


def _decade(m: re.Match[str], _context: Context) -> Reading | None:
    figures = m["d"]
    if len(figures) == 2:
        if not (m[0].lower().startswith("the") or re.search(r"['’]", m[0])):
            return None
        figures = "19" + figures
    return dated(figures[:3])


_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _spelt_decade(m: re.Match[str], _context: Context) -> Reading | None:
    return Reading("DATE", f"19{_TENS.index(m['d'].lower()) + 2}")


def _century(m: re.Match[str], _context: Context) -> Reading | None:
    number = words.ordinal(m["c"])
    return dated(f"{number - 1:02d}") if 1 <= number <= 21 else None


_YEAR_AFTER = re.compile(
    r"(?:\b(?:in|since|of|from|until|till|by|during|to|after|before|early|late|mid|through|and|or|year|fiscal|between|than|"
    r"for|around|about|the|"
    r"throughout|circa|spring|summer|autumn|fall|winter|on|at|back|as|a|an|its|their|with|vs\.?|versus|over)|[,(–—-]|’|')[\s-]*$",
    re.IGNORECASE,
)
_NOT_A_YEAR_AFTER = re.compile(
    r"(?:\b(?:room|flight|no|nos|number|unit|box|form|section|case|docket|line|page|model|part|route|highway|interstate|lot|"
    r"serial|bin|bay|ref|"
    r"tag|item|gate|suite|apartment|apt|chapter|article|rule|invoice|order|permit|licence|license|ticket|job|plate|badge|"
    r"ext|extension|account|policy|id|channel|take|batch|of about|some|nearly|over|than|least|most|exactly|"
    r"approximately)\.?\s+|[$£€#/]\s?|\d[-–])$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[ -](?:people|troops|men|women|soldiers|times|points|miles|feet|foot|tons|tonnes|shares|dollars|rounds|workers|"
    r"employees|pounds|metres|meters|"
    r"kilomet|km|kg|bottles|boxes|volts|rpm|psi|hours|hrs|hp|calories|words|members|copies|cars|aircraft|ships|tanks|guns|"
    r"prisoners|casualties|"
    r"dead|wounded|killed|inhabitants|civilians|cubic|square|days|years|yards|horses|ft|m\b)|%|\d|,\d|[a-z]",
    re.IGNORECASE,
)


def _bare_year(m: re.Match[str], context: Context) -> Reading | None:
    text, start = context.text, m.start("y")
    before, year = text[max(0, start - 20) : start], int(m["y"])
    if (
        re.match(r"[-–/]\d", text[m.end("y") : m.end("y") + 2])
        or _COUNTED.match(text, m.end("y"))
        or _NOT_A_YEAR_AFTER.search(before)
    ):
        return None
    follows = _YEAR_AFTER.search(before) is not None
    if 1900 <= year <= 2069:
        if not follows and re.match(r"\s+[A-Z]", text[m.end() : m.end() + 3]) and re.search(r"[A-Za-z]\s+$", before):
            return None
    elif not re.search(
        r"\b(?:in|since|by|until|from|of|between|year|after|before|and|early|late|during|to|as late as|the)\s+$|[,(]\s?$",
        before,
        re.I,
    ) or (year < 1500 and not re.search(r"\b(?:in|since|by|until|from|year|after|before)\s+$", before, re.I)):
        return None
    return dated(m["y"], weight=0.5)


def _years(m: re.Match[str], _context: Context) -> Reading | None:
    """ "1861-1863", "2015–16": from one year through the other."""
    first = int(m["y"])
    last = int(m["z"]) if len(m["z"]) == 4 else first - first % 100 + int(m["z"])
    if last <= first or (len(m["z"]) == 2 and (int(m["z"]) <= 12 or last > first + 20)):
        return None
    ends = dated(m["y"], weight=0.5), dated(f"{last:04d}")
    return replace(
        ends[0], value=f"{first}/{last}", edtf=f"{first}/{last}", latest=ends[1].latest,
        ends=((m.start("y"), m.end("y"), ends[0]), (m.start("z"), m.end("z"), ends[1])),
    )  # fmt: skip


def _spelt_year(m: re.Match[str], _context: Context) -> Reading | None:
    """ "Nineteen ninety-six", "twenty twenty-one", "the year two thousand"."""
    if m["t"]:
        return dated(f"{2000 + int(words.number(m['u'] or ''))}", weight=0.5)
    return dated(f"{int(words.number(m['c'])) * 100 + int(words.number(m['r']))}", weight=0.5)


def _bc(m: re.Match[str], _context: Context) -> Reading | None:
    month = f"-{words.month(m['m']):02d}" if m["m"] else f"-{words.SEASONS[m['s'].lower()]}" if m["s"] else ""
    return Reading("DATE", f"BC{int(m['y']):04d}{month}")


def _ad(m: re.Match[str], _context: Context) -> Reading | None:
    return dated(f"{int(m['y']):04d}")


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


def _feast(m: re.Match[str], context: Context) -> Reading | None:
    month, number = _FEASTS[" ".join(m["f"].lower().replace("’", "'").split())]
    if m["y"]:
        return on(date(int(m["y"]), month, number), explicit=True)
    return _of_some_year(month, number, m, context)


_WD = rf"(?:(?P<w>{WEEKDAY}),? )?"
_OPTIONAL_YEAR = rf"(?:(?:,| of|,? in)? (?P<y>{YEAR}))?(?! ?(?:%|per\s?cent|people|men|rounds))"

RULES: tuple[Rule, ...] = (
    rule(
        DIGIT,
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:(?:T| )(?P<t>\d\d:\d\d)(?P<s>:\d\d)?(?:\.\d+)?(?P<zone>Z|"
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
    rule(MONTH_STARTS, rf"(?P<m>{MONTH})(?:,| of)? (?P<y>{YEAR})", _month),
    rule(MONTH_STARTS, rf"(?P<m>{LONG_MONTH}|(?-i:(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.))", _bare_month),
    rule("the spring summer autumn fall winter", rf"(?:the )?(?P<s>{SEASON})(?: of|,)? (?P<y>{YEAR})", _season_of_year),
    rule(
        frozenset({"the", DIGIT, "'", "’"}),
        r"(?:the )?(?:early |late |mid-|mid )?['’]?(?P<d>1[5-9]\d0|20\d0|\d0)['’]?s(?! ?%)",
        _decade,
    ),
    rule(
        "the twenties thirties forties fifties sixties seventies eighties nineties",
        rf"the (?:early |late |mid-)?(?P<d>{'|'.join(_TENS)})",
        _spelt_decade,
    ),
    rule(
        words.ORDINAL_STARTS | {DIGIT, "the"},
        rf"(?:the )?(?:early |late |mid-|mid )?(?P<c>\d\d?(?:st|nd|rd|th)|{'|'.join(words.ORDINALS[:21])})[ -]century",
        _century,
    ),
    rule(
        MONTH_STARTS | {DIGIT, "the", *words.SEASONS},
        rf"(?:(?P<m>{MONTH}) |(?:the )?(?P<s>{SEASON})(?: of)? )?(?P<y>\d{{1,4}}) ?(?-i:BCE?\b|B\.C\.?(?:E\.)?)",
        _bc,
    ),
    rule(
        "nineteen eighteen twenty",
        rf"(?P<t>(?!))?(?P<c>nineteen|eighteen|"
        rf"twenty)[ -](?:hundred and )?(?P<r>(?:{'|'.join(words.TENS)})(?:[ -](?:{'|'.join(words.ONES[1:10])}))?)(?! (?:peop"
        rf"le|men|dollars|rounds|feet|percent))",
        _spelt_year,
    ),
    rule("the year", rf"(?:the )?year (?P<t>two thousand)(?: (?:and )?(?P<u>{'|'.join(words.ONES[1:])}))?", _spelt_year),
    rule(
        frozenset({DIGIT, "ad"}),
        r"(?-i:AD|A\.D\.) ?(?P<y>\d{1,4})|(?P<z>\d{1,4}) ?(?-i:CE|AD)\b",
        lambda m, c: _ad(m, c) if m["y"] else dated(f"{int(m['z']):04d}"),
    ),
    rule(DIGIT, rf"(?P<y>{YEAR})(?:-|–|—)(?P<z>{YEAR}|\d\d)(?![-–])", _years),
    rule(
        frozenset({"the", "fiscal", "year", DIGIT}),
        rf"(?:(?:the )?(?:(?:fiscal|calendar) (?:year )?|year ))?(?P<y>{YEAR})(?:/\d\d)?",
        _bare_year,
    ),
    rule(
        "christmas boxing halloween new valentine",
        rf"(?P<f>Christmas(?: Day| Eve)?|Boxing Day|Halloween|New Year['’]s(?: Day| Eve)?|Valentine['’]s Day)(?:,? (?P<y>{YEAR}))?",
        _feast,
    ),
)
