"""Conflicts: claims that cannot all be so, side by side in their own words."""

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.model import Claim, Finding, Refusal
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.markup import Markup, tag
from gestae.present.sections import Sections
from gestae.web.page import Page, empty, heading, html, link
from gestae.web.told import chapters


def conflicts(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    number = len(of.clashes)
    lede = f"Accounts clash in {number} {'place' if number == 1 else 'places'}." if number else "No accounts clash."
    rows = [
        tag("li", tag("h2", tag("a", one_line(f.says), href=link("conflicts", f.id))), _short(of, f), class_="clash")
        for f in of.clashes
    ]
    body = tag("ul", rows, class_="lines wide") if rows else empty("All that counts can be so together.", "")
    return html(request, "Conflicts", heading("What clashes", tag("p", lede, class_="lede")), body, at="conflicts", upto=upto)


def conflict(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    id_ = request.path_params["id"]
    found = next((f for f in of.clashes if f.id == id_), None)
    if found is None:
        raise Refusal(id_, "no conflict of this id is in the case.", "It may be settled by now.", "Look under Conflicts.")
    claims = of.because(found.because)
    accounts = tag("div", [_account(of, c) for c in claims], class_="accounts")
    speakers = list(dict.fromkeys(of.tell.speaker(c) for c in claims))
    title = f"{', '.join(speakers[:-1])} and {speakers[-1]} differ" if len(speakers) > 1 else f"{speakers[0]} says both"
    head = heading(title, crumb=tag("a", "Conflicts", href="/conflicts"))
    each = "Either can stand without the other." if len(claims) == 2 else "Leave out any one, and the others can stand."
    together = tag(
        "section",
        tag("h2", "Together"),
        tag("div", tag("p", one_line(found.says), class_="rule"), tag("p", f"They cannot all be so. {each}", class_="quiet")),
        class_="rule-says",
    )
    return html(request, title, head, accounts, together, _settling(of, found), at="conflicts", upto=upto)


def _short(of: Chapters, finding: Finding) -> Markup:
    make = Sections(of)
    return tag("ul", [make.voice(c) for c in of.because(finding.because)], class_="voices")


def _account(of: Chapters, claim: Claim) -> Markup:
    tell = of.tell
    words = tag("p", claim.span.quote, class_="words") if claim.span else tag("p", tell.line(claim))
    cite = of.cite.cite(claim.span) if claim.span else "stated by hand"
    notes = tell.notes(claim)
    return tag(
        "article",
        tag("h2", tell.speaker(claim), tag("small", notes) if notes else None, class_="name"),
        words,
        tag("p", tag("a", cite, href=of.way(claim)), class_="cite"),
        tag("p", tell.line(claim), class_="small quiet"),
        tag("p", tag("a", "Decide on this claim", href=link("claims", claim.id)), class_="small go"),
        class_="account",
    )


def _settling(of: Chapters, finding: Finding) -> Markup | None:
    """The questions it raises, and who could settle them."""
    raised = [q for q in of.case.questions if finding.id in q.raised_by or set(finding.because) & set(q.raised_by)]
    rows = [
        tag("li", tag("a", one_line(q.says), href=f"/questions#{q.id}"),
            Sections(of).settled_by(q))
        for q in raised
    ]  # fmt: skip
    if not rows:
        return None
    return tag("section", tag("h2", "What would settle it"), tag("ul", rows, class_="lines"), class_="hang")


PAGE = Page("conflicts", (Route("/conflicts", conflicts), Route("/conflicts/{id}", conflict)), "Conflicts", 50)
