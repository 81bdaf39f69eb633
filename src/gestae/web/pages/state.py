"""Stating a claim by hand: on words of a source, or on none. First its kind, then the roles of that kind."""

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from gestae.desk import review
from gestae.present.clean import one_line
from gestae.present.markup import Markup, join, tag
from gestae.rules import kinds
from gestae.web.page import Page, gone_to, heading, html, link, posted, words, workplace
from gestae.web.stating import every_kind, fields, send, stated
from gestae.web.told import of_register, source_called


def state(request: Request) -> HTMLResponse:
    return _form(request, FormData(request.query_params))


def told(request: Request, form: FormData) -> Response:
    register, _ = of_register(request)
    source = source_called(register, request.path_params["id"])
    kind = kinds().get(words(form, "kind"))
    if kind is None:
        return _form(request, form)
    line = {"kind": kind.name, **stated(form, kind), "quote": words(form, "quote") or None, "source": source.id}
    said = {name: value for name, value in line.items() if value not in (None, False)}
    done, problems = workplace(request).decide(lambda case: review.state(case, msgspec.json.encode(said), "this form"))
    if problems:
        return _form(request, form, f"{problems[0].what} {problems[0].next}")
    return gone_to(link("claims", done.entries[0][0], said="stated"))


def _form(request: Request, given: FormData, trouble: str | None = None) -> HTMLResponse:
    register, of = of_register(request)
    source = source_called(register, request.path_params["id"])
    kind = kinds().get(words(given, "kind"))
    quote = words(given, "quote")
    way = link("sources", source.id, "state")
    crumb = join(
        tag("a", "Sources", href="/sources"), " / ", tag("a", tag("bdi", one_line(source.name)), href=link("sources", source.id))
    )
    said = (
        tag("p", tag("span", quote, class_="words"))
        if quote
        else tag("p", "On no words of the source, or copy them below.", class_="quiet")
    )
    head = heading(
        "State a claim by hand", said, tag("p", trouble, class_="trouble", role="alert") if trouble else None, crumb=crumb
    )
    if kind is None:
        return html(request, "State a claim", head, _kinds(way, quote), at="sources")
    form = tag(
        "form",
        tag("input", type="hidden", name="kind", value=kind.name),
        tag("label", "The words, exactly as they stand", tag("textarea", quote, name="quote", rows=3)),
        fields(register, of, kind, None, given),
        send("State", link("sources", source.id)),
        method="post", action=way, class_="claim-form",
    )  # fmt: skip
    return html(request, "State a claim", head, form, at="sources", status=409 if trouble else 200)


def _kinds(way: str, quote: str) -> Markup:
    options = [tag("option", k.label, value=k.name) for k in every_kind()]
    return tag(
        "form",
        tag("label", "The words, exactly as they stand", tag("textarea", quote, name="quote", rows=3)),
        tag("label", "What they say happened", tag("select", options, name="kind")),
        tag("button", "Go on", class_="act first", type="submit"),
        action=way, class_="claim-form",
    )  # fmt: skip


PATH = "/sources/{id}/state"
PAGE = Page("state", (Route(PATH, state, methods=["GET"]), Route(PATH, posted(told), methods=["POST"])))
