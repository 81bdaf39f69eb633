"""Seals of a log in a database: the tree over its entries, and the checkpoints signed as it grew.

``node`` holds every whole subtree and can be made again from the entries; ``checkpoint`` what was signed, in the same transaction
as the entries it covers, so that no checkpoint is ever ahead of the record.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from gestae.record.database import Database, Row, number, octets
from gestae.record.proof import tree
from gestae.record.proof.notes import Checkpoint, Signer
from gestae.record.proof.tree import Frontier

SCHEMA = (
    "CREATE TABLE node (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, idx)) WITHOUT ROWID",
    "CREATE TABLE checkpoint (size INTEGER NOT NULL, note BLOB NOT NULL, PRIMARY KEY (size, note)) WITHOUT ROWID",
    "CREATE TRIGGER checkpoint_kept BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'a checkpoint is never deleted'); END",
    "CREATE TRIGGER checkpoint_same BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END",
)
BATCH = 10_000


class Seals:
    """Over an open database; the caller holds the transaction when something is written."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._grown: Frontier | None = None  # the tree as this program left it, so that it need not be read again

    def prepare(self, size: int) -> None:
        """Tables for a log that has none yet, as cases of earlier versions do; the tree of the ``size`` entries there already."""
        if self._grown is not None and self._grown.size == size:
            return
        self._grown = None
        if not self._has_tables():
            for statement in SCHEMA:
                self._db.run(statement)
        known = self._leaves()
        while known < size:
            rows = self._db.rows("SELECT hash FROM entry WHERE idx >= ? ORDER BY idx LIMIT ?", (known, BATCH))
            self.grow([bytes(hash_) for (hash_,) in rows])
            known += len(rows)

    def grow(self, leaves: Sequence[bytes]) -> None:
        """The tree takes in the leaf hashes of the entries that follow those it has."""
        frontier = self._grown or self._kept()
        made: list[tuple[int, int, bytes]] = []
        for leaf in leaves:
            made += frontier.append(leaf)
        self._db.insert("node", ("level", "idx", "hash"), made)
        self._grown = frontier

    def seal(self, signer: Signer) -> None:
        """A checkpoint of the record as it is now, signed."""
        grown = self._grown or self._kept()
        self.keep(grown.size, Checkpoint(signer.name, grown.size, grown.root()).signed(signer))

    def keep(self, size: int, note: bytes) -> None:
        """A checkpoint that was signed elsewhere, of the record as it was at this size."""
        self._db.run("INSERT INTO checkpoint VALUES (?, ?) ON CONFLICT DO NOTHING", (size, note))

    def forget(self) -> None:
        """What was about to be written was not."""
        self._grown = None

    def checkpoints(self) -> list[tuple[int, bytes]]:
        """Every (size, note), smallest first; none in a log that was never sealed."""
        if not self._has_tables():
            return []
        return [self._sealed(row) for row in self._db.rows("SELECT size, note FROM checkpoint ORDER BY size, note")]

    def last(self) -> tuple[int, bytes] | None:
        """The largest of them."""
        if not self._has_tables():
            return None
        found = self._db.rows("SELECT size, note FROM checkpoint ORDER BY size DESC, note DESC LIMIT 1")
        return self._sealed(found[0]) if found else None

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return self._roots(tree.inclusion_path(index, size))

    def consistency(self, first: int, second: int) -> list[bytes]:
        return self._roots(tree.consistency_path(first, second))

    def root(self, size: int) -> bytes:
        """The root over the first ``size`` entries, by the tree that is kept."""
        return self._roots([(0, size)])[0]

    def levels(self) -> Iterator[list[bytes]]:
        """The kept hashes, level by level, leaves first."""
        deepest = number(self._db.name, self._db.rows("SELECT COALESCE(MAX(level), -1) FROM node")[0][0])
        for level in range(deepest + 1):
            yield [
                octets(self._db.name, h) for (h,) in self._db.rows("SELECT hash FROM node WHERE level = ? ORDER BY idx", (level,))
            ]

    def nodes(self, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """The kept hashes of these subtrees (level, index). Raises ``LookupError`` where the tree has no such subtree."""
        pairs = list(dict.fromkeys(wanted))
        if not pairs:
            return {}
        marks = ", ".join(["(?, ?)"] * len(pairs))
        statement = (
            f"WITH wanted (level, idx) AS (VALUES {marks}) SELECT node.level, node.idx, node.hash "  # noqa: S608 - marks alone
            "FROM wanted JOIN node ON node.level = wanted.level AND node.idx = wanted.idx"
        )
        found = {(level, idx): hash_ for level, idx, hash_ in self._db.rows(statement, list(chain.from_iterable(pairs)))}
        if len(found) < len(pairs):
            level, idx = next(pair for pair in pairs if pair not in found)
            raise LookupError(f"the record keeps no hash {idx} of level {level}")
        return found

    def _roots(self, stretches: Sequence[tree.Stretch]) -> list[bytes]:
        """The root over each of these stretches of entries, of kept nodes that are read all at once."""
        parts = [list(tree.whole(*stretch)) for stretch in stretches]
        found = self.nodes(chain.from_iterable(parts))
        return [tree.fold([found[pair] for pair in part]) for part in parts]

    def _kept(self) -> Frontier:
        size = self._leaves()
        edge = list(tree.whole(0, size))
        found = self.nodes(edge)
        return Frontier(size, [found[pair] for pair in edge])

    def _sealed(self, row: Row) -> tuple[int, bytes]:
        return number(self._db.name, row[0]), octets(self._db.name, row[1])

    def _has_tables(self) -> bool:
        return self._db.has_table("checkpoint")

    def _leaves(self) -> int:
        return int(self._db.rows("SELECT COALESCE(MAX(idx) + 1, 0) FROM node WHERE level = 0")[0][0])
