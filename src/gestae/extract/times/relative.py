"""Rules for dates told from another: "yesterday", "last week", "the night before", "July of that year"."""

import re
from dataclasses import replace
from datetime import date

from gestae.extract.times import dates, words
from gestae.extract.times.amounts import duration
from gestae.extract.times.context import Context
from gestae.extract.times.reading import Reading, Rule, dated, on, part_of, rule
from gestae.extract.times.words import MONTH, PART, SEASON, UNIT
from gestae.model import edtf

_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1, "last": -1, "this": 0, "tonight": 0}
WAYS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "this": 0, "current": 0, "same": 0, "that": 0,
    "the same": 0, "that same": 0, "this same": 0, "next": 1, "coming": 1, "following": 1,
}  # fmt: skip


def _deictic(m: re.Match[str], context: Context) -> Reading | None:
    """Yesterday, today, tomorrow, with or without a part: seen from the document's date."""
    word = m["d"].lower()
    part = words.PARTS[m["p"].lower()] if m["p"] else None
    if context.anchor is None:
        return part_of(None, part) if part else Reading("DATE", "XXXX-XX-XX")
    day = dates.day_shift(context.anchor, _STEPS[word])
    found = part_of(day, part, sets_day=word == "yesterday") if part else on(day, sets_day=word == "yesterday")
    return replace(found, leans=True)


def _part(m: re.Match[str], context: Context) -> Reading | None:
    """ "This morning", "last night", "that afternoon", "the following evening"."""
    way, part = " ".join(m["k"].lower().split()), words.PARTS[m["p"].lower()]
    if way in ("this", "last"):
        day = context.anchor
        return part_of(dates.day_shift(day, _STEPS[way]) if day else None, part)
    day = context.focus
    if way == "that":
        return part_of(day, part, sets_day=True)
    step = 1 if way in ("the following", "the next") else -1 if way in ("the previous", "the preceding") else 0
    return part_of(dates.day_shift(day, step) if day else None, part, sets_day=step > 0 and context.is_fronted(m.start()))


def _tonight(_m: re.Match[str], context: Context) -> Reading | None:
    return part_of(context.anchor, "NI")


def _beside(m: re.Match[str], context: Context) -> Reading | None:
    """ "The night before", "the morning after", "the day before": from the day being told of."""
    if re.match(
        r" (?:the|that|he|she|it|they|we|I|you|his|her|my|our|their|Mr|Mrs|Ms|[A-Z]\w+)\b", context.text[m.end() : m.end() + 12]
    ):
        return None
    step = 1 if m["k"].lower() == "after" else -1
    day = dates.day_shift(context.focus, step) if context.focus else None
    sets_day = step > 0 and context.is_fronted(m.start())
    if m["p"].lower() != "day":
        return part_of(day, words.PARTS[m["p"].lower()], sets_day=sets_day)
    return on(day, sets_day=sets_day) if day else Reading("DATE", "XXXX-XX-XX")


def _day_word(m: re.Match[str], context: Context) -> Reading | None:
    """ "The next day", "the same day", "that day", "the previous day"."""
    way = m["k"].lower()
    if context.focus is None:
        return Reading("DATE", "XXXX-XX-XX")
    step = WAYS.get(way, 0)
    sets_day = step == 0 or (step > 0 and context.is_fronted(m.start()))
    return on(dates.day_shift(context.focus, step), sets_day=sets_day)


def unit_from(base: date, unit: str, count: float) -> Reading | None:
    """The calendar week, month, quarter, year ... that lies so many from that of a day."""
    if unit == "W":
        return dated(dates.week(dates.day_shift(base, 7 * count)))
    if unit == "WE":
        return dated(f"{dates.week(dates.day_shift(base, 7 * count))}-WE")
    if unit == "M":
        return dated(dates.month_shift(base, round(count)).isoformat()[:7])
    if unit == "Q":
        moved = dates.month_shift(base, round(3 * count))
        return dated(f"{moved.year:04d}-Q{(moved.month + 2) // 3}")
    year = base.year + round(count * {"Y": 1, "DE": 10, "CE": 100}.get(unit, 1))
    if not 1 <= year <= 9999:
        return None
    return dated(f"{year:04d}"[: {"Y": 4, "DE": 3, "CE": 2}.get(unit, 4)])


def _unit(m: re.Match[str], context: Context) -> Reading | None:
    """ "Last week", "this year", "the following month", "that week"."""
    way, unit = " ".join(m["k"].lower().split()), words.unit(m["u"])
    step = WAYS[way]
    if m["u"].lower().endswith("s"):
        return Reading("DURATION", duration(None, unit))
    if unit.startswith("T") or (unit == "D" and way not in ("next", "following", "previous")):
        return None
    if m["the"] and way in ("past", "last"):
        return Reading("DURATION", duration(1, unit))
    if way == "past":
        return (
            Reading("DURATION", duration(1, unit))
            if unit != "WE" or context.anchor is None
            else unit_from(context.anchor, unit, -1)
        )
    tells = way in ("that", "same", "the same", "that same", "following", "previous", "preceding", "prior") or (
        way == "next" and bool(m["the"])
    )
    told = context.focus if unit in ("W", "D", "WE") else context.mentioned or context.focus
    base = (told or context.anchor) if tells else context.anchor
    if base is None:
        return Reading("DATE", f"XXXX-WXX{'-WE' if unit == 'WE' else ''}" if unit in ("W", "WE") else "XXXX")
    if unit == "D":
        return on(dates.day_shift(base, step), sets_day=False)
    return unit_from(base, unit, step)


def _season(m: re.Match[str], context: Context) -> Reading | None:
    way, season = m["k"].lower(), m["s"].lower()
    base = context.anchor
    if base is None:
        return Reading("DATE", f"XXXX-{words.SEASONS[season]}")
    first = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}[season]
    year = base.year
    if way in ("last", "past", "previous") and first + 2 >= base.month:
        year -= 1
    elif way in ("next", "coming") and first <= base.month:
        year += 1
    return dated(f"{year:04d}-{words.SEASONS[season]}")


def _month_of_year(m: re.Match[str], context: Context) -> Reading | None:
    """ "January this year", "last April", "next May"."""
    month, way, base = words.month(m["m"]), m["k"].lower(), context.anchor
    if base is None:
        return dated(f"XXXX-{month:02d}")
    year = base.year
    if m["y"]:
        year += WAYS[way]
    elif way in ("last", "past"):
        year -= month >= base.month
    elif way == "next":
        year += month <= base.month
    if not m["y"] and m["d"]:
        day = dates.calendar_day(year, month, int(m["d"]))
        return on(day) if day else None
    return dated(f"{year:04d}-{month:02d}")


def _the_weekend(m: re.Match[str], context: Context) -> Reading | None:
    base = context.anchor
    if base is None:
        return Reading("DATE", "XXXX-WXX-WE")
    ahead = context.direction(m.start(), m.end()) == "future"
    return dated(f"{dates.week(dates.day_shift(base, 0 if ahead or base.weekday() > 4 else -7))}-WE")


def _in_the_season(m: re.Match[str], context: Context) -> Reading | None:
    """ "In the summer", "that winter": of the year being told of."""
    before = context.text[max(0, m.start() - 12) : m.start()]
    if m[0][:3].lower() == "the" and not re.search(
        r"\b(?:in|by|during|until|over|of|for|through|since|throughout)\s+$", before, re.I
    ):
        return None
    if m["s"].lower() in ("fall", "spring") and not re.search(r"\bin\s+$", before, re.I):
        return None  # a person's fall, a lock's spring
    base = context.seen or context.focus
    season = words.SEASONS[m["s"].lower()]
    return Reading("DATE", f"{base.year:04d}-{season}" if base else f"XXXX-{season}")


def _the_year(m: re.Match[str], context: Context) -> Reading | None:
    """ "The year ended 31 March" is a stretch; "in the year", "during the week" are those of the document."""
    before = context.text[max(0, m.start() - 12) : m.start()]
    if re.match(r"\s+(?:ended|ending)\b", context.text[m.end() : m.end() + 10], re.IGNORECASE):
        return Reading("DURATION", "P1Y" if m["u"].lower() == "year" else "P1W")
    base = context.seen if context.tells_history else context.anchor
    if base is None or not re.search(r"\b(?:in|during|of|for|throughout)\s+$", before, re.IGNORECASE):
        return None
    return Reading("DATE", dates.week(base) if m["u"].lower() == "week" else f"{base.year:04d}")


def _week_round(m: re.Match[str], context: Context) -> Reading | None:
    """ "The week of 3 June", "the week beginning 3 June", "the week ending 9 June 2024"."""
    month, number = words.month(m["m"] or m["m2"]), int(m["d"] or m["d2"])
    year = int(m["y"]) if m["y"] else context.year_of(month, number, m.start(), m.end())
    day = dates.calendar_day(year, month, number) if year else None
    if day is None:
        return Reading("DATE", "XXXX-WXX")
    way = m["k"].lower()
    first = dates.day_shift(day, -day.weekday() if way == "of" else -6 if way == "ending" else 0)
    last = dates.day_shift(first, 6)
    bounds = edtf.start_of_day(first), edtf.end_of_day(last)
    return Reading("DATE", dates.week(day), None, *bounds, told=day, weight=1 if m["y"] else 0)


def _week_of_month(m: re.Match[str], context: Context) -> Reading | None:
    """ "The first week of June": in June, more is not told."""
    month = words.month(m["m"])
    year = int(m["y"]) if m["y"] else context.year_of(month, None, m.start(), m.end())
    mod = "START" if m["q"].lower() == "first" else "END" if m["q"].lower() in ("last", "final") else "MID"
    return dated(f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}", mod=mod)


def _of_month(m: re.Match[str], context: Context) -> Reading | None:
    """ "The 3rd of this month", "the 21st of last month"."""
    number, way = words.ordinal(m["d"]), " ".join(m["k"].lower().split())
    base = context.focus if way in ("that", "the same", "the following", "the next") else context.anchor
    if base is None:
        return dated(f"XXXX-XX-{number:02d}")
    step = {"last": -1, "next": 1, "the following": 1, "the next": 1}.get(way, 0)
    month = dates.month_shift(base.replace(day=1), step)
    day = dates.calendar_day(month.year, month.month, number)
    return on(day) if day else None


def _of_that_year(m: re.Match[str], context: Context) -> Reading | None:
    """ "July of that year", "March 5 of the following year"."""
    base = context.mentioned or context.focus
    if base is None:
        return None
    year = base.year + (1 if m["k"].lower().endswith(("following", "next")) else -1 if m["k"].lower().endswith("previous") else 0)
    month = words.month(m["m"])
    if m["d"]:
        day = dates.calendar_day(year, month, words.ordinal(m["d"]))
        return on(day) if day else None
    return dated(f"{year:04d}-{month:02d}")


def _that_day(context: Context) -> Reading | None:
    return on(context.focus) if context.focus else Reading("DATE", "XXXX-XX-XX")


RULES: tuple[Rule, ...] = (
    rule("yesterday today tomorrow", rf"(?P<d>yesterday|tomorrow|today)(?:(?:['’]s)? (?P<p>{PART}))?", _deictic),
    rule(
        "the",
        r"the day (?:before yesterday|after tomorrow)",
        lambda m, c: on(dates.day_shift(c.anchor, 2 if "tomorrow" in m[0].lower() else -2)) if c.anchor else None,
    ),
    rule(
        "this last that the",
        rf"(?P<k>this|last|that(?: same)?|the (?:following|next|same|previous|preceding)) (?:early |late )?(?P<p>{PART})",
        _part,
    ),
    rule("tonight", "tonight", _tonight),
    rule(
        words.MONTH_STARTS,
        rf"(?P<m>{MONTH})(?: (?P<d>{words.DAY})(?:st|nd|rd|th)?)?,? (?:of )?(?P<k>(?:that|the)(?: same| following| previous|"
        rf" next)?) year",
        _of_that_year,
    ),
    rule(
        "night",
        "night",
        lambda m, c: part_of(None, "NI") if re.search(r"\bat\s+$", c.text[max(0, m.start() - 4) : m.start()]) else None,
    ),
    rule("overnight", "overnight", lambda _m, c: part_of(c.focus, "NI", sets_day=False)),
    rule("the", rf"the (?P<p>{PART}|day) (?P<k>before|after)", _beside),
    rule(
        "the that next",
        r"(?:the )?(?P<k>next|following|previous|preceding|same) day|(?:the )?(?P<l>that)(?: same| very)? day",
        lambda m, c: _day_word(m, c) if m["k"] else _that_day(c),
    ),
    rule(
        "the last past this next previous preceding prior coming current same following that",
        rf"(?P<the>the )?(?P<k>last|past|this same|that same|this|next|previous|preceding|prior|coming|current|same|"
        rf"following|that)(?: (?:fiscal|calendar|school|academic|financial|very))? (?P<u>{UNIT})(?! of (?:the )?(?:war|"
        rf"campaign|operation))",
        _unit,
    ),
    rule(
        "last past this next previous coming the",
        rf"(?:the )?(?P<k>last|past|this past|this|next|previous|coming) (?P<s>{SEASON})",
        _season,
    ),
    rule(
        "last this next past",
        rf"(?P<k>last|this|next|past) (?P<m>{MONTH})(?: (?P<d>{words.DAY})\b(?!:))?(?P<y>(?!))?",
        _month_of_year,
    ),
    rule(words.MONTH_STARTS, rf"(?P<m>{MONTH})(?: of)? (?P<k>last|this|next) (?P<y>year)(?P<d>(?!))?", _month_of_year),
    rule("the", r"the weekend", _the_weekend),
    rule(
        "the week",
        rf"(?:the )?week (?P<k>of|beginning|commencing|starting|"
        rf"ending)(?: on)?(?: {words.LONG_WEEKDAY},?)? (?:(?P<m>{MONTH}) (?P<d>{words.DAY})|"
        rf"(?P<d2>{words.DAY}) (?P<m2>{MONTH}))(?:,? (?P<y>{words.YEAR}))?",
        _week_round,
    ),
    rule(
        "the first second third fourth last final",
        rf"(?:the )?(?P<q>first|second|third|fourth|last|final) week (?:of|in) (?P<m>{MONTH})(?:,? (?P<y>{words.YEAR}))?",
        _week_of_month,
    ),
    rule("the", rf"the (?P<d>{words.ORDINAL_DAY}) of (?P<k>this|that|last|next|the same|the following|the next) month", _of_month),
    rule("the early small wee", r"(?:the )?(?:early|small|wee) (?:morning )?hours", lambda _m, _c: part_of(None, "EM")),
    rule("the", r"the (?:fiscal )?(?P<u>year|week)(?! (?:of|ago|earlier|before|after|to|two|\d))", _the_year),
    rule(
        "the that",
        rf"(?:the (?:early |late )?|that )(?P<s>{SEASON})"
        r"(?=[.,;:)?!]|$| (?:he|she|they|we|I|it|the|a|an|and|but|when|before|after|at|on|to|in|with|there|his|her|their)\b)",
        _in_the_season,
    ),
)
