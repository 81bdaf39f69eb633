"""Copies for parsing, and blocks made of them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gestae.extract.blocks import Block, BlockKind, Copy
from gestae.extract.draft import Words
from gestae.extract.layout.sheet import Sheet

LONGEST = 20_000  # code points of one block; longer ones are cut, so that parsing stays linear

_GAP = re.compile(r"\s{2,}|[^\S ]|[\u00ad\u200b\u200c\u2060\ufeff]+")
_HYPHENS = "-‐\u00ad"
_PREFIXES = frozenset(
    ("self", "well", "half", "cross", "co", "ex", "anti", "semi", "all", "mid", "vice", "quarter", "two", "three", "four", "five")
)
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[\"“‘'(]?[A-Z0-9])")

Range = tuple[int, int]


def copy_of(sheet: Sheet, ranges: Iterable[Range]) -> Copy:
    """The words of these stretches in one line. A line-end hyphen is joined unless the compound is a true one."""
    body = sheet.body
    chunks: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for start, end in ranges:
        if chunks:
            joined = _joined_at(sheet, chunks[-1], start, end)
            if joined is None:
                chunks.append(" ")
                length += 1
            elif joined:
                chunks[-1] = chunks[-1][:-1]
                length -= 1
        at = start
        for gap in _GAP.finditer(body, start, end):
            if gap.start() > at:
                pieces.append((length, at))
                chunks.append(body[at : gap.start()])
                length += gap.start() - at
            if gap.group()[0] not in "\u00ad\u200b\u200c\u2060\ufeff" and chunks:
                chunks.append(" ")
                length += 1
            at = gap.end()
        if end > at:
            pieces.append((length, at))
            chunks.append(body[at:end])
            length += end - at
    return Copy("".join(chunks).rstrip(), tuple(pieces) or ((0, 0),))


def blocks_of(
    sheet: Sheet,
    kind: BlockKind,
    ranges: list[Range],
    *,
    speaker: Words | None = None,
    addressee: Words | None = None,
    date: str | None = None,
    question: int | None = None,
    message: int | None = None,
    is_quoted: bool = False,
) -> Iterator[Block]:
    """One block of these stretches, or several where they are very long."""
    for group in _groups(sheet.body, ranges):
        copy = copy_of(sheet, group)
        if copy.text:
            yield Block(kind, group[0][0], group[-1][1], copy, speaker, addressee, date, question, message, is_quoted)


def _groups(body: str, ranges: list[Range]) -> Iterator[list[Range]]:
    if sum(e - s for s, e in ranges) <= LONGEST:
        if any(e > s for s, e in ranges):
            yield [(s, e) for s, e in ranges if e > s]
        return
    group: list[Range] = []
    size = 0
    for start, end in ranges:
        while start < end:
            room = LONGEST - size
            stop = end if end - start <= room else _cut(body, start, start + room)
            if stop > start:
                group.append((start, stop))
                size += stop - start
            if stop < end or size >= LONGEST:
                yield group
                group, size = [], 0
            start = stop
            while start < end and body[start].isspace():
                start += 1
    if group:
        yield group


def _cut(body: str, start: int, limit: int) -> int:
    """Where to cut before ``limit``: after the last sentence, else the last word, else there."""
    near = max(start, limit - 4_000)
    ends = [m.end() for m in _SENTENCE_END.finditer(body, near, limit)]
    if ends:
        return _trimmed(body, start, ends[-1])
    space = body.rfind(" ", near, limit)
    return _trimmed(body, start, space) if space > start else limit


def _trimmed(body: str, start: int, end: int) -> int:
    while end > start and body[end - 1].isspace():
        end -= 1
    return end


def _joined_at(sheet: Sheet, before: str, start: int, end: int) -> bool | None:
    """How a stretch follows the one before: ``None`` with a space, ``True`` with the hyphen dropped, ``False`` with it kept."""
    if len(before) < 2 or before[-1] not in _HYPHENS or not before[-2].isalnum() or end <= start:
        return None
    if before[-1] == "\u00ad":
        return True
    first = re.compile(r"\w+").match(sheet.body, start, min(end, start + 60))
    if first is None:
        return None
    last = re.search(r"\w+\Z", before[-61:-1])
    if last is None or not first.group()[0].islower() or not last.group()[-1].islower():
        return False
    head, tail = last.group().lower(), first.group().lower()
    if head in _PREFIXES:
        return False
    whole, compounds = _vocabulary(sheet.body)
    if f"{head}{tail}" in whole:
        return True
    return f"{head}-{tail}" not in compounds


@lru_cache(maxsize=2)
def _vocabulary(body: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words and the hyphenated words of a text, lower case."""
    lower = body.lower()
    return frozenset(re.findall(r"\w+", lower)), frozenset(re.findall(r"\w+-\w+", lower))
