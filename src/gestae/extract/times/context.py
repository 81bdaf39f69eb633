"""What the text so far lets a time expression lean on: the document's date, the day being told of, the tense, the sentence."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from gestae.extract.times import dates, words

Direction = Literal["past", "future"]
Tense = Callable[[int, int], Direction | None]
Half = Literal["am", "pm"]

_FUTURE = (
    r"(?:will|shall|must|to|would)(?: not| now| also)? be(?: \w+)?|will|shall|won['’]t|going to|(?:is|are|be) (?:to|due)|"
    r"(?:meets?|begins?|arrives?|resumes?|takes? (?:place|effect)|goes)|scheduled|due|expected|expects?|plans?|planning|"
    r"set (?:for|to)|intends?|deadline|upcoming|"
    r"tomorrow|must|(?:are|am|['’]re|['’]m) (?:not )?\w+ing|(?:hopes?|agreed|ordered) to|payable|effective|expires?|"
    r"matur(?:es|ing)|"
    r"(?:given|extended|postponed|adjourned|deferred|continued|delayed)(?: \S+){0,5} (?:until|till)|"
    r"(?:adjourned|postponed|moved|put back|put off|rescheduled|relisted|listed|fixed) (?:to|for)|"
    r"(?:before|when|until|till|once)(?: [\w'’]+){1,4} (?:comes?|arrives?|visits?|returns?|gets? (?:here|back))|"
    r"not later than|no later than|forthcoming|as soon as|would be \w+ing|planned|invited"
)
_PAST = (
    r"was|were|had|did|has|have|been|ago|said|told|gave|took|came|went|saw|heard|found|put|left|began|got|made|held|met|wrote|fell|"
    r"ran|rang|struck|sent|spoke|brought|thought|knew|kept|lost|paid|shot|hit|broke|rose|grew|sold|bought|won|spent|stood|became|"
    r"drove|built|led|fought|caught|chose|flew|threw|drew|stole|swore|wore|hung|sat|lay|felt|dealt|read|\w{2,}ed"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|must|should|can|could|to be|by (?=[A-Z])|until|deadline|schedule[ds]?|plan(?:s|ned)?|expect(?:s|"
    r"ed)?|propos(?:es|ed|al)|redemption|"
    r"offer|invited|extended|subpoenaed|summoned|ordered|between now and|return date|due|payable|holders)\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    rf"\b(?:(?P<over>had been (?:due|scheduled|expected|set|planned))|(?P<future>{_FUTURE})|['’](?P<soon>ll)|"
    rf"(?!united\b|hundred\b|\w*eed\b)(?P<past>{_PAST}))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]{0,3}\s{1,3}(?=['\"“‘(]?[A-Z0-9])|\n[ \t]{0,8}\n")
_TITLE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Sgt|Lt|Capt|Insp|Det|Hon|Rev|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Sc|[A-Z]))$"
)
_HALF_DAY = re.compile(r"\b[ap]\.m$", re.IGNORECASE)
_AFTER_HALF = re.compile(rf"{words.ZONE}\b|{words.LONG_WEEKDAY}|{words.LONG_MONTH}|\d")
_FLASHBACK = re.compile(
    r"\bhad\b(?: \w+){0,2}? (?:been|\w{2,}ed|told|given|taken|seen|gone|come|put|left|made|said|rung|held|met|written)\b"
)
_HINTS: tuple[tuple[re.Pattern[str], Half], ...] = (
    (
        re.compile(
            r"\b(?:morning|breakfast|dawn|sunrise|start\s+of\s+(?:the|my|his|her|our|their)\s+(?:day\s+|early\s+)?shift)\b", re.I
        ),
        "am",
    ),
    (re.compile(r"\b(?:afternoon|evening|lunch|lunchtime|matin[eé]e|dinner|supper|tonight|dusk|sunset|teatime)\b", re.I), "pm"),
)
_YEAR_BACK = re.compile(r"\b(?:year-ago|year-earlier|last year|(?:a|one) year (?:ago|earlier|before))\b", re.IGNORECASE)
_NAMES_A_THING = re.compile(
    r" (?:[a-z]+ ){0,2}(?:hearing|meeting|inspection|deadline|session|deposition|interview|trial|visit|event)\b"
)
_REACH = 160
_HINT_REACH = 500
_WEEKS_AHEAD = 45


@dataclass
class Context:
    """The state a narrative carries from block to block, and the block being read.

    ``day`` is the day the narrative is on, ``local`` the day of this sentence only ("the night before"), ``topic`` the day of
    the event a document is about. ``tells_its_own_day``: a bare clock time may be of the day of writing. ``moment`` is the last
    clock time of ``day``; ``is_of_saying``: that day is only when somebody said it. ``seen`` is the last date whose year was
    told, or follows from one, ``mentioned`` the last date of any sort; ``near`` and ``far`` count the years told about the
    document's date and those elsewhere.
    """

    anchor: date | None = None
    written_at: time | None = None
    zone: str | None = None
    tense: Tense | None = None
    topic: date | None = None
    tells_its_own_day: bool = True
    day: date | None = None
    moment: datetime | None = None
    part: str | None = None
    tail: str = ""
    hints_from: int = 0
    seen: date | None = None
    seen_year_only: bool = False
    mentioned: date | None = None
    near: float = 0
    far: float = 0
    says_am_pm: bool = False
    says_24_hours: bool = False
    local: date | None = None
    is_of_saying: bool = False
    text: str = ""
    ends: list[int] = field(default_factory=list)

    def open(self, text: str) -> None:
        """Begins a block. The end of what was told before on the same day still gives hints ("at the start of the shift")."""
        self.tail = f"{self.tail}\n{self.text[max(self.hints_from, len(self.text) - _HINT_REACH) :]}"[-_HINT_REACH:]
        self.text = text
        self.local = None
        self.hints_from = 0
        self.ends = [m.end() for m in _SENTENCE_END.finditer(text) if not self._is_short_form(m)]

    def _is_short_form(self, end: re.Match[str]) -> bool:
        """Whether a full stop belongs to a short form ("Mr. Orme", "4 a.m. EDT")."""
        at = end.start()
        if self.text[at] != ".":
            return False
        if _TITLE.search(self.text, max(0, at - 6), at):
            return True
        return _HALF_DAY.search(self.text, max(0, at - 4), at) is not None and _AFTER_HALF.match(self.text, end.end()) is not None

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence round this offset."""
        i = bisect_right(self.ends, at)
        return (self.ends[i - 1] if i else 0), (self.ends[i] if i < len(self.ends) else len(self.text))

    @property
    def focus(self) -> date | None:
        """The day that "that night" or "the next day" leans on."""
        return self.local or self.day

    @property
    def tells_history(self) -> bool:
        """Whether the dates told so far with their year lie mostly elsewhere than the document's date."""
        return self.seen is not None and (self.anchor is None or self.far > self.near + 0.1)

    def direction(self, start: int, end: int) -> Direction | None:
        """Whether the words round a mention tell of the past or of what is to come; ``None`` when they do not say."""
        if self.tense:
            told = self.tense(start, end)
            if told:
                return told
        first, last = self.sentence(start)
        before = [*_CUE.finditer(self.text, max(first, start - _REACH), start)]
        found = before[-1] if before else _CUE.search(self.text, end, min(last, end + _REACH // 2))
        if found is None:
            return None
        return "past" if found["past"] or found["over"] else "future"

    def _looks_ahead(self, start: int, end: int) -> bool:
        """Whether a sentence told in the past also speaks of what was still to come ("must be returned by May 14")."""
        first, last = self.sentence(start)
        return _AHEAD.search(self.text, max(first, start - _REACH), min(last, end + _REACH)) is not None

    def is_fronted(self, start: int) -> bool:
        """Whether a mention opens its sentence, and so sets the scene for what follows."""
        first, _ = self.sentence(start)
        return len(self.text[first:start].split()) <= 2 if start - first < 40 else False

    def is_flashback(self, start: int, end: int) -> bool:
        """Whether the sentence tells of something before the narrative's now ("had told")."""
        first, last = self.sentence(start)
        return _FLASHBACK.search(self.text, max(first, start - _REACH), min(last, end + _REACH)) is not None

    def half_hint(self, start: int, end: int, *, same_day: bool) -> Half | None:
        """Morning or afternoon, as the words nearest before say (in this sentence, and back to where the day was named when the
        time is told of the same day), then those after, in the sentence."""
        first, last = self.sentence(start)
        told = self.text[max(self.hints_from if same_day else first, start - _HINT_REACH) : start]
        if same_day and self.hints_from == 0:
            told = f"{self.tail}\n{told}"
        nearest = max(((m.end(), half) for p, half in _HINTS for m in p.finditer(told)), default=None)
        if nearest:
            return nearest[1]
        after = min(
            ((m.start(), half) for p, half in _HINTS for m in p.finditer(self.text, end, min(last, end + 60))), default=None
        )
        return after[1] if after else None

    def new_day(self, day: date | None, start: int = 0) -> None:
        """From the sentence round ``start`` on, the narrative is on another day."""
        self.day, self.moment, self.part, self.local, self.tail, self.is_of_saying = day, None, None, None, "", False
        self.hints_from = self.sentence(start)[0]

    def day_told(self) -> None:
        """Notes a day that only the document's date tells ("Tuesday", "yesterday")."""
        self.near += 0.5

    def year_told(self, day: date, weight: float) -> None:
        """Notes a date told with its year. A bare year weighs little: it makes a history only among many."""
        if self.anchor is None:
            if weight > 0.5:
                self.seen = day
            return
        self.seen = day
        if abs((day - self.anchor).days) <= 400:
            self.near += weight if self.near or weight >= 1 else 2 * weight
        else:
            self.far += weight if self.far or weight >= 1 else 0.01

    def year_of(self, month: int, day: int | None, start: int, end: int, weekday: int | None = None) -> int | None:
        """The year of a month (and day) told without one; ``None`` where nothing tells it. A weekday told with the day
        must fit, where it fits any year nearby."""
        direction = self.direction(start, end)
        if self.tells_history and self.seen and not (self.anchor and direction == "future"):
            return self.seen.year if self.seen_year_only else _nearest_year(self.seen, month, day or 15)
        if self.anchor is None:
            return None
        if direction == "past" and self._looks_ahead(start, end):
            direction = None
        years = [y for y in (self.anchor.year - 1, self.anchor.year, self.anchor.year + 1) if 1 <= y <= 9999]
        ranked = sorted(years, key=lambda y: _distance(self.anchor, y, month, day, direction))
        fitting = [y for y in ranked if day is None or dates.calendar_day(y, month, day)]
        on_weekday = [y for y in fitting if weekday is not None and day and date(y, month, day).weekday() == weekday]
        best = on_weekday or fitting
        if (
            best and day and direction == "past" and not on_weekday
            and self._just_ahead(best[0] + 1, month, day) and not self._looks_a_year_back(start, end)
        ):  # fmt: skip
            return best[0] + 1 if _NAMES_A_THING.match(self.text, end) else None
        return best[0] if best else None

    def _looks_a_year_back(self, start: int, end: int) -> bool:
        first, last = self.sentence(start)
        return _YEAR_BACK.search(self.text, max(first, start - _REACH), min(last, end + _REACH)) is not None

    def _just_ahead(self, year: int, month: int, day: int) -> bool:
        """Whether a day lies a few weeks after the document's date: nobody calls its last anniversary by day and month alone."""
        ahead = dates.calendar_day(year, month, day)
        return bool(self.anchor and ahead and 0 < (ahead - self.anchor).days <= _WEEKS_AHEAD)

    def weekday(self, number: int, start: int, end: int) -> date | None:
        """The day a bare weekday means, seen from the document's date; ``None`` without one."""
        base = self.anchor
        if base is None:
            return None
        ahead = (number - base.weekday()) % 7
        if ahead == 0:
            return base
        return dates.day_shift(base, ahead if self.direction(start, end) == "future" else ahead - 7)


def _distance(anchor: date | None, year: int, month: int, day: int | None, direction: Direction | None) -> float:
    """How ill a year fits: days away, with what the tense forbids far behind."""
    assert anchor is not None
    away = (year - anchor.year) * 365.25 + (month - anchor.month) * 30.4 + ((day - anchor.day) if day else 0)
    if abs(away) < 1:
        return 0
    wrong = away > 0 if direction == "past" else away < 0 if direction == "future" else False
    unlikely = away > 0 and direction is None
    return abs(away) + (1000 if wrong and direction == "past" else 120 if wrong or unlikely else 0)


def _nearest_year(seen: date, month: int, day: int) -> int:
    """The year that puts a month and day nearest to a date already told, later ones first."""

    def away(year: int) -> float:
        days = (year - seen.year) * 365.25 + (month - seen.month) * 30.4 + day - seen.day
        return days if days >= 0 else -days * 1.3

    return min((y for y in (seen.year - 1, seen.year, seen.year + 1) if 1 <= y <= 9999), key=away)
