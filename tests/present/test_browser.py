"""The page in a real browser."""

from pathlib import Path
from typing import Any

import pytest
from pageant import the_pageant

from gestae.present import brief_html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "brief.html"
    file.write_text(brief_html(the_pageant()), encoding="utf-8")
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_runs_off_the_side_and_nothing_is_fetched_or_run(browser: Any, brief: Path, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, color_scheme=scheme)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("dialog", lambda d: (said.append(d.message), d.dismiss()))
    page.goto(brief.as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    drawn = page.locator("svg.lanes:visible").count(), page.locator("svg.lanes.tall:visible").count()
    context.close()

    assert width <= 360
    assert asked == [brief.as_uri()]
    assert said == []
    assert drawn == (2, 2)


def test_without_scripts_a_click_on_a_citation_lands_on_its_words(browser: Any, brief: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(brief.as_uri())
    claim = next(c for c in the_pageant().claims if c.kind == "taking_out")
    page.locator(f'#order a.cite[href="#w-{claim.id}"]').click()
    box = page.locator(f"#w-{claim.id}").bounding_box()
    mark = page.locator(f"#w-{claim.id} + mark").inner_text()
    page.locator("#custody summary").first.click()
    opened = page.locator("#custody details[open] .words").first.is_visible()
    context.close()

    assert page.url.endswith(f"#w-{claim.id}")
    assert 0 <= box["y"] <= 900
    assert mark == claim.span.quote
    assert opened


def test_on_paper_every_why_is_open(browser: Any, brief: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(brief.as_uri())
    every = "es => es.every(e => e.checkVisibility({contentVisibilityAuto: true}))"
    on_screen = page.locator("details.why .words").evaluate_all(every)
    page.emulate_media(media="print")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shown = page.locator("details.why .words").evaluate_all(every)
    wide = page.locator("svg.lanes:not(.tall)").first.is_visible()
    context.close()

    assert not on_screen
    assert shown
    assert wide
