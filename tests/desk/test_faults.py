"""What can befall a case folder: each is found, nothing false verifies, and the message says what to do."""

import errno
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
from contextlib import closing

import pytest

from gestae.desk.case_file import open_case
from gestae.desk.review import accept_all
from gestae.desk.verify import verify_case
from gestae.model import Refusal
from gestae.record import Act, SqliteLog
from gestae.record import database as waiting

STATEMENT = b"On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\n"
LATER = b"On Tuesday Perrin Oyelaran handed the lamp to Ida Fennimore.\n"


@pytest.fixture
def case(desk):
    with desk.open() as opened:
        desk.receive(opened, ("statement.txt", STATEMENT))
        accept_all(opened)
    return desk.roof / "case"


def opened(desk, path):
    return open_case(path, clock=desk.clock, environment=desk.environment)


def content(path):
    """All that a log says: entries, names and words, tree, seals."""
    with closing(SqliteLog(path / "log.sqlite")) as log:
        tables = (
            "entry ORDER BY idx",
            "disclosure ORDER BY entry, name",
            "node ORDER BY level, idx",
            "checkpoint ORDER BY size, note",
        )
        return [log.db.rows(f"SELECT * FROM {table}") for table in tables]


def is_refused_or_found(desk, case):
    """Whether the record is said not to hold, or to be none that can be opened, with what to do."""
    try:
        found = verify_case(case, clock=desk.clock, environment=desk.environment)
    except Refusal as refusal:
        return bool(refusal.next)
    return any(p.next for p in (*found.record.problems, *found.problems))


def flips(desk, case, places):
    """How many of these flipped bits were found; the others changed nothing that the record says."""
    whole, said = (case / "log.sqlite").read_bytes(), content(case)
    found = 0
    for at, bit in places(len(whole)):
        (case / "log.sqlite").write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        for beside in ("log.sqlite-wal", "log.sqlite-shm"):
            (case / beside).unlink(missing_ok=True)
        is_found = is_refused_or_found(desk, case)
        assert is_found or content(case) == said, f"bit {bit} of byte {at}"
        found += is_found
    return found


def test_a_flipped_bit_is_found_or_is_in_no_byte_of_the_record(desk, case):
    chance = random.Random(4)

    assert flips(desk, case, lambda size: [(chance.randrange(size), chance.randrange(8)) for _ in range(60)]) > 5


@pytest.mark.full
def test_a_flipped_bit_in_every_byte_is_found_or_is_in_no_byte_of_the_record(desk, case):
    chance = random.Random(4)

    assert flips(desk, case, lambda size: [(at, chance.randrange(8)) for at in range(0, size, 7)]) > 500


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
def test_a_log_cut_short_does_not_verify(desk, case, share):
    log = case / "log.sqlite"
    log.write_bytes(log.read_bytes()[: int(log.stat().st_size * share)])

    assert is_refused_or_found(desk, case)


def test_a_damaged_log_is_told_with_the_exit_code_of_what_does_not_verify(case, desk):
    log = case / "log.sqlite"
    data = bytearray(log.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    log.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "gestae", "verify", str(case)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **desk.environment},
    )

    assert done.returncode == 3
    assert "log.sqlite" in done.stderr
    assert "copy" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_takes_nothing_of_the_file_and_keeps_what_was_in(desk, case):
    with opened(desk, case) as work:
        work.log.db.run(f"PRAGMA max_page_count = {work.log.db.rows('PRAGMA page_count')[0][0]}")
        told = desk.receive(work, *((f"{n}.txt", LATER + b"x" * n) for n in range(30)))

    assert told.stopped is not None
    assert "disk is full" in told.stopped.what
    assert "Make room" in told.stopped.next
    assert verify_case(case, clock=desk.clock, environment=desk.environment).holds


def test_a_disk_that_fails_while_it_is_written_to_is_told(desk, case):
    with opened(desk, case) as work:
        work.log.db.run("PRAGMA query_only = 1")
        with pytest.raises(OSError, match="cannot be written to") as told:
            work.log.append([work.draft(Act("note.added"))])

    assert told.value.errno == errno.EROFS


def _writing(path, environment, started, done):
    with open_case(path, clock=lambda: 1_790_000_500_000, environment=environment) as case, case.writing():
        started.set()
        done.wait(30)
        case.append([case.draft(Act("note.added", {}, {"note": "from the other program"}))])


def test_a_second_program_waits_for_the_first_and_says_so_when_it_waits_too_long(desk, case):
    context = multiprocessing.get_context("spawn")
    started, done = context.Event(), context.Event()
    other = context.Process(target=_writing, args=(case, desk.environment, started, done))
    other.start()
    assert started.wait(30)
    with opened(desk, case) as work:
        work.log.db.run("PRAGMA busy_timeout = 100")
        with pytest.raises(Refusal, match="another program") as told, work.writing():
            pass
        assert len(work.ledger.entries) == 7
        done.set()
        other.join(30)
        desk.receive(work, ("later.txt", LATER))

    assert "Try again" in told.value.next
    assert verify_case(case, clock=desk.clock, environment=desk.environment).record.entries == 11
    assert waiting.WAIT_S > 1


def test_a_clock_that_was_set_back_changes_neither_order_nor_proof(desk, case):
    desk.clock = lambda: 1_000_000_000_000
    with opened(desk, case) as work:
        desk.receive(work, ("later.txt", LATER))
        ats = [e.entry.at for e in work.ledger.entries]

    assert ats[-1] < ats[0]
    assert verify_case(case, clock=desk.clock, environment=desk.environment).holds


def test_a_log_of_one_case_beside_the_files_of_another_does_not_verify(desk, case):
    with desk.open("other") as other:
        desk.receive(other, ("later.txt", LATER))
    shutil.copy(desk.roof / "other" / "log.sqlite", case / "log.sqlite")

    found = verify_case(case, clock=desk.clock, environment=desk.environment)

    assert not found.holds
    assert {p.what for p in found.problems} == {"it is missing."}
