"""Cases that are empty, tiny, impossible or absurd: sensible words and no crash, from the case to the printed answer."""

from typing import Any

import pytest
from telling import case_of, clock

from gestae.model import Case
from gestae.present import brief_html, brief_json, brief_text

Line = dict[str, Any]
ASKED: Line = {"kind": "loading", "by": "investigator", "modality": "asked", "roles": {"item": "pistol P-3"}}


def handed(giver: str | None, receiver: str | None, by: str | None = "Ruth Onslow", **more: Any) -> Line:
    return {"kind": "handover", "by": by, "roles": {"giver": giver, "item": "pistol P-3", "receiver": receiver}, **more}


def at(first: int, last: int) -> dict[str, str]:
    return {"said": "then", "earliest": clock(first), "latest": clock(last)}


def shown(case: Case) -> str:
    """The brief in every form; nothing in it may be the trace of a fault or call anybody guilty."""
    told = "\n".join([brief_text(case, 100, False), brief_html(case), str(brief_json(case))])
    assert "Traceback" not in told
    assert "guilty" not in told.casefold()
    return told


NAMELESS: Line = {"kind": "presence", "by": "Ruth Onslow", "roles": {"agent": "?", "place": "yard"}}
SHOT: Line = {"kind": "discharge", "by": "Ruth Onslow", "roles": {"item": "pistol P-3", "agent": "Ruth Onslow"}}
BACKWARDS = [handed("Ines Vael", "Tomas Reth", when=at(90, 90)), handed("Tomas Reth", "Abe Lorne", when=at(10, 10))]
ODD: dict[str, list[Line]] = {
    "empty": [],
    "a question and nothing else": [ASKED],
    "one claim": [handed("Ines Vael", "Tomas Reth")],
    "handed to oneself": [handed("Ines Vael", "Ines Vael")],
    "a hand-over by nobody to nobody": [handed(None, None)],
    "told by nobody": [handed("Ines Vael", "Tomas Reth", None), ASKED],
    "times out of order": BACKWARDS,
    "a person with no name": [NAMELESS, ASKED],
    "it went off and nobody had it before": [SHOT, ASKED],
}


@pytest.mark.parametrize("lines", ODD.values(), ids=list(ODD))
def test_an_odd_case_has_a_brief_and_no_table_of_one(lines: list[Line]) -> None:
    case = case_of(lines)

    shown(case)

    rows: dict[str, list[str]] = {}
    for row in case.hypotheses:
        rows.setdefault(row.question, []).extend([row.candidate] if row.candidate else [])
    assert all(len(named) >= 2 for named in rows.values())


def test_what_a_claim_and_its_denial_by_one_voice_say_is_a_contradiction() -> None:
    case = case_of([handed("Ines Vael", "Tomas Reth"), handed("Ines Vael", "Tomas Reth", polarity="denies")])

    assert [f.topic for f in case.findings if len(f.because) == 2] == ["conflict"]


def test_a_thousand_copies_of_one_claim_weigh_as_one() -> None:
    denial = {"kind": "loading", "by": "Ruth Onslow", "polarity": "denies", "roles": {"agent": "Tomas Reth", "item": "pistol P-3"}}
    once = case_of([handed("Ines Vael", "Tomas Reth"), ASKED, denial])
    often = case_of([handed("Ines Vael", "Tomas Reth"), ASKED, *[denial] * 1000])

    def table(case: Case) -> dict[str, int]:
        labels: dict[str | None, str] = {a.id: a.label for a in case.agents}
        return {labels.get(h.candidate, "?"): h.extra for h in case.hypotheses}

    assert table(often) == table(once) == {"Ines Vael": 0, "Tomas Reth": 10, "?": 15}
