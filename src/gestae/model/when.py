"""When: time as far as it is known, never a midpoint."""

from gestae.model.value import Value


class Relation(Value, frozen=True):
    """At least ``least`` and at most ``most`` seconds after the event of that name; negative: before it. ``None``: open."""

    event: str
    least: int | None = None
    most: int | None = None


class When(Value, frozen=True):
    """A time as told.

    ``said`` keeps the words. ``edtf`` is EDTF local time without zone, seconds always written
    (``2023-06-16T09:40:00``, ``2021-10``, ``XXXX-10-21``), ``None`` where EDTF cannot say it (an approximate clock
    time, a weekday of an unknown week). ``earliest`` and ``latest`` are ISO local date-times, inclusive; ``None`` when open.
    An EDTF interval (with a slash) means throughout; bounds without one mean at some time within. ``relations`` say how
    long after other events, by the word that groups the reports of one.
    """

    said: str
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    relations: tuple[Relation, ...] = ()

    @property
    def is_throughout(self) -> bool:
        return self.edtf is not None and "/" in self.edtf

    @property
    def is_exact(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest
