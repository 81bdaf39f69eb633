import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from serving_desk import HOST, ORIGIN, served
from starlette.testclient import TestClient

from gestae.desk import demo
from gestae.desk.arrivals import Arrivals
from gestae.desk.case_file import new, open_case
from gestae.desk.workplace import Workplace
from gestae.web import make_app
from gestae.web.guard import COOKIE, Rules

sys.path.insert(0, str(Path(__file__).parent.parent / "desk"))

import plain_extractor

from gestae import extract


def clock():
    return time.time_ns() // 1_000_000


@dataclass
class Desk:
    """An open desk and a browser that has come in by its link."""

    client: TestClient
    workplace: Workplace
    arrivals: Arrivals
    rules: Rules

    def get(self, path, **more):
        return self.client.get(path, **more)

    def post(self, path, data=None, **more):
        return self.client.post(path, data=data, headers={"Origin": ORIGIN, **more.pop("headers", {})}, **more)

    def add(self, name, words):
        """Gives a document to the desk, as the form does, and waits until it is read."""
        self.post("/sources", files={"files": (name, words.encode())})
        while not all(a.is_over for a in self.arrivals.all()):
            time.sleep(0.01)
        return self.arrivals.all()[-1]

    def claims(self):
        return {each.claim.id: each for each in self.workplace.register().claims()}


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


@contextmanager
def a_desk(path, environment):
    workplace = Workplace(open_case(path, clock=clock, environment=environment))
    arrivals = Arrivals(lambda: open_case(path, clock=clock, environment=environment))
    rules = Rules(frozenset({HOST}))
    client = TestClient(make_app(workplace, arrivals, rules), base_url=ORIGIN, follow_redirects=True)
    client.cookies.set(COOKIE, rules.enter(rules.key))
    try:
        yield Desk(client, workplace, arrivals, rules)
    finally:
        client.close()
        arrivals.close()
        workplace.close()


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
