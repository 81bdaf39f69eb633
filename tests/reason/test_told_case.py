"""A published case told as claims, one a line, and put into a record: the product's own door gives the published answers."""

import json
import math
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gestae.cli import gestae

CASES = Path(__file__).resolve().parents[3] / "shared" / "benchmarks" / "reasoning" / "cases"
CASE, ANSWERS = CASES / "film-set.json", CASES / "film-set.answers.json"
NAMES = {
    "ARM": "Ada Armstrong", "PROP": "Paul Propper", "AD": "Alan Dee", "ACT": "Anna Actwell", "DIR": "Dora Rector",
    "CAM": "Carl Amery", "SCR": "Sue Cripps",
}  # fmt: skip
KINDS = {
    "load": "loading", "check": "inspection", "custody": "holding", "transfer": "handover", "discharge": "discharge",
    "presence": "presence", "point": "announcement",
}  # fmt: skip
CONTENTS = {"live": "live round", "dummy": "dummy rounds"}

pytestmark = pytest.mark.skipif(not CASE.is_file(), reason="the cases beside the repository (../shared) are not there")


def clock(minutes: int) -> str:
    return (datetime.fromisoformat("2026-09-17T09:00:00") + timedelta(minutes=minutes)).isoformat()


def told(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Every claim of the case but the presumed one, and the question."""
    events = {e["id"]: e for e in case["events"]}
    lines = [line(c, events[c["event"]]) for c in case["claims"] if not c["source"].startswith("presumed")]
    asked = {"item": "gun", "content": "live round"}
    return [*lines, {"kind": "loading", "by": "investigator", "modality": "asked", "roles": asked, "event": "L", "note": "Q"}]


def line(claim: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    says, kind = claim["says"], KINDS[event["kind"]]
    words = {"actor": "agent", "obj": {"loading": "content", "inspection": "result"}.get(kind), "holder": "holder"}
    words |= {"giver": "giver", "receiver": "receiver"}
    roles: dict[str, str] = {"item": "gun"} if "item" in event else {}
    roles |= {words[r]: name(v[0]) for r, v in event.get("roles", {}).items() if len(v) == 1 and words[r]}
    if kind == "presence":
        roles = {"agent": NAMES[event["person"]], "place": event["place"].replace("_", " ")}
    elif kind == "announcement":
        roles = {"agent": "call sheet", "words": event["id"]}
    if says in ("role", "not_role"):
        if kind == "discharge":
            kind, roles = "contents", {"item": "gun", "content": "live round"}
        else:
            roles[words[claim["role"]]] = name(claim["value"])
    if event["id"] == "L":
        roles["content"] = "live round"
    found: dict[str, Any] = {
        "kind": kind, "by": name(claim["source"]), "polarity": "denies" if says.startswith("not_") else "asserts", "roles": roles,
        "event": event["id"], "credibility": 1 / (1 + math.exp(-claim["weight"] / 10)), "note": claim["id"],
    }  # fmt: skip
    if says == "time":
        found["when"] = {"said": "about then", "earliest": clock(claim["lo"]), "latest": clock(claim["hi"])}
    elif says == "order":
        relation = {"event": claim["event2"], "least": -60 * claim["max"], "most": -60 * claim["min"]}
        found["when"] = {"said": "a little before", "relations": [relation]}
    return found


def name(word: str) -> str:
    return NAMES.get(word, CONTENTS.get(word, word))


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    here = tmp_path_factory.mktemp("told")
    lines = told(json.loads(CASE.read_text(encoding="utf-8")))
    (here / "claims.jsonl").write_text("\n".join(json.dumps(x) for x in lines), encoding="utf-8")
    environment = {"GESTAE_CONFIG_HOME": str(here / "config"), "GESTAE_NAME": "Robin Tallis"}
    for words in (["new", "case"], ["claims", "case", "--state", "claims.jsonl"], ["brief", "case", "--format", "json"]):
        words[1] = str(here / "case")
        ran = CliRunner().invoke(gestae, [str(here / w) if w == "claims.jsonl" else w for w in words], env=environment)
        assert ran.exit_code == 0, ran.output
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def notes(here: dict[str, Any]) -> dict[str, str]:
    """The published id of each claim: the order of the record is that of the lines."""
    ids = [c["id"] for c in here["claims"]]
    published = [x["note"] for x in told(json.loads(CASE.read_text(encoding="utf-8")))]
    return dict(zip(ids, published, strict=True))


def test_all_its_contradictions_are_findings_and_nothing_else_is(brief: dict[str, Any]) -> None:
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    presumed = {c["id"] for c in json.loads(CASE.read_text(encoding="utf-8"))["claims"] if c["source"].startswith("presumed")}
    published = notes(brief)

    found = sorted(sorted(published[c] for c in f["because"]) for f in brief["findings"] if f["topic"] == "conflict")

    assert found == sorted([c for c in s if c not in presumed] for s in answers["minimal_contradictions"])


def test_its_table_is_the_published_one(brief: dict[str, Any]) -> None:
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    labels = {a["id"]: a["label"] for a in brief["agents"]}

    asked = next(q["id"] for q in brief["questions"] if q["says"].startswith("Who loaded"))
    table = [h for h in brief["hypotheses"] if h["question"] == asked]
    found = {labels[h["candidate"]]: h["extra"] for h in table if h["candidate"]}

    assert found == {NAMES[p]: row["extra"] for p, row in answers["questions"]["Q"].items()}
    assert {h["bound"] for h in table} == {"proved"}


def test_whom_to_hear_first_is_the_published_witness(brief: dict[str, Any]) -> None:
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    labels = {a["id"]: a["label"] for a in brief["agents"]}

    assert labels[brief["ranking"][0]["agent"]] == NAMES[answers["value_of_testimony"]["most_valuable_witness"]]
