"""Transfers with their roles, in the format of ``score_events.py --kind transfer``."""

from collections.abc import Iterator
from typing import Any

from gestae.extract.events.transfers import Transfer, reach, transfers
from gestae.extract.parse import Parsed
from gestae.extract.proposing import scenes
from gestae.model import Text
from gestae.model.ids import source_id, text_id


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The transfers of one document, found in the scenes that its claims are read from."""
    body = row["text"]
    text = Text(id=text_id("plain-1", body), source=source_id(""), reader="plain-1", body=body)
    return {"doc": row["doc"], "events": list(_events(text))}


def _events(text: Text) -> Iterator[dict[str, Any]]:
    for scene in scenes(text):
        for found in transfers(scene.parsed.doc):
            yield {
                "trigger": list(scene.parsed.words(found.trigger)),
                "kind": "transfer",
                "roles": {role: [_reach(scene.parsed, found, role)] for role in found.roles},
            }


def _reach(parsed: Parsed, found: Transfer, role: str) -> list[int]:
    return list(parsed.words(*reach(found, found.roles[role])))
