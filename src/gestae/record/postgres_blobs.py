"""Blobs in the database that holds the record: one backup is the whole case, and every server sees the same bytes."""

from gestae.model import Problem
from gestae.model.codec import digest
from gestae.record.blobs import damaged, missing
from gestae.record.database import Database


class PostgresBlobs:
    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, data: bytes) -> str:
        name = digest(data)
        kept = self._kept(name)
        if kept is not None and digest(kept) != name:
            self._db.run("DELETE FROM blob WHERE name = ?", (name,))
        if kept is None or digest(kept) != name:
            self._db.run("INSERT INTO blob VALUES (?, ?) ON CONFLICT DO NOTHING", (name, data))
        return name

    def get(self, name: str) -> bytes | Problem:
        data = self._kept(name)
        if data is None:
            return missing(name)
        return data if digest(data) == name else damaged(name, "its bytes are not those that were received.")

    def remove(self, name: str) -> None:
        self._db.run("DELETE FROM blob WHERE name = ?", (name,))

    def _kept(self, name: str) -> bytes | None:
        found = self._db.rows("SELECT data FROM blob WHERE name = ?", (name,))
        return bytes(found[0][0]) if found else None
