"""The JSON brief against the contract, key by key."""

import json

import pytest
from pageant import the_pageant

from gestae.model import Case, Claim, Filler
from gestae.present import brief_json

STRING, TEXT_OR_NONE, WORDS = (str,), (str, type(None)), [str]
SHAPE: dict[str, dict[str, object]] = {
    "sources": {"id": STRING, "name": STRING, "media_type": STRING, "digest": STRING},
    "texts": {"id": STRING, "source": STRING, "reader": STRING, "body": STRING, "date": TEXT_OR_NONE, "zone": TEXT_OR_NONE},
    "agents": {"id": STRING, "kind": STRING, "label": STRING},
    "items": {"id": STRING, "kind": STRING, "label": STRING},
    "places": {"id": STRING, "label": STRING},
    "claims": {
        "id": STRING, "kind": STRING, "polarity": STRING, "hedged": (bool,), "modality": STRING, "by": TEXT_OR_NONE,
        "channel": WORDS, "basis": STRING, "span": (dict, type(None)), "when": (dict, type(None)), "where": TEXT_OR_NONE,
        "roles": (dict,),
        "confidence": (float,),
    },
    "timeline": {"claim": STRING, "earliest": TEXT_OR_NONE, "latest": TEXT_OR_NONE},
    "custody": {"item": STRING, "spells": (list,)},
    "findings": {
        "id": STRING, "rule": STRING, "topic": STRING, "verdict": STRING, "severity": STRING, "says": STRING, "because": WORDS,
    },
    "questions": {"id": STRING, "says": STRING, "raised_by": WORDS, "settled_by": WORDS},
    "hypotheses": {},
    "proceedings": {"id": STRING, "instrument": STRING, "to": TEXT_OR_NONE, "state": STRING, "steps": WORDS},
    "ranking": {},
    "problems": {"severity": STRING, "where": STRING, "what": STRING, "why": STRING, "next": STRING},
}  # fmt: skip


@pytest.fixture(scope="module")
def brief() -> dict:
    return json.loads(json.dumps(brief_json(the_pageant())))


def test_every_key_of_the_contract_is_there_and_no_other(brief: dict) -> None:
    assert list(brief) == ["gestae", *SHAPE]
    for name, shape in SHAPE.items():
        for row in brief[name]:
            assert list(row) == list(shape), name
            for key, kinds in shape.items():
                fits = all(type(x) is str for x in row[key]) if kinds == [str] else type(row[key]) in kinds

                assert fits, (name, key, row[key])


def test_every_id_that_is_used_is_defined(brief: dict) -> None:
    things = {t["id"] for part in ("agents", "items", "places") for t in brief[part]}
    sources, texts, claims, findings = ({x["id"] for x in brief[p]} for p in ("sources", "texts", "claims", "findings"))
    agents = {a["id"] for a in brief["agents"]}
    for text in brief["texts"]:
        assert text["source"] in sources
    for claim in brief["claims"]:
        assert claim["by"] is None or claim["by"] in agents | sources
        assert set(claim["channel"]) <= agents
        assert claim["where"] is None or claim["where"] in things
        assert claim["span"]["text"] in texts
        for filler in claim["roles"].values():
            assert filler is None or filler["id"] is None or filler["id"] in things | claims
    for custody in brief["custody"]:
        assert custody["item"] in things
        for spell in custody["spells"]:
            assert spell["holder"] is None or spell["holder"] in things
            assert set(spell["because"]) <= claims
    for question in brief["questions"]:
        assert set(question["raised_by"]) <= claims | findings
        assert set(question["settled_by"]) <= agents
    assert all(p["to"] in agents and set(p["steps"]) <= claims for p in brief["proceedings"])
    assert all(d["claim"] in claims for d in brief["timeline"])
    assert all(f["because"] and set(f["because"]) <= claims for f in brief["findings"])


def test_every_span_quotes_its_text_exactly(brief: dict) -> None:
    bodies = {t["id"]: t["body"] for t in brief["texts"]}
    for claim in brief["claims"]:
        span = claim["span"]

        assert bodies[span["text"]][span["start"] : span["end"]] == span["quote"]


def test_a_filler_shows_the_name_of_its_thing_else_its_words(brief: dict) -> None:
    loading = next(c for c in brief["claims"] if c["kind"] == "loading" and c["modality"] == "asserted")
    awareness = next(c for c in brief["claims"] if c["kind"] == "awareness")

    assert loading["roles"]["agent"]["label"] == "Maren Tveit"
    assert loading["roles"]["content"] == {"id": None, "value": "dummy flares", "label": "dummy flares"}
    assert awareness["roles"]["aware"]["value"] is False


def test_an_empty_role_is_null_and_confidence_is_a_share_of_one() -> None:
    claim = Claim(id="clm-0000000000000001", kind="loading", by=None, roles={"agent": None}, confidence=640)
    told = brief_json(_with(claims=(claim,)))["claims"]

    assert told[0]["roles"] == {"agent": None}
    assert told[0]["confidence"] == 0.64
    assert told[0]["span"] is None


def test_a_claim_about_a_rejected_claim_keeps_the_words_and_loses_the_id() -> None:
    gone = Filler(id="clm-00000000000000ff", label="the pistol contained a live flare")
    claim = Claim(id="clm-0000000000000001", kind="awareness", by=None, roles={"of": gone})
    told = brief_json(_with(claims=(claim,)))["claims"]

    assert told[0]["roles"]["of"] == {"id": None, "value": None, "label": "the pistol contained a live flare"}


def test_dates_come_from_the_case_not_from_the_reader(brief: dict) -> None:
    assert [t["date"] for t in brief["texts"]] == [None, "2026-10-23", "2026-10-28", None]
    assert brief["texts"][1]["zone"] == "Europe/Oslo"


def _with(claims: tuple[Claim, ...]) -> Case:
    return Case(
        name="", sources=(), texts=(), dates={}, agents=(), items=(), places=(), claims=claims, proposed=(), timeline=(),
        custody=(), findings=(), questions=(), proceedings=(), sameness=(), problems=(),
    )  # fmt: skip
