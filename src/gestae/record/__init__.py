"""Entries in, and everything that was ever recorded out again."""

from gestae.record import acts
from gestae.record.blobs import Blobs, FolderBlobs, MemoryBlobs
from gestae.record.log import Log, MemoryLog
from gestae.record.opening import create, open_store
from gestae.record.proof.notes import Signer
from gestae.record.sql_log import SqlLog
from gestae.record.sqlite import SqliteLog
from gestae.record.store import Store
from gestae.record.uuid7 import uuid7
from gestae.record.writing import Act, Disclosure, Written, write

__all__ = [
    "Act", "Blobs", "Disclosure", "FolderBlobs", "Log", "MemoryBlobs", "MemoryLog", "Signer", "SqlLog", "SqliteLog", "Store",
    "Written", "acts", "create", "open_store", "uuid7", "write",
]  # fmt: skip
