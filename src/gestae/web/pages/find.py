"""Find: a name or a word, wherever it stands: in documents, in claims, among people, items, places and questions."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.model import Agent, Item, Text
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.markup import Markup, join, tag
from gestae.present.sections import hang
from gestae.web.page import Page, empty, heading, html, link
from gestae.web.told import of_register

MOST = 50
_AROUND = 90


def find(request: Request) -> HTMLResponse:
    _, of = of_register(request)
    wanted = one_line(request.query_params.get("q", ""))
    if not wanted:
        return html(request, "Find", heading("Find"), empty("Write a name or a word into the field above.", ""), at="find")
    key = wanted.casefold()
    found = [("Names", list(_things(of, key))), ("Claims", list(_claims(of, key))), ("Words in the sources", list(_words(of, key)))]
    sections = [
        hang(
            name.split()[0].lower(), name, f"{len(rows)}{' or more' if len(rows) == MOST else ''}", tag("ul", rows, class_="lines")
        )
        for name, rows in found
        if rows
    ]
    lede = tag("p", "For ", tag("b", tag("bdi", wanted)), f", {sum(len(rows) for _, rows in found)} places.", class_="lede")
    return html(
        request,
        f"Find {wanted}",
        heading("Find", lede),
        sections or empty("It stands nowhere in this case.", "Try a part of the word."),
        at="find",
    )


def _things(of: Chapters, key: str) -> Iterator[Markup]:
    number = 0
    things: tuple[Agent | Item, ...] = (*of.case.agents, *of.case.items)
    for thing in things:
        if number < MOST and any(key in form.casefold() for form in (thing.label, *thing.forms)):
            number += 1
            yield tag("li", tag("a", tag("bdi", one_line(thing.label)), href=_place(thing)))


def _place(thing: Agent | Item) -> str:
    return link("items" if isinstance(thing, Item) else "people", thing.id)


def _claims(of: Chapters, key: str) -> Iterator[Markup]:
    number = 0
    for claim in of.case.claims:
        said = of.tell.line(claim)
        if number < MOST and key in said.casefold():
            number += 1
            yield tag("li", tag("a", said, href=link("claims", claim.id)), tag("span", of.tell.stance(claim), class_="by"))


def _words(of: Chapters, key: str) -> Iterator[Markup]:
    number = 0
    for text in of.case.texts:
        body = text.body.casefold()
        at = body.find(key) if len(body) == len(text.body) else -1
        while at >= 0 and number < MOST:
            number += 1
            yield _place_in(of, text, at, at + len(key))
            at = body.find(key, at + len(key))


def _place_in(of: Chapters, text: Text, start: int, end: int) -> Markup:
    before = one_line(text.body[max(0, start - _AROUND) : start])
    after = one_line(text.body[end : end + _AROUND])
    place = f"{of.cite.number.get(text.source, '')} {of.cite.place(text, start, end)}"
    words = tag("span", f"…{before} ", tag("b", text.body[start:end]), f" {after}…", class_="words inline bare")
    return tag("li", words, " ", join(tag("a", place, href=link("sources", text.source), class_="cite")))


PAGE = Page("find", (Route("/find", find),))
