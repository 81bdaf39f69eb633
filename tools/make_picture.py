"""Takes the pictures of the docs, as a browser shows them: the top of the sample case's brief, and pages of its desk.

python tools/make_picture.py [FOLDER]

Needs the test packages and Chromium.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient

from gestae.desk import review
from gestae.desk.arrivals import Arrivals
from gestae.desk.case_file import open_case
from gestae.desk.demo import demonstrate
from gestae.desk.workplace import Workplace
from gestae.web import make_app
from gestae.web.guard import COOKIE, Rules

DOCS = Path(__file__).resolve().parent.parent / "docs"
FIRST_OF_JUNE = 1_780_300_800_000
HOST = "desk.example"
WIDE, PHONE = (1280, 900), (390, 844)
READ, LEFT = "interview", 12
DIGESTS = "pictures.sha256"


class Picture(NamedTuple):
    """``path`` ``READER`` stands for the page of a source with claims left to decide."""

    name: str
    path: str
    size: tuple[int, int]


READER = "/sources/READER"
PICTURES = (
    Picture("brief.png", "/brief", (1200, 900)),
    Picture("desk-home.png", "/", WIDE),
    Picture("desk-reader.png", READER, WIDE),
    Picture("desk-timeline.png", "/timeline", WIDE),
    Picture("desk-home-phone.png", "/", PHONE),
    Picture("desk-reader-phone.png", READER, PHONE),
)


def main() -> None:
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    with tempfile.TemporaryDirectory() as folder:
        workplace = sample_desk(Path(folder))
        reader = reader_page(workplace)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            client = visitor(workplace)
            (to / DIGESTS).write_text(digests(client, reader), encoding="utf-8")
            for picture in PICTURES:
                photograph(browser, client, picture.path.replace(READER, reader), picture.size, to / picture.name)
                print(f"Written: {picture.name}")
            browser.close()
        workplace.close()


def digests(client: TestClient, reader: str) -> str:
    """A line for each picture: a digest of the page it shows, and its name. A test compares it with what the pages are now."""
    lines = []
    for name, path, _ in PICTURES:
        page = client.get(path.replace(READER, reader)).content
        lines.append(f"{hashlib.sha256(page).hexdigest()}  {name}")
    return "\n".join(lines) + "\n"


def sample_desk(folder: Path) -> Workplace:
    """The sample case open on a desk, the last claims of one interview not yet decided on. The same every time."""
    environment = {**os.environ, "GESTAE_CONFIG_HOME": str(folder / "config"), "GESTAE_NAME": "Bea Tolliver"}
    demonstrate(folder / "case", clock=lambda: FIRST_OF_JUNE, environment=environment)
    workplace = Workplace(open_case(folder / "case", clock=lambda: FIRST_OF_JUNE, environment=environment))
    claims = [e.claim for e in workplace.register().claims() if e.claim.span and e.claim.span.text == read(workplace)[1]]
    workplace.decide(lambda case: review.undo(case, [c.id for c in claims[-LEFT:]]))
    workplace.seen(60)
    return workplace


def read(workplace: Workplace) -> tuple[str, str]:
    """The ids of the source and the text that are read."""
    found = workplace.register().dossier
    source = next(s for s in found.sources if READ in s.name)
    return source.id, next(t.id for t in found.texts if t.source == source.id)


def reader_page(workplace: Workplace) -> str:
    return f"/sources/{read(workplace)[0]}"


def visitor(workplace: Workplace) -> TestClient:
    rules = Rules(frozenset({HOST}))
    arrivals = Arrivals(lambda: (_ for _ in ()).throw(AssertionError("no file is added here")))
    client = TestClient(make_app(workplace, arrivals, rules), base_url=f"http://{HOST}")
    client.cookies.set(COOKIE, rules.enter(rules.key or "") or "")
    return client


def photograph(browser: Browser, client: TestClient, path: str, size: tuple[int, int], to: Path) -> None:
    """The first screen of a page; the desk answers without a network."""
    view = browser.new_page(viewport={"width": size[0], "height": size[1]})

    def answer(route: Any) -> None:
        if "/live?" in route.request.url:  # asked again and again; a picture does not wait for news
            route.abort()
            return
        found = client.get(route.request.url.removeprefix(f"http://{HOST}"))
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)

    view.route("**/*", answer)
    view.goto(f"http://{HOST}{path}")
    view.evaluate("document.fonts.ready")
    view.screenshot(path=str(to))
    view.close()


def chromium() -> str:
    found = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    if found is None:
        raise SystemExit("Chromium is missing. Install it with: apt-get install -y chromium")
    return found


if __name__ == "__main__":
    main()
