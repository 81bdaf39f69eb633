"""The days a document tells of: its own, or the one that its head or the subject of a message names."""

import re
from datetime import date as day

from gestae.extract.blocks import Block, Document
from gestae.extract.times import Narrative, find
from gestae.model.edtf import day as day_of

LOOKING_BACK = ("statement", "transcript", "mail", "letter", "order")  # what they tell was not on the day they were made
EVENT = r"(?:incident|accident|event|occurrence|injury|death|offence|shooting|loss)"
OF_THE_EVENT = re.compile(
    rf"(?:date|day|date and time|when)(?: of)?(?: the)? {EVENT}(?: date)?\Z|{EVENT} (?:date|day)(?: and time)?\Z", re.IGNORECASE
)


def narrative(document: Document, body: str) -> Narrative:
    """How the times of a document are read. A field that dates the event dates every bare clock time."""
    event = _of_the_event(document, body)
    told_later = document.genre in LOOKING_BACK or (event is not None and event != day_of(document.date or ""))
    return Narrative(document.date, document.zone, topic=event, its_own_day=not told_later)


def topic(document: Document, block: Block, body: str) -> day | None:
    """The day a message's subject is about ("Line 9 - what happened Saturday"), told from when it was written."""
    heads = [b for b in document.blocks if b.kind == "headline" and b.end <= block.start and b.message == block.message]
    return _day_in(body[heads[-1].start : heads[-1].end], block.date) if heads else None


def _of_the_event(document: Document, body: str) -> day | None:
    dated = (f for f in document.fields if OF_THE_EVENT.match(f.label.strip()))
    return next((d for f in dated if (d := _day_in(body[f.value.start : f.value.end], document.date)) is not None), None)


def _day_in(words: str, written: str | None) -> day | None:
    for mention in find(words, written):
        if mention.edtf is not None and re.match(r"\d{4}-\d\d-\d\d(?:T|\Z)", mention.edtf):
            return day.fromisoformat(mention.edtf[:10])
    return None
