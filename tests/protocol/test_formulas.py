"""A rule as a temporal formula, checked by a program that knows nothing of rules, is violated where the rule is."""

import os

import pytest
from formulas import parsed, points, satisfying
from hypothesis import given, settings
from making import logs, sets
from oracle import _Meaning, outcomes

from gestae import rules
from gestae.derive.protocol.loading import rule_set
from gestae.derive.protocol.mfotl import columns_of, exported, formula
from gestae.derive.protocol.rule import RuleSet

COUNT = 2000 if os.environ.get("GESTAE_FULL") else 120


def violating(found: RuleSet, log: list[dict[str, str]]) -> set[tuple[str, int]]:
    """What the formulas say; where there is still time for an answer, they would not have been asked yet."""
    told = set()
    for rule in found.rules:
        one = found.only(rule)
        meaning = _Meaning(one, rule, log)
        cells = [[meaning.cell(n, row) for n in columns_of(one)] for row in range(len(log))]
        late = {row for row, e in enumerate(log) if rule.verb != "then" or rule.deadline(int(e["t"])) < int(log[-1]["t"])}
        told |= {(rule.id, row) for row in satisfying(parsed(formula(rule, one)), points(log, cells)) & late}
    return told


@settings(max_examples=COUNT, deadline=None)
@given(sets(), logs(most=8))
def test_the_formula_of_a_rule_holds_where_the_rule_is_violated(found: RuleSet, log: list[dict[str, str]]) -> None:
    assert violating(found, log) == {(rule, row) for rule, row, outcome in outcomes(found, log) if outcome == "violated"}


@pytest.mark.parametrize("name", rules.protocol_names())
def test_every_rule_of_the_package_is_exported(name: str) -> None:
    found, _ = rule_set(name, rules.protocol(name), rules.protocol)
    assert found is not None
    text = exported(found)
    formulas = [line for line in text.splitlines() if line.startswith("EXISTS ")]

    assert f"(* {name}, version {found.version}, {found.digest} *)" in text
    assert len(formulas) == len(found.rules)
    assert all(parsed(each) for each in formulas)
