"""Proceedings: where each interview, subpoena, request and charge stands, and how it came there."""

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.present.markup import tag
from gestae.present.sections import Sections
from gestae.web.page import Page, empty, heading, html
from gestae.web.told import chapters

NOTE = "To decline is somebody's right. Nothing is concluded from it."


def proceedings(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    shown = Sections(of).proceedings()
    nothing = empty("No step of a proceeding is in the case yet.", tag("a", "Accept claims in the sources", href="/sources"))
    return html(
        request, "Proceedings", heading("Where each proceeding stands", tag("p", NOTE, class_="quiet")), shown or nothing,
        at="proceedings", upto=upto,
    )  # fmt: skip


PAGE = Page("proceedings", (Route("/proceedings", proceedings),), "Proceedings", 80)
