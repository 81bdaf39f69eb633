"""A long list of claims in stretches that a page can hold, and the links from one to the next."""

from collections.abc import Sequence
from typing import NamedTuple

from gestae.present.chapters import Chapters
from gestae.present.markup import Markup, tag
from gestae.present.when_words import bounds
from gestae.web.page import link
from gestae.web.told import only

MOST = 150


class Stretch(NamedTuple):
    """``part`` tells the claims from ``start`` on; ``first`` and ``last`` bound their times, ``None`` where none has one."""

    part: Chapters
    start: int
    every: int
    first: str | None
    last: str | None

    @property
    def is_all(self) -> bool:
        return self.every <= MOST


def stretch(of: Chapters, every: Sequence[str], items: frozenset[str], asked: str | None) -> Stretch:
    """Of the claims ``every``, those from number ``asked`` on; without a number, those around the harm."""
    if len(every) <= MOST:
        return Stretch(only(of, frozenset(every), items), 0, len(every), None, None)
    start = int(asked) if asked is not None and asked.isdecimal() and int(asked) < len(every) else _around_harm(of, every)
    start -= start % MOST
    inside = frozenset(every[start : start + MOST])
    dated = [e for e in of.dated if e.claim.id in inside]
    first = min((e.earliest for e in dated if e.earliest), default=None)
    last = max((e.latest for e in dated if e.latest), default=None)
    span = (first, last) if first and last else None
    return Stretch(only(of, inside, items if span else frozenset(), span), start, len(every), first, last)


def in_order(of: Chapters) -> list[str]:
    """The claims of a timeline: those with a time, those without, those under a condition."""
    return [*(e.claim.id for e in of.dated), *(c.id for c in of.undated), *(c.id for c in of.conditions)]


def ways_on(found: Stretch, path: tuple[str, ...], asked: dict[str, str]) -> Markup | None:
    """Links to the stretches before and after, and where one is."""
    if found.is_all:
        return None
    said = {name: value or None for name, value in asked.items()}
    end = min(found.start + MOST, found.every)
    here = bounds(found.first, found.last, seconds=False) if found.first or found.last else "without a time"
    before = tag("a", "Earlier", href=link(*path, **said, start=found.start - MOST), rel="prev") if found.start else None
    after = tag("a", "Later", href=link(*path, **said, start=end), rel="next") if end < found.every else None
    place = tag("span", f"{found.start + 1:,} to {end:,} of {found.every:,}: {here}")
    return tag("nav", before, " ", place, " ", after, class_="ways-on", aria_label="Stretches of time")


def _around_harm(of: Chapters, every: Sequence[str]) -> int:
    harms = {c.id for c in of.case.claims if c.kind in ("discharge", "death", "injury") and c.modality == "asserted"}
    return next((n for n, id_ in enumerate(every) if id_ in harms), 0)
