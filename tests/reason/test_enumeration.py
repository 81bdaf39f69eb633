"""On puzzles so small that every world can be looked at, the reasoner says what looking at every world says."""

import os

import pytest
from puzzles import meeting, tiny

from gestae.derive.reason.enumerating import enumerated
from gestae.derive.reason.puzzle import Puzzle, faults
from gestae.derive.reason.solving import solve

SEEDS = 200 if os.environ.get("GESTAE_FULL") else 12


def agree(puzzle: Puzzle) -> None:
    assert faults(puzzle) == []
    expected = enumerated(puzzle)
    solved = solve(puzzle)

    assert solved.base.is_proved
    assert solved.base.cost == expected.base
    assert [c.claims for c in solved.conflicts] == expected.conflicts
    assert {q: {v: w.cost for v, w in table.items()} for q, table in solved.tables.items()} == expected.tables
    assert all(w.is_proved for table in solved.tables.values() for w in table.values())


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_tiny_case_comes_out_as_its_worlds_say(seed: int) -> None:
    agree(tiny(seed))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_two_people_who_may_or_may_not_have_met_come_out_as_their_worlds_say(seed: int) -> None:
    agree(meeting(seed))
