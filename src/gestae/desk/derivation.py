"""Derivation: the case that a dossier makes, taken from ``cache/`` where the very same dossier was derived before.

What is kept is good for one dossier, entry by entry and text by text, for the rules and for the program that derived it. It is
laid down whole or not at all, with a checksum; whatever does not fit is passed over, and the case derived anew. Deleting it loses
nothing.
"""

import hashlib
import secrets
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from gestae.model import Case, Dossier
from gestae.rules import digest

FILE = "brief.msgpack"
WORTH_KEEPING = 200
_SUM = hashlib.sha256().digest_size


def derived(dossier: Dossier, name: str, folder: Path | None) -> Case:
    """Kept in the folder for the next time, where there is one and deriving the case anew would be felt."""
    from gestae.derive import derive  # noqa: PLC0415

    if folder is None or len(dossier.entries) < WORTH_KEEPING:
        return derive(dossier, name)
    key = _key(dossier, name)
    found = _read(folder / FILE, key)
    if found is None:
        found = derive(dossier, name)
        _keep(folder, key, msgspec.msgpack.encode(found))
    return found


def drop(folder: Path | None) -> None:
    """After an erasure: it may hold what was erased."""
    if folder is not None:
        (folder / FILE).unlink(missing_ok=True)


def _key(dossier: Dossier, name: str) -> bytes:
    told = (msgspec.msgpack.encode(dossier), name.encode(), digest().encode(), _program())
    return _sum(b"".join(_sum(part) for part in told))


@cache
def _program() -> bytes:
    """Of what derives a case, so that another version of it derives anew."""
    total = hashlib.sha256()
    for room in ("gestae.derive", "gestae.model"):
        for file in _sources(files(room)):
            total.update(file.read_bytes())
    return total.digest()


def _sources(folder: Traversable) -> list[Traversable]:
    inside = sorted(folder.iterdir(), key=lambda each: each.name)
    own = [each for each in inside if each.name.endswith(".py")]
    return [*own, *(file for each in inside if each.is_dir() for file in _sources(each))]


def _read(file: Path, key: bytes) -> Case | None:
    with suppress(OSError, msgspec.DecodeError):
        data = file.read_bytes()
        body = data[2 * _SUM :]
        if data[: 2 * _SUM] == key + _sum(key + body):
            return msgspec.msgpack.decode(body, type=Case)
    return None


def _keep(folder: Path, key: bytes, body: bytes) -> None:
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        incoming = folder / f".{FILE}-{secrets.token_hex(4)}"
        incoming.write_bytes(key + _sum(key + body) + body)
        incoming.replace(folder / FILE)


def _sum(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
