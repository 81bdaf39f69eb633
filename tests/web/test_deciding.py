"""Deciding on claims at the desk: what a person presses, what stands afterwards, and what the page says."""

import re

NOTE = "Ida Fennimore handed the lamp to Sol.\nSol handed the lamp to Perrin Oyelaran.\n"


def a_note(desk):
    source = desk.add("note.txt", NOTE).received[0].source
    return source, list(desk.claims())


def test_accepting_goes_on_to_the_next_proposal(desk):
    source, (first, second) = a_note(desk)
    shown = desk.post(f"/claims/{first}", {"do": "accept"})

    assert shown.url.path == f"/sources/{source}"
    assert dict(shown.url.params)["at"] == second
    assert "Accepted." in shown.text
    assert [desk.claims()[c].standing for c in (first, second)] == ["accepted", "proposed"]


def test_a_rejected_claim_can_be_found_again_and_taken_back(desk):
    source, (first, _) = a_note(desk)
    desk.post(f"/claims/{first}", {"do": "reject", "reason": "he was not there"})
    page = desk.get(f"/sources/{source}").text
    desk.post(f"/claims/{first}", {"do": "undo"})

    assert "1 rejected" in page
    assert desk.claims()[first].standing == "proposed"
    assert "he was not there" in desk.get(f"/claims/{first}").text


def test_pressing_twice_decides_once(desk):
    _, (first, _) = a_note(desk)
    before = desk.workplace.head()
    desk.post(f"/claims/{first}", {"do": "accept"})
    again = desk.post(f"/claims/{first}", {"do": "accept"})

    assert desk.workplace.head() == before + 1
    assert "nothing was changed" in again.text


def test_a_correction_changes_what_was_changed_and_nothing_else(desk):
    _, (first, _) = a_note(desk)
    form = fields_of(desk.get(f"/claims/{first}/correct").text)
    before = desk.claims()[first].claim
    page = desk.post(f"/claims/{first}/correct", {**form, "role-receiver": "Wendell Roark"})
    after = desk.claims()[first]

    assert after.standing == "corrected"
    assert "Wendell Roark" in page.text
    assert (after.claim.span, after.claim.roles["giver"], after.claim.when) == (before.span, before.roles["giver"], before.when)


def test_a_correction_that_changes_nothing_is_no_entry(desk):
    _, (first, _) = a_note(desk)
    before = desk.workplace.head()
    page = desk.post(f"/claims/{first}/correct", fields_of(desk.get(f"/claims/{first}/correct").text))

    assert desk.workplace.head() == before
    assert "nothing was changed" in page.text


def test_a_time_that_is_none_is_told_beside_the_form_and_what_was_typed_stays(desk):
    _, (first, _) = a_note(desk)
    form = fields_of(desk.get(f"/claims/{first}/correct").text)
    page = desk.post(f"/claims/{first}/correct", {**form, "earliest": "half past tea", "note": "kept"})

    assert page.status_code == 409
    assert "half past tea" in page.text
    assert fields_of(page.text)["note"] == "kept"
    assert desk.claims()[first].standing == "proposed"


def test_a_claim_is_stated_on_the_words_that_were_chosen(desk):
    source, _ = a_note(desk)
    asked = desk.get(f"/sources/{source}/state", params={"quote": "handed the lamp to Sol", "kind": "handover"})
    form = {**fields_of(asked.text), "role-giver": "Ida Fennimore", "role-item": "lamp", "role-receiver": "Sol"}
    page = desk.post(f"/sources/{source}/state", form)
    stated = [e for e in desk.claims().values() if e.standing == "stated"]

    assert "Stated." in page.text
    assert [e.claim.span.quote for e in stated] == ["handed the lamp to Sol"]
    assert NOTE[stated[0].claim.span.start : stated[0].claim.span.end] == "handed the lamp to Sol"


def test_words_that_stand_nowhere_state_nothing(desk):
    source, known = a_note(desk)
    form = {"kind": "handover", "quote": "handed the axe to Sol", "role-item": "axe"}
    page = desk.post(f"/sources/{source}/state", form)

    assert page.status_code == 409
    assert "are not found" in page.text
    assert list(desk.claims()) == known


def test_two_who_are_taken_as_one_are_kept_apart_again(desk):
    _, claims = a_note(desk)
    for claim in claims:
        desk.post(f"/claims/{claim}", {"do": "accept"})
    case = desk.workplace.seen().case
    by_name = {a.label: a.id for a in case.agents}
    desk.post(f"/people/{by_name['Sol']}", {"do": "same", "other": by_name["Perrin Oyelaran"]})
    one = desk.workplace.seen(10).case
    joined = next(s for s in one.sameness if len(s.members) > 1)
    desk.post(f"/people/{joined.members[0]}", {"do": "not_same", "other": joined.members[1]})

    assert len(one.agents) == len(case.agents) - 1
    assert len(desk.workplace.seen(10).case.agents) == len(case.agents)


def test_a_claim_of_another_case_is_not_here(desk):
    told = desk.get("/claims/clm-0123456789abcdef")

    assert told.status_code == 404
    assert "no claim of this id" in told.text


def test_what_a_form_does_not_say_is_not_done(desk):
    _, (first, _) = a_note(desk)
    told = desk.post(f"/claims/{first}", {"do": "everything"})

    assert told.status_code == 409
    assert "Nothing was changed" in told.text


def fields_of(page):
    """The fields of the last form of a page, as a browser would send them."""
    form = page[page.rindex("<form", 0, page.rindex("act first")) :]
    form = form[: form.index("</form>")]
    found = dict(re.findall(r'<input name="([\w-]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>([^<]*)<', form))
    for name, options in re.findall(r'<select name="([\w-]+)">(.*?)</select>', form):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    return found
