"""Settings: who works here, and the tokens by which programs may come in."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from gestae.present.clean import one_line
from gestae.present.markup import Markup, tag
from gestae.present.sections import hang
from gestae.web.guard import Rules
from gestae.web.page import Page, gone_to, heading, html, posted, words, workplace


def settings(request: Request) -> HTMLResponse:
    return _page(request)


def changed(request: Request, form: FormData) -> Response:
    rules = _rules(request)
    if (ended := words(form, "end")) in rules.tokens:
        del rules.tokens[ended]
        return gone_to("/settings")
    return _page(request, rules.make_token(one_line(words(form, "name"))[:80] or "a program"))


def _page(request: Request, fresh: str | None = None) -> HTMLResponse:
    here = workplace(request)
    who = tag("p", tag("b", tag("bdi", here.member)), ". What you decide is recorded under this name; it is set by GESTAE_NAME.")
    shown = tag("p", "The new token, shown this once: ", tag("code", fresh), class_="said-so", role="status") if fresh else None
    note = tag("p", "A program with a token may do here what you may do. A token ends when the desk is stopped.", class_="quiet")
    tokens = [shown, note, _tokens(_rules(request)), _new()]
    described = tag("p", tag("a", "What programs can ask", href="/api/openapi.json"), class_="go")
    return html(
        request,
        "Settings",
        heading("Settings"),
        hang("who", "Who works here", None, who),
        hang("tokens", "Programs", None, tag("div", tokens, described)),
    )


def _tokens(rules: Rules) -> Markup | None:
    rows = [
        tag(
            "li",
            tag(
                "form",
                tag("bdi", name),
                " ",
                tag("button", "End it", class_="act", type="submit", name="end", value=digest),
                method="post",
                action="/settings",
            ),
        )
        for digest, name in rules.tokens.items()
    ]
    return tag("ul", rows, class_="lines") if rows else None


def _new() -> Markup:
    return tag(
        "form",
        tag("label", "What it is for", tag("input", name="name", required=True)),
        tag("button", "Make a token", class_="act", type="submit"),
        method="post", action="/settings", class_="fields",
    )  # fmt: skip


def _rules(request: Request) -> Rules:
    found = request.app.state.rules
    assert isinstance(found, Rules)
    return found


PAGE = Page("settings", (Route("/settings", settings, methods=["GET"]), Route("/settings", posted(changed), methods=["POST"])))
