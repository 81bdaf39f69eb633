"""Time expressions, in the format of ``score_timex.py``."""

from typing import Any

from gestae.extract.times import TimeMention, find


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The mentions of one document, a range as its two ends."""
    mentions = [part for mention in find(row["text"], row.get("dct")) for part in (mention.parts or (mention,))]
    return {"doc": row["doc"], "timexes": [_timex(mention) for mention in mentions]}


def _timex(mention: TimeMention) -> dict[str, Any]:
    return {"start": mention.start, "end": mention.end, "type": mention.type, "value": mention.value}
