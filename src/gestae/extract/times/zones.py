"""Zones as written: a time said in another zone than the text's own, put into the text's."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_HOURS = {
    "GMT": 0, "UTC": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


def to_local(told: datetime, written: str | None, zone: str | None) -> datetime:
    """A local time of ``zone`` (IANA) for one told with a zone of its own ("18:00 UTC"); as told when either is unknown."""
    hours = _offset(written) if written else None
    if hours is None or zone is None:
        return told
    try:
        home = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return told
    there = home.utcoffset(told)
    if there is None:
        return told
    return told + (there - timedelta(hours=hours))


def _offset(written: str) -> float | None:
    if written[0] in "+-":
        figures = written[1:].replace(":", "")
        hours = int(figures[:2]) + int(figures[2:] or 0) / 60
        return -hours if written[0] == "-" else hours
    return _HOURS.get(written.upper())
