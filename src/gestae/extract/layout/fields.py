"""Fields: ``label: value``, alone on a line or several set apart by wide spaces."""

import re

from gestae.extract.blocks import Field
from gestae.extract.draft import Words

_LABEL = re.compile(r"(?P<label>(?:[A-Z]|\d(?:st|nd|rd|th)\b)[\w’'.&/#()-]*(?:[ ]?[/&]?[ ]?[\w’'.&/#()-]+){0,4}?)[ ]?:(?=[ \t]|\Z)")
_SPLIT = re.compile(r"[ ]{2,}|[ ]?[\t|]+[ ]?")
_SENTENCE = re.compile(r"[.!?][”\"’)]*\s+[A-Z“\"]\w|[a-z]{2}[.!?]\Z")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|will|would|may|can|could|should|shall|must|says|said|saw|see|if|that)\b"
    r"|\b(?:I|we|he|she|they|you)\b"
)
_REMARKS = re.compile(r"(?:correction|clarification|note|notes|nota bene|n\.?b|update|warning|important|editor)\b", re.IGNORECASE)
WORDY = 12  # words of a value beyond which it reads as a sentence


def fields_in(body: str, start: int, end: int) -> list[Field]:
    """The fields of a line; none if any part of it reads otherwise."""
    found: list[Field] = []
    for s, e in _segments(body, start, end):
        label = _LABEL.match(body, s, e)
        if label is None:
            if found and s < e and not found[-1].value.end > found[-1].value.start:
                found[-1] = Field(found[-1].label, Words(found[-1].at.start, e), Words(s, e))
                continue
            return []
        v = label.end()
        while v < e and body[v].isspace():
            v += 1
        if _reads_as_prose(label["label"], body[v:e]):
            return []
        found.append(Field(label["label"].strip(), Words(s, e), Words(v, e)))
    return found


def is_field_line(body: str, start: int, end: int) -> bool:
    if end - start > 400 or ":" not in body[start : min(end, start + 48)]:
        return False
    return bool(fields_in(body, start, end))


def _segments(body: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    for gap in _SPLIT.finditer(body, start, end):
        if gap.start() > at:
            found.append((at, gap.start()))
        at = gap.end()
    if end > at:
        found.append((at, end))
    return found


def _reads_as_prose(label: str, value: str) -> bool:
    if len(label) > 44 or (label.endswith(".") and len(label) > 12):
        return True
    words = value.split()
    if _REMARKS.match(label) and len(words) > 3:
        return True
    if len(words) > 2 * WORDY:
        return True
    return (len(words) > 4 and bool(_SENTENCE.search(value) and _VERB.search(value))) or (
        len(words) > WORDY and bool(_VERB.search(value))
    )
