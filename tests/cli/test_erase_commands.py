"""``gestae erase`` and ``gestae hold``."""

import json

import pytest

WHY = ("--reason", "withdrawn", "--decided-by", "the officer")


def test_without_yes_it_says_what_would_go_and_changes_nothing(run, case):
    told = run("erase", case, "note.txt", *WHY)

    assert told.exit_code == 0
    assert "Would be erased: note.txt" in told.stdout
    assert "Nothing was changed" in told.stdout
    assert json.loads(run("verify", case, "--format", "json").stdout)["erased"] == []


def test_what_is_erased_is_named_by_verify_and_brief_with_who_decided(run, case):
    done = run("erase", case, "note.txt", *WHY, "--yes", "--format", "json")
    verified = run("verify", case)

    assert json.loads(done.stdout)["erased"] is True
    assert verified.exit_code == 0
    assert "as the officer decided (withdrawn): src-" in verified.stdout
    assert "(erased)" in run("brief", case).stdout
    assert "note.txt" not in run("brief", case, "--format", "json").stdout


def test_an_erasure_without_reason_or_decider_is_refused(run, case):
    assert run("erase", case, "note.txt", "--reason", "withdrawn", "--yes").exit_code == 2
    assert run("erase", case, "note.txt", "--decided-by", "the officer", "--yes").exit_code == 2
    assert run("erase", case, "nothing.txt", *WHY, "--yes").exit_code == 2


def test_without_a_source_it_finishes_what_was_cut_off(run, case):
    told = run("erase", case)

    assert told.exit_code == 0
    assert "Nothing erased is left" in told.stdout


@pytest.mark.parametrize("held", [(), ("note.txt",)])
def test_a_hold_is_shown_and_beats_an_erasure_until_it_is_lifted(run, case, held):
    assert run("hold", case, *held, "--reason", "asked for by the court").exit_code == 0
    shown = run("hold", case)
    refused = run("erase", case, "note.txt", *WHY, "--yes")
    entry = json.loads(run("hold", case, "--format", "json").stdout)["holds"][0]["entry"]
    run("hold", case, "--lift", entry, "--reason", "returned")

    assert "by Robin Tallis" in shown.stdout
    assert refused.exit_code == 2
    assert "asked for by the court" in refused.stderr
    assert "Nothing is held." in run("hold", case).stdout
    assert run("erase", case, "note.txt", *WHY, "--yes").exit_code == 0


def test_a_hold_needs_a_reason(run, case):
    assert run("hold", case, "note.txt").exit_code == 2
    assert run("hold", case, "--lift", "0199").exit_code == 2
    assert run("hold", case, "--lift", "0199", "--reason", "returned").exit_code == 2
