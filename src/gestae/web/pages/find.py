"""Find: a name or a word, wherever it stands: in documents, in claims, among people, items, places and questions."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.model import Agent, Item, Text
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.markup import Markup, tag
from gestae.present.sections import hang
from gestae.web.page import Page, empty, heading, html, link
from gestae.web.parts import part_at, parts_of
from gestae.web.told import of_register

MOST = 50
_AROUND = 90


def find(request: Request) -> HTMLResponse:
    _, of = of_register(request)
    wanted = one_line(request.query_params.get("q", ""))
    if not wanted:
        return html(request, "Find", heading("Find"), empty("Write a name or a word into the field above.", ""), at="find")
    key = wanted.casefold()
    every = (("Names", _things(of, key)), ("Claims", _claims(of, key)), ("Words in the sources", _words(of, wanted)))
    found = [(name, list(islice(rows, MOST))) for name, rows in every]
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
    things: tuple[Agent | Item, ...] = (*of.case.agents, *of.case.items)
    for thing in things:
        if any(key in form.casefold() for form in (thing.label, *thing.forms)):
            place = link("items" if isinstance(thing, Item) else "people", thing.id)
            yield tag("li", tag("a", tag("bdi", one_line(thing.label)), href=place))


def _claims(of: Chapters, key: str) -> Iterator[Markup]:
    for claim in of.case.claims:
        said = of.tell.line(claim)
        if key in said.casefold():
            yield tag("li", tag("a", said, href=link("claims", claim.id)), tag("span", of.tell.stance(claim), class_="by"))


def _words(of: Chapters, wanted: str) -> Iterator[Markup]:
    pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted.split()), re.IGNORECASE)
    for text in of.case.texts:
        for match in pattern.finditer(text.body):
            yield _place_in(of, text, match.start(), match.end())


def _place_in(of: Chapters, text: Text, start: int, end: int) -> Markup:
    before = one_line(text.body[max(0, start - _AROUND) : start])
    after = one_line(text.body[end : end + _AROUND])
    found = text.body[start:end]
    cited = f"{of.cite.number.get(text.source, '')} {of.cite.place(text, start, end)}"
    part = part_at(parts_of(text), start) + 1
    to = f"{link('sources', text.source, part=part)}#:~:text={quote(one_line(found), safe='')}"
    words = tag("span", f"…{before} ", tag("b", found), f" {after}…", class_="words inline bare")
    return tag("li", words, " ", tag("a", cited, href=to, class_="cite"))


PAGE = Page("find", (Route("/find", find),))
