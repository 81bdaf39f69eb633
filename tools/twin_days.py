"""Days of a renamed twin: every date moved by the same number of whole weeks."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_MONTH = "|".join(f"{m}|{m[:3]}" for m in _MONTHS)
_DATE = re.compile(
    rf"\b(?P<m1>{_MONTH}) (?P<d1>\d{{1,2}})(?:, (?P<y1>\d{{4}}))?(?![\d:])"
    rf"|\b(?P<d2>\d{{1,2}}) (?P<m2>{_MONTH})(?: (?P<y2>\d{{4}}))?(?!\w)"
    rf"|\b(?:in|last|since) (?P<m3>{'|'.join(_MONTHS)})\b|\b(?:in|since) (?P<y4>20\d\d)\b"
)
_FALLBACK = 2021  # the year taken, for the shift only, where a document names none


@dataclass(frozen=True)
class Days:
    """``weeks`` is the shift; ``year`` the one in which days without a year are counted."""

    weeks: int
    year: int

    @classmethod
    def of(cls, text: str, gold: dict[str, Any], chance: random.Random) -> "Days":
        """A shift that keeps days without a year in the document's year, and the zone's letters in the text true."""
        document = gold.get("document", {})
        stated = document.get("date")
        own = date.fromisoformat(stated) if stated else None
        year = own.year if own else _FALLBACK
        zone = ZoneInfo(document["zone"]) if document.get("zone") else None
        for _ in range(500):
            found = cls(chance.choice([w for w in range(-220, 221) if abs(w) > 3]), year)
            loose = [d for m in _DATE.finditer(text) if (d := found._day(m)) is not None and not (m["y1"] or m["y2"])]
            years = {found._moved(d).year for d in [*loose, *([own] if own else [])]}
            if len(years) > 1 or (zone and own and _offset(zone, own) != _offset(zone, found._moved(own))):
                continue
            return found
        return cls(52, year)

    def changes(self, text: str) -> Iterator[tuple[int, int, str]]:
        for m in _DATE.finditer(text):
            if m["y4"]:
                yield m.start("y4"), m.end("y4"), str(self._year(int(m["y4"])))
            elif m["m3"]:
                yield m.start("m3"), m.end("m3"), _MONTHS[self._moved(date(self.year, _MONTHS.index(m["m3"]) + 1, 15)).month - 1]
            elif (day := self._day(m)) is not None:
                new, written = self._moved(day), "1" if m["m1"] else "2"
                yield m.span(f"m{written}")[0], m.span(f"m{written}")[1], _like(m[f"m{written}"], _MONTHS[new.month - 1])
                yield m.span(f"d{written}")[0], m.span(f"d{written}")[1], str(new.day)
                if m[f"y{written}"]:
                    yield m.span(f"y{written}")[0], m.span(f"y{written}")[1], str(new.year)

    def edtf(self, when: str) -> str:
        """A time of the gold: a day moved, a month or a year moved, words about hours as they are."""
        if m := re.search(r"(\d{4}|XXXX|\\d\{4\})-(\d\d)-(\d\d)", when):
            year = int(m[1]) if m[1].isdigit() else self.year
            new = self._moved(date(year, int(m[2]), int(m[3])))
            return when[: m.start()] + f"{new.year if m[1].isdigit() else m[1]}-{new:%m-%d}" + when[m.end() :]
        if m := re.fullmatch(r"(\d{4})-(\d\d)", when):
            return f"{self._moved(date(int(m[1]), int(m[2]), 15)):%Y-%m}"
        return re.sub(r"^(re:\^(?:\(\?!)?)?(\d{4})(?=\W|$)", lambda m: f"{m[1] or ''}{self._year(int(m[2]))}", when)

    def _day(self, m: re.Match[str]) -> date | None:
        month, day = m["m1"] or m["m2"], m["d1"] or m["d2"]
        if not month:
            return None
        number = next(n for n, name in enumerate(_MONTHS, start=1) if name.startswith(month))
        try:
            return date(int(m["y1"] or m["y2"] or self.year), number, int(day))
        except ValueError:
            return None

    def _moved(self, day: date) -> date:
        return day + timedelta(weeks=self.weeks)

    def _year(self, year: int) -> int:
        return self._moved(date(self.year, 7, 1)).year - self.year + year


def _like(old: str, new: str) -> str:
    return new[:3] if len(old) == 3 and old != "May" else new


def _offset(zone: ZoneInfo, day: date) -> timedelta | None:
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset()
