"""Dates in metadata, as EDTF local time and a zone."""

import re
from collections.abc import Sequence
from datetime import datetime

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


def mail_moment(parsed: Sequence[int | None] | None) -> Moment:
    """Of a mail's date as the standard library takes it apart; ``-0000`` means a zone nobody knows."""
    if parsed is None:
        return None, None
    try:
        local = datetime(*(n or 0 for n in parsed[:6]))  # type: ignore[arg-type]  # noqa: DTZ001 - its zone is told apart
    except (ValueError, TypeError, OverflowError):
        return None, None
    offset = parsed[9] if len(parsed) > 9 else None
    return local.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0"), _offset(offset)


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
