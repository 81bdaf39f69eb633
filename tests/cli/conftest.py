import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent.parent / "desk"))

import plain_extractor

from gestae import extract
from gestae.cli import gestae

NOTE = "On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\nPerrin Oyelaran handed the lamp to Sol.\n"
LETTER = "I saw it. Sol handed the lamp to Ida Fennimore.\n"


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    """Every command runs in an empty folder, by a person with a name."""
    monkeypatch.setenv("GESTAE_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GESTAE_NAME", "Robin Tallis")
    monkeypatch.delenv("COLUMNS", raising=False)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def plain_sentences(monkeypatch):
    monkeypatch.setattr(extract, "propose", plain_extractor.propose)


@pytest.fixture
def run():
    def told(*words, input=None):
        return CliRunner().invoke(gestae, [str(w) for w in words], input=input)

    return told


@pytest.fixture
def note():
    Path("note.txt").write_text(NOTE, encoding="utf-8")
    return Path("note.txt")


@pytest.fixture
def case(run, note, plain_sentences):
    Path("letter.txt").write_text(LETTER, encoding="utf-8")
    run("new", "quarry")
    run("add", "quarry", "note.txt", "letter.txt")
    return Path("quarry")
