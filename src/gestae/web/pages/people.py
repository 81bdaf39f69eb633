"""People and bodies: who they are, what each said and when, what others say of them; taken as one, and kept apart again."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from gestae.desk import review
from gestae.model import Claim, Refusal, Sameness
from gestae.present.chapters import Chapters, Person
from gestae.present.clean import one_line
from gestae.present.markup import Markup, join, tag
from gestae.present.phrases import taken_as_one
from gestae.present.sections import Sections, hang
from gestae.web.page import Page, empty, gone_to, heading, html, link, posted, told, words, workplace
from gestae.web.stretches import stretch, ways_on
from gestae.web.told import chapters


def people(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    rows = [_row(of, p) for p in of.people]
    nothing = empty("Nobody is named by a claim that counts.", tag("a", "Accept claims in the sources", href="/sources"))
    body = tag("ul", rows, class_="who-is-who") if rows else nothing
    return html(request, "People", heading("Who is who", told(request)), body, at="people", upto=upto)


def person(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    found = _found(of, request.path_params["id"])
    id_ = found.agent.id
    named = [c for c in of.case.claims if c.by == id_ or any(f and f.id == id_ for f in c.roles.values())]
    part = stretch(of, [c.id for c in _in_time(of, named)], frozenset(), request.query_params.get("start"))
    shown = _in_time(of, list(part.part.case.claims))
    said = [c for c in shown if c.by == id_ or c.filler("speaker") == id_]
    about = [c for c in shown if c not in said]
    on = ways_on(part, ("people", id_), {})
    make = Sections(of)
    heard = next((r for r in of.case.ranking if r.agent == id_), None)
    hear = join(tag("p", one_line(heard.says)), make.why(heard.because)) if heard else None
    asks = tag("ul", [tag("li", one_line(a)) for a in heard.asks], class_="lines") if heard and heard.asks else None
    sections = [
        hang("hear", "Why to hear", None, join(hear, asks, tag("p", tag("a", "Guide to print", href=link("interviews", id_)))))
        if hear
        else None,
        on,
        hang("own", "In their own words", None, make.rows(said)) if said else None,
        hang("others", "What is said of them", None, make.rows(about)) if about else None,
        on,
        Sections(part.part).clashes(),
        _identity(of, found),
    ]
    posts = "; ".join(of.tell.title_of(group[0]) for group in found.positions)
    crumb = tag("a", "People", href="/people")
    head = heading(
        tag("bdi", one_line(found.agent.label)), tag("p", f"{posts}.", class_="lede") if posts else None, told(request), crumb=crumb
    )
    return html(request, found.agent.label, head, sections, at="people", upto=upto)


def paired(request: Request, form: FormData) -> Response:
    """Takes this one and another as one, or keeps the two apart."""
    id_, other, does = request.path_params["id"], words(form, "other"), words(form, "do")
    if does not in ("same", "not_same"):
        raise Refusal(id_, "the form does not say what to do.", "Nothing was changed.", "Choose one of the two.")
    if not other:
        raise Refusal(id_, "nobody was chosen to compare with.", "Nothing was changed.", "Choose another name from the list.")
    do = review.same if does == "same" else review.not_same
    workplace(request).decide(lambda case: do(case, id_, other))
    return gone_to(link("people", said=does))


def _found(of: Chapters, id_: str) -> Person:
    joined = {member: s.thing for s in of.case.sameness for member in s.members}
    found = next((p for p in of.people if p.agent.id in (id_, joined.get(id_))), None)
    if found is None:
        raise Refusal(
            id_,
            "nobody of this id is named by a claim that counts.",
            "They may have been taken as one with another.",
            "Look under People.",
        )
    return found


def _row(of: Chapters, person: Person) -> Markup:
    posts = "; ".join(of.tell.title_of(group[0]) for group in person.positions)
    kind = {"organisation": "Organisation", "software": "Software", "unidentified": "Not identified"}.get(person.agent.kind)
    note = ". ".join(part for part in (posts, kind) if part)
    return tag(
        "li",
        tag("a", tag("bdi", one_line(person.agent.label)), href=link("people", person.agent.id), class_="name"),
        tag("p", f"{note}.", class_="small quiet") if note else None,
    )


def _in_time(of: Chapters, claims: list[Claim]) -> list[Claim]:
    order = {d.claim: n for n, d in enumerate(of.case.timeline)}
    return sorted(claims, key=lambda c: order.get(c.id, len(order)))


def _identity(of: Chapters, person: Person) -> Markup:
    """Under which names they appear, why these are taken as one, and the form to change that."""
    agent = person.agent
    joined = next((s for s in of.case.sameness if s.thing == agent.id and len(s.members) > 1), None)
    forms = ", ".join(f"“{one_line(f)}”" for f in dict.fromkeys(agent.forms))
    others = sorted((p.agent for p in of.people if p.agent.id != agent.id), key=lambda a: one_line(a.label).casefold())
    options = [tag("option", one_line(a.label), value=a.id) for a in others]
    merge = tag(
        "form",
        tag("label", "The same as", tag("select", tag("option", "choose", value=""), options, name="other", required=True)),
        tag("button", "Take as one", class_="act", type="submit", name="do", value="same"),
        method="post", action=link("people", agent.id), class_="fields",
    )  # fmt: skip
    parts = [tag("p", f"Called {forms}.") if forms else None, _apart(joined) if joined else None, merge if options else None]
    return hang("identity", "Who this is", None, join(parts))


def _apart(joined: Sameness) -> Markup:
    first, *rest = joined.members
    options = [tag("option", member, value=member) for member in rest]
    return join(
        tag("p", f"{len(joined.members)} mentions taken as one: {taken_as_one(joined)}.", class_="quiet"),
        tag(
            "form",
            tag("label", "Not", tag("select", options, name="other")),
            tag("button", "Keep apart", class_="act", type="submit", name="do", value="not_same"),
            method="post", action=link("people", first), class_="fields",
        ),
    )  # fmt: skip


PAGE = Page(
    "people",
    (
        Route("/people", people),
        Route("/people/{id}", person, methods=["GET"]),
        Route("/people/{id}", posted(paired), methods=["POST"]),
    ),
    "People",
    20,
)
