"""Verifying a log: every entry against its hash, the tree against the entries, every checkpoint against tree and signature."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import msgspec

from gestae.model import Entry, Problem
from gestae.model.codec import canonical, decode
from gestae.model.joined import Joined, meetings
from gestae.record.acts import LOG_JOINED
from gestae.record.anchors import Anchors
from gestae.record.joining import Copies, cited
from gestae.record.keychain import Keychain
from gestae.record.proof.notes import Checkpoint, NotANote, Note, Verifier, opened
from gestae.record.proof.tiles import Levels
from gestae.record.proof.tree import Frontier, leaf_hash
from gestae.record.sql_log import SqlLog


@dataclass
class Verified:
    """``sealed``: how many entries the last good checkpoint covers; ``chain`` every key that the record names, ``anchors``
    what others signed of it.
    ``continues`` is the last seal of a record whose entries stand in this one because its own key was lost; ``joined`` are the
    seals of copies that were joined to it, at the ``joinings``."""

    entries: int = 0
    checkpoints: int = 0
    sealed: int = 0
    root: bytes = b""
    chain: Keychain = field(default_factory=Keychain)
    anchors: Anchors = field(default_factory=Anchors)
    first: Entry | None = None
    continues: Checkpoint | None = None
    joined: list[Checkpoint] = field(default_factory=list)
    joinings: dict[int, tuple[Joined, dict[str, object]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def keys(self) -> list[Verifier]:
        return [held.key for held in self.chain.held]


def verify(log: SqlLog) -> Verified:
    """What holds of the log at one moment, and what does not. Nothing is believed that it says of itself but its signatures."""
    with log.db.at_one_moment():
        return _verified(log)


def _verified(log: SqlLog) -> Verified:
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
        found.problems.extend(_unreadable(where, len(leaves) - 1, body, ids, found))
    found.entries = len(leaves)
    levels = Levels.of(leaves)
    found.root = levels.root()
    kept_levels = log.seals.checkpoints()
    if kept_levels and any(row != kept for row, kept in zip_longest(levels.rows, log.seals.levels())):
        found.problems.append(_broken(log.name, "the tree it keeps is not that of its entries."))
    for size, note in kept_levels:
        found.checkpoints += 1
        trouble = _false(log.name, size, note, levels, found.chain)
        if trouble is None:
            found.sealed = max(found.sealed, size)
        else:
            found.problems.append(trouble)
    found.problems += [_broken(log.name, what) for what in (*_stray(log, ids), *log.db.faults())]
    found.chain.close()
    met = meetings({at: joined for at, (joined, _) in found.joinings.items()}, len(leaves))
    for at, (_, plain) in found.joinings.items():
        try:
            found.joined.append(cited(plain, met.get(at), leaves, found.keys))
        except NotANote as e:
            found.problems.append(_broken(f"{log.name}, the copy joined at entry {at}", f"{e}."))
    copies = Copies(met, leaves)
    found.problems += [
        _broken(f"{log.name}, entry {at}", what) for at, what in found.anchors.judge(levels.root, found.chain.at, copies)
    ]
    if found.anchors.earlier is not None and found.chain.earlier is not None:
        start = found.chain.brought
        list(found.anchors.earlier.judge(lambda size: _root(leaves[start : start + size]), found.chain.earlier.at))
    try:
        found.continues = _continues(found.first, levels, found.chain)
    except NotANote as e:
        found.problems.append(_broken(f"{log.name}, the record that it continues", f"{e}."))
    return found


def _stray(log: SqlLog, ids: set[str]) -> Iterator[str]:
    """Names and words that belong to no entry."""
    for (entry,) in log.db.rows("SELECT DISTINCT entry FROM disclosure"):
        if entry not in ids:
            yield f"it holds names or words of an entry {entry!r} that is not in it."


def _continues(first: Entry | None, levels: Levels, chain: Keychain) -> Checkpoint | None:
    """The last seal of the record that this one continues. Raises ``NotANote`` where its entries are not those that it sealed."""
    told = first.plain.get("continues") if first is not None else None
    if not isinstance(told, dict):
        return None
    if chain.earlier is None:
        raise NotANote("none of its entries are here")
    note = str(told.get("checkpoint")).encode()
    size = Checkpoint.read(Note.read(note).text).size
    checkpoint, _ = opened(note, chain.earlier.at(size))
    brought = levels.rows[0][chain.brought : chain.brought + size]
    if checkpoint.origin != told.get("origin") or len(brought) != size or _root(brought) != checkpoint.root:
        raise NotANote(f"its first {size} entries are not here as they were sealed")
    return checkpoint


def _unreadable(where: str, at: int, body: bytes, ids: set[str], found: Verified) -> Iterator[Problem]:
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
    found.first = found.first or entry
    if entry.kind == LOG_JOINED:
        try:
            found.joinings[at] = (Joined.read(entry.plain), entry.plain)
        except ValueError as e:
            yield _broken(where, f"{e}.")
    for what in found.chain.take(at, entry):
        yield _broken(where, what)
    anchors, start = found.anchors, 0
    if entry.case != found.first.case:
        anchors.earlier = anchors.earlier or Anchors()
        anchors, start = anchors.earlier, found.chain.brought
    for what in anchors.take(at - start, entry):
        yield _broken(where, what)


def _root(leaves: Sequence[bytes]) -> bytes:
    grown = Frontier()
    for leaf in leaves:
        grown.append(leaf)
    return grown.root()


def _false(where: str, size: int, note: bytes, levels: Levels, chain: Keychain) -> Problem | None:
    where = f"{where}, checkpoint of {size}"
    try:
        checkpoint, signed = opened(note, chain.at(size))
    except NotANote as e:
        return _broken(where, f"{e}.")
    if checkpoint.size != size or size > levels.size:
        return _broken(where, f"it was signed for {checkpoint.size} entries; the record has {levels.size}.")
    if checkpoint.root != levels.root(size):
        return _broken(where, f"the first {size} entries are not those that were signed.")
    chain.seal(size, tuple(s.by for s in signed))
    return None


def _broken(where: str, what: str) -> Problem:
    return Problem(
        severity="error",
        where=where,
        what=what,
        why="The record was altered or damaged after it was written.",
        next="Keep this folder as it is, and compare it with a copy and with receipts that others hold.",
    )
