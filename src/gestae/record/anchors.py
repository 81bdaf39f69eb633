"""Anchors: what others signed of the record, with the time. They bound when it existed; its own clock does not.

Cosignatures of witnesses and time stamps of authorities stand in the record as entries. An entry that comes after what was
anchored, and names an earlier time, was recorded late: that is told, and may be quite in order.
"""

import base64
import binascii
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gestae.model import Entry
from gestae.record.proof.notes import COSIGNATURE, Checkpoint, NotANote, Verifier, opened
from gestae.record.proof.stamp import NotAStamp, stamp

UNTOLD = 1 << 62  # the time of an entry that cannot be read, or is of another record: never late
RootOf = Callable[[int], bytes]
KeysAt = Callable[[int], list[Verifier]]
CopyOf = Callable[[int], RootOf | None]


@dataclass(frozen=True)
class Anchored:
    """The first ``size`` entries existed no later than ``at`` (milliseconds UTC), says ``by``, who was not shown them before
    ``since``. ``root`` is the SHA-256 of the certificate that an authority's stamp leads to; ``None`` for a witness."""

    size: int
    at: int
    since: int
    by: str
    root: str | None = None


@dataclass(frozen=True)
class Late:
    """The entry ``index`` names a time before ``anchored``, when others had already signed what comes before it."""

    index: int
    at: int
    anchored: int


@dataclass
class Anchors:
    """Fed with every entry in order, then judged. ``need`` of the ``witnesses`` are asked for; nought where nobody is. ``earlier``
    are those of the record that this one continues."""

    witnesses: list[Verifier] = field(default_factory=list)
    need: int = 0
    found: list[Anchored] = field(default_factory=list)
    late: list[Late] = field(default_factory=list)
    earlier: "Anchors | None" = None
    _known: list[Verifier] = field(default_factory=list)
    _told: list[tuple[int, Entry]] = field(default_factory=list)
    _times: "array[int]" = field(default_factory=lambda: array("q"))

    def take(self, index: int, entry: Entry) -> Iterator[str]:
        """What is wrong with the entry at this index, a sentence each."""
        while len(self._times) < index:
            self._times.append(UNTOLD)
        self._times.append(entry.at)
        match entry.kind:
            case "witnesses.set":
                try:
                    self._set(entry)
                except NotANote as e:
                    yield f"{e}."
            case "checkpoint.cosigned" | "checkpoint.stamped":
                self._told.append((index, entry))

    def judge(self, root_of: RootOf, keys_at: KeysAt, copy_of: CopyOf = lambda _: None) -> Iterator[tuple[int, str]]:
        """Which entries say that others signed what they did not, as (index, sentence). It completes ``found`` and ``late``.

        What came along with a copy, as ``copy_of`` tells, was signed of that copy: it is held against it, and bounds nothing here.
        """
        for index, entry in self._told:
            copy = copy_of(index)
            try:
                if copy is not None:
                    self._judged(index, entry, copy, keys_at)
                else:
                    self.found += self._judged(index, entry, root_of, keys_at)
            except (NotANote, NotAStamp) as e:
                yield index, f"{e}."
        self.late = list(self._late())

    def witnessed(self) -> Anchored | None:
        """As much as ``need`` of the witnesses have signed for, and by when the last of these had."""
        names = {w.name for w in self.witnesses}
        signed = [a for a in self.found if a.root is None and a.by in names]
        for size in sorted({a.size for a in signed}, reverse=True):
            first: dict[str, int] = {}
            for each in signed:
                if each.size >= size:
                    first[each.by] = min(each.at, first.get(each.by, each.at))
            if self.need and len(first) >= self.need:
                at = sorted(first.values())[self.need - 1]
                return Anchored(size, at, at, ", ".join(sorted(first)))
        return None

    def _set(self, entry: Entry) -> None:
        told = entry.plain.get("keys")
        keys = [Verifier.read(str(key)) for key in told] if isinstance(told, list | tuple) else []
        need = entry.plain.get("need")
        if not isinstance(need, int) or not 0 <= need <= len(keys) or any(key.type != COSIGNATURE for key in keys):
            raise NotANote("it does not say which witnesses are asked, and how many of them it takes")
        self.witnesses, self.need = keys, need
        self._known += [key for key in keys if key not in self._known]

    def _judged(self, index: int, entry: Entry, root_of: RootOf, keys_at: KeysAt) -> list[Anchored]:
        note = str(entry.plain.get("note")).encode()
        size = _size(note)
        if size > index:
            raise NotANote("it is about more entries than come before it")
        point, signed = opened(note, [*keys_at(size), *self._known])
        if point.root != root_of(size):
            raise NotANote(f"the first {size} entries are not those that were signed")
        if entry.kind == "checkpoint.stamped":
            proof = stamp(_bytes(entry, "reply"), note, [_bytes(entry, "root")])
            return [Anchored(size, proof.at, proof.since, proof.authority, proof.root)]
        found = [Anchored(size, s.at * 1000, s.at * 1000, s.by.name) for s in signed if s.at is not None]
        if not found:
            raise NotANote("no witness whom the record names has signed it")
        return found

    def _late(self) -> Iterator[Late]:
        anchored, place = 0, 0
        by_size = sorted(self.found, key=lambda a: a.size)
        for index in range(by_size[0].size if by_size else len(self._times), len(self._times)):
            while place < len(by_size) and by_size[place].size <= index:
                anchored = max(anchored, by_size[place].since)
                place += 1
            if self._times[index] < anchored:
                yield Late(index, self._times[index], anchored)


def _size(note: bytes) -> int:
    text, _, _ = note.partition(b"\n\n")
    return Checkpoint.read(text + b"\n").size


def _bytes(entry: Entry, name: str) -> bytes:
    try:
        return base64.b64decode(str(entry.plain.get(name)), validate=True)
    except binascii.Error as e:
        raise NotAStamp("the time stamp cannot be read") from e
