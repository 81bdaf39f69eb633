"""Lines for a terminal: words with a style, wrapped to a width, coloured only when asked."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_CODES = {"head": "\x1b[1m", "strong": "\x1b[1m", "quiet": "\x1b[2m", "words": "\x1b[3m", "warn": "\x1b[33m"}
_PLAIN = "\x1b[0m"
_WORD = re.compile(r"\S+")


class Run(NamedTuple):
    """Words in one style: head, strong, quiet, words, warn, or none."""

    text: str
    style: str = ""


class Paper:
    """Collects paragraphs. ``text`` of everything put in must be cleaned."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(20, width)
        self.colour = colour
        self._lines: list[str] = []

    def heading(self, text: str) -> None:
        self.blank()
        for line in wrapped([(text, "head")], self.width, self.width):
            self._put("", line)
        self._lines.append("─" * min(self.width, cells(text)))

    def blank(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def put(self, runs: Iterable[Run | str], indent: int = 0, lead: str = "", hang: int = 0) -> None:
        """A paragraph indented by ``indent``; ``lead`` stands in a first column of ``hang`` cells, or above when it is wider."""
        styled = [(r.text, r.style) if isinstance(r, Run) else (r, "") for r in runs]
        indent, hang = min(indent, self.width // 4), min(hang, self.width // 3)
        room = self.width - indent - hang
        margin = " " * indent
        if lead and cells(lead) >= hang:
            for line in wrapped([(lead, "strong")], self.width - indent, self.width - indent):
                self._put(margin, line)
            lead = ""
        for line in wrapped(styled, room, room):
            column = self._styled(lead, "strong") + " " * (hang - cells(lead)) if hang else ""
            self._put(margin + column, line)
            lead = ""

    def text(self) -> str:
        return "\n".join(self._lines).rstrip("\n") + "\n"

    def _put(self, margin: str, line: list[tuple[str, str]]) -> None:
        out = margin
        for n, (word, style) in enumerate(line):
            out += (" " if n else "") + self._styled(word, style)
        self._lines.append(out.rstrip())

    def _styled(self, word: str, style: str) -> str:
        return f"{_CODES[style]}{word}{_PLAIN}" if self.colour and style and word else word


def cells(text: str) -> int:
    """Columns a text takes at most: wide signs take two, none takes less than one."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(runs: list[tuple[str, str]], first: int, rest: int) -> list[list[tuple[str, str]]]:
    """Words of the runs in lines of at most so many cells; a word longer than a line is cut."""
    lines: list[list[tuple[str, str]]] = []
    line: list[tuple[str, str]] = []
    used, room = 0, first
    for text, style in runs:
        for word in _WORD.findall(text):
            for piece in _pieces(word, rest):
                size = cells(piece)
                if line and used + 1 + size > room:
                    lines.append(line)
                    line, used, room = [], 0, rest
                used += size + (1 if line else 0)
                line.append((piece, style))
    if line:
        lines.append(line)
    return lines


def _pieces(word: str, room: int) -> list[str]:
    if cells(word) <= room:
        return [word]
    pieces, piece, used = [], "", 0
    for sign in word:
        size = cells(sign)
        if piece and used + size > room:
            pieces.append(piece)
            piece, used = "", 0
        piece += sign
        used += size
    return [*pieces, piece]
