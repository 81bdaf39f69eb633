"""Of a rule file that is wrong it is told where, what, why and what to write; one that is right says what its examples say."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from evaluating import bulk, live

from gestae import rules
from gestae.cli import gestae
from gestae.derive.protocol.live import Monitor
from gestae.derive.protocol.loading import rule_set
from gestae.derive.protocol.rule import RuleSet
from gestae.derive.protocol.sentence import reads_as
from gestae.derive.protocol.trying import broken_examples, verdicts

NAMES = rules.protocol_names()
HEAD = """\
set:
  title: Ladders
  version: 1
  acts: [climb, check]
  columns: [prod, item, result]
rules:
  L1:
    says: A ladder is checked before anybody climbs it.
    when: {act: climb}
    seen: {act: check, result: pass}
    same: item
    severity: stop
    examples:
      pass: check A result=pass; climb A
      fail: climb A
"""


def loaded(name: str) -> RuleSet:
    found, problems = rule_set(name, rules.protocol(name), rules.protocol)
    assert problems == ()
    assert found is not None
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_example_of_the_package_comes_out_as_it_says(name: str) -> None:
    found = loaded(name)

    assert found.examples
    assert [p.sentence() for p in broken_examples(found, name)] == []


@pytest.mark.parametrize("name", NAMES)
def test_without_the_event_that_a_rule_requires_it_is_broken(name: str) -> None:
    found = loaded(name)
    outcomes = {}
    for example in found.examples:
        if example.required is not None:
            rest = [e for n, e in enumerate(example.events) if n != example.required]
            outcomes[example.rule, example.line] = {v.outcome for v in verdicts(found, rest, example.rule)}

    assert outcomes
    assert {at: o for at, o in outcomes.items() if "violated" not in o} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_that_asks_for_an_event_marks_it_in_what_passes(name: str) -> None:
    found = loaded(name)
    marked = {e.rule for e in found.examples if e.sort == "pass" and e.required is not None}
    asking = {r.id for r in found.rules if r.verb in ("seen", "then") or r.least or r.unless is not None}

    assert asking - marked == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_shows_what_passes_what_fails_its_boundary_and_what_cannot_be_told(name: str) -> None:
    found = loaded(name)
    sorts = {r.id: {e.sort for e in found.examples if e.rule == r.id} for r in found.rules}

    assert {id_: s for id_, s in sorts.items() if not s >= {"pass", "fail", "boundary", "not_evaluable"}} == {}


def test_the_digest_of_the_rules_is_in_every_verdict() -> None:
    found = loaded("benchmark")
    event = {"seq": "0", "t": "0", "act": "load", "item": "W1", "role": "grip"}

    assert {v.rules for v in Monitor(found).step(event)} == {found.digest}
    assert len(found.digest) == 64


WRONG = [
    ("act: climb}", "act: clmb}", 9, "'clmb' is no act of this set. No event could match it. Did you mean 'climb'?"),
    ("seen:", "sene:", 10, "'sene' means nothing in a rule. It would be passed over without a word. Did you mean 'seen'?"),
    ("result: pass", "reslt: pass", 10, "there is no column 'reslt'. Nothing could match it. Did you mean 'result'?"),
    ("severity: stop", "severity: hard", 12, "severity 'hard' is not known. It cannot be followed. Known are stop, warn, note."),
    (
        "    same: item",
        "    within: soon",
        11,
        "within 'soon' is no length of time. No deadline follows from it. Write it like 4 hours.",
    ),
    ("    same: item", "    by: day_end", 11, "'by' does not go with 'seen'."),
    ("    seen: {", "    then: {", 8, "what has to follow has no deadline, or two."),
    ("    when: {act: climb}\n", "", 8, "the rule has no 'when'. It says too little. Add a line 'when: ...' to it."),
    ("    same: item", "    same: itm", 11, "there is no column 'itm'."),
    ("    same: item", "    only: {result: pass}", 11, "the rule has 'seen' and 'only'. A rule asks for one thing."),
    ("    same: item", "    same: item\n    same: item", 12, "'same' stands here a second time (first on line 11)."),
    ("result: pass}", "result: pass", 11, "The file cannot be read from here."),
    ("fail: climb A", "fail: climbs A", 15, "'climbs' is no act of this set. The example cannot be run. Did you mean 'climb'?"),
    ("fail: climb A", "fail: check A; climb A", 15, "in the example 'fail' the rule cannot be evaluated"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "sentence"), WRONG, ids=[w[1].strip() or "nothing" for w in WRONG])
def test_what_is_wrong_in_a_rule_is_told(tmp_path: Path, right: str, wrong: str, line: int, sentence: str) -> None:
    file = tmp_path / "ladders.yaml"
    file.write_text(HEAD.replace(right, wrong, 1))
    (tmp_path / "log.csv").write_text("t,act,item\n1,climb,A\n")
    result = CliRunner().invoke(
        gestae, ["protocol", "check", str(tmp_path / "log.csv"), "--rules", str(file)], catch_exceptions=False
    )

    assert file.read_text() != HEAD
    assert result.exit_code == 2
    assert f"ladders.yaml, line {line}" in result.stderr
    assert sentence in result.stderr


def test_a_rule_has_names_for_those_who_know_declare() -> None:
    ours, _ = rule_set("ladders", {"ladders.yaml": HEAD.encode()})
    theirs, _ = rule_set("ladders", {"ladders.yaml": HEAD.replace("seen:", "precedence:").encode()})

    assert ours is not None
    assert theirs is not None
    assert theirs.rules == ours.rules


def test_a_rule_says_nothing_of_events_before_it_was_in_force() -> None:
    text = HEAD.replace("severity: stop", "severity: stop\n    effective: {from: 2025-01-01, until: 2030-07-01}")
    found, _ = rule_set("ladders", {"ladders.yaml": text.encode()})
    assert found is not None
    days = {1735689599: [], 1735689600: ["violated"], 1909094399: ["violated"], 1909094400: []}

    for t, wanted in days.items():
        event = {"seq": "0", "t": str(t), "act": "climb", "item": "A"}
        assert [v.outcome for v in Monitor(found).step(event)] == wanted


def test_each_of_the_forty_two_rules_on_firearms_is_there() -> None:
    clauses = {r.id for r in loaded("set-firearms").rules}

    assert {f"FS-{n:02}" for n in range(1, 43)} - clauses == set()
    assert {id_ for id_ in clauses if not re.fullmatch(r"FS-\d\d(\.[2-9])?", id_)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_log_of_a_set_goes_through_all_its_rules_alike_live_and_in_bulk(name: str) -> None:
    found = loaded(name)
    for example in found.examples:
        assert live(found, list(example.events)) == bulk(found, list(example.events))


@pytest.mark.parametrize("name", NAMES)
def test_no_two_rules_of_a_set_read_the_same(name: str) -> None:
    found = loaded(name)
    sentences = [reads_as(r, found) for r in found.rules]

    assert len(set(sentences)) == len({replace(r, id="", says="", severity="note", basis="") for r in found.rules})


def test_a_rule_reads_back_as_its_sentence() -> None:
    found = loaded("benchmark")
    sentences = {r.id: reads_as(r, found) for r in found.rules}

    assert sentences["R04"] == (
        "Before each discharge there is an inspection with result 'pass' of the same item with no load after it."
    )
    assert sentences["R05"].endswith("of the same item within 4 hours.")
    assert sentences["R10"] == "After each hand-over there is, within 1 hour, a return of the same item."
    assert sentences["R03"] == "No registration of a lot or load or discharge has kind 'live'."


def test_a_rule_file_that_is_nonsense_is_told_and_never_a_traceback() -> None:
    chance = random.Random(3)
    pieces = ["[", "]", "{", "}", ": ", "- ", "&a ", "*a", "\n  ", "'", "act", "when", "3", "same", "\x00", "é", "~"]
    for _ in range(300):
        at, end = sorted(chance.randrange(len(HEAD)) for _ in range(2))
        spoiled = HEAD[:at] + "".join(chance.choices(pieces, k=chance.randrange(4))) + HEAD[min(end, at + 30) :]
        found, problems = rule_set("ladders", {"ladders.yaml": spoiled.encode()})
        assert (found is None) == bool(problems)


def test_a_file_that_is_small_only_on_paper_is_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{n}: &{n} [{', '.join([f'*{before}'] * 9)}]" for before, n in zip("abcdefg", "bcdefgh", strict=True)]
    found, problems = rule_set("ladders", {"ladders.yaml": "\n".join(lines).encode()})

    assert found is None
    assert "too many" in problems[0].what
