"""Whether the examples that stand with the rules come out as they say, so that a rule nobody meant is found before it judges."""

from collections.abc import Iterable

from gestae.derive.protocol.live import Monitor, Verdict
from gestae.derive.protocol.rule import Example, RuleSet
from gestae.model import Problem

_WORDS = {"satisfied": "is satisfied", "violated": "is violated", "pending": "is pending", "not_evaluable": "cannot be evaluated"}


def verdicts(rules: RuleSet, events: Iterable[dict[str, str]], rule: str) -> list[Verdict]:
    """What a rule comes to over a few events, in the order of its activations."""
    monitor = Monitor(rules)
    settled = [v for event in events for v in monitor.step(event)]
    return sorted((v for v in [*settled, *monitor.finish()] if v.rule == rule), key=lambda v: v.row)


def holds(example: Example, found: list[Verdict]) -> bool:
    """Whether these are what the example says: all satisfied, or at least one as said and none violated beside it."""
    outcomes = {v.outcome for v in found}
    if example.outcome == "satisfied":
        return outcomes == {"satisfied"}
    return example.outcome in outcomes and (example.outcome == "violated" or "violated" not in outcomes)


def broken_examples(rules: RuleSet, file: str) -> list[Problem]:
    """The examples that do not come out, as problems."""
    problems = []
    for example in rules.examples:
        found = verdicts(rules, example.events, example.rule)
        if not holds(example, found):
            came = " and ".join(sorted({_WORDS[v.outcome] for v in found})) or "does not apply"
            problems.append(
                Problem(
                    severity="error",
                    where=f"{file}, line {example.line}, rule {example.rule}",
                    what=f"in the example '{example.sort}' the rule {came}, where it should say that it {_WORDS[example.outcome]}.",
                    why="The rule does not say what its example says.",
                    next="Correct the rule or the example.",
                )
            )
    return problems
