"""What a careful reader finds in the sample case: every quote stands in its document, every name is known."""

from importlib.resources import files
from itertools import pairwise
from types import ModuleType
from typing import Any

from gestae.rules import kinds
from gestae.sample import documents

Expected = dict[str, Any]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _names(expected: Expected) -> set[str]:
    return {n for group in ("agents", "items", "places") for t in expected[group] for n in (t["name"], *t.get("also", []))}


def test_the_expected_documents_are_those_of_the_case_and_the_attached_log(expected: Expected) -> None:
    listed = [d["file"] for d in expected["documents"] if "within" not in d]

    assert listed == [name for name, _ in documents()]
    assert [d["file"] for d in expected["documents"] if "within" in d] == ["weapons-log.docx"]


def test_every_quote_stands_in_its_document(expected: Expected, maker: ModuleType) -> None:
    known = {d["file"] for d in expected["documents"]}
    quoted = [(c["file"], c["quote"]) for c in expected["claims"]]
    quoted += [(c["files"][-1], c["quote"]) for c in expected["corrected"]]

    assert {file for file, _ in quoted} == known
    assert [(f, q) for f, q in quoted if _plain(q) not in _plain(maker.words(f))] == []


def test_every_claim_has_a_kind_of_the_house_and_roles_of_that_kind(expected: Expected) -> None:
    claims = [*expected["claims"], *expected["forbidden"]]

    assert [c for c in claims if c["kind"] not in kinds()] == []
    assert [c for c in claims if not set(c["roles"]) <= set(kinds()[c["kind"]].roles)] == []
    assert {c["kind"] for c in claims} >= {"handover", "storing", "taking_out", "pick_up", "loading", "inspection", "announcement"}


def test_claim_names_are_used_once_and_every_reference_leads_to_a_claim(expected: Expected) -> None:
    ids = [c["id"] for c in expected["claims"]]
    cited = [i for spell in expected["custody"]["spells"] for i in spell["because"]]
    cited += [i for question in expected["questions"] for i in question["raised_by"]]
    cited += [i for clash in expected["contested"] for key, value in clash.items() if key != "about" for i in value]

    assert len(ids) == len(set(ids)) >= 40
    assert set(cited) <= set(ids)


def test_every_agent_is_named_in_full_in_some_document(expected: Expected, maker: ModuleType) -> None:
    everything = _plain(" ".join(maker.words(d["file"]) for d in expected["documents"])).casefold()

    assert [a["name"] for a in expected["agents"] if a["name"].casefold() not in everything] == []


def test_a_position_is_held_by_a_known_agent_in_a_document_that_names_the_title(expected: Expected, maker: ModuleType) -> None:
    for position in expected["positions"]:
        text = _plain(maker.words(position["file"])).casefold()

        assert position["agent"] in {a["name"] for a in expected["agents"]}
        assert position["title"].casefold() in text
        assert position["agent"].casefold() in text


def test_two_people_share_a_surname_but_never_a_document(expected: Expected, maker: ModuleType) -> None:
    (pair,) = (p["names"] for p in expected["not_same"])
    texts = {d["file"]: _plain(maker.words(d["file"])) for d in expected["documents"]}
    named = {name: {file for file, text in texts.items() if name in text} for name in pair}

    assert {name.split()[-1] for name in pair} == {"Marsh"}
    assert all(named.values())
    assert not named[pair[0]] & named[pair[1]]


def test_the_custody_of_the_revolver_is_one_chain_without_a_hole(expected: Expected) -> None:
    spells = expected["custody"]["spells"]

    assert all(before["ends"] == after["begins"] for before, after in pairwise(spells))
    assert all(s["ends"][0] is None or s["ends"][0] <= s["ends"][1] for s in spells)
    assert [s["standing"] for s in spells if s["holder"] is None] == ["unknown"]
    assert all(s["because"] for s in spells)


def test_every_holder_of_the_revolver_is_known(expected: Expected) -> None:
    holders = [h for s in expected["custody"]["spells"] for h in (s["holder"] if isinstance(s["holder"], list) else [s["holder"]])]

    assert {h for h in holders if h} <= _names(expected)


def test_the_interview_is_asked_for_twice_declined_twice_and_then_ordered(expected: Expected) -> None:
    acts = [step["act"] for step in expected["proceedings"][0]["steps"]]

    assert acts == ["request", "decline", "request", "decline", "petition", "grant", "order", "agree"]


def test_the_folder_says_that_the_case_is_invented_and_under_which_licence() -> None:
    said = files("gestae.sample").joinpath("README.md").read_text(encoding="utf-8")

    assert "invented" in said
    assert "Apache-2.0" in said
    assert all(f"`{name}`" in said for name, _ in documents())
