"""One meaning, three ways to it: the quantifiers, one event at a time, and whole columns at once."""

import os
from dataclasses import replace

from evaluating import Log, bulk, live
from hypothesis import given, settings
from making import ACTS, COLUMNS, FACTS, logs, made_rules, sets, written
from oracle import outcomes

from gestae.derive.protocol.live import Monitor
from gestae.derive.protocol.loading import rule_set
from gestae.derive.protocol.rule import Effective, Rule, RuleSet
from gestae.derive.protocol.sentence import reads_as

COUNT = 4000 if os.environ.get("GESTAE_FULL") else 250


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


@settings(max_examples=COUNT, deadline=None)
@given(made_rules(), made_rules())
def test_rules_that_ask_for_different_things_read_differently(one: Rule, other: Rule) -> None:
    words = RuleSet("made", "Made", "1", "00", (one, other), ACTS, COLUMNS, FACTS)
    told = [replace(r, severity="note", effective=Effective()) for r in (one, other)]

    assert (reads_as(one, words) == reads_as(other, words)) == (told[0] == told[1])
