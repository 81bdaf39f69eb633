"""Rules for weekdays: "Friday", "last Friday evening", "the Wednesday of that week"."""

import re
from dataclasses import replace

from gestae.extract.times import dates, words
from gestae.extract.times.context import Context
from gestae.extract.times.reading import Reading, Rule, on, part_of, rule
from gestae.extract.times.relative import WAYS
from gestae.extract.times.words import LONG_WEEKDAY, PART, WEEKDAY_STARTS


def _that_weekday(m: re.Match[str], context: Context) -> Reading | None:
    """ "Last Friday", "this Monday", "the following Tuesday"."""
    way, number = m["k"].lower().split()[-1], words.weekday(m["w"])
    part = words.PARTS[m["p"].lower()] if m["p"] else None
    base = (
        context.focus if way in ("following", "previous", "preceding", "that") or (way == "next" and m["the"]) else context.anchor
    )
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
    step = WAYS.get(way, 0)
    base = context.focus if way in ("that", "the same", "the following", "the previous") else context.anchor
    number = words.weekday(m["w"])
    if base is None:
        return _undated_weekday(number, None)
    if way in ("the following", "the previous"):
        step = 1 if way.endswith("following") else -1
    return on(dates.day_shift(base, 7 * step + number - base.weekday()))


def _counted_weekday(m: re.Match[str], context: Context) -> Reading | None:
    """ "Friday last", "Monday next", "Friday week"."""
    number, way = words.weekday(m["w"]), m["k"].lower()
    if not re.match(r"\s*(?:[.,;:)]|$)|\s+(?:and|or|at|I|he|she|we|they|the|to|for)\b", context.text[m.end() : m.end() + 8]):
        return None
    if context.anchor is None:
        return _undated_weekday(number, None)
    ahead = (number - context.anchor.weekday()) % 7 or 7
    return on(dates.day_shift(context.anchor, {"last": ahead - 7 if ahead < 7 else -7, "next": ahead, "week": ahead + 7}[way]))


def _undated_weekday(number: int, part: str | None) -> Reading:
    value = f"XXXX-WXX-{number + 1}"
    return Reading("TIME", f"{value}T{part}", part=part) if part else Reading("DATE", value)


def _weekday(m: re.Match[str], context: Context) -> Reading | None:
    """A bare weekday, with or without a part of it."""
    number = words.weekday(m["w"])
    part = words.PARTS[m["p"].lower()] if m["p"] else None
    named = context.focus
    if named and named.weekday() == number and _SAYS_AGAIN.search(context.text, max(0, m.start() - 40), m.start()):
        return part_of(named, part) if part else on(named)
    day = context.weekday(number, m.start(), m.end())
    if day is None:
        return _undated_weekday(number, part)
    return replace(part_of(day, part) if part else on(day), leans=True)


_SAYS_AGAIN = re.compile(
    r"\b(?:days?|weeks?) (?:before|earlier|later|after),? (?:on )?(?:the )?$", re.IGNORECASE
)  # "two days before, on the …"

RULES: tuple[Rule, ...] = (
    rule(
        "last this next the past that",
        rf"(?P<the>the )?(?P<k>this coming|this past|last|this|next|past|following|previous|preceding|coming|"
        rf"that) (?P<w>{LONG_WEEKDAY})(?: (?P<p>{PART}))?",
        _that_weekday,
    ),
    rule(
        frozenset({"the"}) | WEEKDAY_STARTS,
        rf"(?:the )?(?P<w>{LONG_WEEKDAY}) of (?P<k>that|this|last|next|the same|the following|the previous)(?: same)? week",
        _weekday_of_week,
    ),
    rule(
        WEEKDAY_STARTS,
        rf"(?P<w>{LONG_WEEKDAY}|(?-i:(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.(?=,)))(?:(?:['’]s)?(?: (?:early|"
        rf"late))? (?P<p>{PART}))?",
        _weekday,
    ),
    rule(WEEKDAY_STARTS, rf"(?P<w>{LONG_WEEKDAY}) (?P<k>next|last|week)", _counted_weekday),
)
