"""From an empty case to its brief in a real browser: by mouse, by keyboard alone, on a phone, and without a script."""

import re
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from serving_desk import served

from gestae.cli import gestae

pytestmark = pytest.mark.browser

STATEMENT = """STATEMENT OF GRETA OSSINGTON
28 September 2026

I was at the assay office. At 12:55 Perrin Oyelaran handed the revolver to Lucan Marsh. I did not hand anything to anybody.
Dolores Achterberg told me that the revolver was in the truck safe at noon.
"""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.fixture
def empty(tmp_path):
    environment = {"GESTAE_CONFIG_HOME": str(tmp_path / "config"), "GESTAE_NAME": "Bea Tolliver"}
    case = tmp_path / "assay"
    assert CliRunner().invoke(gestae, ["new", str(case)], env=environment).exit_code == 0
    (tmp_path / "statement.txt").write_text(STATEMENT, encoding="utf-8")
    with served(case, tmp_path / "config") as link:
        yield link


@contextmanager
def a_page(browser, link, **how):
    context = browser.new_context(**how)
    page = context.new_page()
    page.set_default_timeout(60_000)
    outside, wrong = [], []
    page.on(
        "request",
        lambda r: None if r.url.startswith(link.split("/enter")[0]) or r.url.startswith("data:") else outside.append(r.url),
    )
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(link)
    page.wait_for_selector("h1")
    page.wait_for_load_state("load")
    yield page
    context.close()

    assert outside == []
    assert wrong == []


def add(page, folder):
    page.locator("input[type=file]").set_input_files(str(folder / "statement.txt"))
    page.get_by_role("button", name="Add").click()
    page.get_by_text(re.compile(r"is in, with \d+ proposals")).wait_for()


def press(page, key):
    """Once the page's script has run."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def left(page):
    return int(re.match(r"\d+", page.locator(".keys b").text_content()).group(0))


def the_brief_tells(page):
    page.goto(re.match(r"http://[^/]+", page.url).group(0) + "/brief")
    told = page.locator("main").inner_text()

    assert "Perrin Oyelaran handed the revolver to Lucan Marsh" in " ".join(told.split())


@pytest.mark.parametrize("how", [{}, PHONE, {"java_script_enabled": False}], ids=["mouse", "phone", "no script"])
def test_by_pressing_what_is_on_the_page(browser, empty, tmp_path, how):
    with a_page(browser, empty, **how) as page:
        page.get_by_role("link", name="Add the first one").click()
        add(page, tmp_path)
        page.locator("section a", has_text="statement.txt").first.click()
        proposals = left(page)
        for _ in range(proposals):
            page.get_by_role("button", name="Accept").click()
            page.get_by_text("Accepted.").wait_for()

        assert proposals >= 3
        assert left(page) == 0

        the_brief_tells(page)


def test_by_keyboard_alone_one_press_a_proposal(browser, empty, tmp_path):
    with a_page(browser, empty) as page:
        press(page, "g")
        press(page, "s")
        page.wait_for_url("**/sources")
        add(page, tmp_path)  # the dialogue in which a file is chosen is the browser's own
        page.locator("section a", has_text="statement.txt").first.focus()
        page.keyboard.press("Enter")
        page.locator(".keys b").wait_for()
        proposals, presses = left(page), 0
        while left(page):
            page.wait_for_load_state("load")
            with page.expect_navigation():
                page.keyboard.press("a")
            presses += 1

        assert presses == proposals

        press(page, "u")
        page.get_by_text("Undone.").wait_for()

        assert left(page) == 1

        press(page, "a")
        page.get_by_text("Accepted.").wait_for()
        the_brief_tells(page)


def test_words_are_selected_and_a_claim_is_stated_on_them_by_keyboard(browser, empty, tmp_path):
    with a_page(browser, empty) as page:
        page.goto(page.url + "sources")
        add(page, tmp_path)
        page.locator("section a", has_text="statement.txt").first.click()
        page.locator(".keys b").wait_for()
        page.evaluate(
            """() => getSelection().selectAllChildren(
                 [...document.querySelectorAll('.said')].find(p => p.textContent.includes('I was at the assay office')))"""
        )
        press(page, "s")
        page.get_by_label("What they say happened").select_option("presence")
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("agent").fill("Greta Ossington")
        page.get_by_label("place").fill("assay office")
        page.get_by_label("exactly as they stand").fill("I was at the assay office.")
        page.get_by_role("button", name="State", exact=True).click()
        page.get_by_text("Stated.").wait_for()

        assert "Greta Ossington" in page.locator("h1").inner_text()


def test_going_back_and_pressing_again_decides_nothing_twice(browser, empty, tmp_path):
    with a_page(browser, empty) as page:
        page.goto(page.url + "sources")
        add(page, tmp_path)
        page.locator("section a", has_text="statement.txt").first.click()
        before = left(page)
        page.get_by_role("button", name="Accept").click()
        page.get_by_text("Accepted.").wait_for()
        page.go_back()
        page.reload()
        page.go_forward()
        page.reload()

        assert left(page) == before - 1


def test_what_a_colleague_does_meanwhile_is_said_and_changes_nothing_on_the_page(came_in):
    context, base = came_in
    first, second = context.new_page(), context.new_page()
    first.goto(f"{base}/sources")
    first.locator("th a").first.click()
    first.locator(".keys b").wait_for()
    at = first.url
    second.goto(at)
    first.get_by_text("Somebody else has this document open").wait_for()
    second.locator(".note .says a").first.click()
    second.get_by_role("button", name="Undo").click()
    second.get_by_text("Undone.").wait_for()
    first.get_by_text("1 new entry in the record").wait_for()
    shown = first.url
    second.get_by_role("button", name="Accept").click()
    second.get_by_text("Accepted.").wait_for()
    first.close()
    second.close()

    assert shown == at
