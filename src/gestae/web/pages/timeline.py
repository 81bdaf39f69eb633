"""The timeline, whole or of one person, item, source or standing."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.model import Claim
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.markup import Markup, tag
from gestae.present.sections import Sections
from gestae.web.page import Page, empty, heading, html
from gestae.web.stretches import in_order, stretch, ways_on
from gestae.web.told import chapters, only

STANDINGS = (("counts", "nobody contests it"), ("contested", "contested"))


def timeline(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    asked = {name: request.query_params.get(name, "") for name in ("who", "item", "place", "source", "standing")}
    wanted = any(asked.values())
    part = _part(of, asked) if wanted else of
    items = frozenset(c.item for c in part.case.custody)
    found = stretch(part, in_order(part), items, request.query_params.get("start"))
    shown = Sections(found.part).timeline()
    on = ways_on(found, ("timeline",), asked)
    answer = tag("p", _answer(part, wanted=wanted), class_="lede")
    nothing = empty("Nothing is known of that.", tag("a", "The whole timeline", href="/timeline"))
    return html(
        request, "Timeline", heading("Timeline", answer), _fields(of, asked), on, shown or nothing, on,
        at="timeline", upto=upto,
    )  # fmt: skip


def _answer(of: Chapters, *, wanted: bool) -> str:
    dated = len(of.dated)
    said = f"{dated:,} {'event has' if dated == 1 else 'events have'} a time" if dated else "No event has a time"
    return f"{said}{' among what you asked for' if wanted else ''}."


def _part(of: Chapters, asked: dict[str, str]) -> Chapters:
    claims = [c for c in of.case.claims if _fits(of, c, asked)]
    items = {c.item for c in of.case.custody}
    if asked["item"]:
        items = {asked["item"]}
    elif asked["who"]:
        items = {c.item for c in of.case.custody if any(s.holder == asked["who"] for s in c.spells)}
    elif asked["source"] or asked["standing"]:
        items = set()
    return only(of, frozenset(c.id for c in claims), frozenset(items))


def _fits(of: Chapters, claim: Claim, asked: dict[str, str]) -> bool:
    named = {claim.by, claim.where, *claim.channel, *(f.id for f in claim.roles.values() if f)}
    if any(asked[name] and asked[name] not in named for name in ("who", "item", "place")):
        return False
    if asked["standing"] and of.standing(claim) != asked["standing"]:
        return False
    text = of.cite.texts.get(claim.span.text) if claim.span else None
    return not asked["source"] or (text is not None and text.source == asked["source"])


def _fields(of: Chapters, asked: dict[str, str]) -> Markup:
    fields = [
        _field("who", "Who", [(p.agent.id, p.agent.label) for p in of.people], asked),
        _field("item", "What", [(i.id, i.label) for i in of.case.items], asked),
        _field("place", "Where", [(p.id, p.label) for p in of.case.places], asked),
        _field("source", "Source", [(s.id, s.name) for s in of.case.sources], asked),
        _field("standing", "Standing", STANDINGS, asked),
    ]
    return tag("form", fields, tag("button", "Show", class_="act", type="submit"), class_="fields range", action="/timeline")


def _field(name: str, label: str, choices: Iterable[tuple[str, str]], asked: dict[str, str]) -> Markup:
    options = [
        tag("option", one_line(words), value=value, selected=value == asked[name])
        for value, words in sorted(choices, key=lambda c: one_line(c[1]).casefold())
    ]
    return tag("label", label, tag("select", tag("option", "all", value=""), options, name=name))


PAGE = Page("timeline", (Route("/timeline", timeline),), "Timeline", 40)
