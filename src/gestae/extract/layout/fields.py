"""Fields: ``label: value``, alone on a line or several set apart by wide spaces."""

import re

from gestae.extract.blocks import Field
from gestae.extract.draft import Words
from gestae.rules import cues

_BEGINS = re.compile(r"[^\W\d_a-zß-öø-ÿ]|\d(?:st|nd|rd|th)\b")
_TOKEN = re.compile(r"[\w’'.&/#()\-]+\Z")
LONGEST_LABEL = 44
_SPLIT = re.compile(r"[ ]{2,}|[ ]?[\t|]+[ ]?")
_SENTENCE = re.compile(r"[.!?][”\"’)]*\s+[A-Z“\"]\w|[a-z]{2}[.!?]\Z")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|will|would|may|can|could|should|shall|must|says|said|saw|see|if|that)\b"
    r"|\b(?:I|we|he|she|they|you)\b"
)
_REMARKS = re.compile(r"(?:correction|clarification|note|notes|nota bene|n\.?b|update|warning|important|editor)\b", re.IGNORECASE)
_SAID = "|".join(cues("speech")["before_the_name"])
_TELLING = re.compile(  # "He said:", "The board wrote:" lead into speech
    r"\A(?:the|an?|he|she|it|they|we|i|mr|mrs|ms|miss|dr|then|and|but)\b"
    rf"|(?:\s|\A)(?:{_SAID})(?: [A-Z][\w’'.-]+)*\Z|\s(?:told|called|reads?|follows|following)\Z",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“„«‘\"'].*[.!?…][”\"’'»]+\Z")
WORDY = 12  # words of a value beyond which it reads as a sentence


def fields_in(body: str, start: int, end: int) -> list[Field]:
    """The fields of a line; none if any part of it reads otherwise."""
    if tabbed := _tabbed(body, start, end):
        return [tabbed]
    if end - start > 400 or body.find(":", start, min(end, start + LONGEST_LABEL + 2)) < 0:
        return []
    found: list[Field] = []
    for s, e in _segments(body, start, end):
        colon = _label_end(body, s, e)
        if colon is None:
            if found and found[-1].value.end == found[-1].value.start:  # the value stands apart from its label
                found[-1] = Field(found[-1].label, Words(found[-1].at.start, e), Words(s, e))
                continue
            return []
        v = colon + 1
        while v < e and body[v].isspace():
            v += 1
        label = body[s:colon].strip()
        if _reads_as_prose(label, body[v:e]):
            return []
        found.append(Field(label, Words(s, e), Words(v, e)))
    return found


def _tabbed(body: str, start: int, end: int) -> Field | None:
    """A form's row of two cells, the first a label without a colon."""
    tab = body.find("\t", start, min(end, start + LONGEST_LABEL))
    if tab < 0 or body.find("\t", tab + 1, end) >= 0 or not _BEGINS.match(body, start, tab):
        return None
    label, value = body[start:tab].strip(), body[tab:end].strip()
    tokens = label.split()
    if ":" in label or not value or len(tokens) > 5 or not all(_TOKEN.match(t) for t in tokens) or _reads_as_prose(label, value):
        return None
    return Field(label, Words(start, end), Words(end - len(value), end))


def is_field_line(body: str, start: int, end: int) -> bool:
    return bool(fields_in(body, start, end))


def _label_end(body: str, start: int, end: int) -> int | None:
    """Where the colon after a label stands."""
    colon = body.find(":", start, min(end, start + LONGEST_LABEL + 2))
    if colon < 0 or not _BEGINS.match(body, start, colon) or (colon + 1 < end and not body[colon + 1].isspace()):
        return None
    tokens = body[start:colon].split()
    return colon if len(tokens) <= 5 and all(_TOKEN.match(t) for t in tokens) else None


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
    if (label.endswith(".") and len(label) > 12) or _TELLING.search(label):
        return True
    words = value.split()
    if _REMARKS.match(label) and len(words) > 3:
        return True
    if len(words) > 2 * WORDY or (len(words) > 2 and _QUOTED.match(value)):
        return True
    return (len(words) > 4 and bool(_SENTENCE.search(value) and _VERB.search(value))) or (
        len(words) > WORDY and bool(_VERB.search(value))
    )
