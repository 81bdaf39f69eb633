"""Verifying a log: every entry against its hash, the tree against the entries, every checkpoint against tree and signature."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

import msgspec

from gestae.model import Entry, Problem
from gestae.model.codec import canonical, decode
from gestae.record.proof.notes import NotANote, Verifier, opened
from gestae.record.proof.tiles import Levels
from gestae.record.proof.tree import leaf_hash
from gestae.record.sql_log import SqlLog


@dataclass
class Verified:
    """``sealed``: how many entries the last good checkpoint covers; ``keys`` every key that the record names, in its order."""

    entries: int = 0
    checkpoints: int = 0
    sealed: int = 0
    root: bytes = b""
    keys: list[Verifier] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def verify(log: SqlLog) -> Verified:
    """What holds of the log, and what does not. Nothing is believed that the file says of itself but its signatures."""
    found = Verified()
    leaves: list[bytes] = []
    ids: set[str] = set()
    for at, body, kept in log.bodies():
        where = f"{log.name}, entry {len(leaves)}"
        if at != len(leaves):
            found.problems.append(_broken(where, "it is missing."))
        leaves.append(leaf_hash(body))
        if leaves[-1] != kept:
            found.problems.append(_broken(where, "its content is not what was written."))
        found.problems.extend(_unreadable(where, body, ids, found.keys))
    found.entries = len(leaves)
    levels = Levels.of(leaves)
    found.root = levels.root()
    kept_levels = log.seals.checkpoints()
    if kept_levels and any(row != kept for row, kept in zip_longest(levels.rows, log.seals.levels())):
        found.problems.append(_broken(log.name, "the tree it keeps is not that of its entries."))
    for size, note in kept_levels:
        found.checkpoints += 1
        trouble = _false(log.name, size, note, levels, found.keys)
        if trouble is None:
            found.sealed = max(found.sealed, size)
        else:
            found.problems.append(trouble)
    return found


def _unreadable(where: str, body: bytes, ids: set[str], keys: list[Verifier]) -> Iterator[Problem]:
    try:
        entry = decode(body, Entry)
    except (msgspec.DecodeError, UnicodeDecodeError):
        yield _broken(where, "it cannot be read.")
        return
    if canonical(entry) != body:
        yield _broken(where, "it is not in the one form that an entry has.")
    if entry.id in ids:
        yield _broken(where, "its id stands in the record twice.")
    ids.add(entry.id)
    if entry.kind == "key.added":
        try:
            keys.append(Verifier.read(str(entry.plain.get("key"))))
        except NotANote as e:
            yield _broken(where, f"{e}.")


def _false(where: str, size: int, note: bytes, levels: Levels, keys: list[Verifier]) -> Problem | None:
    where = f"{where}, checkpoint of {size}"
    try:
        checkpoint, _ = opened(note, keys)
    except NotANote as e:
        return _broken(where, f"{e}.")
    if checkpoint.size != size or size > levels.size:
        return _broken(where, f"it was signed for {checkpoint.size} entries; the record has {levels.size}.")
    if checkpoint.root != levels.root(size):
        return _broken(where, f"the first {size} entries are not those that were signed.")
    return None


def _broken(where: str, what: str) -> Problem:
    return Problem(
        severity="error",
        where=where,
        what=what,
        why="The record was altered or damaged after it was written.",
        next="Keep this folder as it is, and compare it with a copy and with receipts that others hold.",
    )
