"""A case of the published format told as claims, one object a line, the way a person states them by hand."""

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

_START = datetime.fromisoformat("2026-09-17T07:00:00")
_KINDS = {
    "load": "loading", "check": "inspection", "custody": "holding", "transfer": "handover", "discharge": "discharge",
    "presence": "presence", "point": "announcement",
}  # fmt: skip
_CONTENTS = {"live": "live round", "dummy": "dummy rounds"}


def told(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    events = {e["id"]: e for e in case["events"]}
    for claim in case["claims"]:
        yield _line(claim, events[claim["event"]])
    for asked in case["questions"]:
        roles = {"item": _item(events[asked["event"]]), "content": "live round"}
        yield {"kind": "loading", "by": "Ines Vestergaard", "modality": "asked", "roles": roles, "event": asked["event"]}


def _line(claim: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    says, kind = claim["says"], _KINDS[event["kind"]]
    words = {"actor": "agent", "obj": {"loading": "content", "inspection": "result"}.get(kind), "holder": "holder"}
    words |= {"giver": "giver", "receiver": "receiver"}
    roles: dict[str, str] = {"item": _item(event)} if "item" in event else {}
    roles |= {w: _label(v[0]) for r, v in event.get("roles", {}).items() if len(v) == 1 and (w := words[r])}
    if kind == "presence":
        roles = {"agent": _label(event["person"]), "place": f"room {event['place']}"}
    if says in ("role", "not_role"):
        roles[words[claim["role"]] or "result"] = _label(claim["value"])
    line: dict[str, Any] = {
        "kind": kind, "by": _label(claim["source"]), "polarity": "denies" if says.startswith("not_") else "asserts",
        "roles": roles, "event": event["id"], "credibility": 1 / (1 + math.exp(-claim["weight"] / 10)),
    }  # fmt: skip
    if says == "time":
        line["when"] = {"said": "about then", "earliest": _clock(claim["lo"]), "latest": _clock(claim["hi"])}
    elif says == "order":
        relation = {"event": claim["event2"], "least": -60 * claim["max"], "most": -60 * claim["min"]}
        line["when"] = {"said": "a little before", "relations": [relation]}
    return line


def _item(event: dict[str, Any]) -> str:
    return f"prop revolver {event['item']}"


def _label(word: str) -> str:
    return f"{word.upper()} Halvorsen" if word[0] == "p" and word[1:].isdecimal() else _CONTENTS.get(word, word)


def _clock(minutes: int) -> str:
    return (_START + timedelta(minutes=minutes)).isoformat()
