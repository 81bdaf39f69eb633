"""The tall form of the drawing, for a phone: one lane at a time, its events beside it."""

from gestae.present.lanes import (
    WIDE_WHISKER,
    Bar,
    Drawing,
    Event,
    Lane,
    cut_off,
    hatch,
    hatched,
    mark_shape,
    path,
    polygon,
    rows_of,
    whisker,
)
from gestae.present.markup import Markup, join, tag
from gestae.present.scale import Scale

WIDTH = 360
_BAR, _BAR_WIDTH, _AXIS, _WORDS = 46, 72, 128, 154
_TOP, _LINE = 34.0, 17
_CHARS = 27
_LABEL_CHARS = 11
_UPRIGHT = 76.0
_LEAST = 12.0


def tall(drawing: Drawing, lane: Lane | None, events: tuple[Event, ...], id_: str) -> Markup:
    """One lane (or none) of the drawing from top to bottom. ``id_`` sets its hatch apart from others'."""
    if not drawing.timed and lane:
        drawing = drawing._replace(last=max(b.end[1] for b in lane.bars))
    need = sum(len(_wrap(e)) * _LINE + 8 for e in events)
    height = max(420.0, need * 1.15, _room_for_words(drawing, lane)) if drawing.timed else 84.0 * (len(lane.bars) if lane else 1)
    scale = Scale(drawing.first, drawing.last, _TOP, _TOP + height)
    told, reach = _events(sorted(events, key=lambda e: _place(e, scale)), scale)
    ticks = scale.ticks(8) if drawing.timed else []
    lines = [tag("path", class_="l-gridline", d=path("M", 38, scale.at(t), "H", WIDTH - 2)) for t, _ in ticks]
    times = [tag("text", label, class_="l-time end", x=34, y=scale.at(t) + 4.5) for t, label in ticks]
    title = f"{drawing.title}: {lane.name}" if lane else drawing.title
    head = [tag("title", title, id=f"{id_}-t"), hatch(id_)]
    if lane:
        head.append(tag("text", cut_off(lane.name, 44), class_="l-name", x=_BAR, y=14))
    bars = [_bar(b, scale, lane, n, id_) for n, b in enumerate(lane.bars)] if lane else []
    body = join(head, lines, times, bars, told)
    bottom = round(max(_TOP + height, reach) + 24)
    return tag("svg", body, class_="lanes tall", viewBox=f"0 0 {WIDTH} {bottom}", role="group", aria_labelledby=f"{id_}-t")


def _room_for_words(drawing: Drawing, lane: Lane | None) -> float:
    """How tall the drawing must be for the shortest contested bar to hold its label, within reason."""
    spans = [(sum(b.end) - sum(b.start)) // 2 for b in lane.bars if b.standing == "contested"] if lane else []
    short = min((s for s in spans if s > 0), default=0)
    return min(1400.0, _UPRIGHT * (drawing.last - drawing.first) / short) if short else 0.0


def _bar(bar: Bar, scale: Scale, lane: Lane, number: int, id_: str) -> Markup:
    a, b, c, d = (scale.at(t) for t in bar.cuts())
    rows = rows_of(lane.bars)
    deep = max(rows) + 1
    split = bar.standing == "contested" and deep > 1
    width = _BAR_WIDTH / deep - 2 if split else _BAR_WIDTH
    x = _BAR + rows[number] * (width + 4) if split else float(_BAR)
    right = x + width
    middle = (x + right) / 2
    label = cut_off(bar.label, _LABEL_CHARS) if (c + d - a - b) / 2 >= _LEAST else ""
    if bar.standing == "unknown":
        first, last = (a + b) / 2 + 4, max((a + b) / 2 + 5, (c + d) / 2 - 4)
        y = (first + last) / 2
        plate = tag("rect", class_="l-plate", x=x, y=y - 9, width=width, height=18)
        text = tag("text", label, class_="l-sub mid", x=middle, y=y + 4.5)
        return join(tag("path", class_="l-gap", d=path("M", middle, first, "V", last)), [plate, text] if label else None)
    shape = polygon([(x, a), (right, b), (right, d), (x, c)])
    fill = [tag("polygon", points=shape, class_="l-contested", fill=hatched(id_))]
    if bar.standing == "known":
        inner, inner_end = max(a, b), min(c, d)
        fill = [tag("polygon", points=shape, class_="l-soft")]
        if inner < inner_end:
            fill.append(tag("rect", class_="l-known", x=x, y=inner, width=width, height=inner_end - inner))
    edge = path("M", right, b, "V", d) + path("M" if bar.open_end else "L", x, c, "V", a)
    fill.append(tag("path", class_="l-edge", d=edge + ("" if bar.open_start else path("L", right, b))))
    if split:
        return join(fill, _upright(bar, middle, (a + b + c + d) / 4, (c + d - a - b) / 2))
    y = (max(a, b) + min(c, d)) / 2 if min(c, d) > max(a, b) else (a + b + c + d) / 4
    return join(fill, tag("text", label, class_="l-text mid", x=middle, y=y + 4.5) if label else None)


def _upright(bar: Bar, x: float, y: float, room: float) -> Markup:
    """A label along a narrow bar, on its own plate."""
    if room < len(bar.label[:5]) * 7 + 8:
        return Markup("")
    label = cut_off(bar.label, max(4, int((room - 8) / 7)))
    size = len(label) * 7 + 8
    plate = tag("rect", class_="l-plate", x=x - 9, y=y - size / 2, width=18, height=size)
    return join(plate, tag("text", label, class_="l-text mid", transform=f"translate({x + 4:.1f} {y:.1f}) rotate(-90)"))


def _wrap(event: Event) -> list[str]:
    """The words in lines beside the axis, two at most; the time goes before the first."""
    lines = [""]
    room = max(0, _CHARS - len(event.time))
    for word in event.words.split():
        if (lines[-1] or not room) and len(lines[-1]) + 1 + len(word) > room:
            lines.append("")
            room = _CHARS
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines[1:] = [cut_off(" ".join(lines[1:]), _CHARS)]
    return [cut_off(line, _CHARS) for line in lines]


def _place(event: Event, scale: Scale) -> float:
    """Where an event's mark is: the middle of near bounds, the first of bounds far apart."""
    first, last = scale.at(event.first), scale.at(event.last)
    return first if last - first > WIDE_WHISKER else (first + last) / 2


def _events(events: list[Event], scale: Scale) -> tuple[Markup, float]:
    """Marks, leaders and words, and how far down they reach."""
    wanted = [_place(e, scale) for e in events]
    blocks = [_wrap(e) for e in events]
    sizes = [len(b) * _LINE + 6.0 for b in blocks]
    placed = pooled(wanted, sizes)
    leads, marks, words = [], [], []
    for event, lines, at, y in zip(events, blocks, wanted, placed, strict=True):
        leads.append(tag("path", class_="l-lead", d=path("M", _AXIS + 6, at, "L", _WORDS - 5, y)))
        first, last = scale.at(event.first), scale.at(event.last)
        if last - first > 3:
            whisk = path("M", _AXIS - 3, first, "h6") + path("M", _AXIS - 3, last, "h6") + path("M", _AXIS, first, "V", last)
            marks.append(tag("path", class_=whisker(last - first), d=whisk))
        if last - first <= WIDE_WHISKER:
            marks.append(mark_shape(event.shape, _AXIS, at))
        rest = [tag("tspan", line, x=_WORDS, dy=_LINE) for line in lines[1:]]
        text = tag(
            "text",
            tag("tspan", cut_off(event.time, _CHARS), class_="l-t"),
            " ",
            lines[0],
            rest,
            class_="l-text",
            x=_WORDS,
            y=y + 4.5,
        )
        words.append(tag("a", text, href=event.target))
    return join(leads, marks, words), max((y + size for y, size in zip(placed, sizes, strict=True)), default=0.0)


def pooled(wanted: list[float], sizes: list[float]) -> list[float]:
    """Places as near as can be to the wanted ones, rising, each ``sizes`` from the next: neighbours that clash are pooled."""
    pools: list[tuple[float, int]] = []
    offsets = [0.0]
    for size in sizes[:-1]:
        offsets.append(offsets[-1] + size)
    for place, offset in zip(wanted, offsets, strict=False):
        total, count = place - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    flat = [total / count for total, count in pools for _ in range(count)]
    shift = max(0.0, _TOP - flat[0]) if flat else 0.0
    return [f + o + shift for f, o in zip(flat, offsets, strict=False)]
