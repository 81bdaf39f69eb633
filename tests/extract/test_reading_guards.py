"""What the words do not say is not claimed: of the wrong person, of the wrong deed, of the wrong day."""

from functools import partial

from gestae.desk.intake import Offer
from gestae.desk.reading import read
from gestae.present import brief_json


def _claims(text: str, kind: str, date: str | None = None) -> list[dict]:
    found = brief_json(read([Offer("paper.txt", partial(str.encode, text))], date=date, clock=lambda: 0).case)
    return [c for c in found["claims"] if c["kind"] == kind]


def test_a_sentence_may_end_with_the_hour_and_the_next_one_is_of_somebody_else():
    (holding,) = _claims(
        "Lucille Marsh, 44, of Portland, died at a hospital shortly after 10 p.m. "
        "Actor Jonah Pell, who was holding the rifle, was not hurt.",
        "holding",
    )

    assert holding["roles"]["holder"]["label"] == "Jonah Pell"


def test_who_disputes_something_disputes_what_was_just_said_and_nothing_before_it():
    text = (
        "Mateo Ruiz said he did not check the rifle.\n\nIt rained all day on the set and nobody left early. "
        "Producer Anders Holm praised the crew for its care. Rebecca Stroud disputes that.\n"
    )

    (told,) = _claims(text, "inspection")
    assert told["span"]["quote"].endswith("did not check the rifle")


def test_a_thing_given_to_no_one_was_not_given():
    (handover,) = _claims("Gideon Sallow gave the key to no one.", "handover")

    assert handover["polarity"] == "denies"


def test_a_charge_that_nobody_expects_is_not_expected():
    assert _claims("Sheriff Tom Abello said he does not expect to file charges before August.", "step") == []


def test_an_order_to_bring_last_year_s_register_is_not_of_last_year():
    steps = _claims(
        "ORDER\n\nMr. Gideon Sallow shall bring the key register for December 2025.\n\nHon. Margit Osei\nJudge\n", "step"
    )

    assert steps
    assert all(s["when"] is None or "2025-12" not in str(s["when"]) for s in steps)


def test_its_investigator_is_that_of_who_acts_and_the_production_is_not_its_supplier():
    text = (
        "The Safety Bureau petitioned this Court through its investigator, Bea Toll.\n\n"
        "The rifle came from Mesa Arms Inc. Perry Olin, the first assistant director of the production, is in town.\n"
    )
    jobs = {c["roles"]["agent"]["label"]: (c["roles"]["organisation"] or {}).get("label") for c in _claims(text, "position")}

    assert jobs["Bea Toll"] == "Safety Bureau"
    assert jobs["Perry Olin"] != "Mesa Arms Inc"
