import itertools
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import plain_extractor

from gestae import extract
from gestae.desk.case_file import new, open_case
from gestae.desk.intake import from_bytes, receive

AT = 1_790_000_000_000


@pytest.fixture(autouse=True)
def plain_sentences(monkeypatch):
    monkeypatch.setattr(extract, "propose", plain_extractor.propose, raising=False)


@pytest.fixture
def desk(tmp_path):
    """Makes and opens cases under one roof, each moment a second after the last."""
    return Desk(tmp_path)


class Desk:
    def __init__(self, roof):
        self.roof = roof
        ticks = itertools.count(AT, 1000)
        self.clock = lambda: next(ticks)
        self.environment = {"GESTAE_CONFIG_HOME": str(roof / "config"), "GESTAE_NAME": "Robin Tallis"}

    def open(self, name="case", **environment):
        path = self.roof / name
        if not path.exists():
            new(path, name, clock=self.clock, environment=self.environment)
        return open_case(path, clock=self.clock, environment={**self.environment, **environment})

    def receive(self, case, *documents, **more):
        return receive(case, from_bytes(documents), **more)
