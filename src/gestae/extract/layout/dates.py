"""The date and the zone a line states."""

import re

from gestae.extract.times import document_date

_ZONES = {
    "BST": "Europe/London",
    "EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage", "AKDT": "America/Anchorage", "HST": "Pacific/Honolulu",
    "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland", "UTC": "UTC", "GMT": "Etc/GMT",
}  # fmt: skip
_ZONE = re.compile(rf"(?<=[\dm.s] )(?:\()?(?P<name>{'|'.join(_ZONES)})\b|\b\d{{1,2}}:\d\d(?::\d\d)?\s*(?P<offset>[+-]\d\d:?\d\d)\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")  # looked for first: most lines have none
_RANGE = re.compile(
    r"\b(?P<first>\d{1,2})(?:st|nd|rd|th)? ?(?:[-–/]|to|and) ?\d{1,2}(?:st|nd|rd|th)?"
    r" (?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})\b"
)
_FULL_NAMES = re.compile(
    r"\b(?:(?P<a>British Summer|Eastern|Central|Mountain|Pacific)(?: Standard| Daylight)? Time)\b", re.IGNORECASE
)
_BY_FULL_NAME = {
    "british summer": "Europe/London", "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}  # fmt: skip


def day_of(edtf: str | None) -> str | None:
    """The date of an EDTF date-time."""
    return edtf.partition("T")[0] if edtf else None


def zone_of(words: str) -> str | None:
    """The zone that a clock time names, when all that do name the same; an offset stays ``+HH:MM``."""
    found = {_ZONES[m["name"]] if m["name"] else _offset(m["offset"]) for m in _ZONE.finditer(words)}
    found |= {_BY_FULL_NAME[m["a"].lower()] for m in _FULL_NAMES.finditer(words)}
    return found.pop() if len(found) == 1 else None


def stated_moment(words: str) -> str | None:
    """The one full date a line states, with the time where it tells that too, as EDTF; ``None`` without a year."""
    return document_date(words) if _YEAR.search(words) else None


def stated_day(words: str) -> str | None:
    return day_of(stated_moment(words))


def first_day(words: str) -> str | None:
    """The first day of a range in a line: "14-15 May 2023"; the one day where there is only one."""
    if (m := _RANGE.search(words)) and (day := stated_day(f"{m['first']} {m['month']} {m['year']}")):
        return day
    return stated_day(words)


def _offset(words: str) -> str:
    return words if ":" in words else f"{words[:3]}:{words[3:]}"
