"""Correcting a claim: its form, filled in as it stands. It keeps its place and words; what it said before stays in the record."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from gestae.desk import review
from gestae.model import Refusal
from gestae.present.markup import join, tag
from gestae.present.sections import Sections
from gestae.rules import kinds
from gestae.web.deciding import WHOLE
from gestae.web.page import Page, gone_to, heading, html, link, posted, workplace
from gestae.web.stating import before, changed, fields, send, stated
from gestae.web.told import of_register


def correct(request: Request) -> HTMLResponse:
    return _form(request)


def corrected(request: Request, form: FormData) -> Response:
    register, of = of_register(request)
    claim = register.claim(request.path_params["id"]).claim
    kind = kinds()[claim.kind]
    change = changed(stated(form, kind), before(of, claim, kind))
    if not change:
        return gone_to(link("claims", claim.id, said="unchanged"))
    try:
        workplace(request).decide(lambda case: review.correct(case, claim.id, change))
    except Refusal as refusal:
        return _form(request, form, refusal)
    return gone_to(link("claims", claim.id, said="corrected"))


def _form(request: Request, given: FormData | None = None, refusal: Refusal | None = None) -> HTMLResponse:
    register, of = of_register(request)
    claim = register.claim(request.path_params["id"]).claim
    quote = Sections(of).quote(claim, WHOLE, block=True)
    trouble = tag("p", f"{refusal.what} {refusal.why} {refusal.next}", class_="trouble", role="alert") if refusal else None
    form = tag(
        "form",
        fields(register, of, kinds()[claim.kind], claim, given),
        send("Correct", link("claims", claim.id)),
        method="post", action=link("claims", claim.id, "correct"), class_="claim-form",
    )  # fmt: skip
    crumb = join(tag("a", "Sources", href="/sources"), " / ", tag("a", "the claim", href=link("claims", claim.id)))
    head = heading(f"Correct: {of.tell.line(claim)}", quote, trouble, crumb=crumb)
    return html(request, "Correct a claim", head, form, at="sources", status=409 if refusal else 200)


PATH = "/claims/{id}/correct"
PAGE = Page("correct", (Route(PATH, correct, methods=["GET"]), Route(PATH, posted(corrected), methods=["POST"])))
