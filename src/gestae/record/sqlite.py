"""The log in one SQLite file.

Write-ahead log with ``synchronous=FULL``: NORMAL may lose the last acknowledged entries in a power cut, and an entry that was
acknowledged must never be gone.
"""

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from gestae.model import Refusal
from gestae.record.database import WAIT_S, Damaged, Row, busy, of_format
from gestae.record.sql_log import SqlLog

FORMAT = 1
APPLICATION = 0x67657374  # "gest", so that file(1) and we know our own

SCHEMA = """
CREATE TABLE entry (idx INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL);
CREATE UNIQUE INDEX entry_id ON entry (json_extract(CAST(body AS TEXT), '$.id'));
CREATE TABLE disclosure (entry TEXT NOT NULL, salt TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
                         PRIMARY KEY (entry, name)) WITHOUT ROWID;
CREATE TRIGGER entry_next BEFORE INSERT ON entry WHEN NEW.idx <> (SELECT COALESCE(MAX(idx) + 1, 0) FROM entry)
    BEGIN SELECT RAISE(ABORT, 'an entry only comes after the last'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER entry_same BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER disclosure_same BEFORE UPDATE ON disclosure BEGIN SELECT RAISE(ABORT, 'a disclosure is never changed'); END;
"""


class SqliteLog(SqlLog):
    """The log in the file ``path``. ``create`` makes it; ``still`` says that the file cannot change while it is read."""

    def __init__(self, path: Path, *, create: bool = False, still: bool = False) -> None:
        self.path = path
        super().__init__(SqliteDatabase(path, create=create, still=still))


class SqliteDatabase:
    """The file ``path``, for one connection."""

    entry_id = "json_extract(CAST(body AS TEXT), '$.id')"

    def __init__(self, path: Path, *, create: bool, still: bool) -> None:
        mode = "rwc" if create else "ro&immutable=1" if still else "rw"
        self.path = path
        self.name = path.name
        self.is_writing = False
        with self._told():
            self.connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare(create, still)
            except BaseException:
                self.connection.close()
                raise

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        with self._told():
            return self.connection.execute(statement, tuple(values)).fetchall()

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        with self._told():
            self.connection.execute(statement, tuple(values))

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        marks = ", ".join("?" * len(columns))
        with self._told():
            self.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608 - our own names

    def has_table(self, table: str) -> bool:
        return bool(self.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)))

    @contextmanager
    def writing(self) -> Iterator[None]:
        self.run("BEGIN IMMEDIATE")
        self.is_writing = True
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.run("ROLLBACK")
            raise
        finally:
            self.is_writing = False

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        self.run("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):  # it only read: there is nothing to keep
                self.connection.execute("ROLLBACK")

    def scrub(self) -> None:
        self.run("PRAGMA secure_delete=ON")
        self.run("VACUUM")
        if self.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            raise busy(self.name)

    def faults(self) -> Iterator[str]:
        for (told,) in self.rows("PRAGMA integrity_check(20)"):
            if told != "ok":
                yield f"the file is damaged ({told})."

    def close(self) -> None:
        """Moves what the write-ahead log holds into the file, so that the folder is whole without it."""
        with suppress(sqlite3.Error):  # the entries are safe in the write-ahead log; whoever opens the case next moves them
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()

    def _prepare(self, create: bool, still: bool) -> None:
        if not still:
            if create:
                self.run("PRAGMA journal_mode=WAL")
            self.run("PRAGMA synchronous=FULL")
            self.run("PRAGMA fullfsync=1")
            self.run("PRAGMA checkpoint_fullfsync=1")
        if create:
            self.connection.executescript(
                f"BEGIN; {SCHEMA} PRAGMA application_id={APPLICATION}; PRAGMA user_version={FORMAT}; COMMIT;"
            )
        if self.rows("PRAGMA application_id")[0][0] != APPLICATION:
            raise not_a_record(self.path)
        of_format(str(self.path), int(self.rows("PRAGMA user_version")[0][0]), FORMAT)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's troubles in the words of this house."""
        try:
            yield
        except sqlite3.Error as e:
            raise _translated(e, self.path) from e
        except UnicodeDecodeError as e:  # SQLite names what it found damaged, and the name is damaged too
            raise not_a_record(self.path) from e


def not_a_record(path: Path) -> Refusal:
    return Damaged(
        str(path),
        "this is not the record of a case.",
        "The file was not written by gestae, or it is damaged.",
        "Give the folder of a case, which 'gestae new' makes; or put this file back from a copy.",
    )


def _translated(e: sqlite3.Error, path: Path) -> Exception:
    code = getattr(e, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_FULL:
            return OSError(errno.ENOSPC, "the disk is full", str(path))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return OSError(errno.EIO, "the disk does not answer", str(path))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return OSError(errno.EROFS, "the case folder cannot be written to", str(path))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return busy(str(path))
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_MISMATCH | sqlite3.SQLITE_FORMAT:
            return not_a_record(path)
        case sqlite3.SQLITE_ERROR | 0 if isinstance(e, sqlite3.OperationalError):
            return not_a_record(path)  # our own statements are right: a table is gone, or words are no UTF-8
        case _:
            return e
