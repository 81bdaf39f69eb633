"""Home of a case: what is open, what is new, what clashes, where each proceeding stands, what is left to decide."""

from collections import Counter

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from gestae.desk.register import Register
from gestae.model import Disclosed
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.entry_words import entry_time, entry_words
from gestae.present.markup import Markup, tag
from gestae.present.sections import Sections, hang
from gestae.web.page import Page, empty, html, link, workplace
from gestae.web.told import chapters, of_register

NEWEST = 6
HEARD = 3


def home(request: Request) -> HTMLResponse:
    of, upto = chapters(request)
    register, told = of_register(request)
    if not of.case.sources:
        nothing = empty("There is no document in this case yet.", tag("a", "Add the first one", href="/sources#add"))
        return html(request, "Home", tag("h1", one_line(of.case.name) or "A case without a name"), nothing, at="home", upto=upto)
    make = Sections(of)
    opening = tag(
        "section",
        tag("p", "Open above all", class_="crumb") if of.case.questions else None,
        tag("h1", one_line(of.headline())),
        tag("p", of.summary(), class_="lede"),
        class_="open-question",
    )
    left = [_new(request, told), make.clashes(), make.open()]
    right = [_to_decide(register), _to_hear(of), make.proceedings()]
    return html(request, "Home", opening, tag("div", tag("div", left), tag("div", right), class_="split"), at="home", upto=upto)


def _new(request: Request, told: Chapters) -> Markup:
    """The latest entries that a person made, newest first."""
    with workplace(request).opened() as case:
        entries = [e for e in case.ledger.entries if e.act not in _QUIET][-NEWEST:]
        names = dict(case.ledger.members)
    return hang("new", "New", None, tag("ul", [_line(e, told, names) for e in reversed(entries)], class_="lines"))


_QUIET = frozenset({"member.added", "key.added", "text.read", "claims.proposed"})


def _line(entry: Disclosed, told: Chapters, names: dict[str, str]) -> Markup:
    who = one_line(names.get(entry.entry.by, "somebody"))
    said = tag("span", f"{who}, {entry_time(entry.entry.at)}.", class_="by")
    words = entry_words(entry, told.tell)
    return tag("li", words[:1].upper() + words[1:], ".", said)


def _to_decide(register: Register) -> Markup:
    waiting: Counter[str] = Counter()
    for listed in register.claims():
        if listed.standing == "proposed" and listed.claim.span is not None:
            waiting[listed.claim.span.text] += 1
    homes: dict[str, str] = {t.id: t.source for t in register.dossier.texts}
    names: dict[str, str] = {s.id: s.name for s in register.dossier.sources}
    rows = [
        tag("li", tag("a", tag("bdi", one_line(names[homes[text]])), href=link("sources", homes[text])), f" {number} left")
        for text, number in waiting.most_common(8)
    ]
    said = f"{sum(waiting.values()):,} proposals wait." if waiting else "Every proposal is decided on."
    return tag("section", tag("h2", "To decide"), tag("p", said, class_="quiet"), tag("ul", rows, class_="lines"), class_="stack")


def _to_hear(of: Chapters) -> Markup | None:
    rows = [
        tag("li", tag("a", of.tell.name(r.agent), href=link("people", r.agent)), tag("span", one_line(r.says), class_="by"))
        for r in of.case.ranking[:HEARD]
    ]
    more = tag("p", tag("a", "All, and why", href="/interviews"), class_="go small")
    return tag("section", tag("h2", "Whom to hear"), tag("ol", rows, class_="lines"), more, class_="stack") if rows else None


PAGE = Page("home", (Route("/", home),), "Home", 0)
