"""The prepositions that move a time ("before Monday", "since May"), and the mention they make with it."""

import re
from dataclasses import replace
from datetime import date

from gestae.extract.times import dates
from gestae.extract.times.mention import Relation, TimeMention
from gestae.extract.times.reading import Reading
from gestae.extract.times.words import SPACE
from gestae.model import edtf

_NAMED: tuple[tuple[str, Relation], ...] = (
    (r"by|(?:not|no) later than|on or before|at the latest by|latest", "by"),
    (r"(?:no|not) (?:earlier|sooner) than|on or after|not before|no earlier than", "not before"),
    (r"before|prior to|earlier than", "before"),
    (r"(?<!shortly )(?<!just )(?<!soon )after|following|later than", "after"),
    (r"since", "since"),
    (r"until|till|up to", "until"),
    (r"within|inside", "within"),
)
_RELATIONS = tuple((re.compile(rf"\b(?:{p}){SPACE}(?:the{SPACE})?$", re.IGNORECASE), name) for p, name in _NAMED)
OPENS_RANGE = re.compile(r"\b(?P<how>from|between)\s+$", re.I)
_FROM_NOW = re.compile(
    rf"{SPACE}(?:of|from|after){SPACE}(?:today|(?:the{SPACE})?(?:date{SPACE}of{SPACE})?(?:this|the{SPACE}present){SPACE}"
    rf"(?:order|notice|letter|summons|subpoena|date))\b",
    re.IGNORECASE,
)


def mention(text: str, start: int, end: int, reading: Reading, parts: tuple[TimeMention, ...]) -> TimeMention:
    """The mention that a reading of a stretch of the text is, with the preposition before it."""
    relation: Relation | None = None
    lead = ""
    if reading.type in ("DATE", "TIME", "DURATION"):
        before = text[max(0, start - 24) : start]
        for pattern, name in _RELATIONS:
            m = pattern.search(before)
            if m and not (reading.type == "DURATION" and name != "within"):
                relation, lead = name, m[0]
                break
        opening = OPENS_RANGE.search(text, max(0, start - 10), start) if parts else None
        if opening:
            relation, lead = None, opening[0]
    return TimeMention(
        start, end, text[start:end], reading.type, reading.value, reading.edtf, reading.earliest, reading.latest, reading.mod,
        relation, lead, reading.clock.zone if reading.clock else None, parts,
    )  # fmt: skip


def from_now(said: TimeMention, text: str, anchor: date | None) -> TimeMention:
    """ "Within 30 days of this order": bounds from the document's date on."""
    days = re.fullmatch(r"P(\d+)([DWMY])", said.value)
    if anchor is None or said.relation != "within" or days is None or not _FROM_NOW.match(text, said.end):
        return said
    amount, unit = int(days[1]), days[2]
    if unit in "DW":
        last = dates.day_shift(anchor, amount * (7 if unit == "W" else 1))
    else:
        last = dates.month_shift(anchor, amount * (12 if unit == "Y" else 1))
    return replace(said, earliest=edtf.start_of_day(anchor), latest=edtf.end_of_day(last))
