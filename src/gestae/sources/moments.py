"""Dates in metadata, as EDTF local time and a zone."""

import re
from datetime import datetime
from email.utils import parsedate_tz

Moment = tuple[str | None, str | None]


def iso_moment(written: str) -> Moment:
    """Of an ISO date or date-time; two ``None`` for anything else."""
    written = written.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return (written, None) if _parsed(written) else (None, None)
    parsed = _parsed(written) if re.match(r"\d{4}-\d\d-\d\d[T ]\d\d", written) else None
    if parsed is None:
        return None, None
    zone = parsed.strftime("%z")
    return parsed.strftime("%Y-%m-%dT%H:%M:%S"), f"{zone[:3]}:{zone[3:5]}" if zone else None


def mail_moment(written: str) -> Moment:
    """Of a mail's Date header; ``-0000`` means a zone nobody knows."""
    parsed = parsedate_tz(written)
    if parsed is None:
        return None, None
    year, month, day, hour, minute, second = parsed[:6]
    try:
        local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone is told apart
    except (ValueError, OverflowError):
        return None, None
    return local.isoformat(), None if re.search(r"-0000\b", written) else _offset(parsed[9])


def _offset(seconds: int | None) -> str | None:
    if seconds is None or abs(seconds) >= 24 * 3600:
        return None
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _parsed(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
