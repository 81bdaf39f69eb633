"""A case is one folder: it appears whole, can be copied, and opens where nothing can be written."""

import shutil
import sqlite3

import pytest

from gestae.model import Refusal
from gestae.record import Act, create, open_store, uuid7, write
from gestae.record import folder as module

AT = 1_790_000_000_000


def first():
    return [write(Act("case.opened", {}, {"name": "Halden"}), case=uuid7(AT), at=AT, by="mbr-1")]


@pytest.fixture
def case(tmp_path):
    create(tmp_path / "halden", first())
    return tmp_path / "halden"


def names(path):
    return [e.private["name"] for e in path.log.since()]


def test_a_new_case_holds_its_log_its_blobs_and_a_cache_that_may_go(case):
    assert sorted(p.name for p in case.iterdir()) == ["blobs", "cache", "log.sqlite"]
    assert sorted(p.name for p in case.parent.iterdir()) == ["halden"]


def test_an_empty_folder_may_become_a_case(tmp_path):
    (tmp_path / "ready").mkdir()
    create(tmp_path / "ready", first())

    assert (tmp_path / "ready" / "log.sqlite").is_file()


@pytest.mark.parametrize(
    ("taken", "words"), [("case", "already a case"), ("files", "already something"), ("file", "already something")]
)
def test_a_place_that_is_taken_is_refused_and_left_as_it_is(tmp_path, taken, words):
    place = tmp_path / "place"
    if taken == "case":
        create(place, first())
    elif taken == "files":
        place.mkdir()
        (place / "letter.txt").write_text("x")
    else:
        place.write_text("x")
    before = sorted(p.name for p in tmp_path.rglob("*"))

    with pytest.raises(Refusal, match=words):
        create(place, first())

    assert sorted(p.name for p in tmp_path.rglob("*")) == before


def test_a_case_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch):
    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "SqliteLog", full)
    with pytest.raises(Refusal, match="No space left"):
        create(tmp_path / "halden", first())

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["nothing", "folder", "file"])
def test_what_is_no_case_is_refused_with_the_next_step(tmp_path, what):
    place = tmp_path / "x"
    if what == "folder":
        place.mkdir()
    if what == "file":
        place.write_text("x")

    with pytest.raises(Refusal, match="gestae new"):
        open_store(place)


def test_a_copied_folder_is_the_case(case, tmp_path):
    shutil.copytree(case, tmp_path / "copy")
    opened = open_store(tmp_path / "copy")

    assert names(opened) == ["Halden"]
    opened.close()


def test_a_case_on_a_medium_that_cannot_be_written_to_opens_for_reading(case, monkeypatch):
    monkeypatch.setattr(module, "access", lambda *_: False)
    opened = open_store(case)

    assert names(opened) == ["Halden"]
    assert opened.can_write is False
    opened.close()
    assert sorted(p.name for p in case.iterdir()) == ["blobs", "cache", "log.sqlite"]


def test_a_copy_taken_while_someone_wrote_reads_with_all_that_was_acknowledged(case, tmp_path, monkeypatch):
    writer = open_store(case)
    writer.log.append([write(Act("note.added", {}, {"name": "late"}), case=uuid7(AT), at=AT, by="mbr-1")])
    shutil.copytree(case, tmp_path / "copy")
    writer.close()
    monkeypatch.setattr(module, "access", lambda *_: False)
    assert (tmp_path / "copy" / "log.sqlite-wal").stat().st_size > 0
    opened = open_store(tmp_path / "copy")

    assert names(opened) == ["Halden", "late"]
    opened.close()


def test_a_damaged_log_is_refused_in_words(case):
    (case / "log.sqlite").write_bytes(b"\xff" * 5000)

    with pytest.raises(Refusal, match="not the record of a case"):
        open_store(case)


def test_the_log_is_ordinary_sqlite_that_others_can_read(case):
    db = sqlite3.connect(case / "log.sqlite")

    assert db.execute("SELECT count(*) FROM entry").fetchone() == (1,)
    db.close()
