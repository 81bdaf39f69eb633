"""Items: each with who had it, drawn and in words, and all that is claimed about it."""

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.model import Claim, Custody, Item, Refusal
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.markup import Markup, tag
from gestae.present.sections import Sections
from gestae.web.page import Page, empty, heading, html, link
from gestae.web.stretches import in_order, stretch, ways_on
from gestae.web.told import chapters, only


def items(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    custody = {c.item: c for c in of.case.custody}
    counts = {i.id: sum(any(f and f.id == i.id for f in c.roles.values()) for c in of.case.claims) for i in of.case.items}
    told = sorted(of.case.items, key=lambda i: (i.id not in custody, -counts[i.id], i.label))
    rows = [_row(of, i, custody.get(i.id), counts[i.id]) for i in told]
    body = tag("ul", rows, class_="lines wide") if rows else empty("No item is in the case yet.", _from_sources())
    return html(request, "Items", heading("Items, and who had them"), body, at="items", upto=upto)


def item(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    id_ = request.path_params["id"]
    name = next((of.tell.name(i.id) for i in of.case.items if i.id == id_), None)
    if name is None:
        raise Refusal(id_, "no item of this id is in the case.", "It may have been taken as one with another.", "Look under Items.")
    whole = only(of, frozenset(c.id for c in of.case.claims if c.where == id_ or id_ in _things(c)), frozenset({id_}))
    every = [*in_order(whole), *(c.id for c in whole.said)]
    found = stretch(whole, every, frozenset({id_}), request.query_params.get("start"))
    on = ways_on(found, ("items", id_), {})
    make = Sections(found.part)
    title = name[:1].upper() + name[1:]
    crumb = tag("a", "Items", href="/items")
    sections = [on, make.custody(), make.timeline(), make.said(), make.clashes(), on]
    nothing = empty("Nobody has said anything about it that counts.", _from_sources())
    return html(
        request, title, heading(title, _held(of, id_), crumb=crumb), sections if any(sections) else nothing, at="items", upto=upto
    )


def _things(claim: Claim) -> set[str]:
    return {f.id for f in claim.roles.values() if f and f.id}


def _row(of: Chapters, item: Item, custody: Custody | None, claims: int) -> Markup:
    name = one_line(item.label)
    said = f"{claims:,} {'claim' if claims == 1 else 'claims'}"
    return tag(
        "li",
        tag("a", name, href=link("items", item.id), class_="name"),
        tag("span", _standing(of, custody), " ", said, class_="by"),
    )


def _standing(of: Chapters, custody: Custody | None) -> str:
    """Who had it, in one line."""
    if custody is None or not custody.spells:
        return "Nobody says who had it."
    holders = [of.tell.in_short(of.tell.name(s.holder)) if s.holder else "nobody says" for s in custody.spells]
    shown = [h for n, h in enumerate(holders) if n == 0 or h != holders[n - 1]]
    return f"{', then '.join(shown[:6])}{', and so on' if len(shown) > 6 else ''}."


def _held(of: Chapters, item: str) -> Markup:
    custody = next((c for c in of.case.custody if c.item == item), None)
    return tag("p", _standing(of, custody), class_="lede")


def _from_sources() -> Markup:
    return tag("a", "Accept claims in the sources", href="/sources")


PAGE = Page("items", (Route("/items", items), Route("/items/{id}", item)), "Items", 30)
