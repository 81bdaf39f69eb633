"""Cells of a log for the bulk evaluator: which rows match a pattern, keys, and fields side by side."""

import numpy as np
from numpy.typing import NDArray

from gestae.derive.protocol.facts import fact_of
from gestae.derive.protocol.matching import number, told
from gestae.derive.protocol.rule import MAYBE, NO, YES, Condition, Pattern, RuleSet, acts_of
from gestae.derive.protocol.table import Column, Table, Whole

Worth = NDArray[np.uint8]
Flags = NDArray[np.bool_]
Numbers = Whole | NDArray[np.int32]
Same = tuple[tuple[str, str], ...]
EMPTY, STRANGE = -1, -2  # keys: a cell is empty; its word is in no row of the other side
_ROOM = 1 << 62
_SMALL = 1 << 31


class Cells:
    def __init__(self, rules: RuleSet, log: Table) -> None:
        self.rules, self.log = rules, log
        self._rows: dict[Pattern, tuple[Whole, Whole]] = {}
        self._acts: dict[Condition, tuple[Whole, Worth]] = {}
        self._keys: dict[Same, tuple[Numbers, Numbers]] = {}
        self._facts: dict[str, Column] = {}
        self._columns: dict[str, Column] = {}

    def rows(self, pattern: Pattern) -> tuple[Whole, Whole]:
        """The rows that may match, and those that surely do: one and the same array where no cell is missing."""
        if pattern not in self._rows:
            parts = [self._alternative(a) for a in pattern]
            if len(parts) == 1:
                rows, worth = parts[0]
            else:
                every = np.zeros(self.log.rows, np.uint8)
                for rows, worth in parts:
                    every[rows] = np.maximum(every[rows], worth)
                rows = np.flatnonzero(every)
                worth = every[rows]
            keep = worth > NO
            rows, worth = (rows, worth) if keep.all() else (rows[keep], worth[keep])
            sure = worth == YES
            self._rows[pattern] = (rows, rows) if sure.all() else (rows, rows[sure])
        return self._rows[pattern]

    def is_sure(self, pattern: Pattern) -> bool:
        possible, sure = self.rows(pattern)
        return possible is sure

    def worth(self, pattern: Pattern, rows: Whole) -> Worth:
        """Whether these rows match: no, maybe, yes."""
        best = np.zeros(len(rows), np.uint8)
        for alternative in pattern:
            worst = np.full(len(rows), YES, np.uint8)
            for condition in alternative:
                worst = np.minimum(worst, self._told(condition, rows))
            best = np.maximum(best, worst)
        return best

    def keys(self, same: Same) -> tuple[Numbers, Numbers]:
        """The keys of all rows as events that rules are about, and as others. Equal words have equal numbers."""
        if same not in self._keys:
            own = other = np.zeros(self.log.rows, np.int64)
            size, is_one = 1, all(a == b for a, b in same)
            for column, other_column in same:
                width, left, right = self._pair(column, other_column)
                if size * width * max(1, self.log.rows) >= _ROOM:
                    size, own, other = _pressed(own, other)
                own = _joined(own, left, width)
                other = own if is_one else _joined(other, right, width)
                size *= width
            narrow: Numbers = own.astype(np.int32) if size < _SMALL else own
            wide: Numbers = other.astype(np.int32) if size < _SMALL and not is_one else other
            self._keys[same] = (narrow, narrow if is_one else wide)
        return self._keys[same]

    def equal(self, name: str, rows: Whole, other_name: str, other_rows: Whole) -> tuple[Flags, Flags]:
        """Whether a field of some rows is that of others, pair by pair, and whether both are said. Row -1 is said nowhere."""
        left, right = self.column(name), self.column(other_name)
        translated = _translated(right, left)
        one, other = left.codes[np.maximum(rows, 0)], translated[right.codes[np.maximum(other_rows, 0)]]
        known = (rows >= 0) & (other_rows >= 0) & self._said(name, rows) & self._said(other_name, other_rows)
        return one == other, known

    def among(self, name: str, rows: Whole, words: tuple[str, ...]) -> tuple[Flags, Flags]:
        column = self.column(name)
        table = np.array([w in words for w in column.words], np.bool_)
        return table[column.codes[np.maximum(rows, 0)]], (rows >= 0) & self._said(name, rows)

    def column(self, name: str) -> Column:
        """A column of the log, or a fact as one."""
        if name in self.rules.facts:
            if name not in self._facts:
                self._facts[name] = self._counted(name)
            return self._facts[name]
        if name not in self._columns:
            is_number = name in ("t", "seq")
            every = np.arange(self.log.rows)
            self._columns[name] = Column.of(self.log.texts(name, every)) if is_number else self.log.column(name)
        return self._columns[name]

    def _alternative(self, alternative: tuple[Condition, ...]) -> tuple[Whole, Worth]:
        first, rest = alternative[0], alternative[1:]
        if first.column == "act" and first.other is None:
            if first not in self._acts:
                column = self.log.column("act")
                worth = np.array([told(first, w) for w in column.words], np.uint8)[column.codes]
                rows = np.flatnonzero(worth)
                self._acts[first] = (rows, worth[rows])
            rows, worth = self._acts[first]
        else:
            rows = np.arange(self.log.rows)
            worth = self._told(first, rows)
        for condition in rest:
            worth = np.minimum(worth, self._told(condition, rows))
        return rows, worth

    def _told(self, condition: Condition, rows: Whole) -> Worth:
        column = self.column(condition.column)
        codes = column.codes[rows]
        if condition.other is None:
            return np.array([told(condition, w) for w in column.words], np.uint8)[codes]
        other = self.column(condition.other)
        other_codes = other.codes[rows]
        said = (
            np.array([bool(w) for w in column.words], np.bool_)[codes]
            & np.array([bool(w) for w in other.words], np.bool_)[other_codes]
        )
        if condition.sense in ("is", "is_not"):
            equal = codes == _translated(other, column)[other_codes]
            return np.where(said, np.where(equal == (condition.sense == "is"), YES, NO), MAYBE).astype(np.uint8)
        have, bound = _numbers(column)[codes], _numbers(other)[other_codes]
        said &= ~np.isnan(have) & ~np.isnan(bound)
        holds = have >= bound if condition.sense == "at_least" else have <= bound
        return np.where(said, np.where(holds, YES, NO), MAYBE).astype(np.uint8)

    def _said(self, name: str, rows: Whole) -> Flags:
        column = self.column(name)
        said: Flags = np.array([bool(w) for w in column.words], np.bool_)[column.codes[np.maximum(rows, 0)]]
        return said

    def _pair(self, column: str, other_column: str) -> tuple[int, Whole, Whole]:
        """The codes of two columns in one numbering, -1 where empty, -2 where the other column has no such word."""
        one, other = self.column(column), self.column(other_column)
        empty = np.array([EMPTY if not w else n for n, w in enumerate(other.words)], np.int64)
        right = empty[other.codes]
        if column == other_column:
            return len(other.words), right, right
        table = _translated(one, other).astype(np.int64)
        table[[not w for w in one.words]] = EMPTY
        return len(other.words), table[one.codes], right

    def _counted(self, name: str) -> Column:
        """A fact in every row where a rule may ask for it; empty elsewhere."""
        fact = fact_of(self.rules.facts[name])
        acts = set().union(*(acts_of(p) for p in fact.shape.patterns.values()), *self._asking(name))
        names = {*fact.shape.columns.values(), *(n for p in fact.shape.patterns.values() for a in p for c in a for n in c.names)}
        act = self.log.column("act")
        rows = np.flatnonzero(np.array([w in acts for w in act.words], np.bool_)[act.codes])
        columns = {n: self.log.texts(n, rows) for n in sorted(names | {"act", "t"})}
        told_by_row = []
        for cells in zip(*columns.values(), strict=True):
            event = dict(zip(columns, cells, strict=True))
            told_by_row.append(fact.value(event))
            fact.take(event)
        found = Column.of(["", *told_by_row])
        codes = np.zeros(self.log.rows, np.int32)
        codes[rows] = found.codes[1:]
        return Column(codes, found.words)

    def _asking(self, fact: str) -> list[frozenset[str]]:
        """The acts of events of which some rule asks the fact."""
        asking = [
            acts_of(pattern) or acts_of(rule.when)
            for rule in self.rules.rules
            for pattern in rule.patterns()
            if any(fact in c.names for a in pattern for c in a)
        ]
        asking += [acts_of(r.when) for r in self.rules.rules if r.compared is not None and r.compared.event == fact]
        return asking


def _joined(keys: Whole, codes: Whole, width: int) -> Whole:
    joined = keys * width + codes
    joined[(keys == STRANGE) | (codes == STRANGE)] = STRANGE
    joined[(keys == EMPTY) | (codes == EMPTY)] = EMPTY
    return joined


def _pressed(own: Whole, other: Whole) -> tuple[int, Whole, Whole]:
    """The same keys in fewer numbers."""
    found, codes = np.unique(np.concatenate([own, other]), return_inverse=True)
    codes = np.where(found[codes] < 0, found[codes], codes)
    return len(found), codes[: len(own)], codes[len(own) :]


def _translated(column: Column, to: Column) -> Whole:
    """For each word of a column its number in another, -2 where it has none."""
    code_by_word = {w: n for n, w in enumerate(to.words)}
    return np.array([code_by_word.get(w, STRANGE) for w in column.words], np.int64)


def _numbers(column: Column) -> NDArray[np.float64]:
    return np.array([np.nan if (x := number(w)) is None else x for w in column.words], np.float64)
