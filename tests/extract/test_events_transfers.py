"""What passes from one to another by the words alone, and that every hand-over proposed is among it."""

import pytest
from test_reading_stories import INTRO, proposals

from gestae.extract.events.transfers import reach, transfers
from gestae.extract.proposing import scenes
from gestae.model import Text
from gestae.model.ids import source_id, text_id


def told(body):
    """Each transfer of a text as the words of its trigger and roles."""
    text = Text(id=text_id("plain-1", body), source=source_id(""), reader="plain-1", body=body)
    out = []
    for scene in scenes(text):
        for found in transfers(scene.parsed.doc):
            words = {role: slice(*scene.parsed.words(*reach(found, token))) for role, token in found.roles.items()}
            out.append({"trigger": body[slice(*scene.parsed.words(found.trigger))], **{r: body[w] for r, w in words.items()}})
    return out


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        (
            "The union gave the strikers its support on Friday.",
            {"trigger": "gave", "giver": "The union", "item": "its support", "receiver": "the strikers", "time": "on Friday"},
        ),
        ("She paid him forty pounds.", {"giver": "She", "item": "forty pounds", "receiver": "him"}),
        ("He bought the van from a cousin.", {"receiver": "He", "item": "the van", "giver": "from a cousin"}),
        (
            "The mill was sold to a rival by the firm.",
            {"item": "The mill", "receiver": "to a rival", "giver": "by the firm"},
        ),
        ("They provided the crew with radios.", {"giver": "They", "item": "with radios", "receiver": "the crew"}),
        (
            "The delivery of the steel to the yard was late.",
            {"trigger": "delivery", "item": "of the steel", "receiver": "to the yard"},
        ),
    ],
)
def test_giving_and_getting_have_their_sides_whatever_passes(sentence, want):
    found = told(sentence)

    assert [t for t in found if want.items() <= t.items()], found


@pytest.mark.parametrize(
    "sentence",
    [
        "She took a look at the boiler.",
        "The meeting took place on Monday.",
        "He gave me a call.",
        "They took care of the dog.",
        "He got tired.",
        "She got him to sign the form.",
        "The two of them took turns.",
        "He passed the test.",
        "I gave up.",
    ],
)
def test_a_verb_of_giving_in_another_sense_is_no_transfer(sentence):
    assert told(sentence) == []


def test_every_handover_that_is_proposed_is_a_transfer():
    body = INTRO + (
        "Ida Fennimore handed the rifle to Perrin Oyelaran and the pistol to Tove Lindqvist. "
        "The pistol was given back to her by Tove Lindqvist. She let Perrin Oyelaran have the key. "
        "The radio came to him from Tove Lindqvist, and he left it with Ida Fennimore."
    )
    handed = [c for c in proposals(body).claims if c.kind == "handover"]
    text = Text(id=text_id("plain-1", body), source=source_id(""), reader="plain-1", body=body)
    triggers = [s.parsed.words(t.trigger) for s in scenes(text) for t in transfers(s.parsed.doc)]

    assert len(handed) >= 6
    assert all(any(c.span.start <= at.start and at.end <= c.span.end for at in triggers) for c in handed)
