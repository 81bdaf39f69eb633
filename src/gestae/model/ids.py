"""Ids: a prefix that says what is named, and sixteen hex digits that reveal nothing.

Ids are hashes of what does not change: a text's reader and words, a place in a text. They hold no name and
no order of arrival, so adding documents in another order, or a better rule, moves none of them.
"""

import hashlib
import json
import re
from typing import NewType

SourceId = NewType("SourceId", str)
TextId = NewType("TextId", str)
ClaimId = NewType("ClaimId", str)
AgentId = NewType("AgentId", str)
ItemId = NewType("ItemId", str)
PlaceId = NewType("PlaceId", str)
FindingId = NewType("FindingId", str)
QuestionId = NewType("QuestionId", str)
ProceedingId = NewType("ProceedingId", str)

PREFIXES = ("src", "txt", "clm", "agt", "itm", "plc", "fnd", "qst", "prc")
FORM = re.compile(rf"({'|'.join(PREFIXES)})-[0-9a-f]{{16}}\Z")
SHORT = 8


def hashed(prefix: str, *parts: str | int) -> str:
    """An id of this prefix for these parts; the same parts always give the same id."""
    data = json.dumps([prefix, *parts], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return f"{prefix}-{hashlib.sha256(data).hexdigest()[:16]}"


def source_id(digest: str) -> SourceId:
    """Of the bytes' SHA-256 in hex."""
    return SourceId(f"src-{digest[:16]}")


def text_id(reader: str, body: str) -> TextId:
    return TextId(hashed("txt", reader, body))


def claim_id(text: str, kind: str, start: int, end: int, ordinal: int) -> ClaimId:
    """``ordinal`` counts claims of one kind on one span, in the order of their role fillers in the text."""
    return ClaimId(hashed("clm", text, kind, start, end, ordinal))


def second_claim_id(text: str, kind: str, start: int, end: int, ordinal: int) -> ClaimId:
    """Of a claim that the second reader proposes: never that of one the rules propose, now or later."""
    return ClaimId(hashed("clm", text, "second", kind, start, end, ordinal))


def stated_claim_id(entry: str) -> ClaimId:
    return ClaimId(hashed("clm", entry))


def agent_id(text: str, start: int) -> AgentId:
    """Of the start of the first mention in this text."""
    return AgentId(hashed("agt", text, start))


def item_id(text: str, start: int) -> ItemId:
    return ItemId(hashed("itm", text, start))


def place_id(text: str, start: int) -> PlaceId:
    return PlaceId(hashed("plc", text, start))


def short(id_: str) -> str:
    """The form shown to people: prefix and eight digits."""
    prefix, _, digits = id_.partition("-")
    return f"{prefix}-{digits[:SHORT]}"


def is_id(text: str) -> bool:
    return FORM.match(text) is not None
