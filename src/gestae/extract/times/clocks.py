"""Clock times: what figures and words say ("7 a.m.", "0730 hrs", "ten to six", "half one"), before a day is known."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from gestae.extract.times import words
from gestae.extract.times.context import Half

HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
_HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MINUTES = r"(?:fifteen|twenty(?:[ -]five)?|thirty(?:[ -]five)?|forty(?:[ -]five)?|fifty(?:[ -]five)?|oh[ -]five|ten)"
_TAIL = (
    rf"(?:,? (?:sharp|exactly|precisely|local time|in the (?P<half>morning|afternoon|evening)|at (?P<night>night)))*"
    rf"(?: ?\(?(?-i:(?P<zone>{words.ZONE}))\)?)?"
)


@dataclass(frozen=True)
class Clock:
    """``half`` is ``None`` where the words leave morning or afternoon open and ``hour`` is 1 to 12. ``low`` and ``high`` are the
    minutes by which the time meant may lie before and after the one said."""

    hour: int
    minute: int = 0
    second: int | None = None
    half: Half | None = None
    open: bool = False
    low: int = 0
    high: int = 0
    zone: str | None = None
    is_midnight: bool = False
    is_figures: bool = False

    @property
    def is_exact(self) -> bool:
        return self.low == self.high == 0

    def minutes(self, half: Half | None) -> int:
        """Minutes since midnight, in this half of the day where it is open."""
        hour = self.hour
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return hour * 60 + self.minute

    def about(self, low: int, high: int) -> "Clock":
        return replace(self, low=low, high=high)


def _of_figures(m: re.Match[str]) -> Clock | None:
    found = m.groupdict()
    hour, minute = int(found["h"]), int(found.get("m") or 0)
    second = int(found["s"]) if found.get("s") else None
    half: Half | None = None
    if found.get("ap"):
        half = "am" if found["ap"].lower().startswith("a") else "pm"
        if not 1 <= hour <= 12:
            half = None
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    padded = found["h"].startswith("0") or found.get("hrs") is not None
    is_open = half is None and 1 <= hour <= 12 and not padded
    return _with_tail(Clock(hour, minute, second, half, open=is_open, is_figures=True, is_midnight=hour == 24), m)


def _military(m: re.Match[str]) -> Clock | None:
    hour, minute = int(m["hm"][:2]), int(m["hm"][2:])
    return None if hour > 24 or minute > 59 else _with_tail(Clock(hour, minute, is_figures=True), m)


def _relative(m: re.Match[str]) -> Clock | None:
    said = m["mins"].lower()
    if said.isdigit() and int(said) % 5 and "minute" not in m[0].lower():
        return None
    minutes = 15 if "quarter" in said else 30 if said == "half" else int(words.number(said))
    if not 0 < minutes < 60:
        return None
    hour = int(words.number(m["h"]))
    if m["way"].lower() in ("past", "after"):
        return _with_tail(Clock(hour, minutes, open=True), m)
    return _with_tail(Clock((hour - 2) % 12 + 1, 60 - minutes, open=True), m)


def _half_hour(m: re.Match[str]) -> Clock | None:
    return _with_tail(Clock(int(words.number(m["h"])), 30, open=True), m)


def _spoken(m: re.Match[str]) -> Clock | None:
    said = m["m"].lower()
    minute = 5 if said.startswith("oh") else int(words.number(said))
    return _with_tail(Clock(int(words.number(m["h"])), minute, open=True), m)


def _hour_only(m: re.Match[str]) -> Clock | None:
    return _with_tail(Clock(int(words.number(m["h"])), open=True), m)


def _named(m: re.Match[str]) -> Clock | None:
    return Clock(24, is_midnight=True) if m["name"].lower() == "midnight" else _with_tail(Clock(12), m)


def _with_tail(clock: Clock, m: re.Match[str]) -> Clock:
    found = m.groupdict()
    if clock.open and found.get("half"):
        half: Half = "am" if found["half"].lower() == "morning" else "pm"
        clock = replace(clock, half=half, open=False)
    if clock.open and found.get("night"):
        clock = replace(clock, half="am" if clock.hour <= 4 or clock.hour == 12 else "pm", open=False)
    if clock.open and found.get("ap_word"):
        clock = replace(clock, half="am" if found["ap_word"].lower().startswith("a") else "pm", open=False)
    clock = replace(clock, zone=found.get("zone"))
    return clock.about(15, 15) if found.get("ish") else clock


# What may come before a bare hour, and what after it: "at nine," yes, "nine men" no.
_AT = re.compile(r"\b(?:at|until|till|from|since|before|after|around|past|between|o[f]f at)\s+$", re.IGNORECASE)
_AT_ABOUT = re.compile(
    r"(?:\b(?:at|until|till|from|since|by|before|after|around|past|between|to|it was|it['’]s|just|about)\s+|^\W*|"
    r"[.!?]\s+)(?:about |around |roughly |approximately )?$",
    re.IGNORECASE,
)
_AT_FIGURES = re.compile(
    r"\b(?:at|about|around|approximately|by|until|till|from|since|before|after|between|to|and|time|hours?:)\s+$", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s*(?:[.,;:!?)\]”\"’–—-](?!\d)|$)|\s+(?:and|or|when|while|that|as|the|a|an|I|we|he|she|they|it|you|on|in|at|to|but|by|"
    r"from|with|yesterday|today|"
    r"tomorrow|this|last|next|until|till|before|after|for|so|if|because|then|mr|mrs|ms|dr|there|his|her|my|our|their|every|"
    r"each|sharp|exactly|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|someone|somebody|no|not|was|were|is|had|o['’]clock)\b(?![-–])",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\s?(?:%|°|per\b|percent|pounds?\b|dollars?|euros?|million|billion|points?\b|kg|km|m\b|mm|cm|ft|feet|foot|metres?|"
    r"meters?|miles?|litres?|"
    r"volts?|amps?|tons?|tonnes?|psi|bar\b|mph|degrees?|seconds?\b|minutes?\b|hours\b(?! ?(?:on|GMT|BST))|days?|weeks?|"
    r"months?|years?|[x×])",
    re.IGNORECASE,
)


def _clear(_text: str, _start: int, _end: int) -> bool:
    return True


def _ratio(text: str, start: int, end: int) -> bool:
    """Not a score, a verse or a ratio: "won 12:10", "a 10:30 mix"."""
    before = text[max(0, start - 12) : start]
    return not re.search(r"(?:score|ratio|verse|mix|chapter|won|lost|beat|\d:)\W*$", before, re.IGNORECASE) and not text.startswith(
        "-", end
    )


def _dotted(text: str, start: int, end: int) -> bool:
    if _MEASURED.match(text, end):
        return False
    return _AT_FIGURES.search(text, max(0, start - 24), start) is not None or text[start] == "0"


_TO_OTHER = re.compile(
    rf"\s+(?:to|and|until|till)\s+(?:about\s+)?{HOUR}(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?|\s+o['’]clock)?(?!\w)", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|between)\s+$", re.IGNORECASE)


def _to_hour(text: str, start: int, end: int) -> bool:
    """ "Ten to six" unless it is "from ten to six"."""
    return _FROM.search(text, max(0, start - 12), start) is None and _after_at(text, start, end)


def _after_at(text: str, start: int, end: int) -> bool:
    return _AT_ABOUT.search(text, max(0, start - 24), start) is not None and _AFTER.match(text, end) is not None


def _bare_hour(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 40) : start]
    if re.search(r"\bone\s+by\s+$", before, re.IGNORECASE):
        return False
    if _FROM.search(before):
        other = _TO_OTHER.match(text, end)
        return other is not None and _AFTER.match(text, other.end()) is not None
    said = re.sub(
        r"\b(?:about|around|roughly|approximately|just|shortly|soon|a little|a bit|nearly|almost)\s+$",
        "",
        before,
        flags=re.IGNORECASE,
    )
    if not (_AT.search(before) and not re.search(r"\babout\s+$", before, re.IGNORECASE)) and not re.search(
        r"\b(?:at|until|till|from|since|by)\s+$", said, re.IGNORECASE
    ):
        return False
    return _AFTER.match(text, end) is not None


def _four_figures(text: str, start: int, end: int) -> bool:
    if re.match(r" ?[–-] ?\d{4} ?(?:hrs|hours|h)\b", text[end : end + 16], re.IGNORECASE):
        return True
    if _MEASURED.match(text, end) or re.match(
        r"\s+(?=[a-z])(?!(?:I|on|in|and|the|when|he|she|they|we|as|to|until|that|it|a|my|by|but|from|with)\b)", text[end : end + 20]
    ):
        return False
    before = text[max(0, start - 30) : start]
    at = re.search(
        r"\bat\s+(?:about|around|approximately|approx\.?|roughly|some time after|just after|just before|shortly after)?\s*$",
        before,
        re.IGNORECASE,
    )
    if text[start] == "0" and not text.startswith("00", start):
        return at is not None or _AT_FIGURES.search(before) is not None
    return at is not None and not "1800" <= text[start : start + 4] <= "2059"


Check = Callable[[str, int, int], bool]
_O_CLOCK = r"(?: ?o['’] ?clock)"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Clock | None], Check], ...] = (
    (
        words.compiled(r"(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))?(?:[:.](?P<s>[0-5]\d))? ?(?P<ap>[ap]m\b|[ap]\. ?m\b\.?)" + _TAIL),
        _of_figures,
        _clear,
    ),
    (
        words.compiled(r"(?P<h>2[0-4]|[01]?\d):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?P<hrs> ?(?:hrs|hours|h)\b\.?)?" + _TAIL),
        _of_figures,
        _ratio,
    ),
    (words.compiled(r"(?P<h>2[0-3]|[01]\d|[1-9])\.(?P<m>[0-5]\d)(?P<hrs> ?(?:hrs|hours|h)\b\.?)" + _TAIL), _of_figures, _clear),
    (words.compiled(r"(?P<h>2[0-3]|[01]\d|[1-9])\.(?P<m>[0-5]\d)" + _TAIL), _of_figures, _dotted),
    (words.compiled(r"(?P<hm>(?:[01]\d|2[0-4])[0-5]\d) ?(?:hrs|hours|h|Z)\b\.?" + _TAIL), _military, _clear),
    (words.compiled(r"(?P<hm>(?:[01]\d|2[0-3])[0-5]\d)" + _TAIL), _military, _four_figures),
    (words.compiled(rf"(?P<h>{HOUR}){_O_CLOCK}" + _TAIL), _hour_only, _clear),
    (
        words.compiled(
            rf"(?P<mins>a quarter|quarter|half|twenty[ -]five|twenty|ten|five|[12]?\d)(?: minutes?)? (?P<way>past|to|after|"
            rf"before) (?P<h>{HOUR}){_O_CLOCK}?(?: ?(?P<ap_word>[ap]\.?m\b\.?))?" + _TAIL
        ),
        _relative,
        _to_hour,
    ),
    (words.compiled(rf"half (?P<h>{_HOUR_WORD})" + _TAIL), _half_hour, _after_at),
    (words.compiled(rf"(?P<h>{_HOUR_WORD})[ -](?P<m>{_MINUTES}) (?P<ap_word>[ap]\.?m\b\.?)" + _TAIL), _spoken, _clear),
    (words.compiled(rf"(?P<h>{_HOUR_WORD})-(?P<m>{_MINUTES})" + _TAIL), _spoken, _after_at),
    (words.compiled(rf"(?P<h>{_HOUR_WORD}) (?P<m>{_MINUTES})" + _TAIL), _spoken, _bare_hour),
    (words.compiled(rf"(?P<h>{_HOUR_WORD}) (?P<ap_word>[ap]\.?m\b\.?)" + _TAIL), _hour_only, _clear),
    (words.compiled(rf"(?P<h>{HOUR}) (?:in the (?P<half>morning|afternoon|evening)|at (?P<night>night))"), _hour_only, _clear),
    (words.compiled(rf"(?P<h>{HOUR})(?P<ish>-?ish)?"), _hour_only, _bare_hour),
    (words.compiled(r"(?:12 ?)?(?P<name>noon|midday|midnight)" + _TAIL), _named, _clear),
)

STARTS = frozenset({"noon", "midday", "midnight", "half", "a", "quarter", "twenty", words.DIGIT}) | frozenset(words.ONES[1:13])


def clock_at(text: str, start: int, *, second: bool = False) -> tuple[int, Clock] | None:
    """The clock time that begins here and where it ends; the longest that any rule reads. The ``second`` of a range needs no
    preposition."""
    best: tuple[int, Clock] | None = None
    for pattern, read, check in _RULES:
        m = pattern.match(text, start)
        if m and (best is None or m.end() > best[0]) and (check(text, start, m.end()) or (second and _AFTER.match(text, m.end()))):
            clock = read(m)
            if clock:
                best = m.end(), clock
    return best


# How far a time said loosely may lie from the one named, in minutes before and after. "A little before one" is 12:50 to 13:00 in
# statements; "about" is taken as a quarter of an hour either way, as people round to the quarter; "shortly" as half an hour.
_APPROACHES: tuple[tuple[str, int, int, str], ...] = (
    (
        r"(?:about|around|approximately|approx\.?|roughly|circa|ca\.|c\.|some time around|sometime around|somewhere around|"
        r"round about)",
        15,
        15,
        "APPROX",
    ),
    (r"(?:shortly|soon|not long) (?:after|past)", 0, 30, "AFTER"),
    (r"(?:just|right|immediately) (?:after|past|gone)", 0, 15, "AFTER"),
    (
        r"(?:(?:just )?a (?:little|bit|tad)(?: bit)?|a (?:few|couple of) minutes|(?:a )?minutes|slightly) (?:after|past)",
        0,
        10,
        "AFTER",
    ),
    (r"(?:shortly|not long) before", 30, 0, "BEFORE"),
    (r"(?:just|right|immediately) before", 15, 0, "BEFORE"),
    (
        r"(?:(?:just )?a (?:little|bit|tad)(?: bit)?|a (?:few|couple of) minutes|(?:a )?minutes|slightly) (?:before|to|of)",
        10,
        0,
        "BEFORE",
    ),
    (r"(?:nearly|almost|getting on for|coming up to|close to|nearing|towards?)", 15, 0, "APPROX"),
)
_APPROACH = tuple((words.compiled(p), low, high, mod) for p, low, high, mod in _APPROACHES)
APPROACH_STARTS = frozenset(
    [
        "about",
        "around",
        "approximately",
        "approx",
        "roughly",
        "circa",
        "ca",
        "c",
        "some",
        "sometime",
        "somewhere",
        "round",
        "shortly",
        "soon",
        "not",
        "just",
        "right",
        "immediately",
        "a",
        "minutes",
        "slightly",
        "nearly",
        "almost",
        "getting",
        "coming",
        "close",
        "nearing",
        "toward",
        "towards",
    ]
)
_GAP = re.compile(words.SPACE)


def approach_at(text: str, start: int) -> tuple[int, int, int, str] | None:
    """Words of nearness that begin here: where the time itself would begin, minutes before, minutes after, TIMEX3 ``mod``."""
    for pattern, low, high, mod in _APPROACH:
        m = pattern.match(text, start)
        if m:
            gap = _GAP.match(text, m.end())
            if gap:
                return gap.end(), low, high, mod
    return None
