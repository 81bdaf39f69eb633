"""The bulk evaluator: every verb is a question for the latest earlier row, or the next later one, of the same key.

The rows that match a pattern are kept as sorted numbers ``key * rows + row``; a search in them finds the neighbour of an event.
Nothing is looked at row by row, but for named facts. Where an empty cell leaves open whether rows match, the question is asked
twice: with those that surely match, and with those that may.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gestae.derive.protocol.cells import Cells, Same
from gestae.derive.protocol.rule import DAY_S, MAYBE, OUTCOMES, Pattern, Rule, RuleSet
from gestae.derive.protocol.table import Table, Whole

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int8]
SATISFIED, VIOLATED, PENDING, NOT_EVALUABLE = range(len(OUTCOMES))
_NONE = -1


@dataclass(frozen=True)
class Judged:
    """What one rule came to: for each activation its row, outcome (number in ``OUTCOMES``) and up to two rows that decide it,
    -1 where there is none. Rows count from 0 in the order of events, activations in that order."""

    rule: Rule
    rows: Whole
    outcomes: Numbers
    first: Whole
    second: Whole

    def count(self, outcome: int) -> int:
        return int(np.count_nonzero(self.outcomes == outcome))


@dataclass(frozen=True)
class _Asked:
    """The activations of a rule in the order of their keys: ``place`` says where each belongs among all in order of rows."""

    rows: Whole
    keys: Whole
    place: Whole
    is_sure: Flags


class Bulk:
    def __init__(self, rules: RuleSet, log: Table) -> None:
        self.log = log
        self.cells = Cells(rules, log)
        self.size = max(1, log.rows)
        self._keyed: dict[tuple[Pattern, Same], dict[bool, Whole]] = {}
        self._asked: dict[tuple[Pattern, Same], _Asked] = {}
        self._uses = Counter((p, r.same) for r in rules.rules for p in r.patterns())

    def judge(self, rule: Rule) -> Judged:
        asked = self._activations(rule)
        outcomes, first, second = self._answer(rule, asked)
        if rule.unless is not None and rule.verb != "then":
            outcomes, first, second = self._excused(rule, asked, outcomes, first, second)
        needs_key = rule.verb not in ("only", "never")
        open_ = ~asked.is_sure | ((asked.keys == _NONE) if needs_key else False)
        outcomes[open_] = NOT_EVALUABLE
        first[open_] = second[open_] = _NONE
        back = np.empty(len(asked.rows), np.int64)
        back[asked.place] = np.arange(len(asked.rows))
        self._release(rule)
        return Judged(rule, asked.rows[back], outcomes[back], first[back], second[back])

    def _release(self, rule: Rule) -> None:
        """Forgets what no later rule of the set asks for: of ten million rows it would not be little."""
        for pattern in rule.patterns():
            self._uses[pattern, rule.same] -= 1
            if self._uses[pattern, rule.same] <= 0:
                self._asked.pop((pattern, rule.same), None)
                self._keyed.pop((pattern, rule.same), None)

    def _activations(self, rule: Rule) -> _Asked:
        kept = (rule.when, rule.same)
        if kept not in self._asked:
            possible, sure = self.cells.rows(rule.when)
            is_sure = np.ones(len(possible), np.bool_) if possible is sure else np.isin(possible, sure, assume_unique=True)
            keys = self.cells.keys(rule.same)[0][possible].astype(np.int64)
            place = np.argsort(keys * self.size + possible)
            self._asked[kept] = _Asked(possible[place], keys[place], place, is_sure[place])
        asked, effective = self._asked[kept], rule.effective
        if effective.since is None and effective.until is None:
            return asked
        t = self.log.t[asked.rows]
        low = np.iinfo(np.int64).min if effective.since is None else effective.since
        holds = (t >= low) & ((t < effective.until) if effective.until is not None else True)
        place = np.argsort(np.argsort(asked.place[holds]))
        return _Asked(asked.rows[holds], asked.keys[holds], place, asked.is_sure[holds])

    def _answer(self, rule: Rule, asked: _Asked) -> tuple[Numbers, Whole, Whole]:
        match rule.verb:
            case "only" | "never":
                return self._guard(rule, asked)
            case "seen" | "unseen":
                return self._seen(rule, asked)
            case "latest":
                return self._latest(rule, asked)
            case "count":
                return self._count(rule, asked)
            case "then":
                return self._then(rule, asked)

    def _guard(self, rule: Rule, asked: _Asked) -> tuple[Numbers, Whole, Whole]:
        worth = self.cells.worth(rule.what, asked.rows)
        good, bad = (SATISFIED, VIOLATED) if rule.verb == "only" else (VIOLATED, SATISFIED)
        outcomes = np.where(worth == MAYBE, NOT_EVALUABLE, np.where(worth > MAYBE, good, bad)).astype(np.int8)
        return outcomes, _none(asked), _none(asked)

    def _seen(self, rule: Rule, asked: _Asked) -> tuple[Numbers, Whole, Whole]:
        sure, may = self._valid(rule, asked)
        latest = self._last(rule.what, rule, asked, sure=False)
        reset = _none(asked) if rule.since is None else self._last(rule.since, rule, asked, sure=False)
        reset = np.where(reset >= latest, reset, _NONE)
        if rule.verb == "seen":
            outcomes = _between(sure >= 0, may >= 0)
            is_so = outcomes == SATISFIED
            return outcomes, np.where(is_so, sure, latest), np.where(is_so, _NONE, reset)
        outcomes = _between(may < 0, sure < 0)
        return outcomes, np.where(outcomes == VIOLATED, sure, may), _none(asked)

    def _latest(self, rule: Rule, asked: _Asked) -> tuple[Numbers, Whole, Whole]:
        assert rule.compared is not None
        assert rule.its is not None
        compared, none = rule.compared, _none(asked)
        sure, may = self._valid(rule, asked)
        is_open = sure != may
        if compared.latest is not None:
            assert compared.its is not None
            other_sure = self._last(compared.latest, rule, asked, sure=True)
            other = self._last(compared.latest, rule, asked, sure=False)
            is_open |= other_sure != other
            equal, known = self.cells.equal(rule.its, may, compared.its, other)
            missing = (may < 0) | (other < 0)
        elif compared.event is not None:
            other = none
            equal, known = self.cells.equal(rule.its, may, compared.event, asked.rows)
            missing = may < 0
        else:
            other = none
            equal, known = self.cells.among(rule.its, may, compared.values)
            missing = may < 0
        outcomes = np.where(equal != compared.differs, SATISFIED, VIOLATED).astype(np.int8)
        outcomes[~known] = NOT_EVALUABLE
        outcomes[missing] = OUTCOMES.index(rule.missing)
        outcomes[is_open] = NOT_EVALUABLE
        return outcomes, may, other

    def _count(self, rule: Rule, asked: _Asked) -> tuple[Numbers, Whole, Whole]:
        low, high = self._counted(rule, asked, sure=True), self._counted(rule, asked, sure=False)
        fine, possible = np.ones(len(low), np.bool_), np.ones(len(low), np.bool_)
        if rule.most is not None:
            fine &= high <= rule.most
            possible &= low <= rule.most
        if rule.least is not None:
            fine &= low >= rule.least
            possible &= high >= rule.least
        return _between(fine, possible), self._last(rule.what, rule, asked, sure=False), _none(asked)

    def _counted(self, rule: Rule, asked: _Asked, *, sure: bool) -> Whole:
        keyed = self._sorted(rule.what, rule, sure=sure)
        start = np.zeros(len(asked.rows), np.int64)
        if rule.since is not None:
            start = self._last(rule.since, rule, asked, sure=not sure) + 1
        if rule.within_s is not None:
            start = np.maximum(start, np.searchsorted(self.log.t, self.log.t[asked.rows] - rule.within_s, "left"))
        base = asked.keys * self.size
        found = np.searchsorted(keyed, base + asked.rows, "left") - np.searchsorted(keyed, base + start, "left")
        return np.where(found > 0, found, 0)

    def _then(self, rule: Rule, asked: _Asked) -> tuple[Numbers, Whole, Whole]:
        t = self.log.t[asked.rows]
        deadline = (t // DAY_S + 1) * DAY_S - 1 if rule.within_s is None else t + rule.within_s
        sure, may = (self._answered(rule, asked, deadline, sure=x) for x in (True, False))
        now = self.log.t[-1] if self.log.rows else 0
        outcomes = np.where(sure >= 0, SATISFIED, np.where(deadline >= now, PENDING, np.where(may >= 0, NOT_EVALUABLE, VIOLATED)))
        first = np.where(sure >= 0, sure, np.where(outcomes == NOT_EVALUABLE, may, _NONE))
        return outcomes.astype(np.int8), first, _none(asked)

    def _answered(self, rule: Rule, asked: _Asked, deadline: Whole, *, sure: bool) -> Whole:
        """The row of the first answer in time."""
        best = np.full(len(asked.rows), self.size, np.int64)
        for pattern in (rule.what, rule.unless):
            if pattern is not None:
                found = self._next(pattern, rule, asked, sure=sure)
                best = np.where(found >= 0, np.minimum(best, found), best)
        found = np.where(best < self.size, best, 0)
        return np.where((best < self.size) & (self.log.t[found] <= deadline), found, _NONE) if self.log.rows else _none(asked)

    def _excused(self, rule: Rule, asked: _Asked, outcomes: Numbers, first: Whole, second: Whole) -> tuple[Numbers, Whole, Whole]:
        assert rule.unless is not None
        keyless = asked.keys == _NONE
        sure = self._last(rule.unless, rule, asked, sure=True)
        may = (self._last(rule.unless, rule, asked, sure=False) >= 0) | keyless
        is_excused = (sure >= 0) & (outcomes != SATISFIED)
        outcomes = np.where(is_excused, SATISFIED, np.where(may & (outcomes == VIOLATED), NOT_EVALUABLE, outcomes)).astype(np.int8)
        return outcomes, np.where(is_excused, sure, first), np.where(is_excused, _NONE, second)

    def _valid(self, rule: Rule, asked: _Asked) -> tuple[Whole, Whole]:
        """The latest match that nothing has made void: surely, and at best."""
        sure = self._valid_one(rule, asked, sure=True)
        is_plain = self.cells.is_sure(rule.what) and (rule.since is None or self.cells.is_sure(rule.since))
        return sure, sure if is_plain else self._valid_one(rule, asked, sure=False)

    def _valid_one(self, rule: Rule, asked: _Asked, *, sure: bool) -> Whole:
        found = self._last(rule.what, rule, asked, sure=sure)
        holds = found >= 0
        if rule.since is not None:
            holds &= found > self._last(rule.since, rule, asked, sure=not sure)
        if rule.within_s is not None and self.log.rows:
            holds &= self.log.t[asked.rows] - self.log.t[np.maximum(found, 0)] <= rule.within_s
        return np.where(holds, found, _NONE)

    def _last(self, pattern: Pattern, rule: Rule, asked: _Asked, *, sure: bool) -> Whole:
        """The row of the latest earlier match of the same key."""
        keyed = self._sorted(pattern, rule, sure=sure)
        if not len(keyed):
            return _none(asked)
        base = asked.keys * self.size
        at = np.searchsorted(keyed, base + asked.rows, "left") - 1
        found = keyed[np.maximum(at, 0)] - base
        return np.where((at >= 0) & (found >= 0), found, _NONE)

    def _next(self, pattern: Pattern, rule: Rule, asked: _Asked, *, sure: bool) -> Whole:
        """The row of the first later match of the same key."""
        keyed = self._sorted(pattern, rule, sure=sure)
        if not len(keyed):
            return _none(asked)
        base = asked.keys * self.size
        at = np.searchsorted(keyed, base + asked.rows, "right")
        found = keyed[np.minimum(at, len(keyed) - 1)] - base
        return np.where((at < len(keyed)) & (found < self.size), found, _NONE)

    def _sorted(self, pattern: Pattern, rule: Rule, *, sure: bool) -> Whole:
        is_sure = sure or self.cells.is_sure(pattern)
        kept = self._keyed.setdefault((pattern, rule.same), {})
        if is_sure not in kept:
            rows = self.cells.rows(pattern)[is_sure]
            keys = self.cells.keys(rule.same)[1][rows].astype(np.int64)
            keyed = (keys * self.size + rows)[keys >= 0]
            keyed.sort()
            kept[is_sure] = keyed
        return kept[is_sure]


def judged(rules: RuleSet, log: Table) -> Iterator[Judged]:
    """Each rule of the set over the whole log; rules that ask for the same rows follow each other, whatever their order in it."""
    bulk = Bulk(rules, log)
    for rule in sorted(rules.rules, key=lambda r: (r.same, repr(r.when))):
        yield bulk.judge(rule)


def _none(asked: _Asked) -> Whole:
    return np.full(len(asked.rows), _NONE, np.int64)


def _between(sure: Flags, may: Flags) -> Numbers:
    return np.where(sure, SATISFIED, np.where(may, NOT_EVALUABLE, VIOLATED)).astype(np.int8)
