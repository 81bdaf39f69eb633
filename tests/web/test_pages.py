"""Every page of the sample case: it answers, names something of the case, can be read by all, is light, and asks nobody outside."""

import re

import pytest

from gestae import plugins
from gestae.web import pages
from gestae.web.page import Page

pytestmark = pytest.mark.browser

LISTS = [r.path for p in plugins.parts(pages, "PAGE", Page) for r in p.routes if "{" not in r.path and "GET" in r.methods]
STARTS = ["/find?q=revolver", *(path for path in dict.fromkeys(LISTS) if path not in ("/find", "/live"))]
WHOLE = "/brief"  # the case on one page, to print
NAMELESS = ("/keys", "/settings")
NAMES = re.compile(r"Achterberg|Oyelaran|Fennimore|Brandvold|Marsh|Ossington|Revolver W-03|Roark|Low Water|weapons-log")
LIGHT = 200_000


def one_of_each(context, base):
    """The address of the first page of every sort that the others lead to."""
    page = context.new_page()
    found = {}
    for start in STARTS:
        page.goto(base + start)
        for link in page.eval_on_selector_all(
            "main a[href]", "all => all.map(a => new URL(a.getAttribute('href'), location.href).href)"
        ):
            path = link.removeprefix(base).partition("#")[0].partition("?")[0]
            sort = re.sub(r"/[a-z]{3}-[0-9a-f]{16}|/[0-9a-f-]{36}", "/ID", path)
            if link.startswith(f"{base}/") and not sort.endswith("/receipt"):
                found.setdefault(sort, path)
    first = next(path for sort, path in found.items() if sort == "/claims/ID") if "/claims/ID" in found else None
    page.close()
    return [*STARTS, *(p for s, p in found.items() if "ID" in s), *([f"{first}/correct"] if first else [])]


def test_every_page_answers_names_the_case_and_is_light(came_in):
    context, base = came_in
    page = context.new_page()
    outside, sizes = [], {}
    page.on("request", lambda r: None if r.url.startswith((base, "data:")) else outside.append(r.url))
    static = sum(len(context.request.get(f"{base}/static/{name}").body()) for name in ("brief.css", "desk.css", "keys.js"))
    unnamed = []
    for path in one_of_each(context, base):
        answer = page.goto(base + path)
        sizes[path] = static + len(answer.body())

        assert answer.status == 200, path

        if not NAMES.search(page.locator("main").inner_text()) and path not in NAMELESS:
            unnamed.append(path)
    page.close()

    assert unnamed == []
    assert outside == []
    assert {p: s for p, s in sizes.items() if s > LIGHT and p != WHOLE} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_a_reader_and_nothing_runs_off_a_narrow_phone(came_in, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    context, base = came_in
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in one_of_each(context, base):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(base + path)
        wrong = axe.run(page).response["violations"]
        if wrong:
            found[path] = [(w["id"], w["nodes"][0]["html"][:120]) for w in wrong]
        page.set_viewport_size({"width": 320, "height": 700})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            found.setdefault(path, []).append(("too wide", wide))
    page.close()

    assert found == {}


QUESTIONS = {
    "who had the revolver at 07:30?": (["Items", "Revolver W-03"], r"Dolores Achterberg from 06:40 until 08:15"),
    "whose words say that it was handed over before one?": (
        ["Conflicts", r"and .* differ|Dolores Achterberg"],
        r"Just before one Dolores handed me",
    ),
    "whom should we hear next?": (["Interviews"], r"Perrin Oyelaran"),
    "where does the interview of Perrin Oyelaran stand?": (["Proceedings"], r"Stands at"),
    "who is Ida Fennimore?": (["People", "Ida Fennimore"], r"prop"),
    "what did Lucan Marsh say?": (["People", "Lucan Marsh"], r"In their own words"),
    "what is not known?": (["Questions"], r"Who loaded"),
    "what was in the log of the weapons?": (["Sources", "weapons-log"], r"W-03"),
    "when was the shot?": (["Timeline"], r"discharge|fired|went off"),
    "who accepted the last claim?": (["Record"], r"Bea Tolliver"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_in_few_clicks(came_in, question):
    context, base = came_in
    page = context.new_page()
    page.goto(base)
    clicks, answer = QUESTIONS[question]
    for name in clicks:
        page.get_by_role("link", name=re.compile(name)).first.click()
    told = " ".join(page.locator("main").inner_text().split())
    page.close()

    assert len(clicks) <= 4
    assert re.search(answer, told)


def test_every_why_ends_at_words_that_can_be_gone_to(came_in):
    context, base = came_in
    page = context.new_page()
    page.goto(f"{base}/questions")
    whys = page.locator("details.why").count()
    empty = page.eval_on_selector_all("details.why", "all => all.filter(w => !w.querySelector('li .words, li a')).length")
    link = page.locator("details.why a.cite").first.get_attribute("href")
    page.goto(base + link)
    there = page.evaluate("document.querySelector(location.hash)?.matches('a.n, .note')")
    page.close()

    assert whys > 5
    assert empty == 0
    assert there
