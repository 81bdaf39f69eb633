"""Takes docs/brief.png: the top of the sample case's brief, as a browser shows it. Needs the test packages and Chromium.

python tools/make_picture.py [FILE]
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from gestae.desk.demo import demonstrate
from gestae.present import brief_html

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "brief.png"
FIRST_OF_JUNE = 1_780_300_800_000


def main() -> None:
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GESTAE_CONFIG_HOME": folder}
        demo = demonstrate(Path(folder) / "case", clock=lambda: FIRST_OF_JUNE, environment=environment)
        page = Path(folder) / "brief.html"
        page.write_text(brief_html(demo.case), encoding="utf-8")
        photograph(page, to)
    print(f"Written: {to.name}")


def photograph(page: Path, to: Path) -> None:
    """The first screen of a page, 1200 by 900 points."""
    browser_path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if browser_path is None:
        raise SystemExit("Chromium is missing. Install it with: apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": 1200, "height": 900})
        view.goto(page.as_uri())
        view.screenshot(path=str(to))
        browser.close()


if __name__ == "__main__":
    main()
