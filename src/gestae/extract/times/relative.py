"""Rules for dates told from another: "yesterday", "last week", "two days later", "the night before", weekdays."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from gestae.extract.times import dates, words
from gestae.extract.times.context import Context
from gestae.extract.times.reading import Reading, Rule, dated, on, part_of, rule
from gestae.extract.times.words import DIGIT, LONG_WEEKDAY, MONTH, NUMBER, PART, SEASON, UNIT, VAGUE, WEEKDAY_STARTS
from gestae.model import edtf

_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1, "last": -1, "this": 0, "tonight": 0}
_WAYS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "this": 0, "current": 0, "same": 0, "that": 0, "the same": 0,
    "that same": 0, "this same": 0, "next": 1, "coming": 1, "following": 1,
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
    if re.match(r" (?:the|that|he|she|it|they|we|I|you|his|her|my|our|their|Mr|Mrs|Ms|[A-Z]\w+)\b", context.text[m.end() : m.end() + 12]):
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
    step = _WAYS.get(way, 0)
    sets_day = step == 0 or (step > 0 and context.is_fronted(m.start()))
    return on(dates.day_shift(context.focus, step), sets_day=sets_day)


def _unit_from(base: date, unit: str, count: float) -> Reading | None:
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
    step = _WAYS[way]
    if m["u"].lower().endswith("s"):
        return Reading("DURATION", duration(None, unit))
    if unit.startswith("T") or (unit == "D" and way not in ("next", "following", "previous")):
        return None
    if m["the"] and way in ("past", "last"):
        return Reading("DURATION", duration(1, unit))
    if way == "past":
        return Reading("DURATION", duration(1, unit)) if unit != "WE" or context.anchor is None else _unit_from(context.anchor, unit, -1)
    tells = way in ("that", "same", "the same", "that same", "following", "previous", "preceding", "prior") or (way == "next" and bool(m["the"]))
    base = (context.seen if context.tells_history and unit != "W" else context.focus) if tells else context.anchor
    base = base or (context.focus or context.anchor if tells else None)
    if base is None:
        return Reading("DATE", f"XXXX-WXX{'-WE' if unit == 'WE' else ''}" if unit in ("W", "WE") else "XXXX")
    if unit == "D":
        return on(dates.day_shift(base, step), sets_day=False)
    return _unit_from(base, unit, step)


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


def _that_weekday(m: re.Match[str], context: Context) -> Reading | None:
    """ "Last Friday", "this Monday", "the following Tuesday"."""
    way, number = m["k"].lower(), words.weekday(m["w"])
    part = words.PARTS[m["p"].lower()] if m["p"] else None
    base = context.focus if way in ("following", "previous", "preceding", "that") or (way == "next" and m["the"]) else context.anchor
    if base is None:
        return _undated_weekday(number, part)
    ahead = (number - base.weekday()) % 7
    if way == "that":
        shift = (number - base.weekday()) if base.weekday() != number else 0
    elif way in ("next", "following", "coming"):
        shift = ahead or 7
    elif way == "this":
        shift = ahead if context.direction(m.start(), m.end()) != "past" else (ahead - 7) % -7 if ahead else 0
    else:
        shift = ahead - 7
    day = dates.day_shift(base, shift)
    return part_of(day, part) if part else on(day)


def _weekday_of_week(m: re.Match[str], context: Context) -> Reading | None:
    """ "The Wednesday of that week", "Monday of last week"."""
    way = " ".join(m["k"].lower().split())
    step = _WAYS.get(way, 0)
    base = context.focus if way in ("that", "the same", "the following", "the previous") else context.anchor
    number = words.weekday(m["w"])
    if base is None:
        return _undated_weekday(number, None)
    if way in ("the following", "the previous"):
        step = 1 if way.endswith("following") else -1
    return on(dates.day_shift(base, 7 * step + number - base.weekday()))


def _month_of_year(m: re.Match[str], context: Context) -> Reading | None:
    """ "January this year", "last April", "next May"."""
    month, way, base = words.month(m["m"]), m["k"].lower(), context.anchor
    if base is None:
        return dated(f"XXXX-{month:02d}")
    year = base.year
    if m["y"]:
        year += _WAYS[way]
    elif way in ("last", "past"):
        year -= month >= base.month
    elif way == "next":
        year += month <= base.month
    return dated(f"{year:04d}-{month:02d}")


def _undated_weekday(number: int, part: str | None) -> Reading:
    value = f"XXXX-WXX-{number + 1}"
    return Reading("TIME", f"{value}T{part}", part=part) if part else Reading("DATE", value)


def _weekday(m: re.Match[str], context: Context) -> Reading | None:
    """A bare weekday, with or without a part of it."""
    number = words.weekday(m["w"])
    part = words.PARTS[m["p"].lower()] if m["p"] else None
    day = context.weekday(number, m.start(), m.end())
    if day is None:
        return _undated_weekday(number, part)
    return replace(part_of(day, part) if part else on(day), leans=True)


def duration(count: float | None, unit: str) -> str:
    """TIMEX3: ``P3D``, ``PT2H``, ``PXY``."""
    figure = "X" if count is None else f"{count:g}"
    return f"PT{figure}{unit[1:]}" if unit.startswith("T") else f"P{figure}{unit}"


_BACK = ("ago", "earlier", "before", "previously", "back", "prior")


def _count(said: str) -> float | None:
    low = " ".join(said.lower().split())
    if low.startswith(("several", "some", "many", "a few", "few", "a number", "dozens", "hundreds", "thousands", "various", "a matter", "recent")):
        return None
    if "couple" in low:
        return 2
    if low.startswith(("half", "a half")):
        return 0.5
    plus = 0.5 if low.endswith("and a half") else 0
    return words.number(low.removesuffix("and a half")) + plus


def _distance(m: re.Match[str], context: Context) -> Reading | None:
    """ "Two weeks ago", "three days later", "a year earlier", "ten minutes before"."""
    way, unit = m["k"].lower(), words.unit(m["u"])
    count = _count(m["n"])
    if way in ("before", "after", "back") and re.match(r"\s+[a-zA-Z]", context.text[m.end() : m.end() + 3]):
        return None
    back = any(way.startswith(w) for w in _BACK)
    seen = way in ("ago", "from now", "hence", "back")
    if count is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF")
    count = -count if back else count
    base = context.anchor if seen else context.focus
    if unit.startswith("T"):
        return _clock_distance(m, context, count, unit)
    quarter = _quarter_told(context, m.start()) if unit == "Y" and count == -1 and context.anchor else None
    if quarter and context.anchor:
        return Reading("DATE", f"{context.anchor.year - 1}{quarter}")
    known = base is not None
    base = base or (context.seen if context.tells_history else None) or context.anchor
    if base is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF")
    return _day_distance(base, count, unit, known=known, sets_day=not back and context.is_fronted(m.start()))


def _day_distance(base: date, count: float, unit: str, *, known: bool, sets_day: bool) -> Reading | None:
    """Told to the day only in days. Of weeks and more the day may lie half a unit off."""
    if unit == "D":
        day = dates.day_shift(base, count)
        return on(day, sets_day=sets_day) if known else Reading("DATE", day.isoformat())
    found = _unit_from(base, unit, count) if count == int(count) or unit in ("W", "WE") else dated(dates.month_shift(base, round(12 * count)).isoformat()[:7])
    if found is None or not known:
        return Reading("DATE", found.value) if found else None
    days = {"W": 7.0, "WE": 7.0, "M": 30.4, "Q": 91.3, "Y": 365.25, "DE": 3652.5, "CE": 36525.0}[unit]
    if unit == "WE":
        return found
    first, last = (dates.day_shift(base, (count + half) * days) for half in (-0.5, 0.5))
    return Reading("DATE", found.value, None, edtf.start_of_day(first), edtf.end_of_day(last))


def _clock_distance(m: re.Match[str], context: Context, count: float, unit: str) -> Reading | None:
    """Hours, minutes and seconds lean on the last clock time; a quarter of the stretch, at least two minutes, is left open."""
    way = m["k"].lower()
    written = context.anchor and context.written_at and datetime.combine(context.anchor, context.written_at)
    base = written if way in ("ago", "from now", "hence") else context.moment
    if base is None:
        day = context.anchor
        return Reading("TIME", day.isoformat() if day else "XXXX-XX-XX")
    stretch = timedelta(**{{"TS": "seconds", "TM": "minutes", "TH": "hours"}[unit]: count})
    slack = max(abs(stretch) / 4, timedelta(minutes=2))
    try:
        told = base + stretch
        first, last = told - slack, told + slack
    except OverflowError:
        return None
    moment = told.replace(second=0)
    return Reading("TIME", f"{moment.isoformat()[:16]}", None, first.isoformat()[:19], last.isoformat()[:19], "APPROX", moment.date(), sets_day=False)


def _year_earlier(m: re.Match[str], context: Context) -> Reading | None:
    if context.anchor is None:
        return None
    quarter = _quarter_told(context, m.start())
    return Reading("DATE", f"{context.anchor.year - 1}{quarter or ''}")


_QUARTER = re.compile(r"\b(?:(first|second|third|fourth)[ -](?:fiscal )?)?quarter\b", re.I)


def _quarter_told(context: Context, at: int) -> str | None:
    """The quarter that business figures are told of: the last one named, else the one before the document's."""
    told = list(_QUARTER.finditer(context.text, max(0, at - 800), at + 60))
    if not told or context.anchor is None:
        return None
    named = [words.ordinal(m[1]) for m in told if m[1]]
    before = (context.anchor.month - 4) // 3 % 4 + 1
    return f"-Q{named[-1] if named and before not in named else before}"


def _the_quarter(m: re.Match[str], context: Context) -> Reading | None:
    """ "The quarter", "the latest period", "the 1988 quarter" of a business report."""
    quarter = _quarter_told(context, m.start())
    if context.anchor is None or quarter is None:
        return None
    return Reading("DATE", f"{m['y'] or context.anchor.year}{quarter}")


def _end(m: re.Match[str], context: Context) -> Reading | None:
    """ "Year-end", "the end of the month", "later in the year"."""
    base = context.seen if context.tells_history else context.anchor
    if base is None:
        return None
    said = m[0].lower()
    mod = "START" if said.startswith(("early", "earlier", "the beginning", "the start")) else "END"
    if m["u"].lower() == "week":
        return dated(dates.week(base), mod=mod)
    return dated(base.isoformat()[: 4 if m["u"].lower() == "year" else 7], mod=mod)


def _the_weekend(m: re.Match[str], context: Context) -> Reading | None:
    base = context.anchor
    if base is None:
        return Reading("DATE", "XXXX-WXX-WE")
    ahead = context.direction(m.start(), m.end()) == "future"
    return dated(f"{dates.week(dates.day_shift(base, 0 if ahead or base.weekday() > 4 else -7))}-WE")


def _in_the_season(m: re.Match[str], context: Context) -> Reading | None:
    """ "In the summer", "that winter": of the year being told of."""
    if m[0][:3].lower() == "the" and not re.search(r"\b[Ii]n\s+$", context.text[max(0, m.start() - 5) : m.start()]):
        return None
    base = context.seen or context.focus
    season = words.SEASONS[m["s"].lower()]
    return Reading("DATE", f"{base.year:04d}-{season}" if base else f"XXXX-{season}")


def _of_that_year(m: re.Match[str], context: Context) -> Reading | None:
    """ "July of that year", "March 5 of the following year"."""
    base = context.seen or context.focus
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


_AMOUNT = rf"(?P<n>half an?|a half|{NUMBER}(?: and a half)?|{VAGUE}|an?|another)"
_EARLY = r"(?:(?:early|late|earlier|later) )?"

RULES: tuple[Rule, ...] = (
    rule("yesterday today tomorrow", rf"(?P<d>yesterday|tomorrow|today)(?:(?:['’]s)? (?P<p>{PART}))?", _deictic),
    rule("the", rf"the (?:(?:latest|most recent|fiscal|current) )?quarter|the latest period|the (?P<y>{words.YEAR}) (?:quarter|period)", _the_quarter),
    rule("the", r"the day (?:before yesterday|after tomorrow)", lambda m, c: on(dates.day_shift(c.anchor, 2 if "tomorrow" in m[0].lower() else -2)) if c.anchor else None),
    rule("this last that the", rf"(?P<k>this|last|that(?: same)?|the (?:following|next|same|previous|preceding)) (?:early |late )?(?P<p>{PART})", _part),
    rule("tonight", "tonight", _tonight),
    rule(words.MONTH_STARTS, rf"(?P<m>{MONTH})(?: (?P<d>{words.DAY})(?:st|nd|rd|th)?)?,? (?:of )?(?P<k>(?:that|the)(?: same| following| previous| next)?) year", _of_that_year),
    rule("overnight", "overnight", lambda _m, c: part_of(c.focus, "NI", sets_day=False)),
    rule("the", rf"the (?P<p>{PART}|day) (?P<k>before|after)", _beside),
    rule("the that next", r"(?:the )?(?P<k>next|following|previous|preceding|same) day|(?:the )?(?P<l>that)(?: same| very)? day", lambda m, c: _day_word(m, c) if m["k"] else _that_day(c)),
    rule("the last past this next previous preceding prior coming current same following that", rf"(?P<the>the )?(?P<k>last|past|this same|that same|this|next|previous|preceding|prior|coming|current|same|following|that)(?: (?:fiscal|calendar|school|academic|financial|very))? (?P<u>{UNIT})(?! of (?:the )?(?:war|campaign|operation))", _unit),
    rule("last past this next previous coming the", rf"(?:the )?(?P<k>last|past|this past|this|next|previous|coming) (?P<s>{SEASON})", lambda m, c: _season(m, c)),
    rule("last this next the past that", rf"(?P<the>the )?(?P<k>last|this|next|past|following|previous|preceding|coming|that) (?P<w>{LONG_WEEKDAY})(?: (?P<p>{PART}))?", _that_weekday),
    rule(frozenset({"the"}) | WEEKDAY_STARTS, rf"(?:the )?(?P<w>{LONG_WEEKDAY}) of (?P<k>that|this|last|next|the same|the following|the previous)(?: same)? week", _weekday_of_week),
    rule("last this next past", rf"(?P<k>last|this|next|past) (?P<m>{MONTH})(?! ?\d)(?P<y>(?!))?", _month_of_year),
    rule(words.MONTH_STARTS, rf"(?P<m>{MONTH})(?: of)? (?P<k>last|this|next) (?P<y>year)", _month_of_year),
    rule(WEEKDAY_STARTS, rf"(?P<w>{LONG_WEEKDAY}|(?-i:(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.(?=,)))(?:(?:['’]s)?(?: (?:early|late))? (?P<p>{PART}))?", _weekday),
    rule(words.NUMBER_STARTS | frozenset("a an half another several some many few couple dozens hundreds thousands various".split()) | {DIGIT}, rf"{_AMOUNT}(?: |-)(?:more )?(?P<u>{UNIT})(?: or (?:so|more|two))? (?P<k>ago|earlier|before(?:hand)?|later|after(?:wards?)?|from now|hence|previously|back|prior)", _distance),
    rule("the a year", r"(?:the |a )?year-(?:earlier|ago)(?: (?P<q>(?:(?:first|second|third|fourth) )?quarter|period|month))?", _year_earlier),
    rule("year month the", r"(?:the )?(?P<u>year|month)(?:['’]s)?[ -]end", _end),
    rule("the end early earlier late later beginning start", r"(?:(?:the )?(?:end|beginning|start|latter part|middle) of|(?:early|earlier|late|later) in) the (?P<u>year|month|week)", _end),
    rule("the", r"the weekend", _the_weekend),
    rule("the that", rf"(?:the (?:early |late )?|that )(?P<s>{SEASON})(?! (?:of|campaign|season|offensive))", _in_the_season),
)  # fmt: skip
