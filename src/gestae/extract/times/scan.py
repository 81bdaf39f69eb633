"""Reading the one mention that begins at a word: a date, a clock time, both, or a range, with the words that narrow it."""

import re
from dataclasses import replace

from gestae.extract.times import absolute, clocks, dates, distances, quarters, relative, spans, weekdays, years
from gestae.extract.times.clocks import Clock
from gestae.extract.times.context import Context
from gestae.extract.times.mention import TimeMention
from gestae.extract.times.reading import Reading, Rule, on, part_of
from gestae.extract.times.relations import OPENS_RANGE, mention
from gestae.extract.times.settle import in_part, settle
from gestae.extract.times.words import DIGIT, PART, PARTS, SPACE, compiled
from gestae.model import edtf

Found = tuple[int, Reading, tuple[TimeMention, ...]]


def _index(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for each in rules:
        for word in each.starts:
            found.setdefault(word, []).append(each)
    return {word: tuple(many) for word, many in found.items()}


_RULES = _index((*absolute.RULES, *years.RULES, *relative.RULES, *weekdays.RULES, *distances.RULES, *quarters.RULES, *spans.RULES))
TOKEN = re.compile(r"[A-Za-z]+|\d+|['’](?=\d\ds)")
_LEFT = re.compile(r"[\w$£€#@]|(?<=\d)[.,/:-]|(?<=[A-Za-z\d])-(?=\d)")
# Words that narrow what follows. For dates and parts of a day.
_NARROW: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        compiled(
            r"(?:the )?(?:early|(?:beginning|start|early (?:part|days|hours)) (?:of|in))(?: the| in| in the)?|"
            r"earlier(?: in)?(?: the)?"
        ),
        "START",
    ),
    (compiled(r"(?:the )?(?:late|(?:end|close|latter part|closing days) of)(?: the| in| in the)?|later(?: in)?(?: the)?"), "END"),
    (compiled(r"(?:the )?middle of(?: the)?"), "MID"),
)
_HYPHENED = re.compile(r"(?:(?P<mid>mid)[- ](?:to[- ]late[- ])?|(?P<early>early)-|(?P<late>late)-)", re.I)
_NARROW_STARTS = frozenset(
    ["the", "early", "beginning", "start", "earlier", "late", "end", "close", "closing", "latter", "later", "middle", "mid"]
)
# For durations, and "about two weeks ago".
_AMOUNTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (compiled(r"about|around|approximately|roughly|some|circa|an estimated"), "APPROX"),
    (compiled(r"more than|over|longer than|in excess of|well over"), "MORE_THAN"),
    (compiled(r"less than|under|fewer than|not quite"), "LESS_THAN"),
    (compiled(r"nearly|almost|close to"), "LESS_THAN"),
    (compiled(r"at least|no less than|a minimum of|not less than"), "EQUAL_OR_MORE"),
    (compiled(r"up to|at most|no more than|a maximum of"), "EQUAL_OR_LESS"),
    (compiled(r"exactly|fully"), ""),
)
_AMOUNT_STARTS = frozenset(
    [
        "about",
        "around",
        "approximately",
        "roughly",
        "some",
        "circa",
        "an",
        "more",
        "over",
        "longer",
        "in",
        "well",
        "less",
        "under",
        "fewer",
        "not",
        "nearly",
        "almost",
        "close",
        "at",
        "no",
        "a",
        "up",
        "exactly",
        "fully",
    ]
)
_GAP = re.compile(SPACE)
_CLOCK_STARTS = clocks.STARTS
_STARTS = frozenset(_RULES) | frozenset(PARTS) | _CLOCK_STARTS | clocks.APPROACH_STARTS | _NARROW_STARTS | _AMOUNT_STARTS
_DAY_THEN_CLOCK = re.compile(rf"(?:,?{SPACE}(?:(?:at|from){SPACE})?|,{SPACE}?|{SPACE}[–-]{SPACE})(?=\S)", re.I)
_CLOCK_THEN_DAY = re.compile(rf",?{SPACE}(?:(?:on|of){SPACE})?(?=\S)", re.I)
_RANGE = re.compile(rf"{SPACE}?[–—-]{SPACE}?|{SPACE}(?:to|and|until|till){SPACE}", re.I)
_ONE_OF_TWO = re.compile(r"\d{4}-\d\d-\d\d")  # a day in figures that may be another day
_PART_OF_DAY = re.compile(
    rf"(?:the{SPACE})?(?:(?P<hours>(?:early|small|wee){SPACE}(?:morning{SPACE})?hours)|(?:early{SPACE}|late{SPACE})?(?P<p>{PART}))"
    rf"{SPACE}(?:of|on){SPACE}",
    re.IGNORECASE,
)
_IN_THE_PART = re.compile(rf",?{SPACE}in{SPACE}the{SPACE}(?:early{SPACE}|late{SPACE})?(?P<p>morning|afternoon|evening)\b", re.I)
_THROUGH = re.compile(rf"{SPACE}?[–—-]{SPACE}?(?=[A-Z\d])|{SPACE}(?:to|until|till|through){SPACE}", re.I)
_AND = re.compile(rf"{SPACE}and{SPACE}")
_MOVED = re.compile(r"\b(?:moved|postponed|changed|rescheduled|adjourned|put back|brought forward)\b[^.]{0,40}$", re.I)


def begins(text: str, start: int, word: str) -> bool:
    """Whether a mention may begin with this word, at a place where one can."""
    return word in _STARTS and not (start and _LEFT.match(text, start - 1))


def read_at(text: str, start: int, word: str, context: Context) -> Found | None:
    """The mention that begins here: the longest of a clock time, a date, a duration, each with the words that narrow it."""
    found: list[Found] = []
    clock = _clock(text, start, word, context)
    if clock:
        found.append(clock)
    date_found = _date(text, start, word, context)
    if date_found:
        ends = tuple(mention(text, *end, ()) for end in date_found[1].ends)
        found.append((*date_found, ends))
    if word in _NARROW_STARTS or word in _AMOUNT_STARTS:
        narrowed = _narrowed(text, start, context)
        if narrowed:
            found.append(narrowed)
    return max(found, key=lambda f: f[0]) if found else None


def _word_at(text: str, at: int) -> str | None:
    m = TOKEN.match(text, at)
    return None if m is None else DIGIT if m[0].isdigit() else m[0].lower()


def _core(text: str, start: int, word: str, context: Context) -> tuple[int, Reading] | None:
    """The longest date, duration or set that a rule reads here."""
    matches = [(m.end(), i, rule, m) for i, rule in enumerate(_RULES.get(word, ())) if (m := rule.pattern.match(text, start))]
    for end, _, rule, m in sorted(matches, key=lambda x: (-x[0], x[1])):
        reading = rule.read(m, context)
        if reading:
            return end, reading
    return None


def _date(text: str, start: int, word: str, context: Context) -> tuple[int, Reading] | None:
    """A date, with a clock time or a part of the day that follows it."""
    part_first = _PART_OF_DAY.match(text, start)
    if part_first and (inner := _word_at(text, part_first.end())):
        core = _core(text, part_first.end(), inner, context)
        if core and core[1].day and core[1].part is None:
            return core[0], part_of(
                core[1].day, "EM" if part_first["hours"] else PARTS[part_first["p"].lower()], explicit=core[1].weight >= 1
            )
    core = _core(text, start, word, context)
    if core is None:
        return None
    end, reading = core
    if (
        reading.type not in ("DATE", "TIME")
        or not (reading.day or reading.value.startswith("XXXX-") or _ONE_OF_TWO.fullmatch(reading.value))
        or reading.moment
        or "/" in reading.value
    ):
        return core
    days = _days(text, start, end, reading, context)
    if days:
        return days
    later = _IN_THE_PART.match(text, end)
    if later and reading.day and reading.part is None:
        end, reading = later.end(), part_of(reading.day, PARTS[later["p"].lower()], explicit=reading.weight >= 1)
    joint = _DAY_THEN_CLOCK.match(text, end)
    if (joint and reading.earliest != reading.latest) or (joint and reading.day is None):
        told = _bare_clock(text, joint.end())
        if told:
            return told[0], settle(told[1], reading, context, start, told[0])
    return end, reading


def _days(text: str, start: int, end: int, first: Reading, context: Context) -> tuple[int, Reading] | None:
    """ "From Monday to Wednesday", "between 3 May and 6 May": throughout for the first, some time within for the second."""
    opening = OPENS_RANGE.search(text, max(0, start - 10), start)
    between = opening is not None and opening["how"].lower() == "between"
    link = (_AND if between else _THROUGH).match(text, end)
    if link is None or first.day is None or first.part or (opening is None and link[0].strip()[:1].isalpha()):
        return None
    if _MOVED.search(text, max(0, start - 60), start):
        return None
    word = _word_at(text, link.end())
    core = _core(text, link.end(), word, context) if word else None
    if core is None or core[1].day is None or core[1].part:
        return None
    last = core[1]
    assert last.day is not None
    if last.day < first.day and last.leans:
        last = replace(on(dates.day_shift(last.day, 7)), leans=True)
    if last.day is None or last.day <= first.day:
        return None
    told = f"{first.value}/{last.value}"
    return core[0], replace(
        first, value=told, edtf=None if between else told, latest=last.latest,
        ends=((start, end, first), (link.end(), core[0], last)),
    )  # fmt: skip


def _bare_clock(text: str, start: int, *, second: bool = False) -> tuple[int, Clock] | None:
    """A clock time with the words of nearness before it, still without a day."""
    word = _word_at(text, start)
    if word in clocks.APPROACH_STARTS:
        near = clocks.approach_at(text, start)
        if near:
            told = clocks.clock_at(text, near[0], second=second)
            if told:
                return told[0], told[1].about(near[1], near[2])
    return clocks.clock_at(text, start, second=second) if word in _CLOCK_STARTS else None


def _clock(text: str, start: int, word: str, context: Context) -> Found | None:
    """A clock time or a range of two, with the date that follows it."""
    if word not in _CLOCK_STARTS and word not in clocks.APPROACH_STARTS:
        return None
    told = _bare_clock(text, start)
    if told is None:
        return None
    end, clock = told
    second = None
    link = _RANGE.match(text, end)
    if link and (link[0].strip().lower() != "and" or re.search(r"\bbetween\s+$", text[max(0, start - 10) : start], re.I)):
        second = _bare_clock(text, link.end(), second=True)
        if second and clock.open and not second[1].open:
            clock = replace(
                clock, half=second[1].half, open=second[1].half is None and clock.hour <= 12 and not second[1].is_figures
            )
        end = second[0] if second else end
    named = None
    joint = _CLOCK_THEN_DAY.match(text, end)
    if joint and (next_word := _word_at(text, joint.end())) and not text[end : joint.end()].strip().startswith(",."):
        core = _core(text, joint.end(), next_word, context)
        if (
            core
            and core[1].type in ("DATE", "TIME")
            and (core[1].day or core[1].value.startswith(("XXXX-W", "XXXX-0", "XXXX-1", "XXXX-XX-XXT")))
        ):
            end, named = core[0], core[1]
            if named.value.startswith("XXXX-XX-XXT") and named.part:
                clock, named = in_part(clock, named.part), None
    first = settle(clock, named, context, start, end)
    if second is None or link is None:
        return end, first, ()
    held = context.moment, context.day
    if first.moment:
        context.moment, context.day = first.moment, first.day
    last = settle(second[1], named, context, link.end(), second[0])
    context.moment, context.day = held
    return end, *_range(text, (start, told[0], first), (link.end(), second[0], last))


def _range(text: str, first: tuple[int, int, Reading], last: tuple[int, int, Reading]) -> tuple[Reading, tuple[TimeMention, ...]]:
    """ "Between nine and ten": some time within. "12:50–13:00", "from 9 to 10": throughout."""
    begin, end = first[2], last[2]
    between = re.search(r"\bbetween\s+$", text[max(0, first[0] - 10) : first[0]], re.IGNORECASE) is not None
    throughout = not between and begin.edtf and end.edtf and begin.edtf < end.edtf
    earliest, latest = begin.earliest, end.latest
    if earliest and latest and earliest > latest:
        earliest, latest = None, None
    whole = replace(
        begin, value=f"{begin.value}/{end.value}", edtf=f"{begin.edtf}/{end.edtf}" if throughout else None, earliest=earliest,
        latest=latest, moment=end.moment,
    )  # fmt: skip
    return whole, tuple(mention(text, *each, ()) for each in (first, last))


def _narrowed(text: str, start: int, context: Context) -> Found | None:
    """A date or duration with the words that narrow it: "early October", "about two weeks ago", "at least three days"."""
    joined = _HYPHENED.match(text, start)
    if joined:
        mod = "MID" if joined["mid"] else "START" if joined["early"] else "END"
        return _with(text, joined.end(), mod, context, ("DATE", "TIME"))
    for table, types in ((_NARROW, ("DATE", "TIME")), (_AMOUNTS, ("DURATION", "DATE", "TIME"))):
        for pattern, mod in table:
            m = pattern.match(text, start)
            gap = _GAP.match(text, m.end()) if m else None
            if gap:
                found = _with(text, gap.end(), mod, context, types)
                if found:
                    return found
    return None


def _with(text: str, at: int, mod: str, context: Context, types: tuple[str, ...]) -> Found | None:
    word = _word_at(text, at)
    found = _date(text, at, word, context) if word else None
    if found is None or found[1].type not in types or found[1].clock:
        return None
    reading = found[1]
    if (
        reading.value.endswith("_REF")
        or (mod == "MORE_THAN" and re.match(r"the |last |past ", text[at : at + 5], re.I))
        or (mod == "APPROX" and reading.type == "DATE" and re.match(r"[A-Z][a-z]+day\b", text[at : at + 10]))
    ):
        return None
    if mod in ("APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS") and reading.type != "DURATION":
        if re.fullmatch(r"[A-Za-z]+|\d{4}", text[at : found[0]]) and mod != "APPROX":
            return None
        reading = _loosened(reading)
    return found[0], replace(reading, mod=mod or reading.mod), ()


def _loosened(reading: Reading) -> Reading:
    """An approximate date is marked so (``~``); its bounds stay those of the date."""
    told = f"{reading.edtf}~" if reading.edtf and edtf.is_valid(f"{reading.edtf}~") else None
    return replace(reading, edtf=told)
