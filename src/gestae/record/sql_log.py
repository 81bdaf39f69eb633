"""The log in a database: entries that cannot be changed or deleted, disclosures that can only be deleted.

The same on SQLite and on PostgreSQL; what differs is in the ``Database``. With a signer, what is appended is sealed by a signed
checkpoint in the same transaction.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from gestae.model import Disclosed, Entry, Problem
from gestae.model.codec import decode
from gestae.record.database import Damaged, Database, number, octets
from gestae.record.log import disclosed, other_bytes
from gestae.record.proof.notes import Signer
from gestae.record.proof.tree import Frontier, leaf_hash
from gestae.record.sealing import Seals
from gestae.record.writing import Disclosure, Written, body

CHUNK = 500  # entries read at a time: few enough for one list of values, enough to be quick


class SqlLog:
    """The log in an open database. ``seals`` holds its tree and its checkpoints."""

    signer: Signer | None = None

    def __init__(self, db: Database) -> None:
        self.db = db
        self.seals = Seals(db)
        self._has_grown = False

    @property
    def name(self) -> str:
        return self.db.name

    @property
    def head(self) -> int:
        return int(self.db.rows("SELECT COALESCE(MAX(idx) + 1, 0) FROM entry")[0][0])

    def append(self, written: Sequence[Written]) -> list[int]:
        bodies = [body(w.entry) for w in written]
        if self.db.is_writing:
            return self._append(written, bodies)
        with self.writing():
            return self._append(written, bodies)

    def since(self, idx: int = 0) -> Iterator[Disclosed | Problem]:
        for chunk in self._chunks(idx):
            told = self.disclosures([_id(data) for _, data, _ in chunk])
            for at, data, kept in chunk:
                yield self._entry(at, data, kept, told)

    def bodies(self, idx: int = 0) -> Iterator[tuple[int, bytes, bytes]]:
        """The bytes of the entries from this index on, as (index, bytes, kept hash), unread."""
        for chunk in self._chunks(idx):
            yield from chunk

    def place(self, id: str) -> int | None:
        """The index of the entry of this id."""
        found = self.db.rows(f"SELECT idx FROM entry WHERE {self.db.entry_id} = ?", (id,))  # noqa: S608 - no words of others
        return int(found[0][0]) if found else None

    def disclosures(self, ids: Sequence[str]) -> dict[str, list[Disclosure]]:
        """What is disclosed of these entries, by their ids."""
        told: dict[str, list[Disclosure]] = defaultdict(list)
        for at in range(0, len(ids), CHUNK):
            some = ids[at : at + CHUNK]
            marks = ", ".join("?" * len(some))
            wanted = f"SELECT entry, salt, name, value FROM disclosure WHERE entry IN ({marks}) ORDER BY entry, name"  # noqa: S608
            for entry, salt, name, value in self.db.rows(wanted, some):
                told[entry].append(Disclosure(salt=str(salt), name=str(name), value=str(value)))
        return told

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
        try:
            with self.db.writing(), self.sealing():
                yield
        except BaseException:
            self.seals.forget()
            raise

    @contextmanager
    def sealing(self) -> Iterator[None]:
        """Within a transaction: what is appended inside is sealed."""
        self._has_grown = False
        yield
        if self.signer is not None and self._has_grown:
            self.seals.seal(self.signer)

    def erase(self, ids: Sequence[str]) -> None:
        """Deletes what is disclosed of these entries; nobody can tell afterwards what their private fields said. Within
        ``writing``, after the entry that says so."""
        for at in range(0, len(ids), CHUNK):
            some = ids[at : at + CHUNK]
            self.db.run(f"DELETE FROM disclosure WHERE entry IN ({', '.join('?' * len(some))})", some)  # noqa: S608 - marks only

    def close(self) -> None:
        self.db.close()

    def _append(self, written: Sequence[Written], bodies: Sequence[bytes]) -> list[int]:
        at = self.head
        self.seals.prepare(at)
        known = self._known([w.entry.id for w in written])
        entries: list[tuple[int, bytes, bytes]] = []
        told: list[tuple[str, str, str, str]] = []
        for w, data in zip(written, bodies, strict=True):
            if w.entry.id in known:
                if known[w.entry.id][1] != data:
                    raise other_bytes(w.entry.id)
                continue
            known[w.entry.id] = (at + len(entries), data)
            entries.append((at + len(entries), data, leaf_hash(data)))
            told += [(w.entry.id, d.salt, d.name, d.value) for d in w.disclosures]
        self.db.insert("entry", ("idx", "body", "hash"), entries)
        self.db.insert("disclosure", ("entry", "salt", "name", "value"), told)
        self.seals.grow([hash_ for _, _, hash_ in entries])
        self._has_grown = self._has_grown or bool(entries)
        return [known[w.entry.id][0] for w in written]

    def _known(self, ids: Sequence[str]) -> dict[str, tuple[int, bytes]]:
        """Place and bytes of those entries that are in already, by their ids."""
        found: dict[str, tuple[int, bytes]] = {}
        for first in range(0, len(ids), CHUNK):
            some = ids[first : first + CHUNK]
            marks = ", ".join("?" * len(some))
            wanted = f"SELECT {self.db.entry_id}, idx, body FROM entry WHERE {self.db.entry_id} IN ({marks})"  # noqa: S608
            found.update((id_, (int(at), data)) for id_, at, data in self.db.rows(wanted, some))
        return found

    def _chunks(self, idx: int) -> Iterator[list[tuple[int, bytes, bytes]]]:
        name = self.name
        while chunk := self.db.rows("SELECT idx, body, hash FROM entry WHERE idx >= ? ORDER BY idx LIMIT ?", (idx, CHUNK)):
            yield [(number(name, at), octets(name, data), octets(name, kept)) for at, data, kept in chunk]
            if chunk[-1][0] < idx:
                raise Damaged(name, "its entries come back in no order.", "The file is damaged.", "Put it back from a copy.")
            idx = chunk[-1][0] + 1

    def _entry(self, at: int, data: bytes, kept: bytes, disclosures: dict[str, list[Disclosure]]) -> Disclosed | Problem:
        where = f"{self.name}, entry {at}"
        if leaf_hash(data) != kept:
            return _damaged(where, "its content is not what was written.")
        try:
            entry = decode(data, Entry)
            told = disclosures.get(entry.id, [])
            found = disclosed(Written(entry=entry), told)
        except (msgspec.DecodeError, UnicodeDecodeError) as e:
            return _damaged(where, f"it cannot be read ({e}).")
        if len(found.private) < len(told):
            return _damaged(where, "its names or words are not those that were written.")
        return found


class _Id(msgspec.Struct):
    id: str


def _id(data: bytes) -> str:
    """The id of an entry, empty where it cannot be read."""
    try:
        return msgspec.json.decode(data, type=_Id).id
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""


def _damaged(where: str, what: str) -> Problem:
    return Problem(
        severity="error",
        where=where,
        what=what,
        why="The record does not verify: this entry is left out of all that follows.",
        next="Restore the case folder from a copy.",
    )
