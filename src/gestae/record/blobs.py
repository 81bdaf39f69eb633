"""Blobs: source bytes, texts and proposals, each under the SHA-256 of its bytes. Written once, checked whenever read."""

import os
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from gestae.model import Problem
from gestae.model.codec import digest

INCOMING = ".incoming-"
ABANDONED_S = 3600
DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class Blobs(Protocol):
    def put(self, data: bytes) -> str:
        """The digest these bytes can be had back by; durable on return."""

    def get(self, name: str) -> bytes | Problem: ...

    def remove(self, name: str) -> None:
        """Nothing is there afterwards; nothing happens where nothing is."""


class MemoryBlobs:
    def __init__(self) -> None:
        self._by_digest: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        name = digest(data)
        self._by_digest[name] = data
        return name

    def get(self, name: str) -> bytes | Problem:
        found = self._by_digest.get(name)
        return found if found is not None else missing(name)

    def remove(self, name: str) -> None:
        self._by_digest.pop(name, None)


class FolderBlobs:
    """Blobs as files ``ab/cdef...`` in a folder. A file appears under its name whole, or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes) -> str:
        name = digest(data)
        path = self._path(name)
        if isinstance(self.get(name), bytes):
            return name
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            flush_folder(self.folder)
        write_whole(path, data, self.folder / f"{INCOMING}{secrets.token_hex(8)}")
        return name

    def get(self, name: str) -> bytes | Problem:
        try:
            data = self._path(name).read_bytes()
        except FileNotFoundError:
            return missing(name)
        except OSError as e:
            return damaged(name, f"it cannot be read ({e.strerror}).")
        return data if digest(data) == name else damaged(name, "its bytes are not those that were received.")

    def remove(self, name: str) -> None:
        """The bytes are written over first, for what that is worth on this disk."""
        path = self._path(name)
        with suppress(FileNotFoundError):
            with path.open("r+b") as file:
                file.write(b"\0" * path.stat().st_size)
                file.flush()
                flush(file.fileno())
            path.unlink()
            flush_folder(path.parent)

    def sweep(self) -> None:
        """Removes what a killed program left half-written an hour ago or more."""
        with suppress(OSError):
            for left in self.folder.glob(f"{INCOMING}*"):
                if left.stat().st_mtime < time.time() - ABANDONED_S:
                    left.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not DIGEST.match(name):
            raise FileNotFoundError(name)
        return self.folder / name[:2] / name[2:]


def write_whole(path: Path, data: bytes, incoming: Path) -> None:
    """Writes by way of ``incoming`` (same file system), flushed to the disk before and after it takes its name."""
    try:
        with incoming.open("xb") as file:
            file.write(data)
            file.flush()
            flush(file.fileno())
        incoming.replace(path)
    except BaseException:
        with suppress(OSError):
            incoming.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush(descriptor: int) -> None:
    """Down to the disk itself; on macOS fsync alone stops at the drive's cache."""
    try:
        import fcntl  # noqa: PLC0415

        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            fcntl.fcntl(descriptor, full)
            return
    except (ImportError, OSError):
        pass
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Makes a new name in a folder durable, where the system allows it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)


def missing(name: str) -> Problem:
    return damaged(name, "it is missing.")


def damaged(name: str, what: str) -> Problem:
    return Problem(
        severity="error",
        where=f"blobs/{name[:2]}/{name[2:]}",
        what=what,
        why="The record names it, so what rests on it cannot be shown.",
        next="Restore this file from a copy of the case folder, or add the document again.",
    )
