"""The table of reading figures says what it cannot measure, and knows the others it is compared with."""

import importlib
import sys
from pathlib import Path

import pytest
import yaml

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture
def reading_table(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    yield importlib.import_module("reading_table")
    sys.modules.pop("reading_table", None)


def test_without_the_sets_the_table_says_which_files_are_not_there(reading_table, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(reading_table, "SHARED", tmp_path)
    monkeypatch.setattr(reading_table, "_bodies", lambda: iter(["On 3 May Ann Roe handed the key to Bob Poe.\n"]))

    assert reading_table.table(None) == 0

    said = capsys.readouterr().out
    for measure in reading_table.MEASURES:
        assert f"{measure.name}\n  not measured: " in said
        assert str(tmp_path / "benchmarks" / measure.gold) in said
    assert "Proposals per 1,000 words" in said


def test_every_figure_of_another_system_is_one_the_table_shows_and_says_where_it_is_from(reading_table):
    peers = yaml.safe_load((BENCHMARKS / "peers.yaml").read_text(encoding="utf-8"))
    shown = {(m.task, m.name): set(m.figures) for m in reading_table.MEASURES}

    for task, systems in peers.items():
        for peer in systems:
            assert set(peer["figures"]) <= shown[task, peer["set"]]
            assert peer["from"] in ("measured", "published", "people")
