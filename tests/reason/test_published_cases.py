"""The published cases, where they are at hand: what comes out of the command is what their answers say."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from puzzles import meeting, tiny

from gestae.cli import gestae
from gestae.derive.reason.conflicts import Oracle
from gestae.derive.reason.puzzle import Puzzle
from gestae.derive.reason.solving import solve

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks" / "reasoning"
ANSWERED = sorted(p for p in (SHARED / "cases").glob("*.json") if not p.name.endswith(".answers.json")) if SHARED.is_dir() else []
needs_cases = pytest.mark.skipif(
    not ANSWERED, reason="the cases beside the repository (../shared/benchmarks/reasoning) are not there"
)


def reason(case: Path, *options: str) -> dict[str, Any]:
    ran = CliRunner().invoke(gestae, ["reason", str(case), "--format", "json", *options])
    assert ran.exit_code == 0, ran.output
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@needs_cases
@pytest.mark.parametrize("case", ANSWERED, ids=lambda p: p.stem)
def test_a_published_case_comes_out_as_its_answers_say(case: Path) -> None:
    answers_file = case.with_name(f"{case.stem}.answers.json")
    answers = json.loads(answers_file.read_text(encoding="utf-8"))
    planted = "planted" in answers["time_bounds"]["using_claims"]
    without = answers["planted"]["false_claims"] if planted else answers["one_optimal_correction"]
    probe = ["--probe", str(answers_file)] if "extra_cost_of_holding" in answers else []

    found = reason(case, "--without", ",".join(without), *probe)

    asked = ("base_cost", "minimal_contradictions", "questions", "extra_cost_of_holding")
    assert found["proved"] is True
    assert {k: found.get(k) for k in asked} == {k: answers.get(k) for k in asked}
    assert found["time_bounds"]["bounds"] == answers["time_bounds"]["bounds"]
    worth = answers.get("value_of_testimony", {})
    if worth:
        assert found["value_of_testimony"]["most_valuable_witness"] == worth["most_valuable_witness"]


def module(name: str) -> ModuleType:
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    spec = importlib.util.spec_from_file_location(f"published_{name}", SHARED / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@needs_cases
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("make", [tiny, meeting])
def test_another_hands_enumeration_says_the_same_of_our_tiny_cases(make: Any, seed: int) -> None:
    puzzle = make(seed)
    plain = msgspec.to_builtins(puzzle)
    plain["claims"] = [{"weight": 1, **c} for c in plain["claims"]]
    expected = module("brute_force").brute(plain)

    solved = solve(puzzle)

    assert solved.base.cost == expected["base_cost"]
    assert [list(c.claims) for c in solved.conflicts] == expected["mus"]


@needs_cases
@pytest.mark.parametrize("seed", range(4))
def test_every_contradiction_of_a_generated_case_holds_a_planted_lie(seed: int) -> None:
    case = module("generate").gen(120, seed)
    lies = set(case["planted"]["false_claims"])
    puzzle = msgspec.convert(case, type=Puzzle)

    solved = solve(puzzle)

    assert solved.base.is_proved
    assert all(lies & set(c.claims) for c in solved.conflicts)
    assert solved.base.cost <= sum(puzzle.claim[c].weight for c in lies) + puzzle.gap_weight * len(puzzle.events)


@needs_cases
@pytest.mark.parametrize("seed", range(4))
def test_what_the_least_costly_account_keeps_can_be_true_together(seed: int) -> None:
    puzzle = msgspec.convert(module("generate").gen(80, seed), type=Puzzle)
    rejected = set(solve(puzzle).base.rejected)
    oracle = Oracle(puzzle)

    assert oracle.holds([v for v, claim in oracle.clauses.soft.items() if claim not in rejected])
