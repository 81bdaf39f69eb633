"""Rules for divisions of the business year: "the third quarter", "a year earlier" beside a quarter's figures, "year-end"."""

import re

from gestae.extract.times import dates, words
from gestae.extract.times.context import Context
from gestae.extract.times.reading import Reading, Rule, dated, rule
from gestae.extract.times.words import DIGIT, YEAR
from gestae.model import edtf


def _quarter(m: re.Match[str], context: Context) -> Reading | None:
    number = words.ordinal(m["q"])
    if m["y"] or m["z"]:
        return dated(f"{m['y'] or m['z']}-Q{number}", weight=0.5)
    if context.anchor is None:
        return Reading("DATE", f"XXXX-Q{number}")
    year, now = context.anchor.year, (context.anchor.month + 2) // 3
    if m["k"] and m["k"].lower() in ("last", "next"):
        year += 1 if m["k"].lower() == "next" else -1
    elif not m["k"] and number > now and context.direction(m.start(), m.end()) != "future":
        year -= 1
    return dated(f"{year}-Q{number}", guessed=not m["k"])


def _half_year(m: re.Match[str], _context: Context) -> Reading | None:
    return dated(f"{m['y']}-H{words.ordinal(m['q'])}")


def _year_earlier(m: re.Match[str], context: Context) -> Reading | None:
    if context.anchor is None:
        return None
    quarter = quarter_told(context, m.start())
    return Reading("DATE", f"{context.anchor.year - 1}{quarter or ''}")


_QUARTER = re.compile(r"\b(?:(first|second|third|fourth)[ -](?:fiscal )?)?quarter\b", re.I)


def quarter_told(context: Context, at: int) -> str | None:
    """The quarter that business figures are told of: the last one named, else the one before the document's."""
    told = list(_QUARTER.finditer(context.text, max(0, at - 800), at + 60))
    if not told or context.anchor is None:
        return None
    named = [words.ordinal(m[1]) for m in told if m[1]]
    before = (context.anchor.month - 4) // 3 % 4 + 1
    return f"-Q{named[-1] if named and before not in named else before}"


def _the_quarter(m: re.Match[str], context: Context) -> Reading | None:
    """ "The quarter", "the latest period", "the 1988 quarter" of a business report."""
    quarter = quarter_told(context, m.start())
    if context.anchor is None or quarter is None:
        return None
    return Reading("DATE", f"{m['y'] or context.anchor.year}{quarter}")


def _end(m: re.Match[str], context: Context) -> Reading | None:
    """ "Year-end", "the end of the month", "later in the year"."""
    base = context.seen if context.tells_history else context.anchor
    if base is None:
        return None
    said = m[0].lower()
    if re.fullmatch(r"(?:the )?year(?:['’]s)?[ -]end", said):
        first, last = edtf.bounds(f"{base.year:04d}-12")
        return Reading("DATE", f"{base.year:04d}-12-31", None, first, last, "APPROX")
    mod = "START" if said.startswith(("early", "earlier", "the beginning", "the start")) else "END"
    if m["u"].lower() == "week":
        return dated(dates.week(base), mod=mod)
    return dated(base.isoformat()[: 4 if m["u"].lower() == "year" else 7], mod=mod)


RULES: tuple[Rule, ...] = (
    rule(
        frozenset(["the", "first", "second", "third", "fourth", "this", "last", "next", "fiscal"]) | {DIGIT},
        rf"(?:the (?!\w+-quarter)|(?P<k>this|last|next) year['’]s |(?:the )?(?P<z>{YEAR}) )?(?:fiscal[ -])?(?P<q>first|"
        rf"second|third|fourth)(?:-| fiscal | )quarter(?:(?: of|,)?(?: fiscal)? (?P<y>{YEAR}))?",
        _quarter,
    ),
    rule("the first second", rf"(?:the )?(?P<q>first|second) half of(?: fiscal)? (?P<y>{YEAR})", _half_year),
    rule(
        "the",
        rf"the (?:(?:latest|most recent|fiscal|current) )?quarter|the latest period|the (?P<y>{YEAR}) (?:quarter|period)",
        _the_quarter,
    ),
    rule(
        "the a year",
        r"(?:the |a )?year-(?:earlier|ago)(?: (?P<q>(?:(?:first|second|third|fourth) )?quarter|period|month))?",
        _year_earlier,
    ),
    rule("year month the", r"(?:the )?(?P<u>year|month)(?:['’]s)?[ -]end", _end),
    rule(
        "the end early earlier late later beginning start",
        r"(?:(?:the )?(?:end|beginning|start|latter part|middle) of|(?:early|earlier|late|later) in) the (?P<u>year|month|week)",
        _end,
    ),
)
