"""How findings and questions speak: of every kind, in its own roles, and never of guilt."""

import re

import pytest
from folders import Folder

from gestae.derive import derive
from gestae.derive.fold import in_order
from gestae.derive.making import Making, Part
from gestae.rules import kinds, phrases, process

NEVER = re.compile(r"\b(guilty|suspect|lied|lie|falsely|alleged(ly)?|score|missing)\b|!", re.IGNORECASE)
SLOT = re.compile(r"\{(\w+)(?:\|[^}]*)?\}")


@pytest.mark.parametrize("name", sorted(kinds()))
def test_every_kind_can_be_said_denied_and_asked_in_its_own_roles(name: str) -> None:
    table = phrases()["kinds"][name]
    needed = {role for role, shape in kinds()[name].roles.items() if shape.needed}
    templates = [table["says"], table["denies"], table["whether"], *table["asks"].values()]

    assert needed <= set(table["asks"]) <= set(kinds()[name].roles)
    assert {slot for t in templates for slot in SLOT.findall(t)} <= set(kinds()[name].roles)
    assert all(t.endswith("?") for t in (table["whether"], *table["asks"].values()))
    assert not [t for t in templates if NEVER.search(t)]


def test_findings_and_questions_are_sentences_that_accuse_nobody() -> None:
    said = [*phrases()["findings"].values(), *phrases()["questions"].values()]

    assert not [s for s in said if NEVER.search(s) or s[-1] not in ".?"]


def test_every_act_of_a_step_has_a_place_in_the_order_a_state_and_a_party() -> None:
    steps = process("steps")
    acts = set(steps["states"])

    assert acts <= set(steps["order"])
    assert len(steps["order"]) == len(set(steps["order"]))
    assert set(steps["taken_when_expected"]) | set(steps["turning"]) | set(steps["act_instruments"]) <= acts


def test_names_with_braces_and_brackets_are_said_as_they_are() -> None:
    folder = Folder()
    folder.claim(folder.document("a"), "handover", item="gun {item} [x]", receiver="Ida {giver} Fenn")

    says = [q.says for q in derive(folder.dossier(), "c").questions]

    assert says == ["Who handed the gun {item} [x] to Ida {giver} Fenn?"]


def test_a_view_runs_after_those_it_needs_and_one_that_is_not_there_is_refused() -> None:
    def keep(making: Making) -> Making:
        return making

    late, early = Part(name="a", needs=("b",), run=keep), Part(name="b", needs=(), run=keep)

    assert [p.name for p in in_order((late, early))] == ["b", "a"]
    with pytest.raises(ValueError, match="not there"):
        in_order((late,))
    with pytest.raises(ValueError, match="wait for each other"):
        in_order((late, Part(name="b", needs=("a",), run=keep)))
