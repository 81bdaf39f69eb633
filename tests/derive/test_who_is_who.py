"""Who is who: what rules join across documents, what persons decide, and what is only asked."""

import msgspec
import pytest
from folders import Folder, label

from gestae.derive import derive
from gestae.model import Agent, Item


def people(folder: Folder) -> list[str]:
    return sorted(a.label for a in derive(folder.dossier(), "c").agents)


def seen(folder: Folder, document: str, name: str, **more: object) -> str:
    """A document in which a person of this name had a key; gives the person's id there."""
    place = folder.document(document)
    person = place.thing(Agent, name, **more)
    folder.claim(place, "presence", agent=name, place=f"hall of {document}")
    return person


def test_equal_full_names_are_one_person_whatever_title_stands_before() -> None:
    folder = Folder()
    ids = [seen(folder, "a", "Ida Fenn"), seen(folder, "b", "Dr. Ida Fenn"), seen(folder, "c", "IDA FENN")]

    case = derive(folder.dossier(), "c")

    assert [a.id for a in case.agents] == [min(ids)]
    assert [(s.members, s.rule) for s in case.sameness] == [(tuple(sorted(ids)), "same full name")]


@pytest.mark.parametrize(
    ("one", "other"), [("Fenn", "Ida Fenn"), ("Fenn", "Fenn"), ("Ida Fenn", "Otto Fenn"), ("I. Fenn", "Ida Fenn")]
)
def test_a_surname_never_joins_across_documents(one: str, other: str) -> None:
    folder = Folder()
    seen(folder, "a", one)
    seen(folder, "b", other)

    assert people(folder) == sorted([one, other])


def test_a_surname_alone_is_asked_about_with_a_claim_of_each() -> None:
    folder = Folder()
    seen(folder, "a", "Fenn")
    seen(folder, "b", "Ida Fenn")

    case = derive(folder.dossier(), "c")

    found = [f for f in case.findings if f.topic == "identity"]
    assert [set(f.because) for f in found] == [{c.id for c in case.claims}]
    assert [q.says for q in case.questions if q.raised_by == (found[0].id,)] == ["Is “Fenn” in a the “Ida Fenn” of b?"]


def test_two_different_people_of_one_surname_are_not_asked_about() -> None:
    folder = Folder()
    seen(folder, "a", "Ida Fenn")
    seen(folder, "b", "Otto Fenn")

    assert derive(folder.dossier(), "c").findings == ()


def test_father_and_son_and_man_and_woman_of_one_name_stay_two() -> None:
    folder = Folder()
    seen(folder, "a", "Ivo Orr Jr.")
    seen(folder, "b", "Ivo Orr Sr.")
    seen(folder, "c", "Kim Vale", sex="f")
    seen(folder, "d", "Kim Vale", sex="m")

    assert people(folder) == ["Ivo Orr Jr.", "Ivo Orr Sr.", "Kim Vale", "Kim Vale"]


def test_who_could_be_either_of_two_is_joined_with_neither() -> None:
    folder = Folder()
    for document, sex in (("a", "f"), ("b", "m"), ("c", None)):
        seen(folder, document, "Kim Vale", sex=sex)

    assert people(folder) == ["Kim Vale"] * 3


def test_a_person_joins_what_no_rule_would_and_undoing_it_gives_the_former_case() -> None:
    folder = Folder()
    one, other = seen(folder, "a", "Fenn"), seen(folder, "b", "Ida Fenn")
    before = derive(folder.dossier(), "c")
    entry = folder.same(one, other)
    joined = derive(folder.dossier(), "c")
    folder.undo(entry)

    assert [a.label for a in joined.agents] == ["Ida Fenn"]
    assert [s.rule for s in joined.sameness] == [f"entry {entry}"]
    assert not [f for f in joined.findings if f.topic == "identity"]
    assert msgspec.json.encode(derive(folder.dossier(), "c")) == msgspec.json.encode(before)


def test_a_person_tells_apart_what_a_rule_joined_until_it_is_said_otherwise() -> None:
    folder = Folder()
    ids = sorted([seen(folder, d, "Ida Fenn") for d in ("a", "b", "c")])
    folder.not_same(ids[0], ids[2])
    apart = derive(folder.dossier(), "c")
    folder.same(ids[0], ids[2])

    assert sorted(a.id for a in apart.agents) == [ids[0], ids[2]]
    assert not [f for f in apart.findings if f.topic == "identity"]
    assert [a.id for a in derive(folder.dossier(), "c").agents] == [ids[0]]


def test_bodies_and_places_join_by_equal_names_of_two_words_or_an_acronym() -> None:
    folder = Folder()
    for document in ("a", "b"):
        place = folder.document(document)
        folder.claim(place, "step", act="open", actor="Bureau of Mine Safety", matter="inspection", where=None)
        folder.claim(place, "storing", agent="Ida Fenn", item="key K-1", place="prop store")
        folder.claim(place, "storing", agent="Ida Fenn", item="key K-1", place="safe")

    case = derive(folder.dossier(), "c")

    assert sorted(p.label for p in case.places) == ["prop store", "safe", "safe"]
    assert sorted(a.label for a in case.agents) == ["Bureau of Mine Safety", "Ida Fenn"]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("revolver W-03", "Colt W-03", 1),
        ("revolver W-03", "revolver W-04", 2),
        ("the revolver", "the revolver", 2),
        ("forklift 12", "the forklift 12", 1),
        ("forklift 12", "line 12", 2),
    ],
)
def test_items_join_by_equal_marks_only(one: str, other: str, count: int) -> None:
    folder = Folder()
    for document, name in (("a", one), ("b", other)):
        folder.claim(folder.document(document), "holding", holder="Ida Fenn", item=name)

    assert len(derive(folder.dossier(), "c").items) == count


def test_one_gun_in_each_of_two_documents_is_a_question_not_a_guess() -> None:
    folder = Folder()
    for document, name in (("a", "the gun"), ("b", "revolver W-03")):
        folder.claim(folder.document(document), "holding", holder="Ida Fenn", item=name)

    case = derive(folder.dossier(), "c")

    assert len(case.items) == 2
    assert [q.says for q in case.questions if q.says.startswith("Is")] == ["Is “the gun” in a the “revolver W-03” of b?"]


def test_two_guns_in_one_document_leave_nothing_to_ask() -> None:
    folder = Folder()
    folder.claim(folder.document("a"), "holding", holder="Ida Fenn", item="the gun")
    for name in ("the revolver", "the pistol"):
        folder.claim(folder.document("b"), "holding", holder="Ida Fenn", item=name)

    assert not [q for q in derive(folder.dossier(), "c").questions if q.says.startswith("Is")]


def test_claims_said_to_report_one_event_share_its_time_and_clash_where_they_differ() -> None:
    folder = Folder()
    one = folder.claim(
        folder.document("a"), "handover", by="Ida Fenn", at="13:00..13:20", giver="Ida Fenn", item="colt W-03", receiver="Bea Lund"
    )
    other = folder.claim(
        folder.document("b"),
        "handover",
        by="Otto Reyes",
        at="13:10..13:40",
        giver="Ida Fenn",
        item="colt W-03",
        receiver="Lena Sand",
    )
    folder.same(one, other)

    case = derive(folder.dossier(), "c")

    assert {(d.earliest, d.latest) for d in case.timeline} == {("2024-05-01T13:10:00", "2024-05-01T13:20:00")}
    assert [(f.topic, set(f.because)) for f in case.findings if f.topic == "conflict"] == [("conflict", {one, other})]
    assert {label(case, s.holder) for c in case.custody for s in c.spells if s.standing == "contested"} == {"Bea Lund", "Lena Sand"}


def test_lines_stated_with_one_event_are_one_movement() -> None:
    folder = Folder()
    for by in ("Ida Fenn", "Bea Lund"):
        folder.state("handover", by=by, event="h1", giver="Ida Fenn", item="revolver", receiver="Bea Lund")

    case = derive(folder.dossier(), "c")

    assert [len(s.members) for s in case.sameness if s.rule == "stated as one event"] == [2]
    assert [len(s.because) for s in case.custody[0].spells] == [0, 2, 2]


def test_the_fullest_label_is_shown() -> None:
    folder = Folder()
    seen(folder, "a", "Ida Fenn")
    folder.document("b").thing(Agent, "Ida Mary Fenn", forms=("Ida Mary Fenn", "Ida Fenn"))
    folder.claim(folder.document("b"), "presence", agent="Ida Mary Fenn", place="hall")

    assert people(folder) == ["Ida Mary Fenn"]


def test_a_thing_is_no_agent_even_by_its_name() -> None:
    folder = Folder()
    document = folder.document("a")
    item, agent = document.thing(Item, "Ida Fenn"), document.thing(Agent, "Ida Fenn")
    folder.claim(document, "holding", holder="Ida Fenn", item="Ida Fenn")
    folder.same(item, agent)

    case = derive(folder.dossier(), "c")

    assert (len(case.agents), len(case.items)) == (1, 1)
