"""Turns of a transcript: each question, answer and aside with the mark or name that opens it."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from gestae.extract.draft import Words
from gestae.extract.layout.copying import Range
from gestae.extract.layout.names import COURTESY, named
from gestae.extract.layout.sheet import Line, Sheet

Mark = Literal["Q", "A", "", "furniture", "examiner"]

_NUMBER = re.compile(r"\[?\d{1,5}(?::\d{1,3}){0,2}\]?[.)]?(?:[ \t]+|\Z)")
_STAMP = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?[\])]?\Z", re.IGNORECASE)
_QA = re.compile(
    r"(?P<mark>Q|A|Question|Answer|QUESTION|ANSWER)(?:[ ]?\d{1,4}(?=[.:)]))?"
    r"(?:[.:)][ \t]*|[ ]?[–—-]{1,2}[ ]+|[ \t]{2,}|\t)(?=\S)"
)
_ASKED_BY = re.compile(  # "Q. (BY MR. ROE)", "Q (Inspector Roe):"
    r"(?:Q|Question|QUESTION)(?:[.:]?[ \t]*[(\[](?i:by)[ ](?P<who>[A-Z][\w.’' -]{1,40})[)\]][.:]?"
    r"|[ ]?[(\[](?P<who2>[A-Z][\w.’' -]{1,40})[)\]][.:])[ \t]*(?=\S)"
)
_LABEL = re.compile(r"(?P<who>(?:THE )?[A-Z][\w.’'\-]*(?: [A-Z][\w.’'\-]*){0,4})[ ]?:(?:[ \t]+|\Z)")
_BY = re.compile(
    r"(?:BY|(?i:(?:[\w-]+ ){0,3}(?:re-?)?(?:cross-?|direct )?(?:examination|questions|questioning)(?: \(?continu\w+\)?)?,? by)) "
    r"(?P<who>(?:[A-Z][\w.’'\-]*[ ]?){1,4}):?\Z"
)
_ASIDE = re.compile(r"[\[(][^\])]*[\])]\.?\Z")
_CLOSED = re.compile(
    r"(?:the )?(?:interview|recording|tape|session|deposition|hearing|examination)\b.{0,30}\b"
    r"(?:concluded|ends?|ended|terminated|suspended|resumed|resumes|begins|stopped|paused|commenced|adjourned)\b.{0,40}\Z",
    re.IGNORECASE,
)
_NOT_SPEAKERS = frozenset(
    [
        "note",
        "notes",
        "time",
        "date",
        "place",
        "location",
        "present",
        "also",
        "exhibit",
        "case",
        "subject",
        "re",
        "page",
        "tape",
        "file",
        "reference",
        "ref",
        "ps",
        "warning",
        "caution",
        "duration",
    ]
)


class Turn(NamedTuple):
    """``mark`` Q or A as written, else empty and ``label`` names the speaker; ``furniture`` is a time stamp or an aside."""

    mark: Mark
    label: Words | None
    ranges: tuple[Range, ...]
    first_line: int

    @property
    def start(self) -> int:
        return self.ranges[0][0] if self.ranges else 0

    @property
    def end(self) -> int:
        return self.ranges[-1][1] if self.ranges else 0


@dataclass(frozen=True)
class Turns:
    turns: list[Turn]


_HELD: "WeakKeyDictionary[Sheet, Turns]" = WeakKeyDictionary()


def turns_of(sheet: Sheet) -> Turns:
    """The turns of a sheet, found once."""
    if sheet not in _HELD:
        _HELD[sheet] = Turns(_find(sheet))
    return _HELD[sheet]


def _find(sheet: Sheet) -> list[Turn]:
    lines = [(n, line) for n, line in enumerate(sheet.lines) if not line.is_blank]
    is_numbered = _is_numbered(sheet, [line for _, line in lines])
    speakers = _speakers(sheet, [line for _, line in lines], is_numbered=is_numbered)
    has_marks = any(_QA.match(sheet.body, _begin(sheet, line, is_numbered), line.end) for _, line in lines[:2_000])
    found: list[Turn] = []
    for n, line in lines:
        start = _begin(sheet, line, is_numbered)
        words = sheet.body[start : line.end]
        if not words:
            continue
        if _STAMP.match(sheet.body, line.start, line.end) or (found and _is_aside(words)):
            found.append(Turn("furniture", None, ((line.start, line.end),), n))
        elif m := _ASKED_BY.match(words):
            group = "who" if m["who"] else "who2"
            label = Words(start + m.start(group), start + m.end(group))
            found.append(Turn("Q", label, ((start + m.end(), line.end),), n))
        elif m := _QA.match(words):
            found.append(Turn("Q" if m["mark"][0] == "Q" else "A", None, ((start + m.end(), line.end),), n))
        elif (by := _BY.match(words)) and len(words) < 60:
            who = named(sheet.body, start + by.start("who"), line.end)
            label = Words(start + by.start("who"), start + by.start("who") + len(by["who"].rstrip(" :")))
            found.append(Turn("examiner", label if who else None, ((start, line.end),), n))
        elif (m := _LABEL.match(words)) and _speaks(m["who"], speakers, has_begun=bool(found) and has_marks):
            label = Words(start + m.start("who"), start + m.end("who"))
            found.append(Turn("", label, ((start + m.end(), line.end),) if m.end() < len(words) else (), n))
        elif found:
            _carry_on(found, (start, line.end), n)
    while found and found[0].mark in ("furniture",):
        found.pop(0)
    first = next((i for i, t in enumerate(found) if t.mark != "furniture"), 0)
    return [t for t in found[first:] if t.ranges]


def _is_aside(words: str) -> bool:
    """ "(Recording ends.)", "Interview concluded at 14:40", "CROSS-EXAMINATION"."""
    if _ASIDE.match(words) or _CLOSED.match(words):
        return True
    return words.isupper() and len(words) > 3 and len(words.split()) <= 6 and not re.search(r"[.?!:,]\Z", words)


def _carry_on(found: list[Turn], piece: Range, line: int) -> None:
    """A line without a mark belongs to the turn before, across time stamps."""
    last = found[-1]
    if last.mark in ("furniture", "examiner"):
        before = next((t for t in reversed(found) if t.mark not in ("furniture", "examiner")), None)
        found.append(Turn(before.mark, before.label, (piece,), line) if before else Turn("furniture", None, (piece,), line))
    else:
        found[-1] = last._replace(ranges=(*last.ranges, piece))


def _begin(sheet: Sheet, line: Line, is_numbered: bool) -> int:
    if not is_numbered:
        return line.start
    number = _NUMBER.match(sheet.body, line.start, line.end)
    return number.end() if number else line.start


def _is_numbered(sheet: Sheet, lines: list[Line]) -> bool:
    """Whether the lines bear numbers, from the first that does: a head may go without."""
    marks = [bool(_NUMBER.match(sheet.body, line.start, line.end)) for line in lines[:2_000]]
    numbered = sum(marks)
    return numbered >= 5 and numbered >= 0.5 * (len(marks) - marks.index(True))


def _speakers(sheet: Sheet, lines: list[Line], *, is_numbered: bool) -> frozenset[str]:
    """Labels that take turns: those that come back, when at least two do."""
    count: Counter[str] = Counter()
    for line in lines[:20_000]:
        if m := _LABEL.match(sheet.body, _begin(sheet, line, is_numbered), line.end):
            count[m["who"]] += 1
    again = {who for who, n in count.items() if n > 1 and who.lower() not in _NOT_SPEAKERS}
    return frozenset(again) if len(again) > 1 else frozenset()


def _speaks(label: str, speakers: frozenset[str], *, has_begun: bool) -> bool:
    if label in speakers:
        return True
    words = [w.strip(".").lower() for w in label.split()]
    if words[0] in _NOT_SPEAKERS:
        return False
    return (has_begun or bool(speakers)) and (label.isupper() or words[0] in COURTESY)
