"""One meaning, three ways to it: the quantifiers, one event at a time, and whole columns at once."""

import os

from hypothesis import given, settings
from making import logs, sets, written
from oracle import outcomes

from gestae.derive.protocol.bulk import judged
from gestae.derive.protocol.live import Monitor, Verdict
from gestae.derive.protocol.loading import rule_set
from gestae.derive.protocol.rule import OUTCOMES, RuleSet
from gestae.derive.protocol.table import Column, table

COUNT = 4000 if os.environ.get("GESTAE_FULL") else 250
Log = list[dict[str, str]]


def live(rules: RuleSet, log: Log) -> list[Verdict]:
    monitor = Monitor(rules)
    settled = [v for event in log for v in monitor.step(event)]
    return sorted([*settled, *monitor.finish()])


def bulk(rules: RuleSet, log: Log) -> list[Verdict]:
    columns = {c: Column.of([e[c] for e in log]) for c in log[0] if c not in ("t", "seq")} if log else {}
    events, _ = table([int(e["seq"]) for e in log], [int(e["t"]) for e in log], columns)
    return sorted(
        Verdict(j.rule.id, int(row), OUTCOMES[outcome], int(first), int(second), rules.digest)
        for j in judged(rules, events)
        for row, outcome, first, second in zip(j.rows, j.outcomes, j.first, j.second, strict=True)
    )


@settings(max_examples=COUNT, deadline=None)
@given(sets(), logs())
def test_live_bulk_and_the_quantifiers_agree(rules: RuleSet, log: Log) -> None:
    one_by_one = live(rules, log)

    assert [(v.rule, v.row, v.outcome) for v in one_by_one] == outcomes(rules, log)
    assert one_by_one == bulk(rules, log)


@settings(max_examples=COUNT // 5, deadline=None)
@given(sets())
def test_a_rule_that_is_written_down_is_read_back_as_it_was(rules: RuleSet) -> None:
    read, problems = rule_set("made", {"made.yaml": written(rules)})

    assert problems == ()
    assert read is not None
    assert read.rules == rules.rules
    assert read.facts == rules.facts


@settings(max_examples=COUNT // 5, deadline=None)
@given(sets(), logs())
def test_a_verdict_once_given_stays_whatever_comes_later(rules: RuleSet, log: Log) -> None:
    half = len(log) // 2
    monitor = Monitor(rules)
    before = [v for event in log[:half] for v in monitor.step(event)]

    assert set(before) <= set(live(rules, log))
