"""Registers whose heads and remarks go by other words."""

import pytest
from layout_maker import Page

REGISTER = """HOLLOW QUARTER | CALL SHEET #4 | Wed 9 March 2022
Stores manager: Runa Teague        2nd AD: Felix Amory

STORES REGISTER

No | Time  | Weapon      | Out to / In from | Issued by | Notes
1  | 08:10 | Pistol P-3  | K. Dunmore       | R. Teague | ex gun safe, checked clear by both
2  | 08:40 | Pistol P-3  | L. Orme          | K. Dunmore | shown to actress and 2nd AD
3  | 09:05 | Pistol P-3  | ?                | L. Orme   | left against barn door during tea break
4  | 09:30 | Pistol P-3  | K. Dunmore       |           | found by F. Amory on floor of barn
5  | 09:45 | Pistol P-3  | gun safe         | K. Dunmore | no show-clear

Register notes (R. Teague, 10:15):
Row 3 - Orme told me she lent it to a grip. Row 4 - Amory says he only looked at it.
"""


def test_a_headline_with_bars_is_no_table() -> None:
    page = Page(REGISTER)

    assert page.document.date == "2022-03-09"
    assert page.of("headline")[0] == "HOLLOW QUARTER | CALL SHEET #4 | Wed 9 March 2022"
    assert len(page.document.tables) == 1


def test_issued_by_and_out_to_are_a_hand_over() -> None:
    assert Page(REGISTER).told("handover") == [
        {"giver": "R. Teague", "item": "Pistol P-3", "receiver": "K. Dunmore"},
        {"giver": "K. Dunmore", "item": "Pistol P-3", "receiver": "L. Orme"},
        {"item": "Pistol P-3", "receiver": "K. Dunmore"},
    ]


def test_what_came_out_of_a_safe_was_taken_out_by_its_issuer() -> None:
    assert Page(REGISTER).told("taking_out") == [{"agent": "R. Teague", "item": "Pistol P-3", "place": "gun safe"}]


def test_a_check_by_both_is_one_of_each() -> None:
    assert [(d["agent"], d["result"]) for d in Page(REGISTER).told("inspection")] == [
        ("R. Teague", "clear"),
        ("K. Dunmore", "clear"),
    ]


def test_a_showing_to_a_post_is_to_the_one_who_holds_it() -> None:
    shown = Page(REGISTER).told("showing_clear")

    assert [d["to"] for d in shown[:2]] == ["actress", "Felix Amory"]


def test_no_show_clear_denies_a_showing() -> None:
    denied = [d for d in Page(REGISTER).drafts() if d.kind == "showing_clear" and d.polarity == "denies"]

    assert len(denied) == 1


def test_where_a_thing_was_left_ends_before_when() -> None:
    assert Page(REGISTER).told("set_down") == [{"agent": "L. Orme", "item": "Pistol P-3", "place": "barn door"}]


def test_a_thing_found_by_one_and_given_to_another_is_both() -> None:
    assert Page(REGISTER).told("pick_up") == [{"agent": "F. Amory", "item": "Pistol P-3", "place": "floor of barn"}]


def test_notes_under_a_name_are_that_persons_words_entry_by_entry() -> None:
    page = Page(REGISTER)

    assert page.at(page.block("lent it").speaker) == "R. Teague"
    assert page.block("lent it").copy.text == "Orme told me she lent it to a grip."
    assert page.block("only looked").copy.text == "Amory says he only looked at it."


@pytest.mark.parametrize(
    ("giving", "taking"),
    [("Released by", "Taken by"), ("Handed over by", "Received by"), ("Received from", "Returned to"), ("In from", "Out to")],
)
def test_the_heads_of_giving_and_taking_go_by_many_words(giving: str, taking: str) -> None:
    page = Page(
        f"Log of 3 June 2024\n\nTime\tItem\t{giving}\t{taking}\n09:00\tSaw 4\tA. Brill\tC. Dane\n09:30\tSaw 4\tC. Dane\tE. Finch\n"
    )

    assert page.told("handover")[0] == {"giver": "A. Brill", "item": "Saw 4", "receiver": "C. Dane"}
