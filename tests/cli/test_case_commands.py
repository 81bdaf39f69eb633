"""A case by its commands: new, add, claims, same, not-same, brief."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from gestae.record import FolderBlobs, folder

LINE = {"kind": "handover", "by": "Ida Fennimore", "roles": {"giver": "Ida Fennimore", "item": "lamp", "receiver": "Wren"}}


def names(path):
    return sorted(p.name for p in Path(path).iterdir())


def listed(run, *more):
    return json.loads(run("claims", "quarry", "--format", "json", *more).stdout)["claims"]


def brief(run):
    return run("brief", "quarry", "--format", "json").stdout


def test_a_new_case_is_a_folder_and_says_what_comes_next(run):
    told = run("new", "cases/quarry")

    assert told.exit_code == 0
    assert "gestae add cases/quarry" in told.stdout
    assert names("cases/quarry") == ["blobs", "cache", "log.sqlite"]
    assert names("cases") == ["quarry"]


def test_a_case_is_never_made_over_something_else(run, note):
    assert run("new", note).exit_code == 2
    run("new", "quarry")
    told = run("new", "quarry")

    assert told.exit_code == 2
    assert "already a case" in told.stderr


def test_an_empty_case_has_a_brief(run):
    run("new", "quarry")

    assert run("brief", "quarry").exit_code == 0
    assert json.loads(brief(run))["claims"] == []
    assert run("claims", "quarry").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [("add", "none", "x"), ("brief", "none"), ("claims", "none"), ("same", "none", "a", "b"), ("not-same", "none", "a", "b")],
)
def test_a_folder_that_is_no_case_is_misuse_in_one_sentence(run, words):
    told = run(*words)

    assert told.exit_code == 2
    assert "gestae new" in told.stderr
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.usefixtures("plain_sentences")
def test_adding_says_what_became_of_each_file_and_the_sum(run, note):
    Path("empty.txt").write_bytes(b"")
    run("new", "quarry")
    told = run("add", "quarry", note, "empty.txt", note, "none.txt")

    assert told.exit_code == 1
    assert [line.split()[0] for line in told.stdout.splitlines()[:4]] == ["in", "refused", "duplicate", "refused"]
    assert "4 received: 1 in, 1 duplicate, 2 refused." in told.stdout
    assert "2 claims are proposed" in told.stdout
    assert len(told.stderr.splitlines()) == 2


@pytest.mark.usefixtures("plain_sentences")
def test_adding_adds_up_in_json_too(run, note):
    Path("empty.txt").write_bytes(b"")
    run("new", "quarry")
    told = json.loads(run("add", "quarry", note, "empty.txt", note, "--format", "json").stdout)

    assert told["received"] == told["in"] + told["duplicate"] + told["refused"] == 3
    assert [s["outcome"] for s in told["sources"]] == ["in", "refused", "duplicate"]
    assert all(s["reason"] for s in told["sources"] if s["outcome"] != "in")


@pytest.mark.usefixtures("plain_sentences")
def test_a_full_disk_is_one_sentence_and_the_case_stays_whole(run, note, monkeypatch):
    def full(self, data):
        raise OSError(28, "No space left on device")

    run("new", "quarry")
    Path("other.txt").write_text("Sol handed the lamp to Wren.\n")
    run("add", "quarry", "other.txt")
    before = brief(run)
    with monkeypatch.context() as patch:
        patch.setattr(FolderBlobs, "put", full)
        told = run("add", "quarry", note, "none.txt")

    assert told.exit_code == 1
    assert "The disk is full." in told.stderr
    assert "0 received: 0 in, 0 duplicate, 0 refused. 2 not taken: note.txt, none.txt." in told.stdout
    assert len(told.stderr.splitlines()) == 1
    assert brief(run) == before


def test_every_listed_claim_shows_its_words_its_speaker_and_its_standing(run, case):
    told = run("claims", case).stdout

    assert told.count("proposed ") >= 3
    assert "“Perrin Oyelaran handed the lamp to Sol.”" in told
    assert "note.txt" in told


def test_claims_are_accepted_one_by_one_or_all(run, case):
    first, second, third = (c["id"] for c in listed(run))
    told = run("claims", case, "--accept", first[:12], second)

    assert told.exit_code == 0
    assert [c["standing"] for c in listed(run)] == ["accepted", "accepted", "proposed"]
    assert [c["id"] for c in listed(run, "--standing", "proposed")] == [third]
    run("claims", case, "--accept", "all")
    assert {c["id"] for c in json.loads(brief(run))["claims"]} == {first, second, third}


def test_accept_may_be_repeated_or_take_a_list(run, case):
    first, second, third = (c["id"] for c in listed(run))
    run("claims", case, "--accept", first, "--accept", f"{second},{third}")

    assert {c["standing"] for c in listed(run)} == {"accepted"}


def test_rejecting_keeps_the_reason_and_who_gave_it(run, case):
    first = listed(run)[0]["id"]
    run("claims", case, "--reject", first, "--reason", "about another day")
    decision = listed(run)[0]["decision"]

    assert (decision["act"], decision["by"], decision["reason"]) == ("claim.rejected", "Robin Tallis", "about another day")
    assert "about another day" in run("claims", case).stdout


def test_correcting_takes_the_change_from_a_file(run, case):
    first = listed(run)[0]["id"]
    Path("change.json").write_text('{\n "polarity": "denies"\n}')
    told = run("claims", case, "--correct", first, "--file", "change.json")

    assert told.exit_code == 0
    assert (listed(run)[0]["standing"], listed(run)[0]["polarity"]) == ("corrected", "denies")


def test_stating_takes_good_lines_and_tells_the_bad_by_number(run, case):
    Path("lines.jsonl").write_text(f"{json.dumps(LINE)}\nnonsense\n{json.dumps(LINE)}\n")
    told = run("claims", case, "--state", "lines.jsonl")

    assert told.exit_code == 1
    assert told.stderr.startswith("lines.jsonl, line 2: ")
    assert sum(c["standing"] == "stated" for c in listed(run)) == 2


def test_lines_may_come_from_standard_input(run, case):
    told = run("claims", case, "--state", "-", input=json.dumps(LINE))

    assert told.exit_code == 0
    assert sum(c["standing"] == "stated" for c in listed(run)) == 1


def test_decisions_come_from_a_file_of_lines(run, case):
    first, second, third = (c["id"] for c in listed(run))
    decisions = [
        {"claim": first, "do": "accept"},
        {"claim": second, "do": "reject"},
        {"claim": third, "do": "correct", "hedged": True},
    ]
    Path("d.jsonl").write_text("\n".join(map(json.dumps, decisions)))
    told = run("claims", case, "--decide", "d.jsonl", "--format", "json")

    assert len(json.loads(told.stdout)["decided"]) == 3
    assert [c["standing"] for c in listed(run)] == ["accepted", "rejected", "corrected"]


def test_what_is_done_can_be_undone_by_the_entry_that_was_told(run, case):
    run("claims", case, "--accept", "all")
    before = brief(run)
    told = run("claims", case, "--reject", listed(run)[0]["id"])
    assert brief(run) != before
    entry = re.search(r"entry ([0-9a-f-]{36})", told.stdout)[1]
    run("claims", case, "--undo", entry)

    assert brief(run) == before


def test_same_and_then_undo_gives_the_former_brief_byte_for_byte(run, case):
    run("claims", case, "--accept", "all")
    forms = ("text", "json", "html")
    before = [run("brief", case, "--format", f).stdout for f in forms]
    agents = {a["label"]: a["id"] for a in json.loads(before[1])["agents"]}
    done = json.loads(run("same", case, agents["Sol"], agents["Ida Fennimore"], "--format", "json").stdout)
    assert [run("brief", case, "--format", f).stdout for f in forms] != before
    run("claims", case, "--undo", done["decided"][0]["entry"])

    assert [run("brief", case, "--format", f).stdout for f in forms] == before


def test_not_same_parts_two_that_a_rule_joined(run, case):
    run("claims", case, "--accept", "all")
    labels = [a["label"] for a in json.loads(brief(run))["agents"]]
    assert labels.count("Ida Fennimore") == 1
    members = {f["id"] for c in listed(run) for f in c["roles"].values() if f and f["label"] == "Ida Fennimore"}
    told = run("not-same", case, *members)

    assert told.exit_code == 0
    assert [a["label"] for a in json.loads(brief(run))["agents"]].count("Ida Fennimore") == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--accept", "clm-ffffffffffffffff"),
        ("--accept", "clm-"),
        ("--undo", "ffff"),
        ("--accept", "all", "--reject", "x"),
        ("--correct", "clm-1"),
        ("--file", "x"),
        ("--reason", "x"),
        ("--state", "none.jsonl"),
        ("--standing", "proposed", "--accept", "all"),
        ("clm-1",),
    ],
)
def test_what_cannot_be_done_is_misuse_and_changes_nothing(run, case, words):
    db = sqlite3.connect(case / "log.sqlite")
    before = db.execute("SELECT count(*) FROM entry").fetchone()
    told = run("claims", case, *words)

    assert told.exit_code == 2
    assert told.stderr
    assert "Traceback" not in told.stderr
    assert db.execute("SELECT count(*) FROM entry").fetchone() == before
    db.close()


def test_a_record_that_was_tampered_with_does_not_verify(run, case):
    run("claims", case, "--accept", "all")
    db = sqlite3.connect(case / "log.sqlite")
    db.execute("DROP TRIGGER entry_same")
    db.execute(
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'claim.accepted', 'claim.rejected') AS BLOB) WHERE idx = 9"
    )
    db.commit()
    db.close()
    told = run("brief", case)

    assert told.exit_code == 3
    assert "does not verify" in told.stderr


def test_a_damaged_blob_is_named_and_the_rest_is_shown(run, case):
    run("claims", case, "--accept", "all")
    text = next(e for e in json.loads(brief(run))["sources"] if e["name"] == "note.txt")
    blob = case / "blobs" / text["digest"][:2] / text["digest"][2:]
    assert blob.is_file()
    for file in (case / "blobs").rglob("*"):
        if file.is_file() and b'"plain-1"' in file.read_bytes() and b"I saw it" in file.read_bytes():
            file.write_bytes(b"spoilt")
    told = run("brief", case)

    assert told.exit_code == 3
    assert "blobs/" in told.stderr
    assert "handed the lamp to Sol" in told.stdout


def test_a_copied_case_tells_the_same(run, case):
    run("claims", case, "--accept", "all")
    shutil.copytree(case, "copy")

    assert run("brief", "copy", "--format", "json").stdout == brief(run)


def test_a_case_can_be_read_where_nothing_can_be_written(run, case, note, monkeypatch):
    run("claims", case, "--accept", "all")
    before = brief(run)
    monkeypatch.setattr(folder, "access", lambda *_: False)
    told = run("add", case, note)

    assert brief(run) == before
    assert told.exit_code == 2
    assert "cannot be written to" in told.stderr


def test_an_empty_folder_becomes_the_case_even_the_one_we_stand_in(run):
    told = run("new", ".")

    assert told.exit_code == 0
    assert names(".") == ["blobs", "cache", "log.sqlite"]
    assert json.loads(run("brief", ".", "--format", "json").stdout)["claims"] == []


@pytest.mark.usefixtures("plain_sentences")
def test_names_that_are_no_proper_text_are_told_as_far_as_they_go(run):
    name = b"caf\xe9\n\x1b[2J.txt".decode("utf-8", "surrogateescape")
    Path(name).write_text("Sol handed the lamp to Wren.\n")
    folder_name = b"cas\xe9".decode("utf-8", "surrogateescape")

    assert run("new", folder_name).exit_code == 0
    told = run("add", folder_name, name, name)
    assert told.exit_code == 0
    assert "\x1b" not in told.output
    assert "2 received: 1 in, 1 duplicate, 0 refused." in told.stdout
    assert run("brief", folder_name).exit_code == 0


@pytest.mark.parametrize("name", ["x" * 300, "é" * 200])
def test_a_name_too_long_for_the_disk_is_misuse(run, name):
    assert run("new", name).exit_code == 2
    assert run("brief", name).exit_code == 2
    assert names(".") == []
