"""Who handed what to whom, in the many shapes of a sentence; and what looks like a hand-over and is none."""

import pytest
from test_reading_stories import INTRO, claims, holds

CAST = INTRO.strip() + " Tove Lindqvist is a grip.\n\n"
IDA, PERRIN, TOVE = "Ida Fennimore", "Perrin Oyelaran", "Tove Lindqvist"


def handed(sentence):
    return claims(CAST + sentence, "handover")


def of(giver, item, receiver, **more):
    return {"giver": giver, "item": item, "receiver": receiver, "polarity": "asserts", "modality": "asserted"} | more


TOLD = {
    "The revolver was handed to Perrin Oyelaran by Ida Fennimore.": of(IDA, "revolver", PERRIN),
    "The rifle given to Tove Lindqvist by Perrin Oyelaran was loaded.": of(PERRIN, "rifle", TOVE),
    "The key that Ida Fennimore gave to Perrin Oyelaran opens the safe.": of(IDA, "key", PERRIN),
    "Perrin Oyelaran, who was given the key by Ida Fennimore, left the stage.": of(IDA, "key", PERRIN),
    "Ida Fennimore let Perrin Oyelaran have the revolver.": of(IDA, "revolver", PERRIN),
    "Ida Fennimore let Perrin Oyelaran borrow the radio.": of(IDA, "radio", PERRIN),
    "Ida Fennimore gave the rifle to Perrin Oyelaran and the pistol to Tove Lindqvist.": of(IDA, "pistol", TOVE),
    "Ida Fennimore and Tove Lindqvist handed the rifle to Perrin Oyelaran.": of(TOVE, "rifle", PERRIN),
    "Perrin Oyelaran used the rifle and gave it back to Ida Fennimore.": of(PERRIN, "rifle", IDA),
    "Perrin Oyelaran turned the rifle over to Tove Lindqvist.": of(PERRIN, "rifle", TOVE),
    "Perrin Oyelaran turned over the rifle to Tove Lindqvist.": of(PERRIN, "rifle", TOVE),
    "Ida Fennimore passed the key on to Tove Lindqvist.": of(IDA, "key", TOVE),
    "It was to Tove Lindqvist that Ida Fennimore handed the revolver.": of(IDA, "revolver", TOVE),
    "Having handed the revolver to Perrin Oyelaran, Ida Fennimore walked to the truck.": of(IDA, "revolver", PERRIN),
    "The revolver came to Perrin Oyelaran from Ida Fennimore.": of(IDA, "revolver", PERRIN),
    "Ida Fennimore provided Perrin Oyelaran with a radio.": of(IDA, "radio", PERRIN),
    "Ida Fennimore left the key with Perrin Oyelaran.": of(IDA, "key", PERRIN),
    "The hand-over of the revolver to Perrin Oyelaran took place at 09:40.": {"item": "revolver", "receiver": PERRIN},
    "Ida Fennimore managed to hand the revolver to Perrin Oyelaran.": of(IDA, "revolver", PERRIN),
    "Ida Fennimore failed to hand the revolver to Perrin Oyelaran.": of(IDA, "revolver", PERRIN, polarity="denies"),
    "Ida Fennimore forgot to hand the revolver to Perrin Oyelaran.": of(IDA, "revolver", PERRIN, polarity="denies"),
    "Ida Fennimore handed the revolver not to Perrin Oyelaran but to Tove Lindqvist.": of(
        IDA, "revolver", PERRIN, polarity="denies"
    ),
    "Ida Fennimore was told to hand the revolver to Perrin Oyelaran.": of(IDA, "revolver", PERRIN, modality="ordered"),
    "Perrin Oyelaran denied being handed the revolver by Ida Fennimore.": of(IDA, "revolver", PERRIN, polarity="denies", by=PERRIN),
    "Did Ida Fennimore hand the revolver to Perrin Oyelaran?": of(IDA, "revolver", PERRIN, modality="asked"),
}


@pytest.mark.parametrize("sentence", TOLD)
def test_a_handover_is_found_in_every_shape_of_sentence(sentence):
    found = handed(sentence)

    assert holds(found, TOLD[sentence]), found


@pytest.mark.parametrize(
    "sentence",
    [
        "Had Ida Fennimore handed him the revolver, Perrin Oyelaran would have fired it.",
        "Ida Fennimore gave her support to Perrin Oyelaran.",
        "Ida Fennimore gave Perrin Oyelaran a call.",
        "Ida Fennimore wanted to hand the revolver to Perrin Oyelaran.",
        "Ida Fennimore was asked to hand the revolver to Perrin Oyelaran.",
        "Ida Fennimore took the revolver from the table.",
        "The hand-over of the revolver to Perrin Oyelaran was not discussed.",
    ],
)
def test_nothing_is_handed_over_where_no_thing_passes(sentence):
    assert handed(sentence) == []


def test_a_handover_that_happens_every_day_rests_on_habit():
    usual = handed("Ida Fennimore would hand the revolver to Perrin Oyelaran every morning.")

    assert holds(usual, of(IDA, "revolver", PERRIN, basis="habit")), usual


def test_each_of_two_receivers_has_a_handover_of_his_own():
    found = handed("Ida Fennimore handed radios to Perrin Oyelaran and Tove Lindqvist.")

    assert {c["receiver"] for c in found} == {PERRIN, TOVE}
