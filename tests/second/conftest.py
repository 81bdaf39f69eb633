import itertools
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent))

from model_server import ModelServer
from second_papers import STATEMENT

from gestae.cli import gestae
from gestae.desk import second
from gestae.desk.case_file import new, open_case
from gestae.desk.consent import allow
from gestae.desk.endpoint import Endpoint
from gestae.desk.intake import from_bytes, receive
from gestae.desk.second_plan import plan

AT = 1_790_000_000_000


@pytest.fixture
def serving():
    """Makes servers that answer so, and closes them afterwards."""
    servers = []

    def made(*answers):
        servers.append(ModelServer(*answers))
        return servers[-1]

    yield made
    for server in servers:
        server.close()


class Desk:
    """A case with one statement, and a second reader for it."""

    def __init__(self, roof):
        ticks = itertools.count(AT, 1000)
        self.path = roof / "case"
        self.clock = lambda: next(ticks)
        self.environment = {"GESTAE_CONFIG_HOME": str(roof / "config"), "GESTAE_NAME": "Robin Tallis"}
        self.pauses = []

    def open(self, *documents):
        if not self.path.exists():
            new(self.path, "case", clock=self.clock, environment=self.environment)
            with open_case(self.path, clock=self.clock, environment=self.environment) as case:
                receive(case, from_bytes(documents or [STATEMENT]))
        return open_case(self.path, clock=self.clock, environment=self.environment)

    def read(self, case, server, *names, again=False, allowed=True, model="toy", progress=None, **more):
        to = Endpoint(server.url, model, **{"seconds": 20.0, **more})
        if allowed:
            allow(case, to.url)
        planned = plan(case, to, names, again=again)
        return second.read_again(case, to, planned, pause=self.pauses.append, progress=progress)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("GESTAE_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GESTAE_NAME", "Robin Tallis")
    monkeypatch.setenv("GESTAE_SECOND_MODEL", "toy")
    monkeypatch.setenv("GESTAE_SECOND_SECONDS", "20")

    def told(*words, input=None):
        return CliRunner().invoke(gestae, [str(w) for w in words], input=input)

    return told
