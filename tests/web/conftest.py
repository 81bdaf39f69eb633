import sys
from pathlib import Path

import pytest
from opening_desk import a_desk, clock
from serving_desk import served

from gestae.desk import demo
from gestae.desk.case_file import new

sys.path.insert(0, str(Path(__file__).parent.parent / "desk"))

import plain_extractor

from gestae import extract


@pytest.fixture
def environment(tmp_path):
    return {"GESTAE_CONFIG_HOME": str(tmp_path / "config"), "GESTAE_NAME": "Robin Tallis"}


@pytest.fixture
def desk(tmp_path, environment, monkeypatch):
    """An empty case called Mill Lane, whose documents are read by simple rules."""
    monkeypatch.setattr(extract, "propose", plain_extractor.propose)
    path = tmp_path / "mill-lane"
    new(path, "Mill Lane", clock=clock, environment=environment)
    with a_desk(path, environment) as opened:
        yield opened


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory):
    """The sample case, its claims accepted."""
    folder = tmp_path_factory.mktemp("sample")
    environment = {"GESTAE_CONFIG_HOME": str(folder / "config"), "GESTAE_NAME": "Bea Tolliver"}
    demo.demonstrate(folder / "case", clock=clock, environment=environment)
    return folder / "case"


@pytest.fixture(scope="session")
def came_in(sample_case, browser):
    """The sample case served; a context in a browser that came in by the link, which opens once; and the desk's address."""
    with served(sample_case, sample_case.parent / "config") as link:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(link)
        page.wait_for_selector("h1")
        page.close()
        yield context, link.split("/enter")[0]
        context.close()
