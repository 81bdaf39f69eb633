"""What one sentence of a document claims, and what it does not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gestae.desk.intake import Offer
from gestae.desk.reading import read
from gestae.extract import propose
from gestae.model import Source, Text
from gestae.model.codec import digest
from gestae.model.ids import source_id, text_id

INTRO = "Ida Fennimore is the property master. Perrin Oyelaran is the first assistant director.\n\n"
WITNESS = "WITNESS STATEMENT\nStatement of: IDA FENNIMORE\nOccupation: Property master\nTaken on 20 June 2023\n\n"


def proposals(body):
    source = Source(
        id=source_id(digest(body.encode())),
        name="paper.txt",
        media_type="text/plain",
        size=len(body.encode()),
        digest=digest(body.encode()),
    )
    return propose(Text(id=text_id("plain-1", body), source=source.id, reader="plain-1", body=body), source)


def claims(body, kind=None):
    """Claims as plain words: kind, polarity, modality, hedged, by, channel, roles."""
    found = proposals(body)
    label = {t.id: t.label for group in (found.agents, found.items, found.places) for t in group}
    out = []
    for c in found.claims:
        roles = {role: label.get(f.id, f.value if f.value is not None else f.label) for role, f in c.roles.items() if f is not None}
        told = {"kind": c.kind, "polarity": c.polarity, "modality": c.modality, "hedged": c.hedged}
        told |= {"by": label.get(c.by, "paper"), "basis": c.basis, "channel": [label[a] for a in c.channel], **roles}
        out.append(told)
    return [c for c in out if kind is None or c["kind"] == kind]


def holds(found, want):
    return any(all(str(got.get(k, "")) == v if isinstance(v, str) else got.get(k) == v for k, v in want.items()) for got in found)


ASSERTED = {"polarity": "asserts", "modality": "asserted", "hedged": False}
TOLD = [
    (
        "Ida Fennimore handed Perrin Oyelaran the lantern.",
        "handover",
        {"giver": "Ida Fennimore", "item": "lantern", "receiver": "Perrin Oyelaran"},
    ),
    (
        "Ida Fennimore gave the rifle to Perrin Oyelaran.",
        "handover",
        {"giver": "Ida Fennimore", "item": "rifle", "receiver": "Perrin Oyelaran"},
    ),
    (
        "Perrin Oyelaran received the rifle from Ida Fennimore.",
        "handover",
        {"giver": "Ida Fennimore", "receiver": "Perrin Oyelaran"},
    ),
    ("Perrin Oyelaran had the key.", "holding", {"holder": "Perrin Oyelaran", "item": "key"}),
    ("Perrin Oyelaran put the key down on the bench.", "set_down", {"agent": "Perrin Oyelaran", "item": "key"}),
    ("The key was left on the bench by Perrin Oyelaran.", "set_down", {"agent": "Perrin Oyelaran", "item": "key"}),
    ("Ida Fennimore picked up the key.", "pick_up", {"agent": "Ida Fennimore", "item": "key"}),
    ("Ida Fennimore locked the rifle in the safe.", "storing", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("Ida Fennimore took the rifle out of the safe.", "taking_out", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("Ida Fennimore loaded the rifle with three blanks.", "loading", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("The rifle was loaded by Ida Fennimore.", "loading", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("Ida Fennimore unloaded the rifle.", "unloading", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("The rifle contained a live round.", "contents", {"item": "rifle", "content": "live round"}),
    ("Ida Fennimore inspected the rifle.", "inspection", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("The rifle was inspected by Ida Fennimore.", "inspection", {"agent": "Ida Fennimore", "item": "rifle"}),
    (
        "Ida Fennimore showed Perrin Oyelaran the empty chambers.",
        "showing_clear",
        {"agent": "Ida Fennimore", "to": "Perrin Oyelaran"},
    ),
    ("Perrin Oyelaran called out “Cold rifle on set.”", "announcement", {"agent": "Perrin Oyelaran"}),
    ("Perrin Oyelaran pointed the rifle at Ida Fennimore.", "pointing", {"agent": "Perrin Oyelaran", "item": "rifle"}),
    ("Perrin Oyelaran fired the rifle.", "discharge", {"agent": "Perrin Oyelaran", "item": "rifle"}),
    ("The rifle went off.", "discharge", {"item": "rifle"}),
    ("Perrin Oyelaran died at the scene.", "death", {"agent": "Perrin Oyelaran"}),
    ("Perrin Oyelaran was killed by a falling beam.", "death", {"agent": "Perrin Oyelaran"}),
    ("Perrin Oyelaran broke his arm.", "injury", {"agent": "Perrin Oyelaran"}),
    ("Perrin Oyelaran was unaware that the rifle was loaded.", "awareness", {"agent": "Perrin Oyelaran", "aware": False}),
    (
        "Ida Fennimore complained to Perrin Oyelaran about the brakes.",
        "concern",
        {"agent": "Ida Fennimore", "to": "Perrin Oyelaran"},
    ),
    ("A safety meeting was held before the scene.", "meeting", {}),
    ("Perrin Oyelaran declined to be interviewed.", "step", {"act": "decline", "actor": "Perrin Oyelaran"}),
    ("The Bureau of Mine Safety asked Perrin Oyelaran for an interview.", "step", {"act": "request", "target": "Perrin Oyelaran"}),
    ("The Bureau of Mine Safety opened an inspection.", "step", {"act": "open", "actor": "Bureau of Mine Safety"}),
]


@pytest.mark.parametrize(("sentence", "kind", "roles"), TOLD, ids=[t[0] for t in TOLD])
def test_a_plain_sentence_tells_who_did_what(sentence, kind, roles):
    assert holds(claims(INTRO + sentence, kind), ASSERTED | roles)


MINE = [
    ("I handed Perrin Oyelaran the rifle.", "handover", {"giver": "Ida Fennimore", "item": "rifle", "receiver": "Perrin Oyelaran"}),
    ("I had the key.", "holding", {"holder": "Ida Fennimore", "item": "key"}),
    ("I put the key down on the bench.", "set_down", {"agent": "Ida Fennimore", "item": "key"}),
    ("I picked up the key.", "pick_up", {"agent": "Ida Fennimore", "item": "key"}),
    ("I locked the rifle in the safe.", "storing", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("I took the rifle out of the safe.", "taking_out", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("I loaded the rifle with three blanks.", "loading", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("I inspected the rifle.", "inspection", {"agent": "Ida Fennimore", "item": "rifle"}),
    ("I was in the workshop.", "presence", {"agent": "Ida Fennimore"}),
]


@pytest.mark.parametrize(("sentence", "kind", "roles"), MINE, ids=[t[0] for t in MINE])
def test_what_i_did_is_what_the_witness_did_and_says(sentence, kind, roles):
    assert holds(claims(WITNESS + sentence + "\n\nSigned: I. Fennimore\n", kind), ASSERTED | roles | {"by": "Ida Fennimore"})


STANCES = [
    ("Ida Fennimore did not load the rifle.", "loading", {"polarity": "denies", "modality": "asserted"}),
    ("Ida Fennimore never loaded the rifle.", "loading", {"polarity": "denies"}),
    ("Ida Fennimore may have loaded the rifle.", "loading", {"hedged": True, "polarity": "asserts"}),
    ("As far as I know Ida Fennimore loaded the rifle.", "loading", {"hedged": True, "polarity": "asserts"}),
    ("I think Ida Fennimore loaded the rifle.", "loading", {"hedged": True, "polarity": "asserts"}),
    ("Ida Fennimore will load the rifle tomorrow.", "loading", {"modality": "expected"}),
    ("If it rains, Ida Fennimore will load the rifle.", "loading", {"modality": "conditional"}),
    ("Nobody knows who loaded the rifle.", "loading", {"modality": "asked"}),
    ("Investigators need to identify who loaded the rifle.", "loading", {"modality": "asked"}),
    ("Ida Fennimore has not been interviewed.", "step", {"act": "hold", "polarity": "denies"}),
]


@pytest.mark.parametrize(("sentence", "kind", "stance"), STANCES, ids=[t[0] for t in STANCES])
def test_denied_doubted_expected_and_asked_are_kept_apart_from_asserted(sentence, kind, stance):
    assert holds(claims(INTRO + sentence, kind), stance)


SILENT = [
    ("Who loaded the rifle is not known.", "loading"),
    ("Investigators asked whether Ida Fennimore loaded the rifle.", "loading"),
    ("Perrin Oyelaran declined to be interviewed by the Bureau of Mine Safety.", "hold"),
    ("Perrin Oyelaran is expected to be interviewed next week.", "hold"),
    ("Perrin Oyelaran will hand the rifle to Ida Fennimore.", "handover"),
    ("If Ida Fennimore had loaded the rifle, Perrin Oyelaran would have fired it.", "loading"),
    ("Ida Fennimore should have inspected the rifle.", "inspection"),
    ("Perrin Oyelaran has not been interviewed.", "hold"),
    ("No charges have been filed.", "charge"),
    ("Did Ida Fennimore load the rifle?", "loading"),
]


@pytest.mark.parametrize(("sentence", "what"), SILENT, ids=[t[0] for t in SILENT])
def test_what_is_not_told_as_done_is_not_asserted(sentence, what):
    found = claims(INTRO + sentence)
    done = [c for c in found if what in (c["kind"], c.get("act")) and (c["polarity"], c["modality"]) == ("asserts", "asserted")]

    assert done == []


def test_a_counterfactual_claims_nothing():
    assert claims("Had the Agency withdrawn the subpoena, the argument might have force.") == []


def test_a_teller_between_the_paper_and_the_speaker_is_the_channel():
    found = claims(
        INTRO + "Ida Fennimore told investigators that Sol Brandvold loaded the rifle, according to Perrin Oyelaran.", "loading"
    )

    assert holds(found, {"agent": "Sol Brandvold", "by": "Ida Fennimore", "channel": ["Perrin Oyelaran"]})


def test_reported_speech_is_a_statement_and_a_claim_of_the_speaker():
    found = claims(INTRO + "Ida Fennimore said that Perrin Oyelaran loaded the rifle.")

    assert holds(found, {"kind": "statement", "speaker": "Ida Fennimore", "form": "indirect", "by": "paper"})
    assert holds(found, {"kind": "loading", "agent": "Perrin Oyelaran", "by": "Ida Fennimore", "channel": []})


def test_a_pronoun_that_speaks_is_the_person_meant():
    found = claims("Ms. Ida Fennimore is the property master. She said that the rifle was empty.", "statement")

    assert holds(found, {"speaker": "Ida Fennimore"})


def test_what_a_producer_says_of_a_job_and_a_name_is_told_of_that_person():
    (done,) = claims(INTRO + "Producer Bram Marsh said the film’s armorer, Nora Quill, had checked the revolver.", "inspection")

    assert (done["by"], done["agent"]) == ("Bram Marsh", "Nora Quill")


def test_a_refusal_through_counsel_is_the_clients():
    found = claims(INTRO + "Through his attorney, Hester Marsh, Perrin Oyelaran declined to be interviewed.", "step")

    assert holds(found, {"act": "decline", "actor": "Perrin Oyelaran"})


def test_counsel_serves_the_client():
    found = claims("Hester Marsh, attorney for Perrin Oyelaran, declined to comment.", "position")

    assert holds(found, {"agent": "Hester Marsh", "title": "attorney", "serves": "Perrin Oyelaran"})


def test_three_forms_of_a_name_are_one_person():
    body = "Assistant director Perrin Oyelaran arrived at noon. Mr. Oyelaran had the key. Oyelaran handed the key to Ida Fennimore."

    assert sorted(a.label for a in proposals(body).agents if "Oyelaran" in a.label) == ["Perrin Oyelaran"]


def test_two_people_of_one_surname_in_two_documents_stay_two():
    papers = {"a.txt": "Ida Marsh handed Perrin Oyelaran the rifle.", "b.txt": "Hester Marsh gave the key to Sol Brandvold."}
    case = read([Offer(n, lambda t=t: t.encode()) for n, t in papers.items()], clock=lambda: 0).case

    assert sorted(a.label for a in case.agents if "Marsh" in a.label) == ["Hester Marsh", "Ida Marsh"]


def test_the_same_text_gives_the_same_proposals_in_the_same_order():
    body = INTRO + " ".join(t[0] for t in TOLD)

    assert proposals(body) == proposals(body)


SENTENCES = [t[0] for t in (*TOLD, *STANCES, *SILENT)]
PIECES = st.sampled_from(
    [*SENTENCES, "\n\n", "\n", "“", "”", "- \u00a0", "Q. Who had it?\n", "A. I did.\n", "From: Ida Fennimore\n", "ß é — …", "\t|\t"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14))
def test_every_span_quotes_its_text_exactly(pieces):
    body = " ".join(pieces).replace("\r", " ").replace("\0", " ")
    found = proposals(body)

    assert all(c.span is not None and body[c.span.start : c.span.end] == c.span.quote != "" for c in found.claims)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("If the wind rises, the porch is dropped.", "set_down"),
        ("Ida Fennimore made a statement. She stands by it.", "presence"),
        ("Ida Fennimore looked at the clock.", "inspection"),
    ],
)
def test_what_only_sounds_like_a_deed_is_none(text, kind):
    assert claims(INTRO + text, kind) == []


def test_the_day_of_a_letter_is_not_the_day_of_what_it_asks_about():
    found = proposals("Your letter of 24 September 2026 asks about the death of Sol Averidge.\n")

    assert [c.when for c in found.claims if c.kind == "death"] == [None]


def test_what_is_asked_for_on_a_day_is_asked_for_on_that_day_and_not_when_it_is_due():
    found = proposals(
        "Written on November 6, 2026.\n\nThe Bureau asked the supplier, Harrow & Pine Props, for its records on November 2; an "
        "answer is due on November 23. The Bureau has not inspected the warehouse.\n"
    )

    assert [c.when.said for c in found.claims if c.kind == "step" and c.when] == ["November 2"]
