"""Clock: the times of a log's rows, with the dates they belong to."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from gestae.extract.blocks import Row, Table
from gestae.extract.draft import Words
from gestae.extract.layout.dates import stated_day
from gestae.model import When

CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2})(?:(?P<sep>[:.h])(?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?|(?P<m2>[0-5]\d)(?![\d/.-]))?"
    r"[ ]?(?:(?P<half>[ap])\.?[ ]?m\b\.?)?(?![\d:/])",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})(?:[/.-](?P<y>\d{4}|\d\d))?\b(?![:\d])")
_DAY_MONTH = re.compile(r"\b(?:(?P<d>\d{1,2}) (?P<m>[A-Z][a-z]{2})[a-z]*|(?P<m2>[A-Z][a-z]{2})[a-z]* (?P<d2>\d{1,2}))\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BACK = 240  # minutes that a clock may run back between rows before the day is taken to have turned
_NOON = 720

Spell = tuple[str, When, Words, Words]


@dataclass(frozen=True)
class Clock:
    """``when`` is the row's time; ``spells`` are the out and in times of a sign-out log: kind, time, cell, words after the time."""

    when: When | None
    date: str | None
    spells: tuple[Spell, ...] = ()


def clock_rows(table: Table, roles: list[str | None], body: str) -> list[Clock]:
    """One clock for each row. A row past midnight belongs to the next date."""
    out: list[Clock] = []
    given, turned, before = table.date, 0, -1
    is_twelve = _runs_to_twelve(table, roles, body)
    for row in table.rows:
        stated = _stated(row, roles, body, table.date)
        if stated and stated != given:
            given, turned, before = stated, 0, -1
        when: When | None = None
        spells: list[Spell] = []
        row_before, days = before, turned
        for role, cell in zip(roles, row.cells, strict=True):
            moment = _moment(body, cell) if role in ("time", "out", "in") else None
            if moment is None:
                continue
            minutes, seconds, ends = moment
            back = 0 if role == "in" and spells else _BACK
            if row_before >= 0 and minutes < row_before - back:
                if is_twelve and minutes + _NOON > row_before:
                    minutes += _NOON
                else:
                    days += 1
            if when is None and not spells:
                before, turned = minutes, days
            row_before = minutes
            made = when_of(body[cell.start : cell.end], _later(given, days), minutes, seconds)
            if role == "time":
                when = when or made
            else:
                spells.append(("taking_out" if role == "out" else "storing", made, cell, _rest(body, ends, cell.end)))
        day = _later(given, turned)
        out.append(Clock(when or _during(spells), day, tuple(spells)))
    return out


def _during(spells: list[Spell]) -> When | None:
    """From out to in: what a sign-out row's remark tells happened at some time between."""
    if len(spells) < 2:
        return spells[0][1] if spells else None
    out, back = spells[0][1], spells[-1][1]
    return When(said=f"{out.said} – {back.said}", earliest=out.earliest, latest=back.latest)


def when_of(said: str, day: str | None, minutes: int, seconds: int = 0) -> When:
    """An exact time of a day; without a day only its words."""
    if day is None:
        return When(said=said)
    at = f"{day}T{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return When(said=said, edtf=at, earliest=at, latest=at)


def minutes_of(words: str) -> int | None:
    """Minutes since midnight of the first clock time in these words."""
    read = _read(words)
    return read[0] if read else None


def _moment(body: str, cell: Words) -> tuple[int, int, int] | None:
    read = _read(body[cell.start : cell.end])
    return (read[0], read[1], cell.start + read[2]) if read else None


def _read(words: str) -> tuple[int, int, int] | None:
    for m in CLOCK.finditer(words):
        minute = m["m"] or m["m2"]
        if minute is None and not m["half"]:
            continue
        if m["sep"] == "." and len(words) > m.end() and words[m.end()] == ".":
            continue
        hour = int(m["h"])
        if hour > 24 or (m["half"] and not 1 <= hour <= 12):
            continue
        if m["half"]:
            hour = hour % 12 + (12 if m["half"].lower() == "p" else 0)
        return (hour % 24) * 60 + int(minute or 0), int(m["s"] or 0), m.end()
    return None


def _rest(body: str, start: int, end: int) -> Words:
    while start < end and body[start] in " ,;/–-(":
        start += 1
    return Words(start, end)


def _runs_to_twelve(table: Table, roles: list[str | None], body: str) -> bool:
    """Whether the clock is written without am, pm, leading noughts or hours past twelve."""
    said = [
        body[c.start : c.end] for row in table.rows for r, c in zip(roles, row.cells, strict=True) if r in ("time", "out", "in")
    ]
    found = [m for m in (CLOCK.match(s) for s in said if s) if m and (m["m"] or m["m2"])]
    return bool(found) and all(not m["half"] and not m["h"].startswith("0") and int(m["h"]) <= 12 for m in found)


def _stated(row: Row, roles: list[str | None], body: str, given: str | None) -> str | None:
    for role, cell in zip(roles, row.cells, strict=True):
        if role in ("date", "time", "out") and cell.end > cell.start:
            words = body[cell.start : cell.end]
            if found := stated_day(words) or _numeric(words, given, is_date=role == "date") or _short(words, given):
                return found
    return None


def _numeric(words: str, given: str | None, *, is_date: bool) -> str | None:
    """A date in figures, when only one reading is a date: 27/03/2024; day or month first is never guessed."""
    m = _NUMERIC.search(words) if is_date or "/" in words else None
    if m is None:
        return None
    a, b = int(m["a"]), int(m["b"])
    year = m["y"] or (given[:4] if given else None)
    if year is None or "X" in year:
        return None
    year = f"20{year}" if len(year) == 2 else year
    readings = {(d, mo) for d, mo in ((a, b), (b, a)) if 1 <= d <= 31 and 1 <= mo <= 12}
    if given and len(readings) > 1:
        near = {r for r in readings if f"{year}-{r[1]:02}-{r[0]:02}" in (given, _later(given, 1))}
        readings = near or readings
    return f"{year}-{next(iter(readings))[1]:02}-{next(iter(readings))[0]:02}" if len(readings) == 1 else None


def _short(words: str, given: str | None) -> str | None:
    """``27 Mar`` in the year of the document."""
    m = _DAY_MONTH.search(words)
    month = (m["m"] or m["m2"]).lower() if m else ""
    if m is None or month not in _MONTHS or not given or "X" in given[:4]:
        return None
    return f"{given[:4]}-{_MONTHS.index(month) + 1:02}-{int(m['d'] or m['d2']):02}"


def _later(day: str | None, days: int) -> str | None:
    if day is None or not days:
        return day
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except ValueError:
        return None
