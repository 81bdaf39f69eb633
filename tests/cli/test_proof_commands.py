"""Proof by commands: verify, receipt, check-receipt."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def case(run, note):
    run("new", "quarry")
    run("add", "quarry", note)
    return Path("quarry")


def test_a_case_that_holds_says_so_and_names_its_keys(run, case):
    told = run("verify", case)

    assert told.exit_code == 0
    assert "The case holds: 6 entries, 6 of them sealed" in told.stdout
    assert "gestae/case/" in told.stdout


def test_a_changed_source_is_a_fault_of_exit_code_three(run, case):
    blob = max((p for p in (case / "blobs").rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    blob.write_bytes(blob.read_bytes()[:-1])

    told = run("verify", case, "--format", "json")

    assert told.exit_code == 3
    assert json.loads(told.stdout)["holds"] is False
    assert json.loads(told.stdout)["problems"]


def test_a_record_cut_short_is_no_traceback(run, case):
    log = case / "log.sqlite"
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])

    told = run("verify", case)

    assert told.exit_code in (2, 3)
    assert "log.sqlite" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_receipt_is_given_and_holds_against_the_case_and_against_its_key(run, case):
    key = json.loads(run("verify", case, "--format", "json").stdout)["keys"][0]["key"]
    assert run("receipt", case, "--out", "quarry.receipt").exit_code == 0

    by_case = run("check-receipt", "quarry.receipt", "--case", case)
    by_key = run("check-receipt", "quarry.receipt", "--key", key, "--format", "json")

    assert by_case.exit_code == 0
    assert "unaltered" in by_case.stdout
    assert by_key.exit_code == 0
    assert json.loads(by_key.stdout)["size"] == 6


def test_an_altered_receipt_does_not_hold(run, case):
    run("receipt", case, "--out", "quarry.receipt")
    words = Path("quarry.receipt").read_text(encoding="utf-8")
    Path("quarry.receipt").write_text(words.replace("\n6\n", "\n7\n"), encoding="utf-8")

    told = run("check-receipt", "quarry.receipt", "--case", case)

    assert told.exit_code == 3
    assert "does not hold" in told.stdout


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 900, b"c2sp.org/tlog-proof@v1\nindex 0\n\n", "c2sp.org/tlog-proof@v1\nindex ٣\n".encode()]
)
def test_what_is_no_receipt_is_told_so(run, case, content):
    Path("paper.txt").write_bytes(content)

    told = run("check-receipt", "paper.txt", "--case", case)

    assert told.exit_code == 3
    assert "does not hold" in told.stdout


def test_a_receipt_needs_something_to_be_checked_against(run, case):
    run("receipt", case, "--out", "quarry.receipt")

    assert run("check-receipt", "quarry.receipt").exit_code == 2
    assert run("check-receipt", "quarry.receipt", "--key", "nonsense").exit_code == 2
    assert run("receipt", case, "--entry", "zzzz").exit_code == 2
