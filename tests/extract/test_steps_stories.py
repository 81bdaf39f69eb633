"""Where a proceeding stands, as papers and people say it; and what they say, warn, call and do not know."""

import pytest
from test_reading_stories import claims, holds

BOARD = (
    "Ora Hale is the secretary of the Ride Safety Board. Nan Cole is the witness. Dale Moss is a mechanic at Kestrel Rides Ltd.\n\n"
)
STEPS = [
    ("The court heard argument on September 17, 2020.", {"act": "hold", "matter": "argument"}),
    ("The Ride Safety Board then requested a second interview.", {"act": "request", "matter": "interview"}),
    ("The Ride Safety Board has asked for the maintenance file.", {"act": "request", "matter": "maintenance file"}),
    ("A subpoena was issued on August 3. It was served on Nan Cole on August 5.",
     {"act": "serve", "target": "Nan Cole", "matter": "subpoena"}),
    ("The Ride Safety Board may petition for an extension.", {"act": "petition", "matter": "extension", "modality": "conditional"}),
    ("It is ordered that the subpoena is QUASHED.", {"act": "quash", "matter": "subpoena"}),
    ("The cross-motion to quash is DENIED.", {"act": "deny", "matter": "motion to quash"}),
    ("The Ride Safety Board said it has subpoenaed ride mechanic Dale Moss.", {"act": "subpoena", "target": "Dale Moss"}),
    ("Three of our managers have been interviewed.", {"act": "hold", "matter": "interview"}),
    ("On May 22 Kestrel Rides asked the Superior Court to delay the hearing.", {"act": "petition"}),
    ("The company was fined $18,000 in 2020 over a rigging accident.", {"act": "cite", "matter": "citation"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "want"), STEPS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_step_is_told_in_many_ways(sentence, want):
    assert holds(claims(BOARD + sentence, "step"), {"polarity": "asserts", **want})


@pytest.mark.parametrize(
    "sentence",
    [
        "Dale Moss participated in the race.",
        "Nan Cole asked for a cup of tea.",
        "Nan Cole heard a noise.",
        "Dale Moss asked for the spanner.",
        "The weather was fine.",
    ],
)
def test_everyday_doings_are_no_steps(sentence):
    assert claims(BOARD + sentence, "step") == []


def test_who_asks_somebody_for_a_thing_has_spoken_to_him():
    found = claims(BOARD + "Nan Cole came down and asked Dale Moss for the key.", "statement")

    assert holds(found, {"speaker": "Nan Cole", "to": "Dale Moss"})


def test_who_answers_in_the_next_breath_speaks_to_the_one_who_told_him():
    found = claims(BOARD + "Mr. Moss told Mrs. Cole that the brake was worn. She said she would see to it.", "statement")

    assert holds(found, {"speaker": "Nan Cole", "to": "Dale Moss"})


def test_who_is_not_going_to_tell_has_not_told():
    assert claims(BOARD + "Dale Moss was not going to tell Nan Cole what it was.", "statement") == []


def test_a_warning_that_nobody_shouted_is_a_denied_call():
    assert holds(claims(BOARD + "Nobody shouted a warning.", "announcement"), {"polarity": "denies"})


def test_a_warning_not_received_is_a_denied_concern():
    assert holds(claims(BOARD + "Nan Cole received no warning.", "concern"), {"polarity": "denies", "to": "Nan Cole"})


def test_who_could_not_name_somebody_does_not_know_him():
    assert holds(claims(BOARD + "Dale Moss could not name the runner.", "awareness"), {"agent": "Dale Moss", "aware": False})


def test_a_name_after_the_pronoun_is_whom_it_meant():
    found = claims(
        BOARD + "Nan Cole has met her colleague. Nan Cole handed the key to him on Monday, the tall one, Mr. Moss.", "handover"
    )

    assert holds(found, {"giver": "Nan Cole", "receiver": "Dale Moss"})


def test_what_was_reported_is_what_the_sentence_before_is_about():
    found = claims(BOARD + "The guard switch had been faulty. Dale Moss reported it to Nan Cole in September.", "concern")

    assert holds(found, {"agent": "Dale Moss", "to": "Nan Cole", "subject": "The guard switch"})


def test_who_denies_making_a_call_denies_the_call():
    found = claims(BOARD + "Dale Moss has denied making that call.", "announcement")

    assert holds(found, {"agent": "Dale Moss", "by": "Dale Moss", "polarity": "denies"})


def test_nobody_knows_says_of_no_one_that_he_does_not():
    body = BOARD + "Nobody knows who loaded the revolver."

    assert claims(body, "awareness") == []
    assert holds(claims(body, "loading"), {"modality": "asked", "item": "revolver"})


def test_a_note_below_a_register_speaks_of_the_item_of_the_row_it_names():
    register = (
        "WEAPONS REGISTER, 6 June 2023\n\n"
        "No | Time  | Weapon    | From     | To       | Remarks\n"
        "1  | 17:40 | Rifle R-6 | safe     | M. Kowal | inspected\n"
        "2  | 17:55 | Glock G-2 | safe     | T. Adler | inspected\n"
        "3  | 19:10 | Rifle R-6 | M. Kowal | D. Osei  |\n"
        "4  | 19:40 | Glock G-2 | T. Adler | safe     |\n\n"
        "Notes (S. Whitaker, 20:40):\n"
        "Row 3 - Osei told me he gave it to Adler.\n"
    )

    assert holds(claims(register, "handover"), {"giver": "D. Osei", "item": "Rifle R-6", "receiver": "T. Adler"})
