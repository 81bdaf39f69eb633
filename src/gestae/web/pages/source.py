"""The reader: a source with its claims in the margin, one of them open to be decided on."""

from collections import Counter
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.desk.register import Listed, Register
from gestae.model import Claim, Source, Text
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.markup import Markup, join, tag
from gestae.present.phrases import MEDIA
from gestae.present.reader import Laid, Stretch
from gestae.web.deciding import SIGN, choices, note
from gestae.web.page import Page, empty, heading, html, link, told
from gestae.web.parts import Part, part_at, parts_of
from gestae.web.told import of_register, source_called

ORDER = ("accepted", "corrected", "stated", "rejected")


def source(request: Request) -> HTMLResponse:
    register, of = of_register(request)
    found = source_called(register, request.path_params["id"])
    texts = [t for t in register.dossier.texts if register.has_text(found, t)]
    name = one_line(found.name)
    if not texts:
        crumb = _crumb(of, found)
        nothing = empty("No text was read from this source.", "Nothing in it counts yet; state what it says by hand.")
        return html(request, name, heading(tag("bdi", name), crumb=crumb), nothing, at="sources")
    return _reader(request, register, of, found, texts[0])


def _reader(request: Request, register: Register, of: Chapters, found: Source, text: Text) -> HTMLResponse:
    listed = [each for each in register.claims() if each.claim.span is not None and each.claim.span.text == text.id]
    by_id: dict[str, Listed] = {each.claim.id: each for each in listed}
    now = _now(listed, by_id.get(request.query_params.get("at", "")), request.query_params.get("part"))
    parts = parts_of(text)
    at = _part(request, parts, now)
    part = parts[at]
    shown = [e for e in listed if e.standing != "rejected" and _start(e) < part.end and _start(e) >= part.start]
    open_ = now if now and (now in shown or now.standing == "rejected") else None

    def margin(claim: Claim, number: int) -> Markup:
        return note(of, by_id[claim.id], number, is_open=open_ is by_id[claim.id], way=link("sources", found.id, at=claim.id))

    laid = Laid(of, text, [e.claim for e in shown], lambda c: SIGN[by_id[c.id].standing], margin)
    rejected = [e for e in listed if e.standing == "rejected" and part.start <= _start(e) < part.end]
    doc = tag(
        "article",
        list(laid.passages(Stretch(part.start, part.end))),
        _rejected(of, rejected),
        class_="doc",
        aria_label=one_line(found.name),
    )
    head = heading(
        tag("bdi", one_line(found.name)), tag("p", _about(found, text, of), class_="quiet"), told(request), crumb=_crumb(of, found)
    )
    body = tag("div", _rail(register, found, listed, parts, at), doc, class_="reader")
    return html(request, found.name, head, body, _next_part(found, parts, at), _keys(listed), at="sources", source=found.id)


def _crumb(of: Chapters, found: Source) -> Markup:
    return join(tag("a", "Sources", href="/sources"), " / ", of.cite.number.get(found.id, ""))


def _now(listed: Sequence[Listed], asked: Listed | None, part: str | None) -> Listed | None:
    """The claim that is open: the one asked for, else the first that nobody has decided on."""
    if asked is not None or part is not None:
        return asked
    return next((e for e in listed if e.standing == "proposed"), None)


def _part(request: Request, parts: list[Part], now: Listed | None) -> int:
    asked = request.query_params.get("part", "")
    if asked.isdecimal() and 1 <= int(asked) <= len(parts):
        return int(asked) - 1
    return part_at(parts, _start(now)) if now else 0


def _start(listed: Listed) -> int:
    return listed.claim.span.start if listed.claim.span else 0


def _about(found: Source, text: Text, of: Chapters) -> str:
    date = f", dated {text.date}" if text.date else ""
    within = f", came within {of.cite.number[found.within]}" if found.within in of.cite.number else ""
    return f"{MEDIA.get(found.media_type, found.media_type)}{date}{within}."


def _rail(register: Register, found: Source, listed: Sequence[Listed], parts: list[Part], at: int) -> Markup:
    counts = Counter(e.standing for e in listed)
    rows = [join(tag("dt", word), tag("dd", f"{counts[word]:,}")) for word in ORDER if counts[word]]  # type: ignore[index]
    rows.append(join(tag("dt", "to decide"), tag("dd", f"{counts['proposed']:,}")))
    rows.append(join(tag("dt", "claims", class_="sum"), tag("dd", f"{len(listed):,}", class_="sum")))
    tally = tag("section", tag("h2", "Decided"), tag("dl", rows, class_="tally"))
    trouble = [
        tag("section", tag("h3", one_line(p.what)), tag("p", f"{p.why} {p.next}", class_="small"), class_="trouble")
        for p in register.dossier.problems
        if p.where.startswith(found.name) and p.severity != "note"
    ]
    state = tag("p", tag("a", "State a claim by hand", href=link("sources", found.id, "state"), id="state"), class_="go")
    return tag("aside", tally, trouble, _pages(found, listed, parts, at), state, class_="rail", aria_label="This source")


def _pages(found: Source, listed: Sequence[Listed], parts: list[Part], at: int) -> Markup | None:
    if len(parts) == 1:
        return None
    every: Counter[int] = Counter()
    left: Counter[int] = Counter()
    for each in listed:
        place = part_at(parts, _start(each))
        every[place] += 1
        left[place] += each.standing == "proposed"
    links = [
        tag("a", part.name, tag("span", f"{left[n]} of {every[n]} left" if left[n] else "all done" if every[n] else "none found"),
            href=link("sources", found.id, part=n + 1), aria_current="page" if n == at else None)
        for n, part in enumerate(parts)
    ]  # fmt: skip
    return tag("nav", tag("h2", "Parts"), tag("div", links, class_="pages"), aria_label="Parts")


def _rejected(of: Chapters, rejected: Sequence[Listed]) -> Markup | None:
    if not rejected:
        return None
    rows = [
        tag("li", of.tell.line(e.claim), " ", tag("a", "look again", href=link("claims", e.claim.id)), id=f"c-{e.claim.id}")
        for e in rejected
    ]
    head = tag("summary", f"{len(rejected)} rejected")
    return tag("details", head, tag("ul", rows, class_="lines"), class_="why rest rejected")


def _next_part(found: Source, parts: list[Part], at: int) -> Markup | None:
    if at + 1 == len(parts):
        return None
    return tag(
        "p", tag("a", f"Go on to {parts[at + 1].name}", href=link("sources", found.id, part=at + 2), rel="next"), class_="go"
    )


def _keys(listed: Sequence[Listed]) -> Markup:
    left = sum(e.standing == "proposed" for e in listed)
    keys = [
        tag("span", tag("kbd", key), does)
        for key, does in (("J", "next"), ("K", "back"), *choices(), ("S", "state"), ("?", "all keys"))
    ]
    return tag("aside", tag("b", f"{left} left in this source"), keys, class_="keys", aria_label="Keys")


PAGE = Page("source", (Route("/sources/{id}", source),))
