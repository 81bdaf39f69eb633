"""How a deed stands: done or not, sure or not, asked, planned, or only a rule."""

import pytest
from test_reading_stories import INTRO, WITNESS, claims, holds

CAST = INTRO.strip() + " Tove Lindqvist is a grip.\n\n"
IDA, PERRIN, TOVE = "Ida Fennimore", "Perrin Oyelaran", "Tove Lindqvist"
PLAIN = {"polarity": "asserts", "modality": "asserted", "hedged": False}
HEDGED, DENIED = {"hedged": True}, {"polarity": "denies"}

STANDING = {
    "Ida Fennimore is said to have handed the pistol to Perrin Oyelaran.": ("handover", {"giver": IDA} | HEDGED),
    "Ida Fennimore is believed to have loaded the pistol.": ("loading", {"agent": IDA} | HEDGED),
    "Ida Fennimore appears to have loaded the revolver.": ("loading", {"agent": IDA} | HEDGED),
    "Neither Ida Fennimore nor Perrin Oyelaran checked the rifle.": ("inspection", {"agent": PERRIN} | DENIED),
    "Ida Fennimore handed the rifle to Perrin Oyelaran without checking it.": (
        "inspection",
        {"agent": IDA, "item": "rifle"} | DENIED,
    ),
    "Ida Fennimore no longer had the key.": ("holding", {"holder": IDA} | DENIED),
    "The rifle was loaded by Ida Fennimore, not by Perrin Oyelaran.": ("loading", {"agent": PERRIN} | DENIED),
    "Ida Fennimore, not Perrin Oyelaran, loaded the rifle.": ("loading", {"agent": PERRIN} | DENIED),
    "Perrin Oyelaran had the pistol from Ida Fennimore, who denies it.": ("handover", {"giver": IDA, "by": IDA} | DENIED),
    "It is unclear who handed the pistol to Perrin Oyelaran.": ("handover", {"receiver": PERRIN, "modality": "asked"}),
    "The rifle is to be handed to Tove Lindqvist.": ("handover", {"receiver": TOVE, "modality": "expected"}),
    "Perrin Oyelaran watched as Ida Fennimore loaded the revolver.": ("loading", {"agent": IDA}),
    "The gun that killed Tove Lindqvist was loaded by Ida Fennimore.": ("death", {"agent": TOVE}),
    "Ida Fennimore admitted handing the pistol to Perrin Oyelaran.": ("handover", {"giver": IDA, "by": IDA}),
}


@pytest.mark.parametrize("sentence", STANDING)
def test_a_deed_stands_as_its_sentence_says(sentence):
    kind, want = STANDING[sentence]
    found = claims(CAST + sentence, kind)

    assert holds(found, PLAIN | want), found


def test_what_a_witness_does_not_recall_doing_is_hedged():
    found = claims(WITNESS + "I don't recall giving Perrin Oyelaran any ammunition.", "handover")

    assert [c["hedged"] for c in found] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Live ammunition must never be loaded into a prop gun.",
        "Ida Fennimore was trained to load revolvers.",
        "Ida Fennimore was responsible for loading the revolvers.",
        "Ida Fennimore meant to load the revolver.",
        "Had Ida Fennimore loaded the revolver, Perrin Oyelaran would have known.",
    ],
)
def test_rules_duties_and_what_might_have_been_claim_no_loading(sentence):
    assert claims(CAST + sentence, "loading") == []
