"""A shared case: a lead brings people in, each may do what their role says, and an auditor sees who had it open."""

import json
import os
from pathlib import Path

import pytest

from gestae.desk.case_file import open_case
from gestae.desk.keys import signer
from gestae.record import acts

PEOPLE = {"reader": "Ruth", "contributor": "Con", "reviewer": "Rev", "lead": "Robin", "auditor": "Aud"}


@pytest.fixture
def sit(monkeypatch, tmp_path):
    """Who types the next commands."""

    def at_the_desk(name):
        monkeypatch.setenv("GESTAE_CONFIG_HOME", str(tmp_path / name))
        monkeypatch.setenv("GESTAE_NAME", name)

    return at_the_desk


@pytest.fixture
def shared(run, note, plain_sentences, sit):
    """A case with one member of every role; Robin opened it."""
    sit("Robin")
    run("new", "quarry")
    run("add", "quarry", note)
    for role, name in PEOPLE.items():
        if role != "lead":
            sit(name)
            assert run("key", "--card", "--out", f"{name}.card").exit_code == 0
            sit("Robin")
            assert run("members", "quarry", "--add", f"{name}.card", "--role", role).exit_code == 0
    return Path("quarry")


DEEDS = {
    "read": ("brief", "quarry"),
    "add": ("add", "quarry", "more.txt"),
    "decide": ("claims", "quarry", "--accept", "all"),
    "export": ("export", "quarry", "--to", "bundle"),
    "erase": ("erase", "quarry", "note.txt", "--reason", "withdrawn", "--decided-by", "the officer", "--yes"),
    "hold": ("hold", "quarry", "--reason", "asked for"),
    "members": ("members", "quarry", "--change", "Con", "--role", "reader"),
    "audit": ("access", "quarry"),
}
MAY = {
    "reader": {"read"},
    "contributor": {"read", "add"},
    "reviewer": {"read", "add", "decide"},
    "auditor": {"read", "audit"},
    "lead": set(DEEDS) - {"erase"},  # asked for after the hold
}


@pytest.mark.parametrize("role", MAY)
def test_each_role_may_do_what_the_table_says_and_nothing_else(run, shared, sit, role):
    Path("more.txt").write_text("Sol handed the rope to Ida Fennimore.\n", encoding="utf-8")
    sit(PEOPLE[role])

    told = {right: run(*deed) for right, deed in DEEDS.items()}

    assert {right for right, each in told.items() if each.exit_code in (0, 1)} - {"erase"} == MAY[role] - {"erase"}
    for right, each in told.items():
        if right not in MAY[role] and role != "lead":
            assert f"{PEOPLE[role]} is a" in each.stderr
            assert "Ask a lead: Robin." in each.stderr


def test_who_is_no_member_reads_nothing_here_and_may_still_verify(run, shared, sit):
    sit("Stranger")

    refused = run("brief", shared)
    verified = run("verify", shared)

    assert refused.exit_code == 2
    assert "Stranger is no member of it, and may not open it" in refused.stderr
    assert verified.exit_code == 0


def test_a_case_that_is_not_shared_asks_nobody_and_writes_down_nobody(run, note, sit):
    sit("Robin")
    run("new", "quarry")
    sit("Kim")

    assert run("add", "quarry", note).exit_code in (0, 1)
    assert "not shared" in run("members", "quarry").stdout
    assert run("access", "quarry").exit_code == 2
    assert not (Path("quarry") / "access.jsonl").exists()


def test_a_member_is_vouched_for_by_the_lead_who_brought_them_in(run, shared, sit):
    Path("more.txt").write_text("Sol handed the rope to Ida Fennimore.\n", encoding="utf-8")
    sit("Con")
    run("add", shared, "more.txt")
    told = run("verify", shared)
    keys = json.loads(run("verify", shared, "--format", "json").stdout)["keys"]

    assert told.exit_code == 0
    assert "it was brought in by Robin" in told.stdout
    assert {key["member"]: key["how"] for key in keys} == {
        "Robin": "opened",
        "Ruth": "brought",
        "Con": "brought",
        "Rev": "brought",
        "Aud": "brought",
    }


def test_who_was_let_go_writes_no_more_and_what_they_seal_by_other_means_does_not_hold(run, shared, sit):
    Path("more.txt").write_text("Sol handed the rope to Ida Fennimore.\n", encoding="utf-8")
    assert run("members", shared, "--remove", "Con", "--reason", "has left the office").exit_code == 0
    sit("Con")
    refused = run("add", shared, "more.txt")
    before = run("verify", shared)
    with open_case(shared, clock=lambda: 1_790_000_000_000, environment=os.environ, right=None) as opened:
        opened.log.signer = signer(opened.ledger.case, os.environ)
        opened.log.append([opened.draft(acts.same("agt-1", "agt-2"))])

    after = run("verify", shared)

    assert refused.exit_code == 2
    assert before.exit_code == 0
    assert after.exit_code == 3


def test_an_entry_beyond_somebody_s_role_is_told_by_verify(run, shared, sit):
    """Ruth reads only, and wrote with a program of her own."""
    sit("Ruth")
    with open_case(shared, clock=lambda: 1_790_000_000_000, environment=os.environ) as opened:
        opened.log.signer = signer(opened.ledger.case, os.environ)
        opened.log.append([opened.draft(acts.same("agt-1", "agt-2"))])

    told = run("verify", shared)

    assert told.exit_code == 1
    assert "Ruth wrote it (same) as reader" in told.stderr


def test_a_role_that_was_changed_counts_from_there_on(run, shared, sit):
    assert run("members", shared, "--change", "Ruth", "--role", "reviewer").exit_code == 0
    sit("Ruth")

    assert run("claims", shared, "--accept", "all").exit_code == 0
    assert run("verify", shared).exit_code == 0


def test_a_case_is_never_left_without_a_lead(run, shared):
    for words in (("--change", "Robin", "--role", "reader"), ("--remove", "Robin", "--reason", "tired")):
        told = run("members", shared, *words)

        assert told.exit_code == 2
        assert "the only lead" in told.stderr


def test_a_card_that_somebody_altered_brings_nobody_in(run, shared, sit):
    sit("Kim")
    run("key", "--card", "--out", "kim.card")
    words = Path("kim.card").read_text(encoding="utf-8")
    Path("kim.card").write_text(words.replace("Kim", "Jim"), encoding="utf-8")
    sit("Robin")

    told = run("members", shared, "--add", "kim.card", "--role", "lead")

    assert told.exit_code == 2
    assert "does not belong to these words" in told.stderr
    assert run("members", shared, "--add", "Ruth.card", "--role", "king").exit_code == 2


def test_who_did_not_open_the_case_does_not_make_it_a_shared_one(run, note, sit):
    sit("Robin")
    run("new", "quarry")
    run("key", "--card", "--out", "robin.card")
    sit("Kim")

    told = run("members", "quarry", "--add", "robin.card", "--role", "reader")

    assert told.exit_code == 2
    assert "Robin opened it" in told.stderr


def test_an_auditor_sees_who_had_it_open_and_no_word_of_the_case(run, shared, sit):
    sit("Ruth")
    run("brief", shared)
    run("verify", shared)
    sit("Robin")
    run("export", shared, "--to", "bundle")
    sit("Aud")

    rows = json.loads(run("access", shared, "--format", "json").stdout)["access"]
    words = (shared / "access.jsonl").read_text(encoding="utf-8")

    assert [(r["name"], r["did"]) for r in rows][-4:] == [
        ("Ruth", "opened"), ("Ruth", "verified"), ("Robin", "exported"), ("Aud", "read the access log"),
    ]  # fmt: skip
    assert not [word for word in ("Fennimore", "lamp", "note.txt", "Ruth", "Robin") if word in words]


def test_a_line_taken_out_of_the_access_log_is_noticed(run, shared, sit):
    log = shared / "access.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    log.write_text("".join(lines[:1] + lines[2:]), encoding="utf-8")
    sit("Aud")

    assert run("access", shared).exit_code == 3
    assert run("verify", shared).exit_code == 1


def test_an_access_log_written_anew_is_noticed_by_what_the_record_noted(run, shared, sit):
    """Every line follows from the one before, and they are not those that were there."""
    noted = [e for e in _entries(shared) if e.act == "access.noted"]
    (shared / "access.jsonl").unlink()
    sit("Ruth")
    for _ in range(5):
        run("brief", shared)
    sit("Aud")

    told = run("access", shared)

    assert noted
    assert told.exit_code == 3
    assert "does not begin with what the record noted" in told.stdout


def _entries(case):
    with open_case(case, clock=lambda: 0, environment=os.environ, right=None) as opened:
        return list(opened.ledger.entries)


def test_reading_on_a_medium_that_cannot_be_written_to_still_works(run, shared, sit, monkeypatch):
    monkeypatch.setattr("gestae.record.folder.access", lambda *_: False)
    before = (shared / "access.jsonl").read_bytes()
    sit("Ruth")

    assert run("brief", shared).exit_code == 0
    assert (shared / "access.jsonl").read_bytes() == before


def test_a_bundle_does_not_say_of_a_member_that_nobody_vouches_for_them(run, shared, sit):
    """It has the last seal only, by a lead who came later: that does not show who sealed what."""
    run("members", shared, "--change", "Rev", "--role", "lead")
    sit("Rev")
    run("members", shared, "--change", "Con", "--role", "reader")
    run("export", shared, "--to", "bundle")

    told = run("verify", "bundle")

    assert told.exit_code == 0
    assert "are not here, as in a bundle" in told.stdout
    assert "named itself" not in told.stdout
