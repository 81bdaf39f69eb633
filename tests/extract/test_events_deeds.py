"""Loadings, checks, shots, injuries, deaths and holdings, told by a verb or by a noun."""

import pytest
from test_reading_stories import INTRO, claims, holds

CAST = INTRO.strip() + " Tove Lindqvist is a grip.\n\n"
IDA, PERRIN, TOVE = "Ida Fennimore", "Perrin Oyelaran", "Tove Lindqvist"

TOLD = {
    "Ida Fennimore's loading of the revolver was not supervised.": ("loading", {"agent": IDA, "item": "revolver"}),
    "Ida Fennimore did not draw up the syringe.": ("loading", {"agent": IDA, "item": "syringe", "polarity": "denies"}),
    "Ida Fennimore drew up 10 ml of saline into the syringe.": ("loading", {"item": "syringe", "content": "10 ml of saline"}),
    "Perrin Oyelaran carried out an inspection of the crane.": ("inspection", {"agent": PERRIN, "item": "crane"}),
    "An inspection of the crane by Perrin Oyelaran found no fault.": ("inspection", {"agent": PERRIN, "result": "no fault"}),
    "No inspection of the crane was carried out.": ("inspection", {"item": "crane", "polarity": "denies"}),
    "Perrin Oyelaran did the check.": ("inspection", {"agent": PERRIN}),
    "Perrin Oyelaran never signed the hoist off.": ("inspection", {"agent": PERRIN, "item": "hoist", "polarity": "denies"}),
    "Perrin Oyelaran had a look at the revolver.": ("inspection", {"agent": PERRIN, "item": "revolver"}),
    "Perrin Oyelaran failed to check the revolver.": ("inspection", {"agent": PERRIN, "polarity": "denies"}),
    "The rifle was inspected by gunsmith Perrin Oyelaran at 8:05 a.m.": ("inspection", {"agent": PERRIN, "item": "rifle"}),
    "A shot was fired by Perrin Oyelaran.": ("discharge", {"agent": PERRIN}),
    "Tove Lindqvist died of her injuries at Saint Anne Hospital.": ("death", {"agent": TOVE, "cause": "her injuries"}),
    "Tove Lindqvist was pronounced dead at 14:20.": ("death", {"agent": TOVE}),
    "Tove Lindqvist was treated for burns to her hands.": ("injury", {"agent": TOVE, "cause": "burns to her hands"}),
    "The key was in Perrin Oyelaran's pocket.": ("holding", {"holder": PERRIN, "item": "key"}),
    "The key was in the possession of Perrin Oyelaran.": ("holding", {"holder": PERRIN, "item": "key"}),
    "Perrin Oyelaran was in possession of the key.": ("holding", {"holder": PERRIN, "item": "key"}),
    "The revolver was still with Perrin Oyelaran.": ("holding", {"holder": PERRIN, "item": "revolver"}),
    "The rifle was signed out by Ida Fennimore at 07:10.": ("taking_out", {"agent": IDA, "item": "rifle"}),
    "Ida Fennimore signed the rifle back in at 18:00.": ("storing", {"agent": IDA, "item": "rifle"}),
    "There was a live round in the revolver.": ("contents", {"item": "revolver", "content": "live round"}),
    "No live round was found in the revolver.": ("contents", {"item": "revolver", "polarity": "denies"}),
    "The tank was full of diesel.": ("contents", {"item": "tank", "content": "diesel"}),
    "Ida Fennimore ejected a live round from the revolver.": ("unloading", {"agent": IDA, "item": "revolver"}),
    "Perrin Oyelaran was alone in the truck.": ("presence", {"agent": PERRIN, "place": "truck"}),
    "Perrin Oyelaran bled to death.": ("death", {"agent": PERRIN}),
    "The bullet struck Perrin Oyelaran in the chest and hit Tove Lindqvist.": ("injury", {"agent": PERRIN, "cause": "The bullet"}),
    "No complaint was made about the brakes.": ("concern", {"subject": "the brakes", "polarity": "denies"}),
    "Ida Fennimore received no complaint about the brakes.": ("concern", {"to": IDA, "polarity": "denies"}),
    "Perrin Oyelaran made a complaint about the brakes to Ida Fennimore.": ("concern", {"agent": PERRIN, "to": IDA}),
    "Perrin Oyelaran warned Ida Fennimore that the brakes were failing.": (
        "concern",
        {"to": IDA, "subject": "the brakes were failing"},
    ),
    "Perrin Oyelaran alerted Ida Fennimore to the crack.": ("concern", {"agent": PERRIN, "to": IDA, "subject": "the crack"}),
    "Ida Fennimore showed the revolver to Perrin Oyelaran and Tove Lindqvist.": ("showing_clear", {"to": TOVE, "item": "revolver"}),
}


@pytest.mark.parametrize("sentence", TOLD)
def test_a_deed_is_found_however_it_is_told(sentence):
    kind, want = TOLD[sentence]
    found = claims(CAST + sentence, kind)

    assert holds(found, {"polarity": "asserts", "modality": "asserted"} | want), found


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Perrin Oyelaran asked for an inspection of the crane by Tove Lindqvist.", "inspection"),
        ("Perrin Oyelaran did a background check.", "inspection"),
        ("The revolver went from Ida Fennimore to Perrin Oyelaran.", "discharge"),
        ("Perrin Oyelaran was fired from the film.", "discharge"),
        ("Tove Lindqvist left the stage.", "set_down"),
        ("Tove Lindqvist was at lunch.", "presence"),
        ("Tove Lindqvist had a fine view of the yard in mind.", "contents"),
        ("Perrin Oyelaran was in possession of the key.", "presence"),
    ],
)
def test_what_only_sounds_like_a_deed_is_none(sentence, kind):
    assert claims(CAST + sentence, kind) == []


def test_hurt_in_a_part_of_the_body_is_no_place():
    found = claims(CAST + "Tove Lindqvist was injured in the arm.", "injury")

    assert holds(found, {"agent": TOVE}), found
    assert all("place" not in c for c in found)


def test_a_scene_to_be_played_is_expected_and_done_by_its_player():
    found = claims(INTRO + "Sc. 12 EXT. YARD - NIGHT. Walter (P. Oyelaran) fires one shot at the gate.\n", "discharge")

    assert [c["modality"] for c in found] == ["expected"]
