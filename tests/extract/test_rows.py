"""What a log's rows and a document's fields say."""

from layout_maker import Page, marked

LOG = """PROP LOG – Stage 4
Date: Monday 3 June 2024

Time   Item             From          To            Remarks
06:40  Rifle R-2        Safe          T. Oduya      inspected, 0 of 5 chambers loaded, barrel clear
07:10  Rifle R-2        T. Oduya      -             loaded 3 half blanks
07:30  Rifle R-2        T. Oduya      M. Lenz       shown clear? NO - hot. "Hot gun" called by P. Quist 07:29
07:45  Rifle R-2        M. Lenz       T. Oduya      both fired; 2 casings
08:10  Rifle R-2        T. Oduya      K. Brandt     rehearsal, shown clear to K. Brandt
08:20  Rifle R-2        K. Brandt     [blank]       left on camera cart by Brandt per S. Amis
08:35  Rifle R-2        [illegible]   S. Amis       picked up from camera cart
09:00  Rifle R-2        S. Amis       Safe          returned, not inspected (T.O. at catering)
"""


def a_log(*rows: str, head: str = "Time\tItem\tFrom\tTo\tRemarks") -> Page:
    body = "Log of 3 June 2024\n\n" + "\n".join((head, *rows)) + "\n"
    return Page(body, date="2024-06-03")


def test_a_row_from_the_safe_is_a_taking_out_and_one_to_it_a_storing() -> None:
    page = Page(LOG)

    assert page.told("taking_out") == [{"agent": "T. Oduya", "item": "Rifle R-2", "place": "Safe"}]
    assert page.told("storing") == [{"agent": "S. Amis", "item": "Rifle R-2", "place": "Safe"}]


def test_a_row_between_two_persons_is_a_hand_over() -> None:
    givers = [(d["giver"], d["receiver"]) for d in Page(LOG).told("handover")]

    assert givers == [("T. Oduya", "M. Lenz"), ("M. Lenz", "T. Oduya"), ("T. Oduya", "K. Brandt")]


def test_a_row_has_the_date_of_its_document_and_its_own_time() -> None:
    draft = Page(LOG).one("taking_out")

    assert draft.when is not None
    assert (draft.when.said, draft.when.edtf, draft.when.earliest) == ("06:40", "2024-06-03T06:40:00", "2024-06-03T06:40:00")
    assert Page(LOG).quote(draft) == "06:40  Rifle R-2        Safe          T. Oduya"


def test_an_inspection_has_its_result_and_the_person_under_to() -> None:
    page = Page(LOG)

    assert page.told("inspection")[0] == {
        "agent": "T. Oduya",
        "item": "Rifle R-2",
        "result": "0 of 5 chambers loaded, barrel clear",
    }


def test_a_bare_not_inspected_has_nobody() -> None:
    page = Page(LOG)
    (denied,) = [d for d in page.drafts() if d.kind == "inspection" and d.polarity == "denies"]

    assert denied.roles["agent"] is None
    assert page.quote(denied) == "not inspected"


def test_a_loading_without_a_receiver_is_by_the_person_under_from() -> None:
    assert Page(LOG).told("loading") == [{"agent": "T. Oduya", "item": "Rifle R-2", "content": "half blanks"}]


def test_a_showing_is_by_the_giver_and_may_be_denied() -> None:
    page = Page(LOG)
    shown = [(d.polarity, page.quote(d)) for d in page.drafts() if d.kind == "showing_clear"]

    assert shown == [("denies", "shown clear? NO - hot."), ("asserts", "shown clear to K. Brandt")]
    assert page.told("showing_clear")[1] == {"agent": "T. Oduya", "item": "Rifle R-2", "to": "K. Brandt"}


def test_a_call_has_its_words_its_caller_and_its_own_time() -> None:
    draft = Page(LOG).one("announcement")

    assert Page(LOG).told("announcement") == [{"agent": "P. Quist", "words": "Hot gun", "item": "Rifle R-2"}]
    assert draft.when is not None
    assert draft.when.edtf == "2024-06-03T07:29:00"


def test_shots_were_fired_by_whoever_held_the_gun_before_the_row_and_before_its_time() -> None:
    page = Page(LOG)
    draft = page.one("discharge")

    assert page.told("discharge") == [{"item": "Rifle R-2", "agent": "M. Lenz"}]
    assert draft.when is not None
    assert (draft.when.edtf, draft.when.earliest, draft.when.latest) == (None, "2024-06-03T07:30:00", "2024-06-03T07:45:00")


def test_left_on_a_cart_is_set_down_as_told_by_another_and_no_hand_over() -> None:
    page = Page(LOG)
    draft = page.one("set_down")

    assert page.told("set_down") == [{"agent": "Brandt", "item": "Rifle R-2", "place": "camera cart"}]
    assert page.at(draft.by) == "S. Amis"


def test_picked_up_by_one_whose_giver_cannot_be_read_is_a_picking_up() -> None:
    assert Page(LOG).told("pick_up") == [{"agent": "S. Amis", "item": "Rifle R-2", "place": "camera cart"}]


def test_initials_at_a_place_are_a_presence() -> None:
    assert Page(LOG).told("presence") == [{"agent": "T.O.", "place": "catering"}]


def test_an_illegible_receiver_is_a_hand_over_to_nobody_named() -> None:
    assert a_log("07:00\tSaw 4\tA. Roe\t[illegible]\t").told("handover") == [{"giver": "A. Roe", "item": "Saw 4"}]


def test_a_dash_moves_nothing() -> None:
    assert a_log("07:00\tSaw 4\tA. Roe\t-\tcleaned").drafts() == []


def test_an_unsigned_row_from_the_store_has_no_agent() -> None:
    assert a_log("07:00\tSaw 4\tStore\t\t").told("taking_out") == [{"item": "Saw 4", "place": "Store"}]


def test_a_row_to_a_bench_is_set_down_and_one_from_it_picked_up() -> None:
    page = a_log("07:00\tSaw 4\tA. Roe\tworkbench\t", "07:05\tSaw 4\tworkbench\tB. Poe\t")

    assert page.told("set_down") == [{"agent": "A. Roe", "item": "Saw 4", "place": "workbench"}]
    assert page.told("pick_up") == [{"agent": "B. Poe", "item": "Saw 4", "place": "workbench"}]


def test_a_surname_that_is_also_a_store_is_still_a_person() -> None:
    assert a_log("07:00\tSaw 4\tA. Locker\tMartin Case\t").told("handover") == [
        {"giver": "A. Locker", "item": "Saw 4", "receiver": "Martin Case"}
    ]


def test_a_row_past_midnight_belongs_to_the_next_date() -> None:
    page = a_log("23:50\tSaw 4\tStore\tA. Roe\t", "00:20\tSaw 4\tA. Roe\tB. Poe\t")
    when = page.one("handover").when

    assert when is not None
    assert when.edtf == "2024-06-04T00:20:00"


def test_a_log_without_a_date_keeps_its_clock_times_as_words() -> None:
    page = Page("Time\tItem\tFrom\tTo\n07:00\tSaw 4\tA. Roe\tB. Poe\n")
    when = page.one("handover").when

    assert when is not None
    assert (when.said, when.edtf, when.earliest) == ("07:00", None, None)


def test_the_same_rows_are_read_from_tabs_bars_and_columns() -> None:
    heads, row = ["When", "Tool", "Issued by", "Issued to", "Condition"], ["06:50", "Saw 4", "Crib", "T. Oduya", "checked, OK"]
    spaced = "  ".join(h.ljust(14) for h in heads) + "\n" + "  ".join(c.ljust(14) for c in row)
    barred = "| " + " | ".join(heads) + " |\n|---|---|---|---|---|\n| " + " | ".join(row) + " |"
    tabbed = "\t".join(heads) + "\n" + "\t".join(row)
    comma = ",".join(heads) + '\n06:50,Saw 4,Crib,T. Oduya,"checked, OK"'
    pages = [Page(f"Register\n\n{table}\n", date="2024-06-03") for table in (spaced, barred, tabbed, comma)]

    assert [p.cells() for p in pages] == [[row]] * 4
    assert all(p.told("taking_out") == [{"agent": "T. Oduya", "item": "Saw 4", "place": "Crib"}] for p in pages)
    assert all(p.told("inspection") == [{"agent": "T. Oduya", "item": "Saw 4", "result": "OK"}] for p in pages)


def test_a_marked_table_with_an_empty_cell_keeps_its_columns() -> None:
    table = "Time\tItem\tFrom\tTo\tRemarks\n07:00\tSaw 4\t\tB. Poe\tpicked up from bench"
    body = f"Log\n\n{table}\n"
    page = Page(body, marks=(marked(body, "table", table),))

    assert page.cells() == [["07:00", "Saw 4", "", "B. Poe", "picked up from bench"]]
    assert page.told("pick_up") == [{"agent": "B. Poe", "item": "Saw 4", "place": "bench"}]


def test_a_remark_that_runs_over_into_the_next_line_is_one() -> None:
    page = Page(
        "Time   Item   From    To      Remarks\n07:00  Saw 4  A. Roe  B. Poe  shown clear to B. Poe,\n"
        "                              loaded with 3 nails\n"
    )

    assert len(page.cells()) == 1
    assert page.told("loading") == [{"agent": "B. Poe", "item": "Saw 4", "content": "nails"}]


def test_a_sign_out_log_gives_both_ways_and_who_brought_it_back() -> None:
    page = a_log(
        "Key 7\tP. Voss\t22:50\t01:15\treturned by M. Dole", "Key 8\t[illegible]\t06:55\t\t", head="Key\tTaken by\tOut\tIn\tNotes"
    )

    assert page.told("taking_out") == [{"agent": "P. Voss", "item": "Key 7"}, {"item": "Key 8"}]
    assert page.told("storing") == [{"agent": "M. Dole", "item": "Key 7"}]
    assert [d.when.edtf for d in page.drafts() if d.when][:2] == ["2024-06-03T22:50:00", "2024-06-04T01:15:00"]


def test_what_is_only_to_be_done_is_no_claim() -> None:
    assert a_log("07:00\tSaw 4\tA. Roe\t-\tto be inspected, must be unloaded").drafts() == []


def test_ditto_marks_stand_for_the_row_above() -> None:
    page = a_log("07:00\tSaw 4\tStore\tA. Roe\t", '07:10\t"\tA. Roe\tB. Poe\t')

    assert page.told("handover") == [{"giver": "A. Roe", "item": "Saw 4", "receiver": "B. Poe"}]


def test_not_unloaded_and_not_fired_are_denied() -> None:
    page = a_log("07:00\tGun 4\tA. Roe\tB. Poe\tnot unloaded; not fired")

    assert {(d.kind, d.polarity) for d in page.drafts() if d.kind != "handover"} == {
        ("unloading", "denies"),
        ("discharge", "denies"),
    }


def test_a_table_of_other_things_claims_nothing() -> None:
    body = "Prices\n\nItem\tCost\tTotal\nSaw\t3\t4\n"

    assert Page(body, marks=(marked(body, "table", "Item\tCost\tTotal\nSaw\t3\t4"),)).drafts() == []


def test_an_occupation_is_the_position_of_the_statements_author() -> None:
    page = Page(
        "WITNESS STATEMENT\nStatement of: ODETTE FARLEIGH\nOccupation: Trainee plumber\n\n"
        "I am a trainee. I gave my wrench to him.\n"
    )

    assert page.told("position") == [{"agent": "ODETTE FARLEIGH", "title": "Trainee plumber"}]


def test_those_at_an_interview_have_their_positions() -> None:
    page = Page(
        "Witness: Gerald Prew, loader\nInterviewer: Inspector Sunita Vale, Board of Dock Safety\n"
        "Also present: Imre Kolt, attorney for Mr. Prew\n\n"
        "Q. Who had it?\nA. I did.\nQ. When?\nA. At six.\n"
    )

    assert page.told("position") == [
        {"agent": "Gerald Prew", "title": "loader"},
        {"agent": "Sunita Vale", "title": "Inspector", "organisation": "Board of Dock Safety"},
        {"agent": "Imre Kolt", "title": "attorney", "serves": "Mr. Prew"},
    ]


def test_a_crew_list_gives_each_title_as_written() -> None:
    page = Page(
        "“RIVER” – CALL SHEET – DAY 2\nDate: 3 June 2024\nDirector: Ann Roe    1st AD: Bob Poe\n"
        "Asst. weapons: Cy Loe\nLocation: Old Mill, Stage 4\n"
    )

    assert page.told("position") == [
        {"agent": "Ann Roe", "title": "Director"},
        {"agent": "Bob Poe", "title": "1st AD"},
        {"agent": "Cy Loe", "title": "Asst. weapons"},
    ]


def test_the_officer_who_took_a_statement_has_a_rank_but_a_mister_has_none() -> None:
    head = (
        "WITNESS STATEMENT\nStatement of: ODETTE FARLEIGH\nTaken at Brackwell on 3 May 2022 by {}\n\n"
        "I am a trainee. I gave my wrench to him and I left.\n"
    )

    assert Page(head.format("DC Rhona Sile")).told("position") == [{"agent": "Rhona Sile", "title": "DC"}]
    assert Page(head.format("Mr Rhodri Sile")).told("position") == []


def test_the_line_under_a_signature_is_a_position() -> None:
    order = (
        "DISTRICT COURT OF ELMORE COUNTY\n\nNo. 20-99\n\nORDER\n\n"
        "The petition to enforce the subpoena came before the Court on June 3.\n\n"
        "IT IS ORDERED that it is granted.\n\n"
    )
    page = Page(order + "DATED July 9, 2020.\n\n/s/ Lionel Marsden\nJudge of the District Court\n")

    assert page.told("position") == [{"agent": "Lionel Marsden", "title": "Judge", "organisation": "District Court"}]


def test_rows_read_the_same_twice() -> None:
    assert Page(LOG).drafts() == Page(LOG).drafts()


def test_a_log_over_two_days_begins_on_the_first() -> None:
    page = Page(
        "KEY REGISTER - 14-15 MAY 2023\n\nTime\tItem\tFrom\tTo\n21:55\tSaw 4\tStore\tA. Roe\n00:10\tSaw 4\tA. Roe\tB. Poe\n"
    )

    assert [d.when.edtf for d in page.drafts() if d.when] == ["2023-05-14T21:55:00", "2023-05-15T00:10:00"]


def test_what_a_sign_out_row_remarks_happened_between_out_and_in() -> None:
    when = (
        a_log("Gun 7\tP. Voss\t07:05\t11:40\tshown clear to A. Roe", head="Item\tSigned out by\tOut\tIn\tRemarks")
        .one("showing_clear")
        .when
    )

    assert when is not None
    assert (when.edtf, when.earliest, when.latest) == (None, "2024-06-03T07:05:00", "2024-06-03T11:40:00")


def test_a_measure_is_left_out_of_what_was_loaded() -> None:
    assert a_log("07:00\tSyringe 4\tFridge\tNurse Bell\tloaded with 5 ml of saline").told("loading") == [
        {"agent": "Nurse Bell", "item": "Syringe 4", "content": "saline"}
    ]
