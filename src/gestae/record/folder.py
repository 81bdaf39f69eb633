"""The folder of a case: ``log.sqlite``, ``blobs/``, and ``cache/`` that may be deleted. Copying it copies the case."""

# ruff: noqa: PTH100, PTH112, PTH113 - of a name the disk cannot have, os.path says no where pathlib raises

import secrets
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from os import W_OK, access
from os.path import abspath, isdir, isfile, lexists
from pathlib import Path

from gestae.model import Refusal
from gestae.model.pasting import pasteable
from gestae.record.blobs import FolderBlobs, flush_folder
from gestae.record.proof.notes import Signer
from gestae.record.sqlite import SqliteLog, not_a_record
from gestae.record.store import Store
from gestae.record.writing import Written

LOG = "log.sqlite"
BLOBS = "blobs"
CACHE = "cache"


def create(path: Path, first: Sequence[Written], signer: Signer | None = None) -> None:
    """Makes the folder with its first entries, sealed by ``signer``. It appears whole under its name, or not at all."""
    path = Path(abspath(path))
    _refuse_taken(path)
    making = path.parent / f".gestae-{secrets.token_hex(8)}"
    try:
        making.mkdir(parents=True)
        (making / BLOBS).mkdir()
        (making / CACHE).mkdir()
        log = SqliteLog(making / LOG, create=True)
        log.signer = signer
        try:
            log.append(first)
        finally:
            log.close()
        flush_folder(making)
        _appear(making, path)
    except OSError as e:
        raise Refusal(
            str(path),
            f"no folder can be made here ({e.strerror}).",
            "A case needs a folder of its own.",
            "Choose another place, or make room.",
        ) from e
    finally:
        shutil.rmtree(making, ignore_errors=True)


def open_folder(path: Path) -> Store:
    file = path / LOG
    if not isdir(path):
        raise _no_case(path, "there is no such folder.")
    if not isfile(file):
        raise _no_case(path, f"this folder is not a case: it has no {LOG}.")
    blobs = FolderBlobs(path / BLOBS)
    if access(path, W_OK) and access(file, W_OK):
        blobs.sweep()
        with suppress(OSError):
            return Store(path, SqliteLog(file), blobs, can_write=True, cache=path / CACHE)
    try:
        return _open_to_read(path, file, blobs)
    except OSError as e:
        raise not_a_record(file) from e


def _open_to_read(path: Path, file: Path, blobs: FolderBlobs) -> Store:
    """SQLite wants to write beside a log with a write-ahead part even to read it; then a copy is read."""
    ahead = file.with_name(f"{LOG}-wal")
    if not ahead.exists() or ahead.stat().st_size == 0:
        return Store(path, SqliteLog(file, still=True), blobs, can_write=False)
    copy = Path(tempfile.mkdtemp(prefix="gestae-"))
    try:
        shutil.copyfile(file, copy / LOG)
        shutil.copyfile(ahead, copy / ahead.name)
        return Store(path, SqliteLog(copy / LOG), blobs, can_write=False, copy=copy)
    except BaseException:
        shutil.rmtree(copy, ignore_errors=True)
        raise


def _appear(making: Path, path: Path) -> None:
    """Under its name, at once; into an empty folder that is there already, the log last."""
    if isdir(path):
        for part in (BLOBS, CACHE, LOG):
            (making / part).replace(path / part)
        flush_folder(path)
    else:
        making.replace(path)
    flush_folder(path.parent)


def _refuse_taken(path: Path) -> None:
    if isdir(path) and not any(path.iterdir()):
        return
    if lexists(path):
        is_case = (path / LOG).exists()
        raise Refusal(
            str(path),
            "there is already a case here." if is_case else "there is already something of this name.",
            "A new case needs a folder of its own.",
            f"Choose another name, or add documents to this one with: gestae add {pasteable(path)} FILE..."
            if is_case
            else "Choose another name, or an empty folder.",
        )


def _no_case(path: Path, what: str) -> Refusal:
    return Refusal(str(path), what, "A case is a folder that 'gestae new' made.", "Give the folder of a case, or make one.")
