"""A projection: what the ledger of a long record came to, kept in ``cache/`` so that opening the case need not read it all again.

It is good for the record whose first ``head`` entries have this root, if the last seal holds; else, and where there is none, the
record is read from its first entry. Deleting it loses nothing. ``verify`` never relies on it, and holds it against the record.
"""

import dataclasses
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import get_type_hints

import msgspec

from gestae.desk.ledger import Ledger
from gestae.record import SqlLog
from gestae.record.proof.notes import NotANote, Verifier, opened

FILE = "ledger.msgpack"
VERSION = 1
WORTH_KEEPING = 5_000
NOT_KEPT = frozenset({"log", "damage", "remembered", "is_wanted_whole"})


def take_up(ledger: Ledger, folder: Path | None) -> int:
    """Fills an empty ledger with what was kept of it; up to which entry."""
    if folder is None or not isinstance(ledger.log, SqlLog):
        return 0
    kept = _read(folder)
    if kept is not None and _fits(ledger.log, kept):
        for name in _names():
            setattr(ledger, name, getattr(kept, name))
        ledger.remembered = None
    return ledger.head


def keep(ledger: Ledger, folder: Path | None, since: int) -> None:
    """Keeps it where so much was read that reading it again would be felt. A damaged record is always read anew."""
    if folder is None or ledger.head - since < WORTH_KEEPING or ledger.damage or not isinstance(ledger.log, SqlLog):
        return
    with suppress(OSError, LookupError):
        told = {name: getattr(ledger, name) for name in _names()}
        data = msgspec.msgpack.encode({"version": VERSION, "root": ledger.log.seals.root(ledger.head), **told})
        incoming = folder / f".{FILE}-{secrets.token_hex(4)}"
        folder.mkdir(exist_ok=True)
        incoming.write_bytes(data)
        incoming.replace(folder / FILE)


def drop(folder: Path | None) -> None:
    """After an erasure: it may hold what was erased."""
    if folder is not None:
        (folder / FILE).unlink(missing_ok=True)


def differs(ledger: Ledger, folder: Path | None) -> bool:
    """Whether what is kept is not what the record, read anew up to there, comes to."""
    kept = _read(folder) if folder is not None else None
    if kept is None or not isinstance(ledger.log, SqlLog) or not _fits(ledger.log, kept):
        return False
    again = Ledger(ledger.log)
    again.refresh(until=kept.head)  # type: ignore[attr-defined]
    return any(getattr(again, name) != getattr(kept, name) for name in _names())


def _fits(log: SqlLog, kept: "msgspec.Struct") -> bool:
    """Whether the record still begins with what this came from, and is sealed by a key that it names."""
    with suppress(LookupError, NotANote):
        sealed = log.seals.last()
        if kept.version != VERSION or sealed is None or kept.head > log.head or log.seals.root(kept.head) != kept.root:  # type: ignore[attr-defined]
            return False
        point, _ = opened(sealed[1], [Verifier.read(key) for key in kept.keys])  # type: ignore[attr-defined]
        return point.size == sealed[0] and log.seals.root(point.size) == point.root
    return False


def _read(folder: Path) -> "msgspec.Struct | None":
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.msgpack.decode((folder / FILE).read_bytes(), type=_form())
    return None


@cache
def _form() -> "type[msgspec.Struct]":
    hints = get_type_hints(Ledger)
    return msgspec.defstruct("Kept", [("version", int), ("root", bytes), *((name, hints[name]) for name in _names())])


@cache
def _names() -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(Ledger) if f.name not in NOT_KEPT)
