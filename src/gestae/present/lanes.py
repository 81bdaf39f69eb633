"""One drawing: lanes by time. What it draws, and the wide form of it; ``lanes_tall`` has the form for a phone."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from gestae.present.markup import Markup, join, tag
from gestae.present.scale import Scale

Shape = Literal["fixed", "told", "double", "fire"]
Standing = Literal["known", "contested", "unknown"]

WIDTH = 1344
_LEFT, _RIGHT = 168, 1340
_BAR, _ROW, _LABEL = 30, 24, 21
_CHAR = 6.9
WIDE_WHISKER = 40.0


class Bar(NamedTuple):
    """A spell. Each cut lies somewhere between its two seconds; ``open_start`` and ``open_end`` have no cut at all."""

    start: tuple[int, int]
    end: tuple[int, int]
    label: str
    standing: Standing
    note: str = ""
    open_start: bool = False
    open_end: bool = False

    def cuts(self) -> tuple[int, int, int, int]:
        """The four corners in time; an open side has no slope."""
        first, last = self.start[0], self.end[1]
        start = (first, first) if self.open_start else self.start
        return (*start, *((last, last) if self.open_end else self.end))


class Lane(NamedTuple):
    name: str
    note: str
    bars: tuple[Bar, ...]


class Event(NamedTuple):
    """A mark on the axis: where its time lies, its time and words, what shape it has, the link it leads by.

    Bounds far apart are drawn as bounds only: a mark in the middle would look like a time that nobody gave.
    """

    first: int
    last: int
    time: str
    words: str
    shape: Shape
    target: str


class Drawing(NamedTuple):
    """``timed`` is false where only the order is known: then seconds are places in a row and there is no axis."""

    id: str
    title: str
    first: int
    last: int
    lanes: tuple[Lane, ...]
    events: tuple[Event, ...]
    timed: bool = True


def wide(drawing: Drawing) -> Markup:
    """The drawing across, for screens and paper."""
    scale = Scale(drawing.first, drawing.last, _LEFT, _right_end(drawing))
    labels, height = _events(drawing.events, scale)
    axis = height + 12.0
    parts = [_axis(scale, axis), labels] if drawing.timed else []
    top = axis + 36 if drawing.timed else 8.0
    lanes = []
    for lane in drawing.lanes:
        markup, used = _lane(lane, scale, top, drawing.id)
        lanes.append(markup)
        top += used
    grid = [tag("path", d=path("M", x, axis + 26, "V", top)) for t, _ in _ticks(scale, drawing) for x in [scale.at(t)]]
    fires = [
        tag("path", class_="l-fire", d=path("M", scale.at(e.first), axis, "V", top))
        for e in drawing.events
        if e.shape == "fire" and drawing.lanes and scale.at(e.last) - scale.at(e.first) <= 3
    ]
    head = [tag("title", drawing.title, id=f"{drawing.id}-t"), hatch(drawing.id)]
    body = join(head, tag("g", grid, class_="l-grid"), fires, parts, lanes)
    return tag(
        "svg", body, class_="lanes", viewBox=f"0 0 {WIDTH} {round(top + 6)}", role="group", aria_labelledby=f"{drawing.id}-t"
    )


def hatched(id_: str) -> str:
    return f"url(#{id_}-hatch)"


def hatch(id_: str) -> Markup:
    line = tag("path", class_="l-hatch", d="M0 0V5")
    pattern = tag(
        "pattern", line, id=f"{id_}-hatch", width=5, height=5, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )
    return tag("defs", pattern)


def _ticks(scale: Scale, drawing: Drawing) -> list[tuple[int, str]]:
    return scale.ticks(9) if drawing.timed else []


def _right_end(drawing: Drawing) -> float:
    """How far right the scale may reach so that the words of the last events still fit."""
    reach = float(_RIGHT)
    for event in drawing.events:
        share = (event.first - drawing.first) / max(1, drawing.last - drawing.first)
        if share > 0:
            reach = min(reach, _LEFT + max(0.0, _RIGHT - _LEFT - width_of(event)) / share)
    return max(reach, _LEFT + 640.0)


def width_of(event: Event) -> float:
    return (len(event.time) + 1 + len(event.words)) * _CHAR


def _axis(scale: Scale, y: float) -> Markup:
    labels = [tag("text", label, class_="l-time", x=scale.at(t), y=y + 20) for t, label in scale.ticks(9)]
    return tag("g", tag("path", d=path("M", scale.start, y, "H", scale.end)), labels, class_="l-axis")


def _events(events: Sequence[Event], scale: Scale) -> tuple[Markup, float]:
    """Marks and labels. From right to left each label goes above every mark that its words would cover."""
    placed: list[tuple[float, int]] = []
    rows: dict[int, int] = {}
    order = sorted(range(len(events)), key=lambda n: (-events[n].first, -n))
    for n in order:
        x = scale.at(events[n].first)
        covered = [row for other, row in placed if x - 1 <= other <= x + width_of(events[n]) + 8]
        rows[n] = max(covered, default=-1) + 1
        placed.append((x, rows[n]))
    height = (max(rows.values(), default=-1) + 1) * _LABEL + 10.0
    y = height + 12
    leads, marks, words = [], [], []
    for n, event in enumerate(events):
        x, x_last, label_y = scale.at(event.first), scale.at(event.last), height - rows[n] * _LABEL - 6
        middle = (x + x_last) / 2
        leads.append(tag("path", class_="l-lead", d=path("M", x, y - 5, "V", label_y + 4)))
        if x_last - x > 3:
            marks.append(
                tag(
                    "path",
                    class_=whisker(x_last - x),
                    d=path("M", x, y - 3, "v6", "M", x_last, y - 3, "v6", "M", x, y, "H", x_last),
                )
            )
        if x_last - x <= WIDE_WHISKER:
            marks.append(mark_shape(event.shape, middle, y))
        text = tag("text", tag("tspan", event.time, class_="l-t"), " ", event.words, class_=_strong(event), x=x - 1, y=label_y)
        words.append(tag("a", text, href=event.target))
    return join(leads, marks, words), height


def _strong(event: Event) -> str:
    return "l-text strong" if event.shape == "fire" else "l-text"


def whisker(reach: float) -> str:
    return "l-whisk far" if reach > WIDE_WHISKER else "l-whisk"


def mark_shape(shape: Shape, x: float, y: float) -> Markup:
    """Filled: a device's time. Ring: as told. Double ring: contested. Diamond: what the case is about."""
    match shape:
        case "fire":
            return tag("path", class_="m-fire", d=path("M", x, y - 8, "l8 8-8 8-8-8z"))
        case "fixed":
            return tag("circle", class_="m-fixed", cx=x, cy=y, r=4.5)
        case "told":
            return tag("circle", class_="m-told", cx=x, cy=y, r=4.5)
        case "double":
            return join(tag("circle", class_="m-told", cx=x, cy=y, r=6.5), tag("circle", class_="m-told", cx=x, cy=y, r=3))


def rows_of(bars: Sequence[Bar]) -> list[int]:
    """A row for each contested bar, so that accounts that differ lie above each other; 0 for all others."""
    ends: list[int] = []
    rows = []
    for bar in bars:
        if bar.standing != "contested":
            rows.append(0)
            continue
        row = next((n for n, end in enumerate(ends) if end <= bar.start[0]), len(ends))
        ends[row : row + 1] = [bar.end[1]]
        rows.append(row)
    return rows


def _lane(lane: Lane, scale: Scale, top: float, id_: str) -> tuple[Markup, float]:
    rows = rows_of(lane.bars)
    deep = max(rows, default=0) + 1
    height = max(_BAR, deep * (_ROW + 4) - 4)
    y = top + (height - _BAR) / 2
    parts: list[Markup] = [
        tag("text", cut_off(lane.name, 19), class_="l-name", x=0, y=y + 14),
        tag("text", cut_off(lane.note, 22), class_="l-sub", x=0, y=y + 29) if lane.note else Markup(""),
    ]
    under: list[tuple[float, str, str]] = []
    for bar, row in zip(lane.bars, rows, strict=True):
        split = bar.standing == "contested" and deep > 1
        bar_top, bar_height = (top + row * (_ROW + 4), _ROW) if split else (y, _BAR)
        markup, outside = _bar(bar, scale, bar_top, bar_height, id_)
        parts.append(markup)
        if outside is not None:
            under.append((outside, bar.label, "l-sub mid" if bar.standing == "unknown" else "l-text mid"))
    used = height + 14.0
    if under:
        depth = _under(under, y + height / 2 + _BAR / 2, parts)
        used += depth
    return tag("g", parts, class_="lane"), used


def _under(under: list[tuple[float, str, str]], y: float, parts: list[Markup]) -> float:
    """Labels too wide for their bars, below the lane, in as many rows as they need."""
    ends: list[float] = []
    for x, label, style in sorted(under):
        half = len(label) * _CHAR / 2
        x_text = min(max(x, half), WIDTH - half)
        row = next((n for n, end in enumerate(ends) if end < x_text - half), len(ends))
        ends[row : row + 1] = [x_text + half + 8]
        text_y = y + 26 + row * 16
        parts.append(tag("path", class_="l-lead", d=path("M", x, y - 2, "V", text_y - 12)))
        parts.append(tag("text", label, class_=style, x=x_text, y=text_y))
    return 16.0 + 16 * len(ends)


def _bar(bar: Bar, scale: Scale, y: float, height: float, id_: str) -> tuple[Markup, float | None]:
    """The bar, and where its label must hang from when it does not fit inside."""
    a, b, c, d = (scale.at(t) for t in bar.cuts())
    low = y + height
    inner, inner_end = max(a, b), min(c, d)
    room = (inner_end if not bar.open_end else d) - inner
    size = (len(bar.label) + (len(bar.note) + 1 if bar.note else 0)) * _CHAR + 12
    if bar.standing == "unknown":
        middle = y + height / 2
        gap = tag("path", class_="l-gap", d=path("M", (a + b) / 2 + 4, middle, "H", max((a + b) / 2 + 5, (c + d) / 2 - 4)))
        if (c + d) / 2 - (a + b) / 2 < len(bar.label) * _CHAR + 20:
            return gap, (a + b + c + d) / 4
        x, wide_ = (a + b + c + d) / 4, len(bar.label) * _CHAR
        plate = tag("rect", class_="l-plate", x=x - wide_ / 2 - 4, y=middle - 8, width=wide_ + 8, height=16)
        return join(gap, plate, tag("text", bar.label, class_="l-sub mid", x=x, y=middle + 4.5)), None
    shape = polygon([(a, y), (c, y), (d, low), (b, low)])
    fill: list[Markup] = []
    if bar.standing == "contested":
        fill.append(tag("polygon", points=shape, class_="l-contested", fill=hatched(id_)))
    else:
        fill.append(tag("polygon", points=shape, class_="l-soft"))
        if inner < inner_end:
            fill.append(tag("rect", class_="l-known", x=inner, y=y, width=inner_end - inner, height=height))
    fill.append(_outline(bar, (a, b, c, d), y, low))
    if room < size:
        return join(fill), (inner + max(inner, inner_end)) / 2
    plate_ = tag("rect", class_="l-plate", x=inner + 4, y=y + 2.5, width=size, height=height - 5)
    words = join(bar.label, tag("tspan", f" {bar.note}", class_="l-who") if bar.note else None)
    text = tag("text", words, class_="l-text", x=inner + 8, y=y + height / 2 + 4.5)
    return join(fill, plate_ if bar.standing == "contested" else None, text), None


def _outline(bar: Bar, cuts: tuple[float, float, float, float], y: float, low: float) -> Markup:
    """The edge, without a side where there is no cut."""
    a, b, c, d = cuts
    line = path("M", a, y, "H", c) + path("M" if bar.open_end else "L", d, low, "H", b)
    return tag("path", class_="l-edge", d=line if bar.open_start else line + path("L", a, y))


def polygon(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def path(*parts: str | float) -> str:
    out = ""
    for part in parts:
        if isinstance(part, str):
            out += part
        else:
            out += ("" if not out or out[-1].isalpha() else " ") + _n(part)
    return out


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"


def cut_off(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
