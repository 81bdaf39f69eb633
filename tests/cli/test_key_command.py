"""``gestae key``: shown, locked, on paper, put back, changed."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def words(monkeypatch):
    """A passphrase in a file that the setting names."""
    Path("words.txt").write_text("seven grey geese over the weir\n", encoding="utf-8")
    monkeypatch.setenv("GESTAE_PASSPHRASE_FILE", "words.txt")


def _shown(run):
    return json.loads(run("key", "--format", "json").stdout)


def test_before_the_first_case_there_is_no_key_and_none_is_made_in_passing(run, tmp_path):
    told = run("key")

    assert told.exit_code == 2
    assert "no key here" in told.stderr
    assert not (tmp_path / "config" / "key.pem").exists()


def test_a_key_goes_onto_paper_and_back(run, words, tmp_path):
    run("new", "quarry")
    before = _shown(run)
    assert run("key", "--paper", "--out", "paper.txt").exit_code == 0
    (tmp_path / "config" / "key.pem").unlink()

    told = run("key", "--restore", "paper.txt")

    assert told.exit_code == 0
    assert _shown(run) == before
    assert before["protected"]


def test_without_a_passphrase_and_without_a_terminal_nobody_is_kept_waiting(run):
    run("new", "quarry")

    for action in ("--paper", "--protect"):
        told = run("key", action)

        assert told.exit_code == 2
        assert "GESTAE_PASSPHRASE_FILE" in told.stderr


def test_a_key_is_locked_later_and_opens_with_the_passphrase_only(run, monkeypatch):
    run("new", "quarry")
    Path("words.txt").write_text("seven grey geese\n", encoding="utf-8")
    monkeypatch.setenv("GESTAE_PASSPHRASE_FILE", "words.txt")
    assert run("key", "--protect").exit_code == 0
    assert run("key", "--protect").exit_code == 2
    Path("words.txt").write_text("eight grey geese\n", encoding="utf-8")

    told = run("new", "pit")

    assert told.exit_code == 2
    assert "cannot be opened with this passphrase" in told.stderr


def test_a_changed_key_is_named_by_verify_with_the_reason_to_trust_it(run, note):
    run("new", "quarry")
    told = json.loads(run("key", "--change", "--format", "json").stdout)
    run("add", "quarry", note)

    keys = json.loads(run("verify", "quarry", "--format", "json").stdout)["keys"]
    text = run("verify", "quarry").stdout

    assert told["number"] == _shown(run)["number"]
    assert [key["how"] for key in keys] == ["opened", "follows"]
    assert keys[1]["vouched_by"] == keys[0]["key"]
    assert "signed by both" in text
    assert "may seal no more" in text


def test_a_case_whose_key_is_lost_goes_on_in_a_new_one(run, note, tmp_path):
    run("new", "quarry")
    run("add", "quarry", note)
    (tmp_path / "config" / "key.pem").unlink()

    refused = run("same", "quarry", "Ida Fennimore", "Perrin Oyelaran")
    told = run("new", "pit", "--continues", "quarry")

    assert refused.exit_code == 2
    assert "--continues" in refused.stderr
    assert told.exit_code == 0
    assert "as they were" in told.stdout
    assert run("verify", "quarry").exit_code == 0
    verified = run("verify", "pit")
    assert verified.exit_code == 0
    assert "It continues the record gestae/case/" in verified.stdout
