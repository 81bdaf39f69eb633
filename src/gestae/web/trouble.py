"""What a page says when something cannot be done: where, what, why, what next. Never what went on inside."""

import json
import logging
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from gestae.model import Refusal
from gestae.present.markup import Markup, tag
from gestae.web import page

_log = logging.getLogger("gestae.web")


def refused(request: Request, trouble: Exception) -> Response:
    assert isinstance(trouble, Refusal)
    status = 404 if request.method == "GET" else 409
    said = [tag("p", tag("b", f"{trouble.where}: "), trouble.what), tag("p", trouble.why), tag("p", trouble.next)]
    return page.html(request, "Not done", page.heading("That cannot be done"), said, _back(), status=status)


def not_found(request: Request, _: Exception) -> Response:
    said = tag("p", "There is no such page in this case. It may belong to another one, or the address is not whole.")
    return page.html(request, "Not here", page.heading("Nothing is here"), said, _back(), status=404)


def not_so(request: Request, _: Exception) -> Response:
    said = tag("p", "This address takes a form, and was opened like a page. Nothing was changed.")
    return page.html(request, "Not so", page.heading("Nothing to see here"), said, _back(), status=405)


def fault(request: Request, trouble: Exception) -> Response:
    """A fault of ours. The number stands in the log, where the words of no document are."""
    if isinstance(trouble, HTTPException):
        return bare(trouble.status_code, "This cannot be done.", "Go back, and try again.")
    number = secrets.token_hex(4)
    _log.error("fault %s at %s: %s", number, request.url.path, type(trouble).__name__)
    return bare(
        500,
        f"Gestae made a mistake; nothing was half done. It is number {number}.",
        "Go back and try again; if it stays, report the number.",
    )


def too_large(request: Request, _: Exception | None = None) -> Response:
    """Of a body that is longer than it may be, whether it says so or only turns out to be."""
    say = plain if request.url.path.startswith("/api/") else bare
    return say(413, "This is too large to take in here. Nothing of it was kept.", "Add it with: gestae add CASE FILE")


def bare(status: int, what: str, next: str) -> HTMLResponse:
    """A page of two sentences, for who is not let in."""
    head = tag("head", tag("meta", charset="utf-8"), tag("title", what), tag("link", rel="stylesheet", href="/static/brief.css"))
    body = tag("body", tag("main", tag("h1", what), tag("p", next)))
    return HTMLResponse(f"<!doctype html>\n{tag('html', head, body, lang='en')}\n", status_code=status)


def plain(status: int, what: str, next: str) -> Response:
    """The same for a program."""
    told = {"where": "the request", "what": what, "why": "Nothing was changed.", "next": next}
    return Response(json.dumps(told), status, media_type="application/json")


def _back() -> Markup:
    return tag("p", tag("a", "Home", href="/"), class_="go")
