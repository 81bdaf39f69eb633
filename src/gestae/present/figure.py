"""A drawing on the page: across for wide screens and paper, down for phones, and what its signs mean."""

from gestae.present.drawing import Figure
from gestae.present.lanes import mark_shape, wide
from gestae.present.lanes_tall import tall
from gestae.present.markup import Markup, join, tag


def figure(drawn: Figure) -> Markup:
    drawing = drawn.drawing
    down = [
        tall(drawing, lane, events, f"{drawing.id}-{n}")
        for n, (lane, events) in enumerate(zip(drawing.lanes, drawn.beside, strict=True), 1)
    ]
    if drawn.loose or not down:
        down.append(tall(drawing, None, drawn.loose or drawing.events, f"{drawing.id}-0"))
    more = f"{drawn.left_out} more in the list below." if drawn.left_out else ""
    caption = tag("figcaption", f"{drawing.title}. {more}".strip(), class_="small quiet")
    return tag("figure", caption, wide(drawing), down)


def legend() -> Markup:
    """The signs of all drawings, once."""
    pattern = tag("pattern", tag("path", class_="l-hatch", d="M0 0V5"), id="legend-hatch", width=5, height=5,
                  patternUnits="userSpaceOnUse", patternTransform="rotate(45)")  # fmt: skip
    soft = join(
        tag("path", class_="l-known", d="M0 0H18V16H0z"), tag("path", class_="l-soft", d="M18 0H40V16H18z"),
        tag("path", class_="l-known", d="M40 0H58V16H40z"), tag("path", class_="l-edge", d="M18 0 40 16"),
    )  # fmt: skip
    hatched = tag("path", class_="l-contested l-edge", fill="url(#legend-hatch)", d="M.5.5h41v7H.5zM.5 10.5h41v7H.5z")
    signs = (
        (42, tag("rect", class_="l-known", width=42, height=16), "known"),
        (58, soft, "changes somewhere along the slope"),
        (42, join(tag("defs", pattern), hatched), "accounts differ"),
        (42, tag("path", class_="l-gap", d="M0 8H42"), "nobody says"),
        (12, mark_shape("fixed", 6, 8), "time from a device or a log"),
        (12, mark_shape("told", 6, 8), "time as told"),
        (16, mark_shape("double", 8, 8), "contested"),
    )
    return tag(
        "p", [tag("span", tag("svg", s, width=w, height=18, aria_hidden="true"), words) for w, s, words in signs], class_="legend"
    )
