"""The date and the zone a line states."""

import re

_ZONES = {
    "BST": "Europe/London",
    "EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage", "AKDT": "America/Anchorage", "HST": "Pacific/Honolulu",
    "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland", "UTC": "UTC", "GMT": "Etc/GMT",
}  # fmt: skip
_ZONE = re.compile(rf"(?<=[\dm.s] )(?:\()?(?P<name>{'|'.join(_ZONES)})\b|\b\d{{1,2}}:\d\d(?::\d\d)?\s*(?P<offset>[+-]\d\d:?\d\d)\b")
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


_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + "|sept"
_DAYS = (
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)? (?P<m>{_MONTH})\.?,? (?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
)


def stated_day(words: str) -> str | None:
    """The first full date in a line, as EDTF; ``None`` without a year."""
    for shape in _DAYS:
        if m := shape.search(words):
            month = m["m"].lower()
            number = int(month) if month.isdigit() else 1 + next(n for n, name in enumerate(_MONTHS) if name.startswith(month[:3]))
            return f"{m['y']}-{number:02}-{int(m['d']):02}"
    return None


def _offset(words: str) -> str:
    return words if ":" in words else f"{words[:3]}:{words[3:]}"
