"""All keys, for who wants to work without a mouse."""

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.present.markup import tag
from gestae.web.page import Page, heading, html

KEYS = (
    ("J", "the next claim"), ("K", "the one before"), ("A", "accept the open claim, and go on"),
    ("C", "correct it"),
    ("R", "reject it"),
    ("U", "undo the decision on it"), ("W", "why"), ("S", "state a claim on the words you selected"),
    ("/", "find"), ("G H", "home"), ("G S", "sources"), ("G P", "people"), ("G I", "items"),
    ("G T", "timeline"), ("G C", "conflicts"),
    ("G Q", "questions"), ("G R", "record"), ("?", "this page"), ("Esc", "leave a field"),
)  # fmt: skip


def keys(request: Request) -> HTMLResponse:
    rows = [tag("tr", tag("th", [[tag("kbd", k), " "] for k in key.split()], scope="row"), tag("td", does)) for key, does in KEYS]
    note = tag("p", "Each key presses a button or follows a link that is on the page. They rest while you type.", class_="quiet")
    return html(request, "Keys", heading("Keys", note), tag("table", tag("tbody", rows), class_="key-table"))


PAGE = Page("keys", (Route("/keys", keys),))
