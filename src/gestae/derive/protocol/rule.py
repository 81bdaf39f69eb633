"""Rules as values: what an event must match, what has to stand beside it, and how much it matters."""

from dataclasses import dataclass, field, replace
from typing import Literal, get_args

NO, MAYBE, YES = 0, 1, 2  # whether an event matches; maybe where a cell that decides it is empty

Sense = Literal["one_of", "none_of", "at_least", "at_most", "is", "is_not", "said"]
Verb = Literal["only", "never", "seen", "unseen", "latest", "then", "count"]
RuleSeverity = Literal["stop", "warn", "note"]
Outcome = Literal["satisfied", "violated", "pending", "not_evaluable"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
DAY_S = 86_400


@dataclass(frozen=True)
class Condition:
    """One cell of an event (a column, or a named fact such as ``state(item)``) and what it has to be.

    ``values`` are words to compare with (for ``at_least`` and ``at_most`` one number); ``other`` is a column or fact of the same
    event to compare with instead. ``said`` holds where the cell is not empty, or with the value ``no`` where it is.
    """

    column: str
    sense: Sense
    values: tuple[str, ...] = ()
    other: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.column,) if self.other is None else (self.column, self.other)


Alternative = tuple[Condition, ...]  # all of them hold
Pattern = tuple[Alternative, ...]  # one of them holds


@dataclass(frozen=True)
class Compared:
    """What a field of the latest match is compared with: words, a column of the event, or the same of another latest match."""

    differs: bool
    values: tuple[str, ...] = ()
    event: str | None = None
    latest: Pattern | None = None
    its: str | None = None


@dataclass(frozen=True)
class Effective:
    """From the first moment on, until before the last: seconds UTC; ``None`` is open."""

    since: int | None = None
    until: int | None = None

    def holds(self, t: int) -> bool:
        return (self.since is None or t >= self.since) and (self.until is None or t < self.until)


@dataclass(frozen=True)
class Rule:
    """One clause. Each event that matches ``when`` is an activation.

    ``same`` pairs a column of that event with a column of the other; ``since`` is what makes earlier matches void. ``least`` and
    ``most`` bound a count. ``missing`` is what comes of ``latest`` where there is none. ``line`` is where the rule stands.
    """

    id: str
    says: str
    severity: RuleSeverity
    when: Pattern
    verb: Verb
    what: Pattern
    same: tuple[tuple[str, str], ...] = ()
    since: Pattern | None = None
    within_s: int | None = None
    by_day_end: bool = False
    unless: Pattern | None = None
    its: str | None = None
    compared: Compared | None = None
    missing: Outcome = "not_evaluable"
    least: int | None = None
    most: int | None = None
    basis: str = ""
    effective: Effective = Effective()
    line: int = field(default=0, compare=False)

    @property
    def own_columns(self) -> tuple[str, ...]:
        """The key columns on the side of the event that the rule is about."""
        return tuple(own for own, _ in self.same)

    @property
    def other_columns(self) -> tuple[str, ...]:
        return tuple(other for _, other in self.same)

    def deadline(self, t: int) -> int:
        """The last second in which an answer to an event of that time counts."""
        return (t // DAY_S + 1) * DAY_S - 1 if self.within_s is None else t + self.within_s

    def patterns(self) -> tuple[Pattern, ...]:
        compared = self.compared.latest if self.compared else None
        return tuple(p for p in (self.when, self.what, self.since, self.unless, compared) if p is not None)


@dataclass(frozen=True)
class Shape:
    """How a named fact is counted in this domain: the patterns that move it, and the columns it is read from."""

    name: str
    patterns: dict[str, Pattern]
    columns: dict[str, str]
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Example:
    """Events of one example and what comes of the rule in it. ``required`` is the event without which it fails."""

    rule: str
    sort: str
    outcome: Outcome
    events: tuple[dict[str, str], ...]
    required: int | None
    line: int


@dataclass(frozen=True)
class ClaimMap:
    """How claims of one kind are told as events: its act, and which role fills which column."""

    act: str
    roles: dict[str, str]


@dataclass(frozen=True)
class RuleSet:
    """Rules that are read together. ``digest`` is the SHA-256 of the files they stand in; ``values`` says by column which words of
    a claim stand for which value; ``measures`` are the columns that say how well or how much something was done."""

    name: str
    title: str
    version: str
    digest: str
    rules: tuple[Rule, ...]
    acts: dict[str, str]
    columns: dict[str, str]
    facts: dict[str, Shape]
    examples: tuple[Example, ...] = ()
    claims: dict[str, ClaimMap] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    measures: tuple[str, ...] = ()

    def only(self, rule: Rule) -> "RuleSet":
        """The set with this rule alone."""
        return replace(self, rules=(rule,))

    def names(self) -> tuple[str, ...]:
        """The columns that the rules, and the facts they use, look at."""
        found: dict[str, None] = {}
        used: dict[str, None] = {}
        for rule in self.rules:
            for name in (*rule.own_columns, *rule.other_columns, rule.its, *_compared_columns(rule), *_conditioned(rule)):
                if name is not None:
                    (used if name in self.facts else found)[name] = None
        for fact in used:
            shape = self.facts[fact]
            found.update(dict.fromkeys(shape.columns.values()))
            found.update(dict.fromkeys(n for p in shape.patterns.values() for a in p for c in a for n in c.names))
        return tuple(found)


def acts_of(pattern: Pattern) -> frozenset[str]:
    """The acts that an event matching the pattern can have."""
    return frozenset(v for a in pattern for c in a if c.column == "act" for v in c.values)


def _compared_columns(rule: Rule) -> tuple[str | None, ...]:
    return (rule.compared.event, rule.compared.its) if rule.compared else ()


def _conditioned(rule: Rule) -> tuple[str, ...]:
    return tuple(n for p in rule.patterns() for a in p for c in a for n in c.names)
