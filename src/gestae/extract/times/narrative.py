"""A narrative: times read block after block, each block carrying on the day of the one before."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from gestae.extract.times import absolute, clocks, relative, spans
from gestae.extract.times.clocks import Clock
from gestae.extract.times.context import Context, Tense
from gestae.extract.times.mention import Relation, TimeMention
from gestae.extract.times.reading import Reading, Rule, part_of
from gestae.extract.times.settle import follow, settle
from gestae.extract.times.words import DIGIT, PART, PARTS, SPACE, compiled
from gestae.model import edtf


def _index(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for each in rules:
        for word in each.starts:
            found.setdefault(word, []).append(each)
    return {word: tuple(many) for word, many in found.items()}


_RULES = _index((*absolute.RULES, *relative.RULES, *spans.RULES))
_TOKEN = re.compile(r"[A-Za-z]+|\d+|['’](?=\d\ds)")
_LEFT = re.compile(r"[\w$£€#@]|(?<=\d)[.,/:-]|(?<=[A-Za-z\d])-(?=\d)")

# Words that narrow what follows. For dates and parts of a day.
_NARROW: tuple[tuple[re.Pattern[str], str], ...] = (
    (compiled(r"(?:the )?(?:early|(?:beginning|start|early (?:part|days|hours)) (?:of|in))(?: the| in| in the)?|earlier(?: in)?(?: the)?"), "START"),
    (compiled(r"(?:the )?(?:late|(?:end|close|latter part|closing days) of)(?: the| in| in the)?|later(?: in)?(?: the)?"), "END"),
    (compiled(r"(?:the )?middle of(?: the)?"), "MID"),
)
_HYPHENED = re.compile(r"(?:(?P<mid>mid)[- ](?:to[- ]late[- ])?|(?P<early>early)-|(?P<late>late)-)", re.I)
_NARROW_STARTS = frozenset("the early beginning start earlier late end close closing latter later middle mid".split())
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
    "about around approximately roughly some circa an more over longer in well less under fewer not nearly almost close at no a up exactly fully".split()
)
_GAP = re.compile(SPACE)
_CLOCK_STARTS = clocks.STARTS
_STARTS = frozenset(_RULES) | _CLOCK_STARTS | clocks.APPROACH_STARTS | _NARROW_STARTS | _AMOUNT_STARTS

_DAY_THEN_CLOCK = re.compile(rf"(?:,?{SPACE}(?:(?:at|from){SPACE})?|,{SPACE}?|{SPACE}[–-]{SPACE})(?=\S)", re.I)
_CLOCK_THEN_DAY = re.compile(rf",?{SPACE}(?:(?:on|of){SPACE})?(?=\S)", re.I)
_RANGE = re.compile(rf"{SPACE}?[–—-]{SPACE}?|{SPACE}(?:to|and|until|till){SPACE}", re.I)
_PART_OF_DAY = re.compile(rf"(?:the{SPACE})?(?:early |late )?(?P<p>{PART}){SPACE}(?:of|on){SPACE}", re.I)
_IN_THE_PART = re.compile(rf",?{SPACE}in{SPACE}the{SPACE}(?:early{SPACE}|late{SPACE})?(?P<p>morning|afternoon|evening)\b", re.I)
_RELATIONS: tuple[tuple[re.Pattern[str], Relation], ...] = tuple(
    (re.compile(rf"\b(?:{p}){SPACE}(?:the{SPACE})?$", re.I), name)  # type: ignore[misc]
    for p, name in (
        (r"by|(?:not|no) later than|on or before|at the latest by|latest", "by"),
        (r"before|prior to|earlier than", "before"),
        (r"(?<!shortly )(?<!just )(?<!soon )after|following|later than", "after"),
        (r"since", "since"),
        (r"until|till|up to", "until"),
        (r"within|inside", "within"),
    )
)


class Narrative:
    """Reads the times of a document's blocks in their order.

    ``anchor`` is the date or date-time (EDTF) the document is written at; without it nothing is guessed. ``zone`` is the text's zone
    (IANA): a time said in another is put into it. ``tense`` may say, for a stretch of the block, whether it tells of
    the past or the future; where it gives ``None`` the words round the mention decide. ``topic`` is the day of the event the document is about.
    """

    def __init__(self, anchor: str | None = None, zone: str | None = None, tense: Tense | None = None, topic: date | None = None) -> None:
        self._context = Context(zone=zone, tense=tense, topic=topic)
        self.written(anchor)

    def written(self, anchor: str | None) -> None:
        """What follows was written at this date or date-time: the next message of a thread."""
        self._context.anchor = edtf.day(anchor) if anchor else None
        at = edtf.clock(anchor) if anchor else None
        self._context.written_at = time.fromisoformat(at) if at else None

    @property
    def day(self) -> date | None:
        """The day the narrative is on."""
        return self._context.day

    def on(self, day: date | None) -> None:
        """What follows is told of this day, until it says another."""
        context = self._context
        context.day, context.local, context.moment, context.part = day, None, None, None

    def about(self, day: date | None) -> None:
        """The day of the event the document is about, as its heading or subject says."""
        self._context.topic = day

    def read(self, block: str) -> tuple[TimeMention, ...]:
        """The mentions of a block, in order, none overlapping. Offsets are into the block."""
        self._context.open(block)
        return tuple(self._mentions(block))

    def _mentions(self, text: str) -> Iterator[TimeMention]:
        context, end, sentence = self._context, 0, 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            if start < end:
                continue
            first = token[0]
            word = DIGIT if first.isdigit() else first.lower()
            if word not in _STARTS or (start and _LEFT.match(text, start - 1)):
                continue
            begins = context.sentence(start)[0] if context.local else sentence
            if begins != sentence:
                sentence, context.local = begins, None
            found = _at(text, start, word, context)
            if found is None:
                continue
            finish, reading, parts = found
            sentence = context.sentence(start)[0]
            follow(context, reading, start, finish)
            end = finish
            yield mention(text, start, finish, reading, parts)


Found = tuple[int, Reading, tuple[TimeMention, ...]]


def mention(text: str, start: int, end: int, reading: Reading, parts: tuple[TimeMention, ...]) -> TimeMention:
    """The mention that a reading of a stretch of the text is, with the preposition before it."""
    relation, lead = None, ""
    if reading.type in ("DATE", "TIME", "DURATION"):
        before = text[max(0, start - 24) : start]
        for pattern, name in _RELATIONS:
            m = pattern.search(before)
            if m and not (reading.type == "DURATION" and name != "within"):
                relation, lead = name, m[0]
                break
    return TimeMention(
        start, end, text[start:end], reading.type, reading.value, reading.edtf, reading.earliest, reading.latest, reading.mod, relation, lead,
        reading.clock.zone if reading.clock else None, parts,
    )  # fmt: skip


def _at(text: str, start: int, word: str, context: Context) -> Found | None:
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
    m = _TOKEN.match(text, at)
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
            return core[0], part_of(core[1].day, PARTS[part_first["p"].lower()], explicit=core[1].weight >= 1)
    core = _core(text, start, word, context)
    if core is None:
        return None
    end, reading = core
    if reading.type not in ("DATE", "TIME") or not (reading.day or reading.value.startswith("XXXX-")) or reading.moment or "/" in reading.value:
        return core
    later = _IN_THE_PART.match(text, end)
    if later and reading.day and reading.part is None:
        end, reading = later.end(), part_of(reading.day, PARTS[later["p"].lower()], explicit=reading.weight >= 1)
    joint = _DAY_THEN_CLOCK.match(text, end)
    if joint and reading.earliest != reading.latest or joint and reading.day is None:
        told = _bare_clock(text, joint.end())
        if told:
            return told[0], settle(told[1], reading, context, start, told[0])
    return end, reading


def _bare_clock(text: str, start: int) -> tuple[int, Clock] | None:
    """A clock time with the words of nearness before it, still without a day."""
    word = _word_at(text, start)
    if word in clocks.APPROACH_STARTS:
        near = clocks.approach_at(text, start)
        if near:
            told = clocks.clock_at(text, near[0])
            if told:
                return told[0], told[1].about(near[1], near[2])
    return clocks.clock_at(text, start) if word in _CLOCK_STARTS else None


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
        second = _bare_clock(text, link.end())
        if second and clock.open and not second[1].open:
            clock = replace(clock, half=second[1].half, open=second[1].half is None and clock.hour <= 12 and not second[1].is_figures)
        end = second[0] if second else end
    named = None
    joint = _CLOCK_THEN_DAY.match(text, end)
    if joint and (next_word := _word_at(text, joint.end())) and not text[end : joint.end()].strip().startswith(",."):
        core = _core(text, joint.end(), next_word, context)
        if core and core[1].type in ("DATE", "TIME") and (core[1].day or core[1].value.startswith(("XXXX-W", "XXXX-0", "XXXX-1", "XXXX-XX-XXT"))):
            end, named = core[0], core[1]
            if named.value.startswith("XXXX-XX-XXT"):
                named = named if named.day else None
    first = settle(clock, named, context, start, end)
    if second is None:
        return end, first, ()
    return _range(text, start, told[0], link.end() if link else end, second, end, first, named, context)


def _range(text: str, start: int, first_end: int, second_start: int, second: tuple[int, Clock], end: int, first: Reading, named: Reading | None, context: Context) -> Found:
    """ "Between nine and ten", "12:50–13:00", "from 9 to 10": some time within for the first, throughout for the others."""
    held = context.moment, context.day
    if first.moment:
        context.moment, context.day = first.moment, first.day
    last = settle(second[1], named, context, second_start, second[0])
    context.moment, context.day = held
    between = re.search(r"\bbetween\s+$", text[max(0, start - 10) : start], re.I) is not None
    throughout = not between and first.edtf and last.edtf and first.edtf < last.edtf
    earliest, latest = first.earliest, last.latest
    if earliest and latest and earliest > latest:
        earliest, latest = None, None
    parts = (mention(text, start, first_end, first, ()), mention(text, second_start, second[0], last, ()))
    return end, replace(
        first, value=f"{first.value}/{last.value}", edtf=f"{first.edtf}/{last.edtf}" if throughout else None, earliest=earliest, latest=latest,
        moment=last.moment,
    ), parts  # fmt: skip


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
    if reading.value.endswith("_REF") or (mod == "MORE_THAN" and re.match(r"the |last |past ", text[at : at + 5], re.I)) or (
        mod == "APPROX" and reading.type == "DATE" and re.match(r"[A-Z][a-z]+day\b", text[at : at + 10])
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
