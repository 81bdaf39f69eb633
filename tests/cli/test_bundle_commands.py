"""Handing a case over, checking what was handed over, and opening it, at the command line."""

import json
import re
from pathlib import Path


def test_a_case_is_handed_over_checked_and_opened_by_somebody_else(run, case, monkeypatch, tmp_path):
    run("claims", case, "--accept", "all")
    made = run("export", case, "--format", "bag", "--to", "for-the-court")
    checked = run("verify", "for-the-court", "--receipt", "for-the-court.receipt")
    monkeypatch.setenv("GESTAE_CONFIG_HOME", str(tmp_path / "theirs"))
    monkeypatch.setenv("GESTAE_NAME", "Kim Adeyemi")
    opened = run("import", "for-the-court", "--to", "theirs", "--receipt", "for-the-court.receipt")
    brief = run("brief", "theirs")

    assert made.exit_code == 0, made.output
    assert "The bundle is in" in made.output
    assert re.search(r"in the record \(entry [0-9a-f-]{36}\)", made.output)
    assert checked.exit_code == 0, checked.output
    assert "The bundle holds" in checked.output
    assert "the same to the byte" in checked.output
    assert opened.exit_code == 0, opened.output
    assert brief.output == run("brief", case).output


def test_what_is_withheld_and_left_out_is_told_by_name(run, case):
    made = run("export", case, "--to", "released", "--withhold", "Ida Fennimore")

    assert made.exit_code == 0, made.output
    assert "2 sources left out, but for the digest" in made.output
    assert "note.txt: it holds something that is withheld." in made.output


def test_a_bundle_that_was_altered_is_refused_with_code_three_and_not_opened(run, case):
    run("export", case, "--to", "given")
    exhibit = next(Path("given/data/evidence").iterdir())
    exhibit.write_bytes(exhibit.read_bytes().replace(b"lamp", b"lump"))

    checked, opened = run("verify", "given"), run("import", "given", "--to", "theirs")
    told = run("verify", "given", "--format", "json")

    assert checked.exit_code == opened.exit_code == told.exit_code == 3
    assert f"data/evidence/{exhibit.name}: its bytes are not those that" in checked.output
    assert "What is not named there still holds" in checked.output
    assert not Path("theirs").exists()
    assert json.loads(told.stdout)["holds"] is False
    assert {p["where"] for p in json.loads(told.stdout)["problems"]} == {f"data/evidence/{exhibit.name}"}


def test_a_receipt_of_another_bundle_is_told_as_such(run, case):
    run("export", case, "--to", "first")
    run("export", case, "--to", "second", "--withhold", "words:handed the lamp")

    checked = run("verify", "first", "--receipt", "second.receipt")

    assert checked.exit_code == 3
    assert "it is of another bundle than this one, or this one was altered since" in checked.output


def test_a_folder_that_is_no_bundle_and_a_place_that_is_taken_are_misuse(run, case):
    Path("letters").mkdir()

    assert run("import", "letters").exit_code == 2
    assert run("export", case, "--to", "letters").exit_code == 2
    assert run("verify", case, "--receipt", "x.receipt").exit_code == 2
    assert list(Path("letters").iterdir()) == []
