"""The brief of the case on one page, as ``gestae brief --format html`` writes it."""

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.present.document import POLICY
from gestae.present.page import brief_html
from gestae.web.page import Page, workplace


def brief(request: Request) -> HTMLResponse:
    return HTMLResponse(brief_html(workplace(request).seen().case), headers={"Content-Security-Policy": POLICY})


PAGE = Page("brief", (Route("/brief", brief),))
