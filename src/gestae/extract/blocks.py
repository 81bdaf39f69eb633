"""Blocks: a text cut into stretches that read alike, each with who speaks and a copy fit for parsing."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from gestae.extract.draft import Words

Genre = Literal["news", "statement", "transcript", "order", "letter", "mail", "log", "plain"]
BlockKind = Literal[
    "headline",  # headlines, titles, subject lines: repeat the body and claim nothing
    "byline",  # who wrote it, dateline-only lines, page furniture: claims nothing
    "prose",  # running text, in the author's voice (see ``speaker``)
    "question",  # a transcript's question
    "answer",  # a transcript's answer
    "remark",  # a transcript turn of neither: counsel's objection
    "field",  # a line of labels and values ("Occupation: Assistant armourer"); see Document.fields
    "row",  # a table row; see Document.tables
    "signature",
]


@dataclass(frozen=True)
class Copy:
    """A copy of part of the stored text for parsing: line-end hyphens joined, line numbers and ``>`` marks left out,
    lines of one paragraph joined by a space, curly quotes and dashes kept as they are.

    ``pieces`` are pairs (offset in the copy, offset in the body) where a stretch of equal characters begins, rising.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]

    def at(self, offset: int) -> int:
        """The body offset of a copy offset."""
        if len(self.pieces) == 1:
            return offset + self.pieces[0][1] - self.pieces[0][0]
        copy, body = self.pieces[max(0, bisect_right(self.pieces, (offset, 1 << 60)) - 1)]
        return body + offset - copy

    def span(self, start: int, end: int) -> Words:
        """The stretch of the body that copy characters ``start`` to ``end`` come from. ``start < end``."""
        if len(self.pieces) == 1:
            shift = self.pieces[0][1] - self.pieces[0][0]
            return Words(start + shift, end + shift)
        return Words(self.at(start), self.at(end - 1) + 1)


@dataclass(frozen=True)
class Block:
    """``speaker`` is where the text names whose words these are ("I"); ``None`` for the document's own voice.
    ``addressee`` is who "you" is. ``date`` is the EDTF date or date-time this block is written at, when it has one of its own
    (an e-mail message). ``question`` is the index of the question block that an answer answers. ``message`` numbers a
    thread's messages in the order they stand. ``is_quoted``: the text's own layout sets it off as a block quotation."""

    kind: BlockKind
    start: int
    end: int
    copy: Copy
    speaker: Words | None = None
    addressee: Words | None = None
    date: str | None = None
    question: int | None = None
    message: int | None = None
    is_quoted: bool = False


@dataclass(frozen=True)
class Field:
    """``label: value`` as a document's head, call sheet or mail header gives it; ``value`` may be empty."""

    label: str
    at: Words
    value: Words


@dataclass(frozen=True)
class Row:
    at: Words
    cells: tuple[Words, ...]


@dataclass(frozen=True)
class Table:
    """``columns`` are the heads as written; every row has as many cells, an empty one is an empty ``Words``.
    ``date`` is the EDTF date the table's clock times belong to, when the document gives one."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    date: str | None = None


@dataclass(frozen=True)
class Document:
    """``date`` is the date the document states for itself, or was given (EDTF); ``zone`` likewise (IANA name or ``None``)."""

    genre: Genre
    date: str | None
    zone: str | None
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...] = ()
    tables: tuple[Table, ...] = field(default=())
