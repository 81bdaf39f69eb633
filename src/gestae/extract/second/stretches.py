"""Stretches: a text cut into parts small enough to be sent one by one."""

from typing import NamedTuple

SIZE = 6_000  # characters: about 1,500 tokens in, and an answer of about as many out
CONTEXT = 800
BREAKS = ("\n\n", "\n", ". ", " ")


class Stretch(NamedTuple):
    """Code points ``start`` to ``end`` (exclusive) of a body, with what stands before them from ``before`` on."""

    before: int
    start: int
    end: int


def stretches(body: str, size: int = SIZE, context: int = CONTEXT) -> list[Stretch]:
    """Cut where a paragraph ends if it can be, else at a line, a sentence, a word. Without gap or overlap; what is sent before
    each for context is not read again. Nothing but space is no stretch."""
    found: list[Stretch] = []
    start = 0
    while start < len(body):
        end = _end(body, start, size)
        if body[start:end].strip():
            found.append(Stretch(_begin(body, max(0, start - context), start), start, end))
        start = end
    return found


def _end(body: str, start: int, size: int) -> int:
    if len(body) - start <= size:
        return len(body)
    for mark in BREAKS:
        at = body.rfind(mark, start + size // 2, start + size)
        if at >= 0:
            return at + len(mark)
    return start + size


def _begin(body: str, at: int, start: int) -> int:
    """The first word that begins at this offset or after it."""
    while 0 < at < start and not body[at - 1].isspace():
        at += 1
    return at
