"""A log as columns: each a list of different words, and for every row the number of its word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    codes: Codes
    words: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Column":
        code_by_word: dict[str, int] = {}
        codes = np.fromiter((code_by_word.setdefault(x, len(code_by_word)) for x in texts), np.int32, len(texts))
        return cls(codes, tuple(code_by_word))

    @classmethod
    def of_codes(cls, codes: "Sequence[int] | Codes", words: Sequence[str]) -> "Column":
        return cls(np.asarray(codes, np.int32), tuple(words))

    @classmethod
    def constant(cls, word: str, rows: int) -> "Column":
        return cls(np.zeros(rows, np.int32), (word,))


@dataclass(frozen=True)
class Table:
    """Rows in the order of events: ``t`` (seconds UTC) never falls. ``seq`` is the number each row has in the log."""

    seq: Whole
    t: Whole
    columns: Mapping[str, Column]

    @property
    def rows(self) -> int:
        return len(self.t)

    @property
    def repeated(self) -> int:
        """How many rows have a number that another has, too."""
        return 0 if np.all(np.diff(self.seq) > 0) else self.rows - len(np.unique(self.seq))

    def column(self, name: str) -> Column:
        """A column that the log does not have is empty in every row."""
        found = self.columns.get(name)
        return found if found is not None else Column.constant("", self.rows)

    def texts(self, name: str, rows: Whole) -> list[str]:
        """The words of some rows; times and numbers of rows as text, too."""
        if name in ("t", "seq"):
            return [str(x) for x in (self.t if name == "t" else self.seq)[rows].tolist()]
        column = self.column(name)
        words = column.words
        return [words[code] for code in column.codes[rows].tolist()]


def table(seq: Sequence[int] | Whole, t: Sequence[int] | Whole, columns: Mapping[str, Column]) -> tuple[Table, int]:
    """The rows in the order of their times, ties as they stand, and how many stood after a later one."""
    numbers, times = np.asarray(seq, np.int64), np.asarray(t, np.int64)
    late = int(np.count_nonzero(times < np.maximum.accumulate(times))) if len(times) else 0
    if not late:
        return Table(numbers, times, columns), 0
    order = np.argsort(times, kind="stable")
    ordered = {name: Column(c.codes[order], c.words) for name, c in columns.items()}
    return Table(numbers[order], times[order], ordered), late
