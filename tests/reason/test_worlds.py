"""Every least costly world can be played through, and costs what is said of it."""

import pytest
from puzzles import meeting, tiny

from gestae.derive.reason.logic import Logic, World
from gestae.derive.reason.puzzle import Puzzle
from gestae.derive.reason.simulating import Told, check


def told(puzzle: Puzzle, world: World) -> Told:
    return Told(
        world.occurs,
        {(e.id, p): world.times[f"{e.id}.{p}"] for e in puzzle.events for p in e.points},
        world.roles,
        world.first,
    )


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("make", [tiny, meeting])
def test_the_least_costly_world_can_be_played_through(make, seed) -> None:
    puzzle = make(seed)
    least = Logic(puzzle).least()
    if least.world is None:
        pytest.skip("nothing is possible in this one")

    verdict = check(puzzle, told(puzzle, least.world))

    assert verdict.cost(puzzle) == least.cost
    assert set(verdict.untrue) <= set(least.world.rejected)
