"""The kinds: every founding kind is there, and each is sound."""

import string

import pytest

from gestae import rules
from gestae.model import Kind

# Kind and roles as other programs rely on them; * marks a role that is asked for when missing.
FOUNDING = {
    "position": "agent* title* organisation serves",
    "presence": "agent* place*",
    "holding": "holder* item*",
    "handover": "giver* item* receiver*",
    "set_down": "agent* item* place",
    "pick_up": "agent* item* place",
    "storing": "agent* item* place*",
    "taking_out": "agent* item* place*",
    "loading": "agent* item* content",
    "unloading": "agent* item* content",
    "contents": "item* content*",
    "inspection": "agent* item* result extent",
    "showing_clear": "agent* item* to* extent",
    "announcement": "agent* words item",
    "pointing": "agent* item* at*",
    "discharge": "item* agent struck intended",
    "death": "agent* cause place",
    "injury": "agent* cause place",
    "awareness": "agent* of* aware",
    "statement": "speaker* form words to",
    "meeting": "agent subject",
    "concern": "agent* to subject",
    "step": "act* actor target matter* reason count",
}

KINDS = list(rules.kinds().values())


def slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def roles(kind: Kind) -> set[str]:
    return {f"{name}*" if role.needed else name for name, role in kind.roles.items()}


@pytest.mark.parametrize("name", FOUNDING)
def test_a_founding_kind_has_the_roles_that_others_rely_on(name: str) -> None:
    assert roles(rules.kinds()[name]) == set(FOUNDING[name].split())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kinds_sentence_tells_every_role_it_needs_and_no_other_word_in_braces(kind: Kind) -> None:
    assert slots(kind.sentence) <= set(kind.roles)
    assert {name for name, role in kind.roles.items() if role.needed} <= slots(kind.sentence)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kinds_sentence_renders(kind: Kind) -> None:
    told = kind.sentence.format_map({role: f"<{role}>" for role in kind.roles})

    assert all(f"<{slot}>" in told for slot in slots(kind.sentence))
    assert "{" not in told


@pytest.mark.parametrize("kind", [k for k in KINDS if k.moves], ids=lambda kind: kind.name)
def test_what_moves_an_item_names_roles_of_the_right_sort(kind: Kind) -> None:
    assert kind.moves is not None
    assert kind.roles[kind.moves.item].of == "item"
    ends = [role for role in (kind.moves.leaves, kind.moves.comes, kind.moves.holds) if role]
    assert ends
    assert all(kind.roles[role].of in {"agent", "place"} for role in ends)


def test_hand_over_moves_the_item_from_giver_to_receiver() -> None:
    moves = rules.kinds()["handover"].moves

    assert moves is not None
    assert (moves.item, moves.leaves, moves.comes) == ("item", "giver", "receiver")


def test_labels_are_not_used_twice() -> None:
    labels = [kind.label for kind in KINDS]

    assert len(set(labels)) == len(labels)


def test_the_rules_have_one_digest() -> None:
    assert len(rules.digest()) == 64
    assert int(rules.digest(), 16) > 0
