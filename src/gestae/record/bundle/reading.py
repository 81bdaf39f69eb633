"""A bundle's record as entries again, with what is disclosed of them; and its files by their digests."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gestae.model import Entry, Problem
from gestae.model.codec import decode, digest
from gestae.record.bundle.slice import CHECKPOINT, DISCLOSURES
from gestae.record.bundle.verifier import FOLDERS
from gestae.record.proof.notes import Checkpoint, Note
from gestae.record.proof.tiles import read_entries
from gestae.record.writing import Disclosure, Written

FACTS = "bundle.json"


class Line(Disclosure, frozen=True):
    """A disclosure, and the entry that it is of."""

    entry: str


def note_of(data: Path) -> bytes:
    return (data / CHECKPOINT).read_bytes()


def written_of(data: Path) -> Iterator[Written]:
    """The entries in their order. ``data`` is the payload of a bundle that holds; of another, anything may be raised."""
    told: dict[str, list[Disclosure]] = defaultdict(list)
    for text in (data / DISCLOSURES).read_bytes().splitlines():
        line = decode(text, Line)
        told[line.entry].append(Disclosure(salt=line.salt, name=line.name, value=line.value))
    size = Checkpoint.read(Note.read(note_of(data)).text).size
    for body in read_entries(data / "record", size):
        entry = decode(body, Entry)
        yield Written(entry=entry, disclosures=tuple(told[entry.id]))


class BundleBlobs:
    """The files of a bundle by their digests. Nothing can be put among them."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def put(self, data: bytes) -> str:
        raise NotImplementedError("nothing is added to a bundle")

    def remove(self, name: str) -> None:
        raise NotImplementedError("nothing is taken out of a bundle")

    def get(self, name: str) -> bytes | Problem:
        for path in (*(self._data / folder / name for folder in FOLDERS), self._data / FACTS):
            try:
                data = path.read_bytes()
            except OSError:
                continue
            if digest(data) == name:
                return data
        return Problem(
            severity="error",
            where=name,
            what="it is not in the bundle, or not as it was.",
            why="The record names it, so what rests on it cannot be shown.",
            next="Ask for the bundle again.",
        )
