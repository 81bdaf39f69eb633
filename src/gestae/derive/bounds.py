"""Bounds: between which moments something happened, as far as its words say."""

from typing import NamedTuple

from gestae.model import When
from gestae.model.edtf import bounds as edtf_bounds

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Bounds(NamedTuple):
    """ISO local date-times with seconds, inclusive; ``None`` where open."""

    earliest: str | None = None
    latest: str | None = None

    @property
    def are_open(self) -> bool:
        return self.earliest is None and self.latest is None

    @property
    def minutes(self) -> int | None:
        """How wide they are when both lie on one day, else ``None``."""
        if self.earliest is None or self.latest is None or not self.is_one_day:
            return None
        return _minute(self.latest) - _minute(self.earliest)

    @property
    def is_one_day(self) -> bool:
        return self.earliest is not None and self.latest is not None and self.earliest[:10] == self.latest[:10]

    @property
    def is_clocked(self) -> bool:
        """Whether both ends are told by the clock, not by the day alone."""
        if self.earliest is None or self.latest is None or self.earliest >= self.latest:
            return False
        return self.earliest[11:] != "00:00:00" and self.latest[11:] != "23:59:59"

    def precede(self, other: "Bounds") -> bool:
        """Whether every moment of these lies before every moment of the other."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def meet(self, other: "Bounds") -> bool:
        """Whether both can speak of one moment; open bounds can."""
        return not self.precede(other) and not other.precede(self)

    def within(self, other: "Bounds") -> "Bounds":
        """What both allow; these where they allow nothing together."""
        first = max((b for b in (self.earliest, other.earliest) if b), default=None)
        last = min((b for b in (self.latest, other.latest) if b), default=None)
        return self if first and last and first > last else Bounds(first, last)


def bounds_of(when: When | None) -> Bounds:
    """The bounds a time gives: its own, else those of its EDTF. Open for a day of an unknown year."""
    if when is None:
        return Bounds()
    own = Bounds(_moment(when.earliest, "00:00:00"), _moment(when.latest, "23:59:59"))
    if own.are_open and when.edtf:
        try:
            own = Bounds(*edtf_bounds(when.edtf))
        except ValueError:
            return Bounds()
    if own.earliest and own.latest and own.earliest > own.latest:
        return Bounds()
    return own


def yearless(when: When | None) -> str | None:
    """Month, day and clock of a time whose year is not known, for ordering within one text."""
    if when is None or when.edtf is None or not when.edtf.startswith("XXXX-"):
        return None
    return when.edtf[5:]


def clock_words(moment: str, with_day: bool = True) -> str:
    """``08:31 on 27 March 2024``; without the day only the clock."""
    clock = moment[11:16]
    return f"{clock} on {day_words(moment)}" if with_day else clock


def day_words(moment: str) -> str:
    return f"{int(moment[8:10])} {_MONTHS[int(moment[5:7]) - 1]} {moment[:4]}"


def _moment(iso: str | None, clock: str) -> str | None:
    """With date and seconds, whatever it came with."""
    if not iso:
        return None
    if len(iso) == 10:
        return f"{iso}T{clock}"
    if len(iso) == 16:
        return iso + clock[5:]
    return iso[:19]


def _minute(moment: str) -> int:
    return int(moment[11:13]) * 60 + int(moment[14:16])
