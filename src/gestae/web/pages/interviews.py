"""Interviews: whom to hear next, by how much an answer would settle, and what to ask."""

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.model import Ranked, Refusal
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.document import POLICY
from gestae.present.guide import Guide, guide_html
from gestae.present.markup import Markup, tag
from gestae.present.reasoned import HEAR_NOTE
from gestae.present.sections import Sections
from gestae.web.page import Page, empty, heading, html, link, workplace
from gestae.web.told import chapters


def interviews(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    rows = [_row(of, n, r) for n, r in enumerate(of.case.ranking, 1)]
    nothing = empty("Nobody's answer would settle an open question.", tag("a", "The questions", href="/questions"))
    body = tag("ol", rows, class_="next") if rows else nothing
    return html(
        request, "Interviews", heading("Whom to hear next", tag("p", HEAR_NOTE, class_="quiet")), body, at="interviews", upto=upto
    )


def _row(of: Chapters, rank: int, each: Ranked) -> Markup:
    asks = tag("ul", [tag("li", one_line(a)) for a in each.asks])
    return tag(
        "li",
        tag("span", str(rank), class_="rank"),
        tag(
            "div",
            tag("p", tag("a", of.tell.name(each.agent), href=link("people", each.agent)), class_="name"),
            tag("p", tag("a", "Guide to print", href=link("interviews", each.agent)), class_="small"),
        ),
        tag("div", asks, class_="asks"),
        tag("div", tag("p", one_line(each.says)), Sections(of).why(each.because)),
    )


def guide(request: Request) -> HTMLResponse:
    """A page of its own, made to be printed."""
    case, id_ = workplace(request).seen().case, request.path_params["id"]
    if id_ not in {a.id for a in case.agents}:
        raise Refusal(id_, "nobody of this id is named by a claim that counts.", "There is nobody to ask.", "Look under People.")
    return HTMLResponse(guide_html(Guide(case, id_)), headers={"Content-Security-Policy": POLICY})


PAGE = Page("interviews", (Route("/interviews", interviews), Route("/interviews/{id}", guide)), "Interviews", 70)
