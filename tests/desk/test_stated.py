"""Claims stated by hand, a line at a time."""

import json
import re

import pytest
from papers import NOTE

from gestae.desk import review
from gestae.desk.register import Register

LINE = {
    "kind": "handover",
    "by": "Ida Fennimore",
    "channel": [],
    "polarity": "asserts",
    "modality": "asserted",
    "basis": "did",
    "roles": {"giver": "Ida Fennimore", "item": "revolver W-03", "receiver": "Perrin Oyelaran"},
    "when": {"said": "a little before one", "edtf": None, "earliest": "2026-09-17T12:50:00", "latest": "2026-09-17T13:00:00"},
    "where": None,
    "source": "interview of 28 September",
    "quote": None,
    "event": "h1",
}


@pytest.fixture
def case(desk):
    with desk.open() as opened:
        desk.receive(opened, NOTE)
        yield opened


def state(case, *lines):
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    done, problems = review.state(case, data.encode(), "lines.jsonl")
    by_id = Register.of(case).by_id
    return [by_id[i].claim for i, _ in done.entries], problems


def label(case, id_):
    return Register.of(case).things[id_].label


def test_the_line_of_the_contract_is_a_claim_with_all_it_says(case):
    (claim,), problems = state(case, LINE)

    assert problems == ()
    assert (claim.kind, claim.basis, claim.event, claim.confidence, claim.span) == ("handover", "did", "h1", 1000, None)
    assert {r: label(case, f.id) for r, f in claim.roles.items()} == LINE["roles"]
    assert label(case, claim.by) == "Ida Fennimore"
    assert (claim.when.said, claim.when.earliest, claim.when.latest) == (
        "a little before one",
        "2026-09-17T12:50:00",
        "2026-09-17T13:00:00",
    )
    assert case.ledger.entries[-1].private["source"] == "interview of 28 September"


def test_what_is_left_out_takes_its_default(case):
    (claim,), _ = state(case, {"kind": "holding", "roles": {"item": "lamp"}})

    assert (claim.polarity, claim.modality, claim.basis, claim.hedged) == ("asserts", "asserted", "unstated", False)
    assert claim.roles["holder"] is None
    assert (claim.by, claim.when, claim.where, claim.channel) == (None, None, None, ())


def test_equal_labels_are_one_thing_whatever_their_case_and_spacing(case):
    first, second = state(case, LINE, {"kind": "holding", "roles": {"holder": "perrin  oyelaran", "item": "Revolver W-03"}})[0]

    assert second.roles["holder"].id == first.roles["receiver"].id
    assert second.roles["item"].id == first.roles["item"].id


def test_a_place_that_holds_things_is_a_place_where_a_line_says_so(case):
    lines = (
        {"kind": "holding", "roles": {"holder": "the safe", "item": "lamp"}},
        {"kind": "storing", "roles": {"agent": "Sol", "item": "lamp", "place": "the safe"}},
    )
    holding, storing = state(case, *lines)[0]

    assert holding.roles["holder"].id == storing.roles["place"].id
    assert holding.roles["holder"].id.startswith("plc-")


def test_a_bare_edtf_time_gets_its_bounds(case):
    day, span = state(
        case,
        {"kind": "meeting", "roles": {}, "when": {"edtf": "2026-09-17"}},
        {"kind": "holding", "roles": {"item": "x"}, "when": {"edtf": "2026-09-17T12:00:00/2026-09-17T13:00:00"}},
    )[0]

    assert (day.when.earliest, day.when.latest) == ("2026-09-17T00:00:00", "2026-09-17T23:59:59")
    assert span.when.is_throughout


def test_a_quote_is_found_in_its_source_and_the_source_speaks(case):
    words = "handed the lamp to\n Sol"
    (claim,), problems = state(case, {"kind": "holding", "roles": {"item": "lamp"}, "source": "note", "quote": words})
    text = Register.of(case).dossier.texts[0]

    assert problems == ()
    assert claim.span.quote == "handed the lamp to Sol"
    assert claim.span.quotes(text)
    assert claim.by == text.source


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("no json", "not JSON"),
        ('["handover"]', "a list"),
        ({"roles": {}}, "no kind"),
        ({"kind": "seance"}, "'kind' is 'seance'"),
        ({"kind": "handover", "roles": {"taker": "Sol"}}, "no role 'taker'"),
        ({"kind": "handover", "roles": ["Sol"]}, "'roles' is not an object"),
        ({"kind": "handover", "roles": {"item": 4}}, "'item' is a number"),
        ({"kind": "handover", "polarity": "perhaps"}, "'polarity' is 'perhaps'"),
        ({"kind": "handover", "modality": "hoped"}, "'modality'"),
        ({"kind": "handover", "basis": "dreamt"}, "'basis'"),
        ({"kind": "handover", "hedged": "yes"}, "'hedged' is words"),
        ({"kind": "handover", "when": {"edtf": "a while ago"}}, "not a time in EDTF"),
        ({"kind": "handover", "when": {"earliest": "noon"}}, "not a local date and time"),
        ({"kind": "handover", "when": {"earliest": "2026-09-17T12:00:00Z"}}, "not a local date and time"),
        ({"kind": "handover", "when": {"earliest": "2026-09-18", "latest": "2026-09-17"}}, "after its end"),
        ({"kind": "handover", "when": {"hour": 1}}, "no field 'hour'"),
        ({"kind": "handover", "who": "Sol"}, "no field 'who'"),
        ({"kind": "handover", "channel": "Sol"}, "'channel' is not a list"),
        ({"kind": "handover", "source": "note.txt", "quote": "never said"}, "not found in note.txt"),
        ({"kind": "handover", "source": "another", "quote": "the lamp"}, "no source is called 'another'"),
        ({"kind": "step", "roles": {"act": "ponder", "matter": "interview"}}, "'act' is 'ponder'"),
        ({"kind": "step", "roles": {"act": "decline", "count": 2.5}}, "fraction"),
        ({"kind": "awareness", "roles": {"of": "clm-0000000000000000"}}, "no claim of this id"),
        ('{"kind": "handover", "by": "\\ud800"}', "not JSON|half a character"),
        ("[" * 5000, "not JSON"),
    ],
)
def test_a_line_that_does_not_fit_is_told_by_number_and_the_others_go_in(case, line, words):
    claims, problems = state(case, LINE, line, "", LINE)

    assert len(claims) == 2
    assert [p.where for p in problems] == ["lines.jsonl, line 2"]
    assert re.search(words, problems[0].what)
    assert problems[0].is_grave


def test_bytes_that_are_no_utf_8_spoil_only_their_line(case):
    done, problems = review.state(case, b'\xef\xbb\xbf{"kind": "meeting"}\r\n{"kind": "meeting", "by": "\xff"}\n', "x")

    assert len(done.entries) == 1
    assert [p.where for p in problems] == ["x, line 2"]


def test_a_thing_of_the_case_can_be_meant_by_its_id(case):
    lamp = next(t.id for t in Register.of(case).things.values() if t.label == "lamp")
    (claim,), _ = state(case, {"kind": "holding", "roles": {"item": lamp, "holder": "Sol"}})

    assert claim.roles["item"].id == lamp


def test_awareness_of_a_claim_names_it_by_id_or_says_it_in_words(case):
    known = next(iter(Register.of(case).by_id))
    by_id, in_words = state(
        case,
        {"kind": "awareness", "roles": {"agent": "Sol", "of": known, "aware": False}},
        {"kind": "awareness", "roles": {"agent": "Sol", "of": "the lamp was lit", "aware": True}},
    )[0]

    assert by_id.roles["of"].id == known
    assert by_id.roles["aware"].value is False
    assert in_words.roles["of"].label == "the lamp was lit"


def test_a_person_is_not_mistaken_for_a_file_that_bears_the_name(desk):
    with desk.open("other") as case:
        desk.receive(case, ("Ida Fennimore.txt", NOTE[1]))
        by_name, by_file = state(case, {"kind": "meeting", "by": "Ida Fennimore"}, {"kind": "meeting", "by": "ida fennimore.txt"})[
            0
        ]

        assert by_name.by.startswith("agt-")
        assert by_file.by == case.ledger.sources[by_file.by].id
