"""Sources: what came in, how much of it is decided, and the form that takes in more."""

from collections import Counter, defaultdict

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from gestae.desk.arrivals import Arrival
from gestae.desk.register import Register
from gestae.model import Refusal, Source
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.markup import Markup, tag
from gestae.present.phrases import MEDIA
from gestae.web.arriving import arrivals, offered
from gestae.web.page import Page, empty, gone_to, heading, html, link, posted, told
from gestae.web.told import of_register


def sources(request: Request) -> HTMLResponse:
    register, of = of_register(request)
    found = register.as_case().sources
    waiting = [a for a in arrivals(request).all() if not a.is_over]
    counts = _counts(register)
    rows = [_row(of, s, counts[s.id]) for s in found]
    head = tag("tr", [tag("th", name, scope="col") for name in ("No.", "Source", "Kind", "Left to decide", "Claims")])
    table = tag("table", tag("thead", head), tag("tbody", rows), class_="sources")
    nothing = empty(
        "There is no document in this case yet.", "Choose the first below: a statement, a news report, an order, a log."
    )
    number = len(found)
    lede = (
        tag("p", f"{number} {'document is' if number == 1 else 'documents are'} in this case.", class_="lede") if number else None
    )
    body = [_arrived(request), table if rows else nothing, _add()]
    response = html(request, "Sources", heading("Sources", lede, told(request)), body, at="sources")
    if waiting:
        response.headers["Refresh"] = "1"
    return response


def added(request: Request, form: FormData) -> Response:
    """Takes the files; they are read beside the work, and this page says how far they are."""
    if not offered(request, form):
        raise Refusal("Sources", "no file was chosen.", "Nothing was added.", "Choose one or more files, then press Add.")
    return gone_to("/sources")


def _counts(register: Register) -> dict[str, Counter[str]]:
    homes = {t.id: t.source for t in register.dossier.texts}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in register.by_id.values():
        if each.claim.span is not None and each.claim.span.text in homes:
            counts[homes[each.claim.span.text]][each.standing] += 1
    return counts


def _row(of: Chapters, source: Source, counts: Counter[str]) -> Markup:
    left, every = counts["proposed"], sum(counts.values())
    return tag(
        "tr",
        tag("td", of.cite.number[source.id], class_="quiet"),
        tag("th", tag("a", tag("bdi", one_line(source.name)), href=link("sources", source.id)), scope="row"),
        tag("td", MEDIA.get(source.media_type, source.media_type)),
        tag("td", f"{left:,}" if left else "all done" if every else "none found"),
        tag("td", f"{every:,}"),
    )


def _arrived(request: Request) -> Markup | None:
    rows = [tag("li", _arrival(a)) for a in arrivals(request).all()]
    return (
        tag("section", tag("h2", "Just added"), tag("ul", rows, class_="lines"), class_="hang", aria_live="polite")
        if rows
        else None
    )


def _arrival(arrival: Arrival) -> list[Markup | str]:
    name = tag("b", tag("bdi", one_line(arrival.name)))
    if arrival.stopped is not None:
        return [name, f" is not in: {arrival.stopped.what} {arrival.stopped.next}"]
    if arrival.is_reading:
        return [name, f" is being read, {arrival.done} of {arrival.total} parts." if arrival.total else " is being read."]
    if not arrival.received:
        return [name, " waits to be read."]
    first = arrival.received[0]
    within = sum(r.outcome == "in" for r in arrival.received) - (first.outcome == "in")
    more = f" With it came {within} more." if within else ""
    proposed = sum(r.proposed for r in arrival.received)
    match first.outcome:
        case "in":
            return [tag("a", name, href=link("sources", first.source or "")), f" is in, with {proposed:,} proposals.{more}"]
        case "duplicate":
            return [name, f" was in already. {first.reason or ''}"]
        case _:
            return [name, f" was not taken in. {first.reason or ''}"]


def _add() -> Markup:
    return tag(
        "form",
        tag("h2", "Add documents"),
        tag(
            "div",
            tag("p", "Choose them, or drop them on the field. They are kept as they are, byte for byte.", class_="quiet"),
            tag("label", "Documents", tag("input", type="file", name="files", multiple=True, required=True)),
            tag("label", "Their date, if not in them", tag("input", name="date", placeholder="2026-09-28", inputmode="numeric")),
            tag("label", "Their time zone, if not in them", tag("input", name="zone", placeholder="America/Denver")),
            tag("button", "Add", class_="act first", type="submit"),
            class_="fields",
        ),
        method="post", action="/sources", enctype="multipart/form-data", id="add", class_="hang",
    )  # fmt: skip


PAGE = Page(
    "sources",
    (Route("/sources", sources, methods=["GET"]), Route("/sources", posted(added), methods=["POST"])),
    "Sources",
    10,
)
