"""What of a case can be drawn: custody and dated events, in stretches of hours, of days, or in order only."""

from typing import NamedTuple

from gestae.model import Claim, Custody, Spell
from gestae.present.chapters import Chapters
from gestae.present.chapters import Event as Told
from gestae.present.lanes import Bar, Drawing, Event, Lane, Shape, cut_off
from gestae.present.scale import clusters, padded
from gestae.present.when_words import MONTHS, at_second, bounds, date_of, moment, wants_seconds

_HOURS_APART = 6 * 3600
_DAY = 86400
_MOST_EVENTS = 24
_MOST_DRAWINGS = 6
_LEAST = 2
_NOT_DRAWN = frozenset({"statement", "awareness", "concern"})
_WORDS = 52


class Figure(NamedTuple):
    """A drawing; for its tall form, the events beside each lane, and those beside none; how many events found no room."""

    drawing: Drawing
    beside: tuple[tuple[Event, ...], ...]
    loose: tuple[Event, ...]
    left_out: int


class _Dated(NamedTuple):
    claim: Claim
    first: int
    last: int


def figures(of: Chapters) -> list[Figure]:
    """The drawings of a case, in order of time; empty where nothing is dated and nothing was held."""
    events = [d for e in of.dated if (d := _as_dated(e))]
    hours = [e for e in events if e.last - e.first < _DAY - 60]
    drawn: list[Figure] = []
    edges = [s for c in of.case.custody for s in _edges(c, clock=True)]
    stretches = clusters([*edges, *(e.first for e in hours), *(e.last for e in hours)], _HOURS_APART)
    worth = sorted(stretches, key=lambda s: -sum(s[0] <= e.first <= s[1] for e in hours) - sum(s[0] <= x <= s[1] for x in edges))
    shown: set[str] = set()
    for first, last in sorted(worth[:_MOST_DRAWINGS]):
        inside = [e for e in hours if first <= e.first and e.last <= last]
        shown |= {e.claim.id for e in inside}
        if len(inside) + sum(first <= e <= last for e in edges) // 2 < _LEAST:
            continue
        held = tuple(c for c in of.case.custody if any(first <= e <= last for e in _edges(c, clock=True)))
        drawn.append(_figure(of, f"hours-{len(drawn) + 1}", inside, padded(first, last), held))
    rest = [e for e in events if e.claim.id not in shown]
    day_edges = [s for c in of.case.custody for s in _edges(c, clock=False)]
    if len(rest) > 1 or day_edges:
        points = [*day_edges, *(e.first for e in rest), *(e.last for e in rest)]
        first, last = min(points), max(points)
        lanes = tuple(c for c in of.case.custody if _edges(c, clock=False))
        if last > first:
            drawn.append(_figure(of, f"days-{len(drawn) + 1}", rest, padded(first, last), lanes))
    ordered = [c for c in of.case.custody if not _edges(c, clock=True) and not _edges(c, clock=False) and c.spells]
    if ordered:
        drawn.append(_in_order(of, ordered))
    return [f for f in drawn if f.drawing.lanes or f.drawing.events]


def _as_dated(event: Told) -> _Dated | None:
    first, last = moment(event.earliest), moment(event.latest)
    claim = event.claim
    if first is None or last is None or claim.polarity != "asserts" or claim.modality != "asserted" or claim.kind in _NOT_DRAWN:
        return None
    return _Dated(claim, first.seconds, last.seconds) if last.seconds - first.seconds <= 400 * _DAY else None


def _edges(custody: Custody, clock: bool) -> list[int]:
    """The cuts of an item's spells that have a clock time, or those that have only a date."""
    found = []
    for spell in custody.spells:
        for pair in ((spell.earliest, spell.starts_by), (spell.ends_from, spell.latest)):
            first, last = moment(pair[0] or pair[1]), moment(pair[1] or pair[0])
            if first and last and (last.seconds - first.seconds < _DAY - 60) is clock:
                found += [first.seconds, last.seconds]
    return found


def _figure(of: Chapters, id_: str, dated: list[_Dated], window: tuple[int, int], custodies: tuple[Custody, ...]) -> Figure:
    first, last = window
    chosen = sorted(dated, key=lambda e: (_weight(e.claim), e.first, e.last))[:_MOST_EVENTS]
    chosen.sort(key=lambda e: (e.first, e.last))
    fire = next((e.claim.id for e in chosen if e.claim.kind == "discharge" and e.claim.id not in of.contested), None)
    events = [_event(of, e, fire, last - first > 3 * _DAY) for e in chosen]
    lanes, beside, near = [], [], set()
    for custody in custodies:
        bars = tuple(b for b in _bars(of, custody, first, last) if b)
        if not bars:
            continue
        own = tuple(
            event
            for event, e in zip(events, chosen, strict=True)
            if any(f and f.id == custody.item for f in e.claim.roles.values())
        )
        near |= set(own)
        lanes.append(_lane(of, custody, bars))
        beside.append(own)
    loose = tuple(e for e in events if e not in near)
    if len(lanes) == 1:
        beside, loose = [tuple(events)], ()
    title = _stretch(first, last)
    return Figure(Drawing(id_, title, first, last, tuple(lanes), tuple(events)), tuple(beside), loose, len(dated) - len(chosen))


def _weight(claim: Claim) -> int:
    """What is drawn first when there is too much: harm, then the rest, meetings last."""
    return 0 if claim.kind in ("discharge", "death", "injury") else 2 if claim.kind == "meeting" else 1


def _stretch(first: int, last: int) -> str:
    a, b = _point(first), _point(last)
    if last - first > 3 * _DAY:
        return f"{a.partition(',')[0]} to {b.partition(',')[0]}"
    return f"{a} to {at_second(last)}" if first // _DAY == last // _DAY else f"{a} to {b}"


def _point(second: int) -> str:
    year, month, day = date_of(second)
    return f"{day} {MONTHS[month - 1]} {year:04d}, {at_second(second)}"


def _event(of: Chapters, dated: _Dated, fire: str | None, by_day: bool) -> Event:
    claim = dated.claim
    shape: Shape = "fixed" if claim.basis in ("device", "document") else "told"
    if claim.id in of.contested:
        shape = "double"
    elif claim.id == fire:
        shape = "fire"
    told = next(e for e in of.dated if e.claim.id == claim.id)
    seconds = wants_seconds(claim.when, claim.basis)
    time = bounds(told.earliest, told.latest, seconds, day=by_day) or ""
    words = of.tell.in_short(of.tell.sentence(claim))
    return Event(dated.first, dated.last, time, cut_off(words, _WORDS), shape, of.way(claim))


def _lane(of: Chapters, custody: Custody, bars: tuple[Bar, ...]) -> Lane:
    item = next((i for i in of.case.items if i.id == custody.item), None)
    note = ", ".join(item.marks) if item else ""
    name = of.tell.name(custody.item)
    return Lane(name[:1].upper() + name[1:], note, bars)


def _bars(of: Chapters, custody: Custody, first: int, last: int) -> list[Bar | None]:
    cuts = [_cuts(s) for s in custody.spells]
    bars: list[Bar | None] = []
    for n, spell in enumerate(custody.spells):
        start, end = cuts[n]
        before = next((c[1] for c in reversed(cuts[:n]) if c[1]), None) if start is None else None
        after = next((c[0] for c in cuts[n + 1 :] if c[0]), None) if end is None else None
        start, end = start or before, end or after
        open_start, open_end = start is None or start[1] < first, end is None or end[0] > last
        start, end = start or (first, first), end or (last, last)
        if end[1] <= first or start[0] >= last or end[1] < start[0]:
            bars.append(None)
            continue
        bars.append(_bar(of, spell, start, end, open_start=open_start, open_end=open_end))
    return bars


def _cuts(spell: Spell) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    return _cut(spell.earliest, spell.starts_by), _cut(spell.ends_from, spell.latest)


def _cut(first: str | None, last: str | None) -> tuple[int, int] | None:
    a, b = moment(first or last), moment(last or first)
    return (min(a.seconds, b.seconds), max(a.seconds, b.seconds)) if a and b else None


def _bar(of: Chapters, spell: Spell, start: tuple[int, int], end: tuple[int, int], *, open_start: bool, open_end: bool) -> Bar:
    label = of.tell.in_short(of.tell.name(spell.holder)) if spell.holder else "nobody says"
    return Bar(start, end, cut_off(label, 34), spell.standing, _who_says(of, spell), open_start, open_end)


def _who_says(of: Chapters, spell: Spell) -> str:
    if spell.standing != "contested":
        return ""
    sayers = dict.fromkeys(of.tell.in_short(of.tell.speaker(c)) for c in of.because(spell.because) if c.polarity == "asserts")
    return f"{next(iter(sayers))} says" if len(sayers) == 1 else ""


def _in_order(of: Chapters, custodies: list[Custody]) -> Figure:
    """Lanes whose spells follow each other at times nobody gives: equal places in a row, every cut a slope."""
    longest = max(len(c.spells) for c in custodies)
    unit, slope = 1000, 60
    lanes = []
    for custody in custodies:
        bars = []
        for n, spell in enumerate(custody.spells):
            start = (n * unit, n * unit + slope * 2) if n else (0, 0)
            end = ((n + 1) * unit, (n + 1) * unit + slope * 2)
            bars.append(_bar(of, spell, start, end, open_start=n == 0, open_end=n == len(custody.spells) - 1))
        lanes.append(_lane(of, custody, tuple(bars)))
    drawing = Drawing(
        "in-order", "Who had it, in order; times not known", 0, longest * unit + slope * 2, tuple(lanes), (), timed=False
    )
    return Figure(drawing, tuple(() for _ in lanes), (), 0)
