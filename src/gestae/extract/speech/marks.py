"""Quotation marks in pairs: which mark opens and which closes, told by where it stands first and by its look second.

Typists use closing marks for opening ones, straight marks with curly ones, leave out the blank beside one, forget one.
What stands before and after a mark tells more than its shape.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from gestae.extract.lexicon import small
from gestae.rules import cues

Role = Literal["opens", "closes"]
DOUBLE = re.compile(r"[“”„‟\"＂«»❝❞]|''(?!')|``|‘‘|’’|,,(?=\w)")
LOOK: dict[str, Role] = dict.fromkeys(("“", "„", "‟", "«", "❝", "``", "‘‘", ",,"), "opens")
LOOK |= dict.fromkeys(("”", "»", "❞", "’’"), "closes")
SINGLE = re.compile(r"(?<![\w.,!?’'”\"`])[‘'‚‹](?=[^\W\d]|[…\[“\"])|(?<=[^\s‘'’])[’'›](?![\w'’])")
SHORT = 12  # characters: single marks around fewer, without a stop at their end, are no quotation
WORD = re.compile(r"[^\W\d_]+")
BEFORE, AFTER = "([{", ".,;:!?)]}"  # read like a blank
BETWEEN = "—–―-/‘’'…“”\"«»"  # tell nothing
CURLY = re.compile("[“”]")
NEAR = 60  # characters


class Pair(NamedTuple):
    """A quotation by its marks: offsets of the opening mark, of what is quoted, of its end, and of the end of the closing mark."""

    start: int
    inner: int
    closed: int
    end: int
    is_closed: bool = True


class _Mark(NamedTuple):
    start: int
    end: int
    role: Role | None  # None: it does not tell, and closes what is open


def pairs(copy: str, goes_on: bool = False) -> list[Pair]:
    """The quotations that no other holds, in order. ``goes_on``: the block before was left within one."""
    outermost: list[Pair] = []
    for pair in sorted([*_doubles(copy, goes_on), *_singles(copy)], key=lambda p: (p.start, -p.end)):
        if not outermost or pair.start >= outermost[-1].end:
            outermost.append(pair)
    return outermost


def _doubles(copy: str, goes_on: bool) -> Iterator[Pair]:
    marks = _marks(copy)
    waiting: list[_Mark] = []
    for n, mark in enumerate(marks):
        role = mark.role or ("closes" if waiting else "opens")
        if role == "closes" and not waiting:
            if n == 0 and goes_on:
                yield Pair(0, 0, mark.start, mark.end)
                continue
            is_mistaken = n + 1 < len(marks) and marks[n + 1].role == "closes" and _may_open(copy, mark)
            if not is_mistaken:
                continue  # a mark too many
            role = "opens"
        if role == "opens":
            forgotten = _forgotten().search(copy, max(mark.start - NEAR, 0), mark.start) if waiting else None
            if forgotten is not None:
                opening = waiting.pop()
                yield Pair(opening.start, opening.end, forgotten.start(), forgotten.start() + 1)
            waiting.append(mark)
        else:
            opening = waiting.pop()
            yield Pair(opening.start, opening.end, mark.start, mark.end)
    if waiting and not (copy[waiting[0].start] == '"' and CURLY.search(copy, waiting[0].end)):
        yield Pair(waiting[0].start, waiting[0].end, len(copy), len(copy), is_closed=False)


def _marks(copy: str) -> list[_Mark]:
    found = [_Mark(m.start(), m.end(), _role(copy, m)) for m in DOUBLE.finditer(copy)]
    if copy.count('"') % 2:  # one of them may be inches
        return [m for m in found if copy[m.start] != '"' or not copy[max(m.start - 1, 0)].isdigit()]
    return found


def _role(copy: str, mark: re.Match[str]) -> Role | None:
    before = copy[mark.start() - 1] if mark.start() else " "
    after = copy[mark.end()] if mark.end() < len(copy) else " "
    left = None if before in BETWEEN or before in ":;" else (before.isspace() or before in BEFORE)
    right = None if after in BETWEEN else (after.isspace() or after in AFTER)
    if left is not None and right is not None and left != right:
        return "opens" if left else "closes"
    look = LOOK.get(mark.group())
    if look is not None or left == right:
        return look
    return "opens" if left or right is False else "closes"


def _may_open(copy: str, mark: _Mark) -> bool:
    before = copy[max(mark.start - 2, 0) : mark.start]
    return not before or before[-1].isspace() or before[-1] in ",:"


@cache
def _forgotten() -> re.Pattern[str]:
    """Where a closing mark was forgotten: "“It was shut, he added, “and locked.”"."""
    said = "|".join(cues("speech")["after_the_words"])
    return re.compile(rf",\s(?:(?:[\w.’'-]+\s){{1,3}}(?:{said})|(?:{said})(?:\s[\w.’'-]+){{1,3}})[,.]\s?\Z")


def _singles(copy: str) -> Iterator[Pair]:
    """Quotations in single marks: not the apostrophe of a word cut short ("'em"), nor that of an owner ("the riggers' hut")."""
    start: int | None = None
    unsure: Pair | None = None
    for m in SINGLE.finditer(copy):
        if _opens(copy, m):
            word = WORD.match(copy, m.end())
            if word is None or word.group().lower() not in small("cut_short"):
                if unsure is not None:
                    yield unsure
                start, unsure = m.start(), None
        elif start is not None:
            pair = Pair(start, start + 1, m.start(), m.end())
            last = copy[m.start() - 1]
            is_stopped = last in ".,!?…" or copy[m.end() : m.end() + 1] in (",", ".")
            if is_stopped or (m.start() - start > SHORT and last != "s"):
                yield pair
                start, unsure = None, None
            elif m.start() - start > SHORT:
                unsure = pair
    if unsure is not None:
        yield unsure


def _opens(copy: str, mark: re.Match[str]) -> bool:
    before = copy[mark.start() - 1] if mark.start() else " "
    return mark.group() in "‘‚‹" or (mark.group() == "'" and (before.isspace() or before in '([—–-“"'))
