"""Rules for years and what is longer: "2021", "1861-1863", "nineteen ninety-six", "480 BC", "the 1990s", "the 19th century"."""

import re
from dataclasses import replace

from gestae.extract.times import words
from gestae.extract.times.context import Context
from gestae.extract.times.reading import Reading, Rule, dated, rule
from gestae.extract.times.words import DIGIT, MONTH, MONTH_STARTS, SEASON, YEAR


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


RULES: tuple[Rule, ...] = (
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
)
