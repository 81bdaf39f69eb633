"""Rules over events that are only told of: each between two moments, by some and denied by others, and never all that happened.

A verdict is given only where it holds in whatever order the events may have come. What nobody speaks of is not taken as not done.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gestae.derive.protocol.facts import fact_of
from gestae.derive.protocol.matching import matches
from gestae.derive.protocol.rule import DAY_S, MAYBE, NO, YES, Outcome, Pattern, Rule, RuleSet


@dataclass(frozen=True)
class Told:
    """An event of an account. Seconds from any one start; ``None`` is open. ``is_denied``: the account says that it was not so."""

    id: str
    cells: dict[str, str]
    earliest: int | None = None
    latest: int | None = None
    claims: tuple[str, ...] = ()
    is_denied: bool = False


@dataclass(frozen=True)
class Found:
    """What a rule comes to for one event, with the events that decide it."""

    event: Told
    outcome: Outcome
    because: tuple[Told, ...] = ()


class Account:
    """The events that one account tells of, and what rules come to in it."""

    def __init__(self, rules: RuleSet, events: tuple[Told, ...]) -> None:
        self.rules = rules
        self.events = tuple(e for e in events if not e.is_denied)
        self.denied = tuple(e for e in events if e.is_denied)
        self._worth: dict[tuple[str, Pattern], int] = {}

    def judge(self, rule: Rule) -> Iterator[Found]:
        for event in self.events:
            worth = self.worth(rule.when, event)
            in_force = {rule.effective.holds(t) for t in (event.earliest, event.latest) if t is not None} or {True}
            if worth and in_force != {False}:
                yield self._judged(rule, event) if worth == YES and in_force == {True} else Found(event, "not_evaluable")

    def worth(self, pattern: Pattern, event: Told) -> int:
        key = (event.id, pattern)
        if key not in self._worth:
            self._worth[key] = matches(pattern, lambda name: self.cell(event, name))
        return self._worth[key]

    def cell(self, event: Told, name: str) -> str:
        return self._fact(event, name) if name in self.rules.facts else event.cells.get(name, "")

    def unmeasured(self, pattern: Pattern) -> Pattern:
        """The same without what says how well or how much: who did what to what."""
        return tuple(
            tuple(c for c in a if c.sense not in ("at_least", "at_most") and c.column not in self.rules.measures) for a in pattern
        )

    def _judged(self, rule: Rule, event: Told) -> Found:
        needs_key = rule.verb not in ("only", "never")
        is_keyless = not all(event.cells.get(own) for own in rule.own_columns)
        if needs_key and is_keyless:
            return Found(event, "not_evaluable")
        around = _Around(self, rule, event)
        found = around.judged()
        if rule.unless is None or rule.verb == "then" or found.outcome == "satisfied":
            return found
        excuses = around.earlier(rule.unless, MAYBE)
        sure = [e for e in excuses if self.worth(rule.unless, e) == YES and before(e, event) == YES]
        if sure and not is_keyless:
            return Found(event, "satisfied", (sure[-1],))
        is_open = found.outcome == "violated" and (excuses or is_keyless)
        return Found(event, "not_evaluable", found.because) if is_open else found

    def _fact(self, event: Told, name: str) -> str:
        """A fact where events that move it are told, and their order; else it is not known."""
        fact = fact_of(self.rules.facts[name])
        moving = [e for e in self.events if e is not event and fact.concerns(e.cells, event.cells)]
        if any(before(e, event) == MAYBE for e in moving):
            return ""
        past = sorted((e for e in moving if before(e, event) == YES), key=lambda e: (e.earliest or 0, e.id))
        if not past or any(before(a, b) != YES for a, b in pairwise(past)):
            return ""
        for each in past:
            fact.take(_as_event(each))
        return fact.value(_as_event(event))


class _Around:
    """One event that a rule is about, and the events of its key around it."""

    def __init__(self, account: Account, rule: Rule, event: Told) -> None:
        self.account, self.rule, self.event = account, rule, event

    def judged(self) -> Found:
        judges: dict[str, Callable[[], Found]] = {
            "only": self._only, "never": self._never, "seen": self._seen, "unseen": self._unseen, "latest": self._latest,
            "count": self._count, "then": self._then,
        }  # fmt: skip
        return judges[self.rule.verb]()

    def earlier(self, pattern: Pattern, least: int) -> list[Told]:
        """Matches of the key that may have come before, in the order of their times."""
        found = [e for e in self._of_key(pattern, least) if before(e, self.event) != NO]
        return sorted(found, key=lambda e: (e.earliest if e.earliest is not None else -(1 << 60), e.id))

    @cached_property
    def resets(self) -> list[tuple[Told, int]]:
        since = self.rule.since
        return [] if since is None else [(e, self.account.worth(since, e)) for e in self._of_key(since, MAYBE)]

    def _of_key(self, pattern: Pattern, least: int) -> list[Told]:
        return [
            e
            for e in self.account.events
            if e is not self.event and self.account.worth(pattern, e) >= least and self._shares_key(e.cells)
        ]

    def _shares_key(self, cells: dict[str, str]) -> bool:
        return all(cells.get(other) and self.event.cells.get(own) == cells[other] for own, other in self.rule.same)

    def _only(self) -> Found:
        worth = self.account.worth(self.rule.what, self.event)
        return Found(self.event, "satisfied" if worth == YES else "violated" if worth == NO else "not_evaluable")

    def _never(self) -> Found:
        worth = self.account.worth(self.rule.what, self.event)
        return Found(self.event, "satisfied" if worth == NO else "violated" if worth == YES else "not_evaluable")

    def _standing(self) -> tuple[list[Told], list[Told]]:
        """Earlier matches that surely count, and those that may: nothing after them made them void, and they are not too old."""
        possible = [e for e in self.earlier(self.rule.what, MAYBE) if self._is_recent(e) != NO and not self._is_void(e, YES)]
        sure = [
            e
            for e in possible
            if self.account.worth(self.rule.what, e) == YES
            and before(e, self.event) == YES
            and self._is_recent(e) == YES
            and not self._is_void(e, MAYBE)
        ]
        return sure, possible

    def _is_void(self, match: Told, least: int) -> bool:
        """Whether a reset surely (2) or possibly (1) lies between, or is the match itself."""
        for reset, worth in self.resets:
            if worth >= least and min(YES if reset is match else before(match, reset), before(reset, self.event)) >= least:
                return True
        return False

    def _is_recent(self, match: Told) -> int:
        return self._in_time(match, self.event, self.rule.within_s)

    def _in_time(self, first: Told, last: Told, within_s: int | None) -> int:
        if within_s is None:
            return YES
        if last.latest is not None and first.earliest is not None and last.latest - first.earliest <= within_s:
            return YES
        is_over = last.earliest is not None and first.latest is not None and last.earliest - first.latest > within_s
        return NO if is_over else MAYBE

    def _seen(self) -> Found:
        sure, possible = self._standing()
        if sure:
            return Found(self.event, "satisfied", (sure[-1],))
        if possible:
            return Found(self.event, "not_evaluable", tuple(possible))
        return self._lacking(self.rule.what)

    def _unseen(self) -> Found:
        sure, possible = self._standing()
        outcome: Outcome = "violated" if sure else "not_evaluable" if possible else "satisfied"
        return Found(self.event, outcome, tuple(sure[-1:] or possible))

    def _latest(self) -> Found:
        rule, compared = self.rule, self.rule.compared
        assert rule.its is not None
        assert compared is not None
        sure, possible = self._standing()
        last = self._last(sure, possible)
        if last is None:
            return Found(self.event, "not_evaluable", tuple(possible)) if possible else self._without(rule.what)
        beside: tuple[Told, ...] = ()
        if compared.latest is not None:
            others = self.earlier(compared.latest, MAYBE)
            certain = [e for e in others if self.account.worth(compared.latest, e) == YES and before(e, self.event) == YES]
            other = self._last(certain, others)
            if other is None:
                return Found(self.event, "not_evaluable", tuple(others)) if others else self._without(compared.latest)
            wanted: tuple[str, ...] = (other.cells.get(compared.its or "", ""),)
            beside = (other,)
        else:
            wanted = (self.account.cell(self.event, compared.event),) if compared.event is not None else compared.values
        text = last.cells.get(rule.its, "")
        if not text or "" in wanted:
            return Found(self.event, "not_evaluable", (last, *beside))
        return Found(self.event, "violated" if (text in wanted) == compared.differs else "satisfied", (last, *beside))

    def _last(self, sure: list[Told], possible: list[Told]) -> Told | None:
        """The one that is surely the latest of all."""
        return next((e for e in reversed(sure) if all(o is e or before(o, e) == YES for o in possible)), None)

    def _without(self, pattern: Pattern) -> Found:
        lacking = self._lacking(pattern)
        return lacking if lacking.outcome == "not_evaluable" else Found(self.event, self.rule.missing, lacking.because)

    def _count(self) -> Found:
        sure, possible = self._standing()
        least, most = self.rule.least or 0, self.rule.most if self.rule.most is not None else len(possible)
        if len(sure) > most:
            return Found(self.event, "violated", tuple(sure))
        if len(possible) < least:
            return self._lacking(self.rule.what)
        is_fine = len(possible) <= most and len(sure) >= least
        return Found(self.event, "satisfied" if is_fine else "not_evaluable", tuple(possible))

    def _then(self) -> Found:
        patterns = [p for p in (self.rule.what, self.rule.unless) if p is not None]
        later = [(e, self.account.worth(p, e)) for p in patterns for e in self._of_key(p, MAYBE) if before(self.event, e) != NO]
        possible = [e for e, _ in later if self._answers(e) != NO]
        sure = [e for e, w in later if w == YES and before(self.event, e) == YES and self._answers(e) == YES]
        if sure:
            return Found(self.event, "satisfied", (sure[0],))
        if possible:
            return Found(self.event, "not_evaluable", tuple(possible))
        return self._lacking(self.rule.what)

    def _answers(self, answer: Told) -> int:
        """Whether an answer came in time."""
        if self.rule.within_s is not None:
            return self._in_time(self.event, answer, self.rule.within_s)
        days = [None if t is None else t // DAY_S for t in (self.event.earliest, self.event.latest, answer.earliest, answer.latest)]
        if None not in days and len(set(days)) == 1:
            return YES
        first, last = days[1], days[2]
        return NO if first is not None and last is not None and first < last else MAYBE

    def _lacking(self, pattern: Pattern) -> Found:
        """What is required is not there. It was not done if the account denies it, or tells of it as done too badly, too early or
        too late; if it does not speak of it at all, that is not known."""
        asked = self.account.unmeasured(pattern)
        told = [*self.account.denied, *self.account.events]
        spoken = [e for e in told if e is not self.event and self.account.worth(asked, e) and self._speaks_of(e)]
        return Found(self.event, "violated" if spoken else "not_evaluable", tuple(spoken))

    def _speaks_of(self, other: Told) -> bool:
        order = before(self.event, other) if self.rule.verb == "then" else before(other, self.event)
        return order != NO and self._shares_key(other.cells)


def before(a: Told, b: Told) -> int:
    """Whether ``a`` came before ``b``, in whatever moment of their bounds."""
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return YES
    if b.latest is not None and a.earliest is not None and b.latest < a.earliest:
        return NO
    return MAYBE


def _as_event(told: Told) -> dict[str, str]:
    t = told.latest if told.latest is not None else told.earliest
    return {**told.cells, "t": str(t or 0)}
