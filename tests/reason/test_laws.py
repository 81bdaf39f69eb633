"""Laws of reasoning: what a change to a case may change in its answers, and what not."""

from typing import Any

import msgspec
import pytest
from puzzles import PEOPLE, meeting, puzzle, tiny

from gestae.derive.reason.puzzle import Atom, Puzzle
from gestae.derive.reason.solving import Solved, solve

SEEDS = range(10)
MAKERS = pytest.mark.parametrize("make", [tiny, meeting])
replace = msgspec.structs.replace


def costs(solved: Solved) -> dict[str, dict[str, int | None]]:
    return {q: {v: w.cost for v, w in table.items()} for q, table in solved.tables.items()}


def sets(solved: Solved) -> list[tuple[str, ...]]:
    return [c.claims for c in solved.conflicts]


@MAKERS
@pytest.mark.parametrize("seed", SEEDS)
def test_other_names_for_the_people_change_only_the_names(make: Any, seed: int) -> None:
    case = make(seed)
    names = dict(zip(PEOPLE, ("zoe", "abe", "mina"), strict=True))
    renamed = msgspec.convert(_renamed(msgspec.to_builtins(case), names), type=Puzzle)

    before, after = solve(case), solve(renamed)

    assert after.base.cost == before.base.cost
    assert sets(after) == sets(before)
    assert costs(after) == {q: {names[v]: cost for v, cost in table.items()} for q, table in costs(before).items()}


def _renamed(told: Any, names: dict[str, str]) -> Any:
    match told:
        case dict():
            return {k: _renamed(v, names) for k, v in told.items()}
        case list() | tuple():
            return [_renamed(v, names) for v in told]
        case str():
            return names.get(told, told)
        case _:
            return told


@MAKERS
@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_day_a_week_later_comes_out_the_same(make: Any, seed: int) -> None:
    case = make(seed)
    shifted = replace(
        case,
        horizon=(case.horizon[0] + 700, case.horizon[1] + 700),
        claims=tuple(replace(c, lo=_later(c.lo), hi=_later(c.hi)) for c in case.claims),
    )

    before, after = solve(case), solve(shifted)

    assert (after.base.cost, sets(after), costs(after)) == (before.base.cost, sets(before), costs(before))
    assert (
        after.times is None or before.times is None or after.times == {k: (a + 700, b + 700) for k, (a, b) in before.times.items()}
    )


def _later(tick: int | None) -> int | None:
    return None if tick is None else tick + 700


@MAKERS
@pytest.mark.parametrize("seed", SEEDS)
def test_twice_the_weight_is_twice_the_cost(make: Any, seed: int) -> None:
    case = make(seed)
    heavy = replace(case, gap_weight=2 * case.gap_weight, claims=tuple(replace(c, weight=2 * c.weight) for c in case.claims))

    before, after = solve(case), solve(heavy)

    assert after.base.cost == (None if before.base.cost is None else 2 * before.base.cost)
    assert sets(after) == sets(before)


@MAKERS
@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_claim_never_makes_it_easier(make: Any, seed: int) -> None:
    case = make(seed)
    fewer = replace(case, claims=case.claims[:-1])

    before, after = solve(fewer), solve(case)

    assert (after.base.cost or 0) >= (before.base.cost or 0)
    assert set(sets(before)) <= set(sets(after))


@MAKERS
@pytest.mark.parametrize("seed", SEEDS)
def test_confirming_what_was_rejected_costs(make: Any, seed: int) -> None:
    case = make(seed)
    before = solve(case)
    for rejected in before.base.rejected:
        confirmed = replace(case, claims=tuple(replace(c, hard=c.id == rejected) for c in case.claims))

        after = solve(confirmed).base

        assert after.cost is None or after.cost + case.claim[rejected].weight >= (before.base.cost or 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_matters_that_have_nothing_to_do_with_each_other_add_up(seed: int) -> None:
    one, other = tiny(seed), _apart(tiny(seed + 100))
    both = replace(
        one,
        gap_weight=5,
        persons=(*one.persons, *other.persons),
        items=(*one.items, *other.items),
        events=(*one.events, *other.events),
        claims=(*one.claims, *other.claims),
    )

    single = [solve(replace(case, gap_weight=5)) for case in (one, other)]
    together = solve(both)

    if any(s.base.cost is None for s in single):
        assert together.base.cost is None
    else:
        assert together.base.cost == sum(s.base.cost or 0 for s in single)
        assert set(sets(together)) == {c for s in single for c in sets(s)}


def _apart(case: Puzzle) -> Puzzle:
    """The same among other people, about another pistol."""
    told = msgspec.to_builtins(case)
    names = {p: f"{p} the second" for p in PEOPLE} | {"pistol": "rifle"}
    names |= {e.id: f"other {e.id}" for e in case.events} | {c.id: f"other {c.id}" for c in case.claims}
    return msgspec.convert(_renamed(told, names), type=Puzzle)


def test_a_case_without_claims_is_consistent_and_says_so() -> None:
    solved = solve(puzzle(horizon=(0, 5)))

    assert (solved.base.cost, solved.base.is_proved, solved.conflicts, solved.times) == (0, True, [], {})


def test_what_is_certain_and_denied_at_once_is_impossible_and_nothing_crashes() -> None:
    shot = {"id": "shot", "kind": "discharge", "item": "pistol", "certain": True, "roles": {"actor": ["ines"], "obj": ["live"]}}
    case = puzzle(
        horizon=(0, 5), persons=[{"id": "ines"}], items=[{"id": "pistol", "init_content": ["empty"]}], events=[shot],
        claims=[{"id": "c1", "event": "shot", "says": "not_occurs", "hard": True}],
    )  # fmt: skip

    solved = solve(case)

    assert not solved.base.is_possible


def test_a_claim_that_contradicts_itself_is_a_contradiction_alone() -> None:
    point = {"id": "call", "kind": "point"}
    claim = {"id": "c1", "event": "call", "says": "time", "lo": 4, "hi": 2, "weight": 7}

    solved = solve(puzzle(horizon=(0, 5), events=[point], claims=[claim]))

    assert (solved.base.cost, sets(solved)) == (7, [("c1",)])


def test_a_thousand_copies_of_one_claim_are_no_contradiction() -> None:
    claims = tuple(Atom(id=f"c{n}", event="call", says="time", lo=1, hi=2) for n in range(1000))

    solved = solve(replace(puzzle(horizon=(0, 5), events=[{"id": "call", "kind": "point"}]), claims=claims))

    assert (solved.base.cost, solved.conflicts) == (0, [])


def test_a_contradiction_that_needs_two_items_is_found_and_said_to_be_all() -> None:
    """Ines is at the store at one of two moments; at each of them she hands another thing to somebody in the yard."""

    def stay(person: str, place: str) -> dict[str, object]:
        return {"id": person, "kind": "presence", "person": person, "place": place, "certain": True}

    def handed(item: str, receiver: str) -> dict[str, object]:
        return {"id": item, "kind": "transfer", "item": item, "certain": True, "roles": {"giver": ["ines"], "receiver": [receiver]}}

    def at(event: str, lo: int, hi: int, point: str = "t") -> dict[str, object]:
        return {"id": f"{event} {point}", "event": event, "says": "time", "point": point, "lo": lo, "hi": hi}

    case = puzzle(
        horizon=(0, 9), persons=[{"id": p} for p in PEOPLE], items=[{"id": "pistol"}, {"id": "rifle"}], places=["yard", "store"],
        events=[
            stay("ines", "store"), stay("tomas", "yard"), stay("ruth", "yard"), handed("pistol", "tomas"), handed("rifle", "ruth"),
        ],
        claims=[
            at("ines", 4, 5, "s"), at("ines", 4, 5, "e"), at("tomas", 0, 0, "s"), at("tomas", 9, 9, "e"), at("ruth", 0, 0, "s"),
            at("ruth", 9, 9, "e"), at("pistol", 4, 4), at("rifle", 5, 5),
        ],
    )  # fmt: skip

    solved = solve(case)

    in_the_yard = {"tomas s", "tomas e", "ruth s", "ruth e"}
    expected = [{"pistol t", "rifle t", end, *in_the_yard} for end in ("ines e", "ines s")]
    assert [set(c) for c in sets(solved)] == expected
    assert solved.has_all_across


@MAKERS
@pytest.mark.parametrize("seed", SEEDS)
def test_a_claim_that_follows_from_a_confirmed_one_changes_nothing(make: Any, seed: int) -> None:
    case = make(seed)
    first = next(c for c in case.claims if c.says != "not_occurs")
    confirmed = tuple(replace(c, hard=True) if c is first else c for c in case.claims)
    entailed = Atom(id="entailed", event=first.event, says="occurs", weight=9)

    before = solve(replace(case, claims=confirmed))
    after = solve(replace(case, claims=(*confirmed, entailed)))

    assert (after.base.cost, sets(after), costs(after)) == (before.base.cost, sets(before), costs(before))
