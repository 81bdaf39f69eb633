"""Statements, orders and mails in the shapes other offices give them."""

from layout_maker import Page


def test_a_statement_of_truth_is_no_part_of_the_telling() -> None:
    page = Page(
        "WITNESS STATEMENT\n\nStatement of: Anwen Maddox\n\n"
        "This statement (consisting of 3 pages each signed by me) is true to the best of my knowledge and belief.\n\n"
        "1. I run the saw. I saw my foreman take the guard off.\n\nSigned: A Maddox          Witnessed by: PC 4410 Leofric Dawe\n"
    )

    assert [b.copy.text[:14] for b in page.document.blocks if b.kind == "prose"] == ["I run the saw."]
    assert page.told("position") == [{"agent": "Leofric Dawe", "title": "PC"}]


def test_by_the_court_says_nothing() -> None:
    page = Page(
        "IN THE DISTRICT COURT OF HARROW COUNTY\n\nCase No. 12-345\n\nORDER\n\n"
        "Before the Court is the motion of Pelham Rigging to quash a subpoena. The motion is opposed by the Board.\n\n"
        "IT IS HEREBY ORDERED that the motion is denied and that Pelham Rigging shall produce its log.\n\n"
        "DATED this 4th day of May, 2017.\n\nBY THE COURT:\nHon. Ruth Amberley\nDistrict Judge\n"
    )

    assert page.document.genre == "order"
    assert "BY THE COURT:" in page.of("byline")
    assert page.fields()["signature"] == "Ruth Amberley"


def test_a_first_name_greeted_is_the_sender_of_the_message_above() -> None:
    page = Page(
        "From: Tove Haugland <tove@x.example>\nTo: Rex Amador <rex@x.example>\nDate: 4 Mar 2021 09:00\n\nRex,\n\nI saw none.\n\n"
        "On 3 Mar 2021 at 18:10, Rex Amador <rex@x.example> wrote:\n\n> Tove,\n>\n> You told me the hook was worn.\n"
    )

    assert page.at(page.block("hook was worn").addressee) == "Tove Haugland"
