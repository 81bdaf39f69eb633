"""The application: every page in ``pages``, the API, files, and the guard before them."""

from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from gestae import plugins
from gestae.desk.arrivals import Arrivals
from gestae.desk.workplace import Workplace
from gestae.model import Refusal
from gestae.web import pages, trouble
from gestae.web.api import case, claims
from gestae.web.files import STATIC
from gestae.web.guard import Guard, Rules
from gestae.web.page import Page
from gestae.web.pages.live import Present

TROUBLES: dict[int | type[Exception], Any] = {
    Refusal: trouble.refused,
    ClientDisconnect: trouble.too_large,
    404: trouble.not_found,
    405: trouble.not_so,
    500: trouble.fault,
}


def make_app(workplace: Workplace, arrivals: Arrivals, rules: Rules) -> Starlette:
    """An ASGI application over one open case. ``rules`` say who may come in, and from where."""
    found = sorted(plugins.parts(pages, "PAGE", Page, group="gestae.pages"), key=lambda p: (p.place, p.name))
    routes: list[Route] = [Route("/health", _health), *STATIC]
    for part in (case, claims):
        routes += part.ROUTES
    for page in found:
        routes += page.routes
    app = Starlette(routes=routes, middleware=[Middleware(Guard, rules=rules)], exception_handlers=TROUBLES)
    app.state.workplace = workplace
    app.state.arrivals = arrivals
    app.state.rules = rules
    app.state.present = Present()
    app.state.pages = found
    return app


def _health(_: Request) -> Response:
    return PlainTextResponse("ok\n")
