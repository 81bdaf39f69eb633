"""Names of persons, organisations and places of a gold row, as ``gestae read`` finds them, for ``score_entities.py``."""

from typing import Any

from gestae.extract.entities import entities
from gestae.model import Text
from gestae.model.codec import digest
from gestae.model.ids import source_id, text_id

TYPES = {"person": "person", "organisation": "organization", "place": "place"}


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """``{"doc", "entities": [{"start", "end", "type", "named", "cluster"}]}``; a name that nobody is found for has no cluster."""
    body = str(row["text"])
    text = Text(id=text_id("plain-1", body), source=source_id(digest(body.encode())), reader="plain-1", body=body)
    found = []
    for one in entities(text):
        told = {"start": one.start, "end": one.end, "type": TYPES[one.kind], "named": one.named}
        found.append(told if one.figure is None else {**told, "cluster": one.figure})
    return {"doc": row["doc"], "entities": found}
