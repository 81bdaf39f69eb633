"""A page of the desk: what every module in ``pages`` offers, and how a page is put together."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from gestae import __version__
from gestae.desk.workplace import Workplace
from gestae.present.clean import one_line
from gestae.present.markup import Child, Markup, tag

LARGEST_FIELDS = 2_000
Handler = Callable[[Request, FormData], Response]


@dataclass(frozen=True)
class Page:
    """``title`` stands in the navigation, at ``place``; a page without one is reached from others."""

    name: str
    routes: tuple[Route, ...]
    title: str = ""
    place: int = 0


def workplace(request: Request) -> Workplace:
    found = request.app.state.workplace
    assert isinstance(found, Workplace)
    return found


def posted(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that is given the form; the work is done beside the loop."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_fields=LARGEST_FIELDS) as form:
            return await run_in_threadpool(handler, request, form)

    return endpoint


def words(form: FormData, name: str) -> str:
    """A field of a form as one string; ``""`` where it is missing or a file."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def gone_to(url: str) -> RedirectResponse:
    """After a form: the page that shows what became of it, so that going back or reloading sends nothing twice."""
    return RedirectResponse(url, status_code=303)


def link(*parts: str, **query: str | int | None) -> str:
    """A path of these parts, each quoted, with what is not ``None`` of the query."""
    path = "/" + "/".join(quote(p, safe="") for p in parts)
    told = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in query.items() if value is not None)
    return f"{path}?{told}" if told else path


def html(
    request: Request, title: str, *main: Child, at: str = "", upto: int | None = None, source: str = "", status: int = 200
) -> HTMLResponse:
    """A whole page. ``at`` names the place in the navigation, ``upto`` the number of entries that what is derived rests on,
    ``source`` the one that is read."""
    here = workplace(request)
    case = one_line(here.name) or "A case without a name"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{one_line(title)}: {case}"),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href=f"/static/brief.css?{__version__}"),
        tag("link", rel="stylesheet", href=f"/static/desk.css?{__version__}"),
        tag("script", src=f"/static/keys.js?{__version__}", defer=True),
    )
    body = tag(
        "body",
        _mast(request, case, at),
        tag("p", id="news", class_="behind", role="status", hidden=True),
        tag("main", _behind(here, upto), main, id="main"),
        tag(
            "footer",
            tag("p", f"Gestae {__version__}. Every line here is derived from the record{_upto(upto)}."),
            tag("p", tag("a", "The brief on one page, to print", href="/brief")),
            class_="foot",
        ),
        data_head=here.head(),
        data_source=source or None,
    )
    return HTMLResponse(f"<!doctype html>\n{tag('html', head, body, lang='en')}\n", status_code=status)


def heading(title: Child, *more: Child, crumb: Child = None) -> Markup:
    """What a page opens with: where one is, its name, and the sentence that answers."""
    return tag("header", tag("p", crumb, class_="crumb") if crumb else None, tag("h1", title), more, class_="page-head")


def empty(what: str, next: Child) -> Markup:
    """What stands where nothing is yet, and what to do about it."""
    return tag("p", what, " ", next, class_="empty")


def told(request: Request) -> Markup | None:
    """What became of the form before, as the address says it."""
    said = request.query_params.get("said")
    return tag("p", SAID[said], class_="said-so", role="status") if said in SAID else None


SAID = {
    "accepted": "Accepted.",
    "rejected": "Rejected. It stays in the record and counts for nothing.",
    "corrected": "Corrected.",
    "stated": "Stated.",
    "undone": "Undone.",
    "unchanged": "It stood so already; nothing was changed.",
    "same": "Taken as one from here on.",
    "not_same": "Kept apart from here on.",
}


def _mast(request: Request, case: str, at: str) -> Markup:
    items = [
        tag("li", tag("a", p.title, href=_first(p.routes), aria_current="page" if p.name == at else None))
        for p in request.app.state.pages
        if p.title
    ]
    find = tag(
        "form",
        tag("label", "Find", for_="find", class_="quiet"),
        tag("input", id="find", type="search", name="q", placeholder="a name, a word", value=request.query_params.get("q") or None),
        role="search", action="/find", class_="find",
    )  # fmt: skip
    return tag(
        "header",
        tag("a", "Skip to the page", class_="skip", href="#main"),
        tag("p", tag("a", tag("bdi", case), href="/"), class_="mast-case"),
        find,
        tag("p", tag("a", tag("bdi", workplace(request).member), href="/settings"), class_="mast-who"),
        tag("a", "Menu", class_="mast-menu", href="#menu"),
        tag(
            "nav", tag("a", "Close", class_="shut", href="#main"), tag("ul", items), class_="nav", id="menu", aria_label="The case"
        ),
        class_="mast",
    )


def _first(routes: Sequence[Route]) -> str:
    return routes[0].path


def _behind(here: Workplace, upto: int | None) -> Markup | None:
    """Says so when what is shown does not yet rest on the latest entries."""
    if upto is None or upto >= here.head():
        return None
    said = f"What follows from the last {here.head() - upto} entries is still being worked out."
    return tag("p", said, " ", tag("a", "Look again", href=""), class_="behind", role="status")


def _upto(upto: int | None) -> str:
    return f" up to entry {upto:,}" if upto else ""
