"""The log keeps what it was given, in order, for ever."""

import errno
from contextlib import suppress

import pytest
from log_places import Place

from gestae.model import Disclosed, Problem, Refusal
from gestae.record import Act, MemoryLog, SqliteLog, uuid7, write
from gestae.record.proof.tiles import Levels
from gestae.record.verify import verify

AT = 1_790_000_000_000
CASE = uuid7(AT)


def a_note(words, id=None):
    return write(Act("note.added", {"n": 1}, {"note": words}), case=CASE, at=AT, by="mbr-1", id=id)


@pytest.fixture(params=["sqlite", "postgres", "memory"])
def log(request):
    if request.param == "memory":
        return MemoryLog()
    return Place.of(request).open()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "log.sqlite"


@pytest.fixture(params=["sqlite", "postgres"])
def kept(request):
    """A place where a log of three notes lies, closed."""
    place = Place.of(request)
    log = place.open()
    log.append([a_note("first"), a_note("second"), a_note("third")])
    log.close()
    return place


def notes(log, since=0):
    return [e.private.get("note") if isinstance(e, Disclosed) else e for e in log.since(since)]


def test_entries_come_back_in_the_order_they_went_in_with_their_words(log):
    log.append([a_note("first"), a_note("second")])
    log.append([a_note("third")])

    assert notes(log) == ["first", "second", "third"]
    assert notes(log, since=2) == ["third"]
    assert log.head == 3


def test_appending_the_same_entry_again_changes_nothing(log):
    once = a_note("only once")
    log.append([once])
    log.append([once, a_note("another"), once])

    assert notes(log) == ["only once", "another"]


def test_another_entry_of_the_same_id_is_refused_and_nothing_of_its_batch_goes_in(log):
    first = a_note("as written")
    log.append([first])

    with pytest.raises(Refusal, match="already holds an entry of this id"):
        log.append([a_note("before it"), a_note("changed", id=first.entry.id)])

    assert notes(log) == ["as written"]


def test_a_log_read_again_is_the_log_that_was_written(kept):
    assert notes(kept.open()) == ["first", "second", "third"]


def test_closing_leaves_one_file_that_is_whole(file):
    log = SqliteLog(file, create=True)
    log.append([a_note("first")])
    log.close()

    assert [p.name for p in file.parent.iterdir()] == ["log.sqlite"]


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE entry SET body = hash WHERE idx = 1",
        "DELETE FROM entry WHERE idx = 2",
        "INSERT INTO entry SELECT 7, body, hash FROM entry WHERE idx = 1",
        "INSERT INTO entry SELECT 3, body, hash FROM entry WHERE idx = 1",
        "UPDATE disclosure SET value = '\"x\"'",
    ],
)
def test_the_database_itself_refuses_to_change_delete_or_slip_in(kept, attack):
    with pytest.raises(Exception, match=r"entry|disclosure"):
        kept.attack(attack)

    assert notes(kept.open()) == ["first", "second", "third"]


def test_a_disclosure_can_be_erased_and_the_entry_stays(kept):
    kept.attack("DELETE FROM disclosure WHERE value = '\"second\"'")
    found = list(kept.open().since())

    assert [e.withheld for e in found] == [0, 1, 0]
    assert found[1].private == {}


@pytest.mark.parametrize(
    ("attack", "at"),
    [
        ("UPDATE entry SET body = (SELECT hash FROM entry WHERE idx = 0) WHERE idx = 1", 1),
        ("UPDATE entry SET hash = (SELECT hash FROM entry WHERE idx = 0) WHERE idx = 1", 1),
        ("UPDATE disclosure SET value = '\"forged\"' WHERE value = '\"third\"'", 2),
    ],
)
def test_what_was_changed_behind_our_back_comes_as_a_problem_in_its_place(kept, attack, at):
    if "body" in attack:
        kept.attack("DROP INDEX entry_id")
    kept.without_triggers(attack)
    found = list(kept.open().since())

    assert [n for n, e in enumerate(found) if isinstance(e, Problem)] == [at]
    assert "does not verify" in found[at].why


def test_a_full_disk_is_told_as_one_and_keeps_nothing_of_the_batch(file):
    log = SqliteLog(file, create=True)
    log.append([a_note("safe")])
    log.db.run("PRAGMA max_page_count = 12")

    with pytest.raises(OSError, match="disk is full") as told:
        log.append([a_note("x" * 2000) for _ in range(100)])

    assert told.value.errno == errno.ENOSPC
    assert notes(log) == ["safe"]
    log.close()


def test_every_commit_waits_for_the_disk(file):
    log = SqliteLog(file, create=True)

    assert log.db.rows("PRAGMA journal_mode") == [("wal",)]
    assert log.db.rows("PRAGMA synchronous") == [(2,)]
    log.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\0" + bytes(4096)])
def test_a_file_that_is_no_record_is_refused_in_words(file, content):
    file.write_bytes(content)

    with pytest.raises(Refusal, match="not the record of a case"):
        SqliteLog(file)


def test_a_record_of_a_later_format_is_left_alone(kept):
    kept.attack(
        "PRAGMA user_version = 2"
        if kept.sort == "sqlite"
        else f"""COMMENT ON SCHEMA "{kept.address.schema}" IS '{{"gestae": 2}}'"""
    )

    with pytest.raises(Refusal, match="has format 2"):
        kept.open()


def test_two_programs_can_append_to_one_log(kept):
    one, other = kept.open(), kept.open()
    one.append([a_note("from one")])
    other.append([a_note("from the other")])
    one.append([a_note("from one again")])

    assert notes(one)[3:] == ["from one", "from the other", "from one again"]
    assert notes(other) == notes(one)


def test_what_others_append_while_a_log_is_verified_is_no_damage(kept, monkeypatch):
    log, other = kept.open(), kept.open()
    log.append([a_note("before")])
    true = Levels.of

    def meanwhile(leaves):
        other.append([a_note("meanwhile")])
        return true(leaves)

    monkeypatch.setattr(Levels, "of", meanwhile)
    found = verify(log)

    assert (found.problems, found.entries, log.head) == ([], 4, 5)


def test_what_is_given_up_within_a_transaction_was_never_there(kept):
    log = kept.open()

    def given_up():
        with log.writing():
            log.append([a_note("half")])
            raise KeyError

    with pytest.raises(KeyError):
        given_up()
    log.append([a_note("whole")])

    assert notes(log)[3:] == ["whole"]
    assert verify(log).problems == []


def test_a_log_longer_than_one_reading_comes_whole_and_in_order(kept):
    log = kept.open()
    log.append([a_note(str(n)) for n in range(1200)])

    assert notes(log)[3:] == [str(n) for n in range(1200)]
    assert verify(log).entries == 1203


def test_a_transaction_in_which_something_failed_is_never_told_as_kept(kept):
    log = kept.open()

    def failing():
        with log.writing():
            log.append([a_note("half")])
            with suppress(Exception):
                log.db.rows("SELECT nothing FROM nowhere")

    with suppress(OSError):  # SQLite undoes the one statement alone, and keeps the rest
        failing()
    notes_now = notes(kept.open())

    assert notes_now == (["first", "second", "third", "half"] if kept.sort == "sqlite" else ["first", "second", "third"])
