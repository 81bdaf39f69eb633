"""A claim: its words, how it stands and since when, and the forms that decide on it."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from gestae.desk import review
from gestae.desk.register import Listed, Register
from gestae.model import Disclosed, Refusal
from gestae.present.chapters import Chapters
from gestae.present.entry_words import entry_time, entry_words
from gestae.present.markup import Markup, join, tag
from gestae.present.sections import Sections
from gestae.web.deciding import WHOLE, form, roles, standing
from gestae.web.page import Page, gone_to, heading, html, link, posted, told, words, workplace
from gestae.web.told import of_register

_SAID = {"accept": "accepted", "reject": "rejected", "undo": "undone"}


def claim(request: Request) -> HTMLResponse:
    register, of = of_register(request)
    listed = register.claim(request.path_params["id"])
    found = listed.claim
    head = heading(of.tell.line(found), tag("p", standing(listed)), told(request), crumb=_crumb(of, listed))
    body = join(
        Sections(of).quote(found, WHOLE, block=True), roles(of, found), form(listed), _history(request, register, of, listed)
    )
    return html(request, "Claim", head, tag("div", body, class_="claim-page"), at="sources")


def decided(request: Request, form: FormData) -> Response:
    """Does what the button says, and goes on to the next claim that waits."""
    id_ = request.path_params["id"]
    does = words(form, "do")
    if does not in _SAID:
        raise Refusal(id_, "the form does not say what to do.", "Nothing was changed.", "Press Accept, Correct or Reject.")
    register = workplace(request).register()
    listed = register.claim(id_)
    following = _following(register, listed)
    match does:
        case "accept":
            done = workplace(request).decide(lambda case: review.accept(case, [listed.claim.id]))
        case "reject":
            done = workplace(request).decide(lambda case: review.reject(case, [listed.claim.id], words(form, "reason") or None))
        case _:
            done = workplace(request).decide(lambda case: review.undo(case, [listed.claim.id]))
            following = listed
    said = "unchanged" if does != "undo" and listed.claim.id in done.unchanged else _SAID[does]
    return gone_to(_place(register, following or listed, said))


def _following(register: Register, listed: Listed) -> Listed | None:
    """The next claim of the same text that waits for a decision, else the first."""
    span = listed.claim.span
    if span is None:
        return None
    same = [e for e in register.claims() if e.claim.span is not None and e.claim.span.text == span.text]
    at = same.index(listed)
    return next((e for e in (*same[at + 1 :], *same[:at]) if e.standing == "proposed"), None)


def _place(register: Register, listed: Listed, said: str) -> str:
    """The page on which a claim can be seen and decided on."""
    span = listed.claim.span
    home = next((t.source for t in register.dossier.texts if span is not None and t.id == span.text), None)
    if home is None:
        return link("claims", listed.claim.id, said=said)
    return f"{link('sources', home, at=listed.claim.id, said=said)}#c-{listed.claim.id}"


def _crumb(of: Chapters, listed: Listed) -> Markup:
    span = listed.claim.span
    if span is None or not of.has_place(listed.claim):
        return tag("a", "Sources", href="/sources")
    source = of.cite.texts[span.text].source
    return join(tag("a", "Sources", href="/sources"), " / ", tag("a", of.tell.name(source), href=of.way(listed.claim)))


def _history(request: Request, register: Register, of: Chapters, listed: Listed) -> Markup | None:
    with workplace(request).opened() as case:
        names = dict(case.ledger.members)
        dead = case.ledger.undone()
    id_ = listed.claim.id
    own = {e.entry.id for e in register.dossier.entries if e.entry.plain.get("claim") == id_}
    rows = [e for e in register.dossier.entries if e.entry.id in own or own.intersection(e.entry.refs)]
    if not rows:
        return None
    lines = [
        tag("li", _line(e, of, names), tag("span", " undone since", class_="quiet") if e.entry.id in dead else None) for e in rows
    ]
    return tag("section", tag("h2", "How it came to stand so"), tag("ol", lines, class_="lines"), class_="hang")


def _line(entry: Disclosed, of: Chapters, names: dict[str, str]) -> Markup:
    who = names.get(entry.entry.by, "somebody")
    return join(
        tag("b", tag("bdi", who)),
        " ",
        entry_words(entry, of.tell),
        ".",
        tag("span", f"{entry_time(entry.entry.at)}.", class_="by"),
    )


PAGE = Page("claims", (Route("/claims/{id}", claim, methods=["GET"]), Route("/claims/{id}", posted(decided), methods=["POST"])))
