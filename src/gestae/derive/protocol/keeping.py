"""What the live evaluator keeps of the past: the latest matches, how many there were, and what still waits for its answer."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from gestae.derive.protocol.matching import Event, Test, key_of
from gestae.derive.protocol.rule import MAYBE, NO, YES, Rule


class Kept(NamedTuple):
    row: int
    t: int
    event: Event


Taker = Callable[[Kept], None]


class Latest:
    """The latest match of each key: surely one, and possibly one."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self.key = key_of(columns)
        self.sure: dict[object, Kept] = {}
        self.may: dict[object, Kept] = {}

    def taker(self, test: Test) -> Taker:
        """What takes in events of one act, of which ``test`` says whether they match."""
        sure, may, key_in = self.sure, self.may, self.key

        def take(kept: Kept) -> None:
            found = test(kept.event)
            if found and (key := key_in(kept.event)) is not None:
                may[key] = kept
                if found == YES:
                    sure[key] = kept

        return take


class Tally:
    """Times of the matches since the last reset, no more than a rule can ask for."""

    def __init__(self, what: Test, since: Test | None, columns: tuple[str, ...], most: int) -> None:
        self.what, self.since, self.key, self.most = what, since, key_of(columns), most
        self.low: dict[object, deque[int]] = defaultdict(lambda: deque(maxlen=most))
        self.high: dict[object, deque[int]] = defaultdict(lambda: deque(maxlen=most))

    def take(self, kept: Kept) -> None:
        found, reset = self.what(kept.event), NO if self.since is None else self.since(kept.event)
        if (key := self.key(kept.event)) is None:
            return
        if found:
            self.high[key].append(kept.t)
        if found == YES:
            self.low[key].append(kept.t)
        if reset:
            self.low.pop(key, None)
        if reset == YES:
            self.high.pop(key, None)

    def count(self, times: dict[object, deque[int]], key: object, earliest: int | None) -> int:
        found = times.get(key, ())
        return len(found) if earliest is None else sum(1 for t in found if t >= earliest)


@dataclass
class Open:
    """An activation that waits for its answer."""

    rule: Rule
    row: int
    possible: int = -1
    is_over: bool = False


class Waiting:
    """The open activations of one rule, by key."""

    def __init__(self, rule: Rule, answers: list[Test]) -> None:
        self.rule, self.answers, self.key = rule, answers, key_of(rule.other_columns)
        self.open: dict[object, list[Open]] = {}

    def add(self, key: object, opened: Open) -> None:
        waiting = self.open.setdefault(key, [])
        if waiting and waiting[0].is_over:
            waiting[:] = [each for each in waiting if not each.is_over]
        waiting.append(opened)

    def take(self, kept: Kept) -> list[Open]:
        """Those that this event answers."""
        found = max(test(kept.event) for test in self.answers)
        if not found or (key := self.key(kept.event)) is None:
            return []
        waiting = [each for each in self.open.get(key, ()) if not each.is_over]
        if found == MAYBE:
            for each in waiting:
                each.possible = kept.row if each.possible < 0 else each.possible
            return []
        self.open.pop(key, None)
        for each in waiting:
            each.is_over = True
        return waiting
