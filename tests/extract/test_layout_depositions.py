"""Depositions and interviews in the shapes other offices give them."""

import pytest
from layout_maker import Page

DEPOSITION = """DEPOSITION OF MARGIT A. TOLLEFSEN
Taken October 3, 2018, 1:30 p.m.

APPEARANCES:
   For the Bureau: OWEN LASKER, ESQ.
   For the Witness:
      DELIA PRYCE, ESQ.

EXAMINATION BY MR. LASKER:

12:1   Q.  Where did you keep the winch key?
12:2   A.  In my pocket. I gave it to nobody
12:3       before lunch.
12:4   Q.  Who greased the drum?
12:5          MS. PRYCE:  Objection.
12:6   A.  I have no idea.
"""


def test_a_deposition_names_its_witness_in_its_title() -> None:
    page = Page(DEPOSITION)

    assert page.document.genre == "transcript"
    assert page.document.date == "2018-10-03"
    assert page.at(page.block("no idea").speaker) == "MARGIT A. TOLLEFSEN"
    assert page.fields()["witness"] == "MARGIT A. TOLLEFSEN"


def test_the_examiner_in_a_heading_is_the_person_of_that_name_among_the_appearances() -> None:
    page = Page(DEPOSITION)

    assert page.at(page.block("winch key").speaker) == "OWEN LASKER"
    assert page.at(page.block("no idea").addressee) == "OWEN LASKER"
    assert page.at(page.block("Objection").speaker) == "DELIA PRYCE"


def test_a_heading_that_names_the_examiner_is_no_question() -> None:
    assert "EXAMINATION BY MR. LASKER:" in Page(DEPOSITION).of("byline")


def test_counsel_under_their_label_are_a_field_of_it() -> None:
    assert Page(DEPOSITION).fields()["For the Witness"] == "DELIA PRYCE, ESQ."


@pytest.mark.parametrize("mark", ["{}.", "{}:", "{} -", "{}1.", "{}12:"])
def test_questions_and_answers_are_known_by_their_marks(mark: str) -> None:
    q, a = mark.format("Q"), mark.format("A")
    page = Page(f"Interview of Sunniva Brekke\n\n{q} Were you there?\n{a} I was.\n{q} Who else?\n{a} Just me.\n")

    assert page.of("question") == ["Were you there?", "Who else?"]
    assert page.of("answer") == ["I was.", "Just me."]
    assert page.at(page.block("Just me").speaker) == "Sunniva Brekke"


@pytest.mark.parametrize("mark", ["Q. (BY MS. VANE)", "Q (INSPECTOR VANE):"])
def test_a_question_mark_may_name_who_asks(mark: str) -> None:
    page = Page(
        f"Interview of Sunniva Brekke\nInspector: Ottilie Vane\n\n{mark} Were you there?\nA. I was.\n"
        f"{mark} Who else?\nA. Just me.\n"
    )

    assert page.of("question") == ["Were you there?", "Who else?"]
    assert page.at(page.block("Who else").speaker) == "Ottilie Vane"


def test_a_witness_is_also_named_by_the_oath() -> None:
    page = Page(
        "OSWIN BRAITHE,\nhaving been first duly sworn, testified as follows:\n\nBY MR. LASKER:\n"
        "Q. Were you there?\nA. I was.\nQ. Who else?\nA. Just me.\n"
    )

    assert page.at(page.block("Just me").speaker) == "OSWIN BRAITHE"


def test_counsel_serve_whom_they_appear_for() -> None:
    assert Page(DEPOSITION).told("position") == [
        {"agent": "OWEN LASKER", "title": "attorney", "serves": "Bureau"},
        {"agent": "DELIA PRYCE", "title": "attorney", "serves": "MARGIT A. TOLLEFSEN"},
    ]


def test_an_officer_present_for_an_office_is_no_attorney() -> None:
    page = Page(
        "INTERVIEW OF SUNNIVA BREKKE\nFor the Agency: Inspector Ottilie Vane\n\nQ. Were you there?\nA. I was.\nQ. Who?\nA. Me.\n"
    )

    assert page.told("position") == [{"agent": "Ottilie Vane", "title": "Inspector"}]


def test_two_officers_ask_by_turns_and_each_is_heard_as_asking() -> None:
    text = (
        "RECORD OF INTERVIEW\n\nPerson interviewed: Bryn Tudor\nDate: 5 June 2024\n"
        "Interviewing officers: DS Karen Whitby, Inspector Alan Fox (HSE)\n\n"
        "DS WHITBY: Who had the key?\nTUDOR: I did.\nINSPECTOR FOX: And the blanks?\nTUDOR: Lowri had those.\n"
        "DS WHITBY: Where?\nTUDOR: At the van.\n"
    )
    page = Page(text)

    assert [b.kind for b in page.document.blocks if b.kind in ("question", "answer", "remark")] == ["question", "answer"] * 3
    assert page.at(page.block("And the blanks").speaker) == "Alan Fox"
