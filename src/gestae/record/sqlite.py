"""The log in one SQLite file: entries that cannot be changed or deleted, disclosures that can only be deleted.

Write-ahead log with ``synchronous=FULL``: NORMAL may lose the last acknowledged entries in a power cut, and an entry that was
acknowledged must never be gone.
"""

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from gestae.model import Disclosed, Entry, Problem, Refusal
from gestae.model.codec import decode
from gestae.record.log import disclosed, other_bytes
from gestae.record.proof.notes import Signer
from gestae.record.proof.tree import Frontier, leaf_hash
from gestae.record.sealing import Seals
from gestae.record.writing import Disclosure, Written, body

FORMAT = 1
APPLICATION = 0x67657374  # "gest", so that file(1) and we know our own
WAIT_S = 30.0

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

BY_ID = "SELECT body FROM entry WHERE json_extract(CAST(body AS TEXT), '$.id') = ?"
DISCLOSED = "SELECT salt, name, value FROM disclosure WHERE entry = ? ORDER BY name"


class SqliteLog:
    """The log in the file ``path``. ``create`` makes it; ``still`` says that the file cannot change while it is read.

    With a ``signer``, what is appended is sealed by a signed checkpoint in the same transaction.
    """

    signer: Signer | None = None

    def __init__(self, path: Path, *, create: bool = False, still: bool = False) -> None:
        mode = "rwc" if create else "ro&immutable=1" if still else "rw"
        self.path = path
        with self._told():
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=False
            )
            self.seals = Seals(self._db)
            try:
                self._prepare(create, still)
            except BaseException:
                self._db.close()
                raise

    @property
    def head(self) -> int:
        with self._told():
            return int(self._db.execute("SELECT COALESCE(MAX(idx) + 1, 0) FROM entry").fetchone()[0])

    def append(self, written: Sequence[Written]) -> None:
        bodies = [body(w.entry) for w in written]
        if self._db.in_transaction:
            self._append(written, bodies)
        else:
            with self.writing():
                self._append(written, bodies)

    def since(self, idx: int = 0) -> Iterator[Disclosed | Problem]:
        with self._told():
            for at, data, kept in self._db.execute("SELECT idx, body, hash FROM entry WHERE idx >= ? ORDER BY idx", (idx,)):
                yield self._entry(at, data, kept)

    def bodies(self, idx: int = 0) -> Iterator[tuple[int, bytes, bytes]]:
        """The bytes of the entries from this index on, as (index, bytes, kept hash), unread."""
        with self._told():
            for at, data, kept in self._db.execute("SELECT idx, body, hash FROM entry WHERE idx >= ? ORDER BY idx", (idx,)):
                yield int(at), bytes(data), bytes(kept)

    def root(self, size: int) -> bytes:
        """The root over the first ``size`` entries, from their bytes: not from anything kept beside them."""
        grown = Frontier()
        for at, data, _ in self.bodies():
            if at >= size:
                break
            grown.append(leaf_hash(data))
        return grown.root()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                before = self.head
                yield
                if self.head > before and self.signer is not None:
                    self.seals.seal(self.signer)
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Moves what the write-ahead log holds into the file, so that the folder is whole without it."""
        with suppress(sqlite3.Error):  # the entries are safe in the write-ahead log; whoever opens the case next moves them
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def _prepare(self, create: bool, still: bool) -> None:
        if not still:
            if create:
                self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.execute("PRAGMA fullfsync=1")
            self._db.execute("PRAGMA checkpoint_fullfsync=1")
        if create:
            self._db.executescript(f"BEGIN; {SCHEMA} PRAGMA application_id={APPLICATION}; PRAGMA user_version={FORMAT}; COMMIT;")
        ours = self._db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if not ours:
            raise not_a_record(self.path)
        if version != FORMAT:
            raise Refusal(
                str(self.path),
                f"this record has format {version}.",
                f"This gestae knows format {FORMAT}.",
                "Open the case with the version that made it, or a newer one.",
            )

    def _append(self, written: Sequence[Written], bodies: Sequence[bytes]) -> None:
        at = self.head
        leaves: list[bytes] = []
        self.seals.prepare()
        for w, data in zip(written, bodies, strict=True):
            known = self._db.execute(BY_ID, (w.entry.id,)).fetchone()
            if known is not None:
                if known[0] != data:
                    raise other_bytes(w.entry.id)
                continue
            leaves.append(leaf_hash(data))
            self._db.execute("INSERT INTO entry VALUES (?, ?, ?)", (at, data, leaves[-1]))
            self._db.executemany(
                "INSERT INTO disclosure VALUES (?, ?, ?, ?)", [(w.entry.id, d.salt, d.name, d.value) for d in w.disclosures]
            )
            at += 1
        self.seals.grow(leaves)

    def _entry(self, at: int, data: bytes, kept: bytes) -> Disclosed | Problem:
        where = f"{self.path.name}, entry {at}"
        if leaf_hash(data) != kept:
            return _damaged(where, "its content is not what was written.")
        try:
            entry = decode(data, Entry)
            told = [Disclosure(salt=s, name=n, value=v) for s, n, v in self._db.execute(DISCLOSED, (entry.id,))]
            found = disclosed(Written(entry=entry), told)
        except (msgspec.DecodeError, UnicodeDecodeError) as e:
            return _damaged(where, f"it cannot be read ({e}).")
        if len(found.private) < len(told):
            return _damaged(where, "its names or words are not those that were written.")
        return found

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's troubles in the words of this house."""
        try:
            yield
        except sqlite3.Error as e:
            raise _translated(e, self.path) from e


def not_a_record(path: Path) -> Refusal:
    return Refusal(
        str(path),
        "this is not the record of a case.",
        "The file was not written by gestae, or it is damaged.",
        "Give the folder of a case; 'gestae new' makes one.",
    )


def _damaged(where: str, what: str) -> Problem:
    return Problem(
        severity="error",
        where=where,
        what=what,
        why="The record does not verify: this entry is left out of all that follows.",
        next="Restore the case folder from a copy.",
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
            return Refusal(
                str(path),
                f"another program has been writing to this case for {WAIT_S:.0f} seconds.",
                "Only one can write at a time.",
                "Try again when it is done.",
            )
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return not_a_record(path)
        case _:
            return e
