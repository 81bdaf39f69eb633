"""Rules for times told by their distance from another: "two weeks ago", "three days later", "ten minutes before"."""

import math
import re
from datetime import date, datetime, timedelta

from gestae.extract.times import dates, words
from gestae.extract.times.amounts import AMOUNT, count
from gestae.extract.times.context import Context
from gestae.extract.times.quarters import quarter_told
from gestae.extract.times.reading import Reading, Rule, dated, on, rule
from gestae.extract.times.relative import unit_from
from gestae.extract.times.words import DIGIT, UNIT
from gestae.model import edtf

_BACK = ("ago", "earlier", "before", "previously", "back", "prior")


def _distance(m: re.Match[str], context: Context) -> Reading | None:
    """ "Two weeks ago", "three days later", "a year earlier", "ten minutes before"."""
    way, unit = m["k"].lower(), words.unit(m["u"])
    amount = count(m["n"])
    if way in ("before", "after", "back") and re.match(r"\s+[a-zA-Z]", context.text[m.end() : m.end() + 3]):
        return None
    back = any(way.startswith(w) for w in _BACK)
    seen = way in ("ago", "from now", "hence", "back")
    if amount is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF")
    amount = -amount if back else amount
    base = context.anchor if seen else context.focus
    if unit.startswith("T"):
        return _clock_distance(m, context, amount, unit)
    quarter = quarter_told(context, m.start()) if unit == "Y" and amount == -1 and context.anchor else None
    if quarter and context.anchor:
        return Reading("DATE", f"{context.anchor.year - 1}{quarter}")
    known = base is not None
    base = base or (context.seen if context.tells_history else None) or context.anchor
    if base is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF")
    return _day_distance(base, amount, unit, known=known, sets_day=not back and context.is_fronted(m.start()))


def _day_distance(base: date, amount: float, unit: str, *, known: bool, sets_day: bool) -> Reading | None:
    """Told to the day only in days. Of weeks and more the day may lie half a unit off."""
    if unit == "D":
        day = dates.day_shift(base, amount)
        return on(day, sets_day=sets_day) if known else Reading("DATE", day.isoformat())
    found = (
        unit_from(base, unit, amount)
        if amount == int(amount) or unit in ("W", "WE")
        else dated(dates.month_shift(base, round(12 * amount)).isoformat()[:7])
    )
    if found is None or not known:
        return Reading("DATE", found.value) if found else None
    days = {"W": 7.0, "WE": 7.0, "M": 30.4, "Q": 91.3, "Y": 365.25, "DE": 3652.5, "CE": 36525.0}[unit]
    if unit == "WE":
        return found
    first = dates.day_shift(base, math.floor((amount - 0.5) * days))
    last = dates.day_shift(base, math.ceil((amount + 0.5) * days))
    return Reading("DATE", found.value, None, edtf.start_of_day(first), edtf.end_of_day(last))


def _clock_distance(m: re.Match[str], context: Context, amount: float, unit: str) -> Reading | None:
    """Hours, minutes and seconds lean on the last clock time; a quarter of the stretch, at least two minutes, is left open."""
    way = m["k"].lower()
    written = None
    if context.anchor and context.written_at:
        written = datetime.combine(context.anchor, context.written_at)
    base = written if way in ("ago", "from now", "hence") else context.moment
    if base is None:
        day = context.anchor
        return Reading("TIME", day.isoformat() if day else "XXXX-XX-XX")
    stretch = timedelta(**{{"TS": "seconds", "TM": "minutes", "TH": "hours"}[unit]: amount})
    slack = max(abs(stretch) / 4, timedelta(minutes=2))
    try:
        told = base + stretch
        first, last = told - slack, told + slack
    except OverflowError:
        return None
    moment = told.replace(second=0)
    return Reading(
        "TIME",
        f"{moment.isoformat()[:16]}",
        None,
        first.isoformat()[:19],
        last.isoformat()[:19],
        "APPROX",
        moment.date(),
        sets_day=False,
    )


RULES: tuple[Rule, ...] = (
    rule(
        words.NUMBER_STARTS
        | frozenset(
            ["a", "an", "half", "another", "several", "some", "many", "few", "couple", "dozens", "hundreds", "thousands", "various"]
        )
        | {DIGIT},
        rf"{AMOUNT}(?: |-)(?:more )?(?P<u>{UNIT})(?: or (?:so|more|two))? (?P<k>ago|earlier|before(?:hand)?|later|"
        rf"after(?:wards?)?|from now|hence|previously|back|prior)",
        _distance,
    ),
)
