"""A rule read back as a sentence, made from what it asks and not from what its author says. Two rules that ask for different
things have different sentences."""

from collections.abc import Callable

from gestae.derive.protocol.facts import FORMS
from gestae.derive.protocol.rule import Alternative, Condition, Pattern, Rule, RuleSet

_UNITS = ((86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
_MISSING = {"satisfied": "it is satisfied", "violated": "it is violated", "not_evaluable": "it stays open", "pending": "it waits"}


def reads_as(rule: Rule, words: RuleSet) -> str:
    """The rule as one sentence in the words of its set."""
    return _Reading(rule, words).sentence()


class _Reading:
    def __init__(self, rule: Rule, words: RuleSet) -> None:
        self.rule, self.words = rule, words

    def sentence(self) -> str:
        verbs: dict[str, Callable[[], str]] = {
            "only": self._only, "never": self._never, "seen": self._seen, "unseen": self._unseen, "latest": self._latest,
            "then": self._then, "count": self._count,
        }  # fmt: skip
        told = f"{verbs[self.rule.verb]()}{self._unless()}"
        return f"{told[0].upper()}{told[1:]}."

    def _only(self) -> str:
        return f"each {self._pattern(self.rule.when)} has {self._pattern(self.rule.what)}"

    def _never(self) -> str:
        return f"no {self._pattern(self.rule.when)} has {self._pattern(self.rule.what)}"

    def _seen(self) -> str:
        return f"before each {self._pattern(self.rule.when)} there is {_a(self._match())}"

    def _unseen(self) -> str:
        return f"before each {self._pattern(self.rule.when)} there is no {self._match()}"

    def _then(self) -> str:
        by = f"within {_length(self.rule.within_s)}" if self.rule.within_s is not None else "by the end of its day"
        return f"after each {self._pattern(self.rule.when)} there is, {by}, {_a(self._pattern(self.rule.what))}{self._same()}"

    def _count(self) -> str:
        bounds = []
        if self.rule.least is not None:
            bounds.append(f"at least {self.rule.least}")
        if self.rule.most is not None:
            bounds.append(f"at most {self.rule.most}")
        return f"before each {self._pattern(self.rule.when)} there are {' and '.join(bounds)} of: {self._match()}"

    def _latest(self) -> str:
        rule, compared = self.rule, self.rule.compared
        assert compared is not None
        assert rule.its is not None
        if compared.latest is not None:
            against = f"the {self._cell(compared.its or '')} of the latest {self._pattern(compared.latest)}"
        elif compared.event is not None:
            against = f"its own {self._cell(compared.event)}"
        else:
            against = _any_of(compared.values)
        verb = "is not" if compared.differs else "is"
        told = f"at each {self._pattern(rule.when)} the {self._cell(rule.its)} of the latest {self._match()} {verb} {against}"
        return f"{told}; where there is none, {_MISSING[rule.missing]}"

    def _match(self) -> str:
        """What is looked for before, with its key, and what makes it void or too old."""
        rule = self.rule
        told = f"{self._pattern(rule.what)}{self._same()}"
        if rule.since is not None:
            told += f" with no {self._pattern(rule.since)} after it"
        return told if rule.within_s is None else f"{told} within {_length(rule.within_s)}"

    def _unless(self) -> str:
        if self.rule.unless is None:
            return ""
        when = "in that time" if self.rule.verb == "then" else "before"
        return f", unless there is {when} {_a(self._pattern(self.rule.unless))}{'' if self.rule.verb == 'then' else self._same()}"

    def _same(self) -> str:
        pairs = [
            f"the same {self._cell(own)}" if own == other else f"its {self._cell(own)} as {self._cell(other)}"
            for own, other in self.rule.same
        ]
        return f" of {' and '.join(pairs)}" if pairs else ""

    def _pattern(self, pattern: Pattern) -> str:
        return ", or ".join(self._alternative(a) for a in pattern)

    def _alternative(self, alternative: Alternative) -> str:
        acts = [c for c in alternative if c.column == "act"]
        rest = [self._condition(c) for c in alternative if c.column != "act"]
        told = [" or ".join(self.words.acts.get(v, v) for c in acts for v in c.values)] if acts else []
        if rest:
            told.append(("with " if acts else "") + " and ".join(rest))
        return " ".join(told)

    def _condition(self, c: Condition) -> str:
        cell = self._cell(c.column)
        against = self._cell(c.other) if c.other is not None else _any_of(c.values)
        match c.sense:
            case "one_of":
                return f"{cell} {against}"
            case "none_of":
                return f"{cell} other than {against}"
            case "at_least" | "at_most":
                return f"{cell} {c.sense.replace('_', ' ')} {'its ' if c.other else ''}{against}"
            case "is":
                return f"{cell} the same as its {against}"
            case "is_not":
                return f"{cell} other than its {against}"
            case "said":
                return f"{cell} {'recorded' if c.values == ('yes',) else 'not recorded'}"

    def _cell(self, name: str) -> str:
        return FORMS[name].noun if name in FORMS else self.words.columns.get(name, name)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _any_of(values: tuple[str, ...]) -> str:
    return " or ".join(f"'{v}'" for v in values)


def _length(seconds: int | None) -> str:
    assert seconds is not None
    size, unit = next(((s, u) for s, u in _UNITS if seconds % s == 0 and seconds >= s), (1, "second"))
    return f"{seconds // size} {unit}{'' if seconds == size else 's'}"
