"""A mention: words that tell a time, what they say in TIMEX3 and EDTF, and the bounds they give."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from gestae.model import When

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Relation = Literal["by", "before", "after", "since", "until", "within", "not before"]


@dataclass(frozen=True)
class TimeMention:
    """``start`` and ``end`` are offsets into the text read, end exclusive; ``said`` is the stretch between.

    ``value`` is a TIMEX3 value and may rest on the likeliest reading; ``edtf``, ``earliest`` and ``latest`` never do: they
    are ``None`` where the text does not tell. ``mod`` is TIMEX3's (APPROX, START, ...). ``relation`` and ``lead`` are the
    preposition before it that moves the time meant ("before Monday"), ``zone`` the zone as written. ``parts`` are the two
    ends of a range.
    """

    start: int
    end: int
    said: str
    type: TimeType
    value: str
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    mod: str | None = None
    relation: Relation | None = None
    lead: str = ""
    zone: str | None = None
    parts: tuple["TimeMention", ...] = ()

    def moved(self, by: int) -> "TimeMention":
        """The same mention in a text that begins so many characters earlier."""
        return replace(self, start=self.start + by, end=self.end + by, parts=tuple(p.moved(by) for p in self.parts))

    def when(self) -> When:
        """The time a claim gets from this mention.

        "By D" and "not later than D" have time D. "Before D" ends a second before D begins, "after D" begins where D ends;
        "since" and "until" are open intervals, throughout.
        """
        said = self.lead + self.said
        edtf, earliest, latest = self.edtf, self.earliest, self.latest
        whole = edtf is not None and "/" not in edtf
        match self.relation:
            case "before":
                edtf, earliest, latest = None, None, _step(earliest, -1)
            case "after":
                edtf, earliest, latest = None, _step(latest, 1), None
            case "not before":
                edtf, latest = None, None
            case "since":
                edtf, latest = (f"{edtf}/.." if whole else None), None
            case "until":
                edtf, earliest = (f"../{edtf}" if whole else None), None
            case _:
                pass
        return When(said=said, edtf=edtf, earliest=earliest, latest=latest)


def _step(bound: str | None, seconds: int) -> str | None:
    if bound is None:
        return None
    try:
        return (datetime.fromisoformat(bound) + timedelta(seconds=seconds)).isoformat()
    except OverflowError:
        return None
