"""Whom to hear: who took part in what happened and has said nothing is among the first to be heard."""

import os
from collections.abc import Iterable

import pytest
from telling import Day, case_of, day

FULL = bool(os.environ.get("GESTAE_FULL"))
SEEDS = range(12 if FULL else 3)
FIRST = 3


def first_to_hear(lines: Iterable[dict[str, object]]) -> list[str]:
    case = case_of(lines)
    labels = {a.id: a.label for a in case.agents}
    return [labels[each.agent] for each in case.ranking[:FIRST]]


def removable(planted: Day) -> list[str]:
    """Those who had the pistol, said something, and are named by somebody else: nobody can rank who is in no claim."""
    told = {w for w in planted.hands if any(line["by"] == w for line in planted.lines)}
    return [w for w in planted.hands if w in told and any(w in str(line["roles"]) for line in planted.without(w))]


def test_who_had_the_pistol_and_is_not_heard_any_more_is_among_the_first_three() -> None:
    removed = [(planted, w) for seed in SEEDS for planted in [day(seed)] for w in removable(planted)]
    removed = removed if FULL else removed[:10]

    missed = [w for planted, w in removed if w not in first_to_hear(planted.without(w))]

    assert len(removed) >= 10
    assert len(missed) <= len(removed) // 5, missed


@pytest.mark.parametrize("seed", SEEDS if FULL else SEEDS[:1])
def test_to_be_taken_out_never_lowers_a_witness(seed: int) -> None:
    planted = day(seed)
    witness = removable(planted)[-1]

    def place(lines: Iterable[dict[str, object]]) -> int:
        case = case_of(lines)
        labels = {a.id: a.label for a in case.agents}
        order = [labels[each.agent] for each in case.ranking]
        return order.index(witness) if witness in order else len(order)

    assert place(planted.without(witness)) <= place(planted.lines)
