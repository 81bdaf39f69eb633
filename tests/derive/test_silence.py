"""Silence counts neither for nor against anybody: what somebody denies of himself, left out, changes nobody's place."""

import random
from collections.abc import Iterable
from itertools import pairwise

import pytest
from folders import Folder, label

from gestae.derive import derive
from gestae.model import Case

PEOPLE = ("Ines Vael", "Tomas Reth", "Ruth Onslow", "Abe Lorne", "Mina Stahl")


def case(seed: int, silent: Iterable[str] = ()) -> Case:
    """A rifle goes through some hands; who is asked denies that he loaded it, some more deny it for others."""
    chance = random.Random(f"silence {seed}")
    folder = Folder()
    hands = chance.sample(PEOPLE, chance.randint(2, 4))
    document = folder.document("report")
    for n, (giver, receiver) in enumerate(pairwise(hands)):
        at = f"{9 + n:02}:10" if chance.random() < 0.6 else None
        folder.claim(document, "handover", at=at, giver=giver, item="rifle R-7", receiver=receiver)
    folder.claim(document, "loading", modality="asked", item="rifle R-7")
    deniers = [p for p in PEOPLE if chance.random() < 0.6]
    others = [(p, chance.choice(PEOPLE)) for p in PEOPLE if chance.random() < 0.3]
    for person in deniers:
        if person not in silent:
            folder.claim(document, "loading", by=person, polarity="denies", agent=person, item="rifle R-7")
    for by, of in others:
        if by != of:
            folder.claim(document, "loading", by=by, polarity="denies", agent=of, item="rifle R-7")
    return derive(folder.dossier(), "case")


def costs(found: Case) -> dict[str, int]:
    return {label(found, h.candidate): h.extra for h in found.hypotheses}


@pytest.mark.parametrize("seed", range(6))
def test_leaving_out_a_persons_own_denial_changes_nobodys_place(seed: int) -> None:
    told = costs(case(seed))

    for person in PEOPLE:
        left_out = costs(case(seed, silent=[person]))
        assert {p: left_out[p] for p in told if p in left_out} == {p: told[p] for p in told if p in left_out}


@pytest.mark.parametrize("seed", range(6))
def test_nobodys_silence_makes_him_the_only_answer(seed: int) -> None:
    assert list(costs(case(seed, silent=PEOPLE)).values()).count(0) != 1
