"""The live evaluator: one event at a time, a few look-ups each, whatever came before.

Of each pattern it keeps the latest match of each key, the sure and the possible one apart. Where an event is at once what a rule
is about and a match, it is first what the rule is about; where it matches and resets, it resets.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gestae.derive.protocol.facts import Fact, fact_of
from gestae.derive.protocol.keeping import Kept, Latest, Open, Taker, Tally, Waiting
from gestae.derive.protocol.matching import Event, Reader, Test, compiled, key_of, of_act
from gestae.derive.protocol.rule import MAYBE, Outcome, Pattern, Rule, RuleSet, acts_of


class Verdict(NamedTuple):
    """What came of one activation: the numbers of its row and of up to two rows that decide it, -1 for none.

    Rows count from 0 as they came. ``rules`` is the digest of the set.
    """

    rule: str
    row: int
    outcome: Outcome
    first: int
    second: int
    rules: str


Answer = tuple[Outcome, int, int]
Judge = Callable[[int, Hashable, Event], Answer]


@dataclass
class _Group:
    """The rules that are about the same events of one act: asked once, and by their keys."""

    test: Test
    by_key: dict[tuple[str, ...], tuple[Callable[[Event], object], list[tuple[Rule, Judge | None]]]] = field(default_factory=dict)


class Monitor:
    """``step`` takes the next event and gives the verdicts that it settles: its own, and those of earlier events whose answer it is
    or whose time has run out. An event has its cells as text, ``act`` and ``t`` (whole seconds) among them. Times must not fall;
    ``finish`` gives what is still open."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules, self.row, self.now = rules, 0, 0
        self._facts: dict[str, Fact] = {}
        self._readers: dict[str, Reader] = {}
        for name, shape in rules.facts.items():
            self._facts[name] = fact_of(shape)
            self._readers[name] = self._facts[name].value
        self._latest: dict[tuple[Pattern, tuple[str, ...]], Latest] = {}
        self._judges: dict[str, dict[Pattern, _Group]] = defaultdict(dict)
        self._takers: dict[str, list[Taker]] = defaultdict(list)
        self._waiting: dict[str, Waiting] = {}
        self._answering: dict[str, list[Waiting]] = defaultdict(list)
        self._timers: list[tuple[int, int, str, Open]] = []
        for rule in rules.rules:
            self._enter(rule)
        for fact in self._facts.values():
            for act in frozenset().union(*(acts_of(p) for p in fact.shape.patterns.values())):
                self._takers[act].append(_fact_taker(fact))

    def step(self, event: Event) -> list[Verdict]:
        t, act = int(event["t"]), event["act"]
        if t < self.now and self.row:
            raise ValueError(f"the event of {t} comes after one of {self.now}; evaluate its key and day again, in order")
        self.now = t
        settled = self._expired(t) if self._timers and self._timers[0][0] < t else []
        kept = Kept(self.row, t, event)
        for waiting in self._answering.get(act, ()):
            settled += [self._verdict(each, "satisfied", kept.row) for each in waiting.take(kept)]
        for group in self._judges[act].values() if act in self._judges else ():
            found = group.test(event)
            if found:
                for key_in, entries in group.by_key.values():
                    key = key_in(event)
                    for rule, judge in entries:
                        if rule.effective.holds(t):
                            settled += self._activation(rule, found, key, judge, kept)
        for take in self._takers.get(act, ()):
            take(kept)
        self.row += 1
        return settled

    def due(self, now: int) -> list[Verdict]:
        """The verdicts whose time has run out when the clock says ``now``, though no event came."""
        return self._expired(now)

    def finish(self) -> list[Verdict]:
        """What still waits for its answer, as pending."""
        return [self._verdict(each, "pending", -1) for *_, each in self._timers if not each.is_over]

    def _enter(self, rule: Rule) -> None:
        judge = None if rule.verb == "then" else self._judge(rule)
        for act in acts_of(rule.when):
            asked = of_act(rule.when, act)
            group = self._judges[act].setdefault(asked, _Group(self._test(asked)))
            group.by_key.setdefault(rule.own_columns, (key_of(rule.own_columns), []))[1].append((rule, judge))
        if rule.verb == "then":
            answers = [p for p in (rule.what, rule.unless) if p is not None]
            waiting = self._waiting[rule.id] = Waiting(rule, [self._test(p) for p in answers])
            for act in frozenset().union(*map(acts_of, answers)):
                self._answering[act].append(waiting)

    def _activation(self, rule: Rule, found: int, key: object, judge: Judge | None, kept: Kept) -> list[Verdict]:
        if found == MAYBE or (key is None and rule.verb not in ("only", "never")):
            return [Verdict(rule.id, kept.row, "not_evaluable", -1, -1, self.rules.digest)]
        if judge is not None:
            return [Verdict(rule.id, kept.row, *judge(kept.t, key, kept.event), self.rules.digest)]
        opened = Open(rule, kept.row)
        self._waiting[rule.id].add(key, opened)
        heapq.heappush(self._timers, (rule.deadline(kept.t), kept.row, rule.id, opened))
        return []

    def _expired(self, now: int) -> list[Verdict]:
        settled = []
        while self._timers and self._timers[0][0] < now:
            each = heapq.heappop(self._timers)[-1]
            if not each.is_over:
                each.is_over = True
                settled.append(self._verdict(each, "violated" if each.possible < 0 else "not_evaluable", each.possible))
        return settled

    def _verdict(self, opened: Open, outcome: Outcome, first: int) -> Verdict:
        return Verdict(opened.rule.id, opened.row, outcome, first, -1, self.rules.digest)

    def _test(self, pattern: Pattern) -> Test:
        return compiled(pattern, self._readers)

    def _track(self, pattern: Pattern, columns: tuple[str, ...]) -> Latest:
        if (pattern, columns) not in self._latest:
            latest = self._latest[pattern, columns] = Latest(columns)
            for act in acts_of(pattern):
                self._takers[act].append(latest.taker(self._test(of_act(pattern, act))))
        return self._latest[pattern, columns]

    def _judge(self, rule: Rule) -> Judge:
        match rule.verb:
            case "only" | "never":
                judge = self._guard(rule)
            case "latest":
                judge = self._compare(rule)
            case "count":
                judge = self._count(rule)
            case _:
                judge = self._seen(rule)
        return judge if rule.unless is None else self._excused(rule, rule.unless, judge)

    def _guard(self, rule: Rule) -> Judge:
        test = self._test(rule.what)
        by_worth: tuple[Outcome, ...] = ("violated", "not_evaluable", "satisfied")
        if rule.verb == "never":
            by_worth = by_worth[::-1]
        return lambda _t, _key, event: (by_worth[test(event)], -1, -1)

    def _valid(self, rule: Rule) -> tuple[Callable[[object, int], Kept | None], Callable[[object, int], Kept | None]]:
        """The latest match that nothing has made void: surely, and at best."""
        what = self._track(rule.what, rule.other_columns)
        since = self._track(rule.since, rule.other_columns) if rule.since is not None else None
        nothing: dict[object, Kept] = {}
        within = rule.within_s

        def finder(matches: Mapping[object, Kept], resets: Mapping[object, Kept]) -> Callable[[object, int], Kept | None]:
            def find(key: object, t: int) -> Kept | None:
                found = matches.get(key)
                if found is None or (within is not None and t - found.t > within):
                    return None
                reset = resets.get(key)
                return found if reset is None or found.row > reset.row else None

            return find

        return finder(what.sure, since.may if since else nothing), finder(what.may, since.sure if since else nothing)

    def _seen(self, rule: Rule) -> Judge:
        sure_of, may_of = self._valid(rule)
        what = self._track(rule.what, rule.other_columns)
        since = self._track(rule.since, rule.other_columns) if rule.since is not None else None

        def seen(t: int, key: object, _event: Event) -> Answer:
            sure = sure_of(key, t)
            if sure is not None:
                return "satisfied", sure.row, -1
            last, reset = _row(what.may.get(key)), _row(since.may.get(key)) if since else -1
            return "not_evaluable" if may_of(key, t) else "violated", last, reset if reset >= last else -1

        def unseen(t: int, key: object, _event: Event) -> Answer:
            sure = sure_of(key, t)
            if sure is not None:
                return "violated", sure.row, -1
            may = may_of(key, t)
            return ("satisfied", -1, -1) if may is None else ("not_evaluable", may.row, -1)

        return seen if rule.verb == "seen" else unseen

    def _compare(self, rule: Rule) -> Judge:
        assert rule.compared is not None
        assert rule.its is not None
        compared, its = rule.compared, rule.its
        sure_of, may_of = self._valid(rule)
        other = self._track(compared.latest, rule.other_columns) if compared.latest is not None else None
        read = self._readers.get(compared.event or "") or (lambda event: event.get(compared.event or "", ""))

        def compare(t: int, key: object, event: Event) -> Answer:
            sure, may = sure_of(key, t), may_of(key, t)
            beside = other.may.get(key) if other else None
            rows = (_row(may), _row(beside))
            if sure is not may or (other is not None and other.sure.get(key) is not beside):
                return "not_evaluable", *rows
            if may is None or (other is not None and beside is None):
                return rule.missing, *rows
            text = may.event.get(its, "")
            if beside is not None:
                wanted: tuple[str, ...] = (beside.event.get(compared.its or "", ""),)
            else:
                wanted = (read(event),) if compared.event is not None else compared.values
            if not text or "" in wanted:
                return "not_evaluable", *rows
            return ("violated" if (text in wanted) == compared.differs else "satisfied"), *rows

        return compare

    def _count(self, rule: Rule) -> Judge:
        bound = 1 + max(x for x in (rule.most, rule.least) if x is not None)
        since = self._test(rule.since) if rule.since is not None else None
        tally = Tally(self._test(rule.what), since, rule.other_columns, bound)
        for act in acts_of(rule.what) | (acts_of(rule.since) if rule.since is not None else frozenset()):
            self._takers[act].append(tally.take)
        what = self._track(rule.what, rule.other_columns)
        most = rule.most if rule.most is not None else bound
        least = rule.least if rule.least is not None else 0

        def count(t: int, key: object, _event: Event) -> Answer:
            earliest = None if rule.within_s is None else t - rule.within_s
            low, high = tally.count(tally.low, key, earliest), tally.count(tally.high, key, earliest)
            if high <= most and low >= least:
                outcome: Outcome = "satisfied"
            else:
                outcome = "not_evaluable" if low <= most and high >= least else "violated"
            return outcome, _row(what.may.get(key)), -1

        return count

    def _excused(self, rule: Rule, unless: Pattern, judge: Judge) -> Judge:
        excuses = self._track(unless, rule.other_columns)

        def excused(t: int, key: Hashable, event: Event) -> Answer:
            outcome, first, second = judge(t, key, event)
            if outcome == "satisfied":
                return outcome, first, second
            sure = excuses.sure.get(key)
            if sure is not None:
                return "satisfied", sure.row, -1
            is_open = key is None or key in excuses.may
            return "not_evaluable" if outcome == "violated" and is_open else outcome, first, second

        return excused


def _fact_taker(fact: Fact) -> Taker:
    return lambda kept: fact.take(kept.event)


def _row(kept: Kept | None) -> int:
    return -1 if kept is None else kept.row
