"""Seals of a log in SQLite: the tree over its entries, and the checkpoints signed as it grew.

``node`` holds every whole subtree and can be made again from the entries; ``checkpoint`` what was signed, in the same transaction
as the entries it covers, so that no checkpoint is ever ahead of the record.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from gestae.record.proof.notes import Checkpoint, Signer
from gestae.record.proof.tree import Frontier, edge_of, inclusion, root_of

SCHEMA = (
    "CREATE TABLE node (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, idx)) WITHOUT ROWID",
    "CREATE TABLE checkpoint (size INTEGER NOT NULL, note BLOB NOT NULL, PRIMARY KEY (size, note)) WITHOUT ROWID",
    "CREATE TRIGGER checkpoint_kept BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'a checkpoint is never deleted'); END",
    "CREATE TRIGGER checkpoint_same BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END",
)
BATCH = 10_000


class Seals:
    """Over an open connection; the caller holds the transaction when something is written."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def prepare(self) -> None:
        """Tables for a log that has none yet, as cases of earlier versions do; the tree of the entries there already."""
        if not self._has_tables():
            for statement in SCHEMA:
                self._db.execute(statement)
        known = self._leaves()
        if known < self._entries():
            self.grow(
                hash_ for (hash_,) in self._db.execute("SELECT hash FROM entry WHERE idx >= ? ORDER BY idx", (known,)).fetchall()
            )

    def grow(self, leaves: Iterable[bytes]) -> None:
        """The tree takes in the leaf hashes of the entries that follow those it has."""
        size = self._leaves()
        frontier = Frontier(size, edge_of(size, self.node))
        made: list[tuple[int, int, bytes]] = []
        for leaf in leaves:
            made += frontier.append(leaf)
            if len(made) > BATCH:
                self._db.executemany("INSERT INTO node VALUES (?, ?, ?)", made)
                made = []
        self._db.executemany("INSERT INTO node VALUES (?, ?, ?)", made)

    def seal(self, signer: Signer) -> None:
        """A checkpoint of the record as it is now, signed."""
        size = self._entries()
        note = Checkpoint(signer.name, size, root_of(size, self.node)).signed(signer)
        self._db.execute("INSERT OR IGNORE INTO checkpoint VALUES (?, ?)", (size, note))

    def checkpoints(self) -> list[tuple[int, bytes]]:
        """Every (size, note), smallest first; none in a log that was never sealed."""
        if not self._has_tables():
            return []
        return [(size, bytes(note)) for size, note in self._db.execute("SELECT size, note FROM checkpoint ORDER BY size, note")]

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return inclusion(index, size, self.node)

    def nodes_differ(self, level: int, row: Sequence[bytes]) -> bool:
        """Whether the kept hashes of a level are not these."""
        kept = self._db.execute("SELECT hash FROM node WHERE level = ? ORDER BY idx", (level,))
        return [bytes(h) for (h,) in kept] != list(row)

    def node(self, level: int, index: int) -> bytes:
        """Raises ``LookupError`` where the tree has no such subtree."""
        found = self._db.execute("SELECT hash FROM node WHERE level = ? AND idx = ?", (level, index)).fetchone()
        if found is None:
            raise LookupError(f"the record keeps no hash {index} of level {level}")
        return bytes(found[0])

    def _has_tables(self) -> bool:
        return self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'checkpoint'").fetchone() is not None

    def _leaves(self) -> int:
        return int(self._db.execute("SELECT COALESCE(MAX(idx) + 1, 0) FROM node WHERE level = 0").fetchone()[0])

    def _entries(self) -> int:
        return int(self._db.execute("SELECT COALESCE(MAX(idx) + 1, 0) FROM entry").fetchone()[0])
