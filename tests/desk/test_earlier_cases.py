"""Cases that earlier releases made open unchanged, with all that people decided."""

import json
import shutil
from pathlib import Path

import pytest

from gestae.desk.brief import brief
from gestae.desk.case_file import open_case
from gestae.desk.register import Register
from gestae.present import brief_html, brief_json, brief_text

DATA = Path(__file__).resolve().parent.parent / "data"
CASES = sorted(p.name for p in DATA.glob("case-*") if p.is_dir())


def told(case):
    """What no release may lose or change: sources, texts, claims with their words, decisions with who and when."""
    register = Register.of(case)
    labels = {i: t.label for i, t in register.things.items()} | {s.id: s.name for s in register.dossier.sources}
    return {
        "name": case.name,
        "sources": [[s.id, s.name, s.media_type, s.digest, s.within] for s in register.dossier.sources],
        "texts": [[t.id, t.source, t.reader, len(t.body)] for t in register.dossier.texts],
        "claims": [
            {
                "id": c.claim.id,
                "kind": c.claim.kind,
                "standing": c.standing,
                "polarity": c.claim.polarity,
                "by": labels.get(c.claim.by),
                "roles": {r: (labels.get(f.id) if f.id else f.value or f.label) for r, f in c.claim.roles.items() if f},
                "quote": c.claim.span.quote if c.claim.span else None,
            }
            for c in register.claims()
        ],
        "decisions": [
            [e.entry.id, e.act, e.entry.at, case.ledger.member_name(e.entry.by), e.private.get("reason")]
            for e in case.ledger.decisions()
        ],
    }


@pytest.fixture(params=CASES)
def earlier(request, tmp_path):
    shutil.copytree(DATA / request.param, tmp_path / request.param)
    with open_case(tmp_path / request.param, clock=lambda: 0, environment={"GESTAE_CONFIG_HOME": str(tmp_path)}) as case:
        yield request.param, case


def test_there_is_such_a_case():
    assert CASES


def test_an_earlier_case_holds_what_it_held(earlier):
    name, case = earlier
    expected = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))

    assert json.loads(json.dumps(told(case))) == expected
    assert case.is_sound


def test_an_earlier_case_has_a_brief_in_every_form(earlier):
    _, case = earlier
    found = brief(case)
    standing = {c.claim.id for c in Register.of(case).claims() if c.standing not in ("proposed", "rejected")}

    assert {c["id"] for c in brief_json(found)["claims"]} == standing
    assert found.name in brief_text(found, 100, False)
    assert "</html>" in brief_html(found)


def test_every_byte_of_an_earlier_case_is_the_one_recorded(earlier):
    _, case = earlier

    assert all(isinstance(case.blobs.get(s.digest), bytes) for s in case.ledger.sources.values())
