"""A log as a folder of files that anyone can read (c2sp.org/tlog-tiles): checkpoint, hash tiles, bundles of entries."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gestae.record.proof.notes import Checkpoint, NotANote
from gestae.record.proof.tree import consistency, inclusion, leaf_hash, node_hash, root_of

WIDTH = 256
HASH = hashlib.sha256().digest_size


@dataclass
class Levels:
    """A whole tree in memory: the hashes of every level, 64 bytes an entry."""

    rows: list[list[bytes]] = field(default_factory=lambda: [[]])

    @classmethod
    def of(cls, leaves: Iterable[bytes]) -> "Levels":
        levels = cls([list(leaves)])
        while len(levels.rows[-1]) > 1:
            row = levels.rows[-1]
            levels.rows.append([node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)])
        return levels

    @property
    def size(self) -> int:
        return len(self.rows[0])

    def node(self, level: int, index: int) -> bytes:
        return self.rows[level][index]

    def root(self, size: int | None = None) -> bytes:
        return root_of(self.size if size is None else size, self.node)

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        return inclusion(index, self.size if size is None else size, self.node)

    def consistency(self, first: int, second: int) -> list[bytes]:
        return consistency(first, second, self.node)


def tiles(levels: Levels, entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of a log but for its checkpoint, as (path, bytes): hash tiles of every level, then bundles of entries."""
    for level in range(0, len(levels.rows), 8):
        row = levels.rows[level]
        for at in range(0, len(row), WIDTH):
            part = row[at : at + WIDTH]
            yield f"tile/{level // 8}/{_number(at // WIDTH, len(part))}", b"".join(part)
    for at in range(0, len(entries), WIDTH):
        bundle = entries[at : at + WIDTH]
        yield f"tile/entries/{_number(at // WIDTH, len(bundle))}", b"".join(len(e).to_bytes(2) + e for e in bundle)


def read_log(folder: Path, point: Checkpoint) -> Levels:
    """The log in a folder at the size of a checkpoint, every entry hashed and every tile compared. Raises ``NotANote``."""
    levels = Levels.of(leaf_hash(entry) for entry in read_entries(folder, point.size))
    if levels.root() != point.root:
        raise NotANote(f"the entries do not come to the root of the checkpoint of {point.size}")
    for level in range(0, len(levels.rows), 8):
        row = levels.rows[level]
        for at in range(0, len(row), WIDTH):
            part = row[at : at + WIDTH]
            path = f"tile/{level // 8}/{_number(at // WIDTH, len(part))}"
            if _bytes(folder, path) != b"".join(part):
                raise NotANote(f"{path} does not hold the hashes of the entries")
    return levels


def read_entries(folder: Path, size: int) -> Iterator[bytes]:
    """The entries of a log in a folder. Raises ``NotANote`` when a bundle is missing or not of the form."""
    for at in range(0, size, WIDTH):
        count = min(WIDTH, size - at)
        path = f"tile/entries/{_number(at // WIDTH, count)}"
        data, where = _bytes(folder, path), 0
        for _ in range(count):
            length = int.from_bytes(data[where : where + 2])
            entry = data[where + 2 : where + 2 + length]
            if where + 2 > len(data) or len(entry) != length:
                raise NotANote(f"{path} ends before its entries do")
            yield entry
            where += 2 + length
        if where != len(data):
            raise NotANote(f"{path} holds more than its entries")


def _number(number: int, count: int) -> str:
    """The path of a tile: three digits a folder, all but the last with an x; a partial tile says how much it holds."""
    parts = [f"{number % 1000:03}"]
    while number >= 1000:
        number //= 1000
        parts.append(f"x{number % 1000:03}")
    return "/".join(reversed(parts)) + ("" if count == WIDTH else f".p/{count}")


def _bytes(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except OSError as e:
        raise NotANote(f"{path} is not there, or cannot be read") from e
