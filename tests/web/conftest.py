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
def sample_desk(sample_case):
    """The sample case served, and a context in a browser that came in by the link."""
    with served(sample_case, sample_case.parent / "config") as link:
        yield link
