"""The ways in for callers who have a whole text, one line or one cell."""

import re

from gestae.extract.times import clocks
from gestae.extract.times.context import Context, Tense
from gestae.extract.times.mention import TimeMention
from gestae.extract.times.narrative import Narrative
from gestae.extract.times.relations import mention
from gestae.extract.times.settle import settle
from gestae.model import edtf


def find(text: str, anchor: str | None = None, zone: str | None = None, tense: Tense | None = None) -> tuple[TimeMention, ...]:
    """The time mentions of a whole text, in order, none overlapping."""
    return Narrative(anchor, zone, tense).read(text)


def document_date(line: str) -> str | None:
    """The one full date (EDTF, ``2024-09-19``; a date-time where the line tells the time too) that a line gives; ``None`` when it
    gives none, or several different ones."""
    told = [m for m in find(line) if m.edtf and edtf.day(m.edtf) and "/" not in m.edtf]
    days = {(m.edtf or "")[:10] for m in told}
    if len(days) != 1:
        return None
    return max((m.edtf or "" for m in told), key=len)


_CELL = re.compile(
    r"\s*(?P<said>(?P<h>[01]?\d|2[0-4])[:.]?(?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?(?: ?(?:hrs|hours|h))?)\s*", re.IGNORECASE
)


def clock(cell: str, day: str | None) -> TimeMention | None:
    """The clock time that a table cell is, on its row's day (EDTF), if known; ``None`` when the cell is anything else.

    Figures without a.m. or p.m. are read on the 24-hour clock, as logs are written.
    """
    start = len(cell) - len(cell.lstrip())
    said = cell.strip()
    plain = _CELL.fullmatch(said)
    if plain:
        told: tuple[int, clocks.Clock] | None = (len(said), clocks.Clock(int(plain["h"]), int(plain["m"]), int(plain["s"] or 0)))
    else:
        near = clocks.approach_at(said, 0)
        told = clocks.clock_at(said, near[0] if near else 0)
        if told and near:
            told = told[0], told[1].about(near[1], near[2])
    if told is None or told[0] < len(said.rstrip(".")):
        return None
    context = Context(day=edtf.day(day) if day else None, says_24_hours=True)
    context.open(said)
    return mention(said, 0, len(said), settle(told[1], None, context, 0, len(said)), ()).moved(start)


def next_day(day: str) -> str:
    """The day after (EDTF), for a log's rows past midnight."""
    return edtf.next_day(day)
