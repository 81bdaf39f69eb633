"""The chain of keys: which key may seal the record from where to where, who vouches for it, and what it sealed.

The key that opened the case is where trust begins. Another one is vouched for by the seal that covers the entry which names it,
when that seal is by a key known before; a key that follows another is vouched for by both.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from gestae.model import Entry
from gestae.record.proof.notes import ED25519, NotANote, Verifier
from gestae.record.proof.succession import Succession

How = Literal["opened", "brought", "follows", "itself", "unshown"]


@dataclass
class Held:
    """A key in the hands of ``member`` from entry ``since`` on, until entry ``until`` gave it a successor or took it away.

    ``sealed`` are the stretches of entries, first and last, that its checkpoints were the first to cover.
    """

    key: Verifier
    member: str
    since: int
    follows: Verifier | None = None
    until: int | None = None
    how: How = "itself"
    by: "Held | None" = None
    sealed: list[tuple[int, int]] = field(default_factory=list)

    def seals(self, size: int) -> bool:
        """Whether it may sign for so many entries."""
        return self.since < size and (self.until is None or size <= self.until)


@dataclass
class Keychain:
    """Fed with every entry in order, then with the good checkpoints, smallest first. Entries that a record brought along from one
    that it continues name keys of that one: they make the chain ``earlier``, from the index ``brought`` on."""

    case: str = ""
    earlier: "Keychain | None" = None
    brought: int = 0
    held: list[Held] = field(default_factory=list)
    covers: list[tuple[int, tuple[Verifier, ...]]] = field(default_factory=list)

    def take(self, at: int, entry: Entry) -> Iterator[str]:
        """What the entry at this index does to the keys; what is wrong with it, a sentence each."""
        self.case = self.case or entry.case
        if entry.case != self.case:
            if self.earlier is None:
                self.earlier, self.brought = Keychain(), at
            yield from self.earlier.take(at - self.brought, entry)
            return
        try:
            match entry.kind:
                case "key.added":
                    self._add(Held(_key(entry, "key"), str(entry.plain.get("member")), at))
                case "key.changed":
                    self._change(at, entry)
                case "member.removed":
                    for held in self._standing(str(entry.plain.get("member"))):
                        held.until = at
        except NotANote as e:
            yield f"{e}."

    def at(self, size: int) -> list[Verifier]:
        """The keys that may sign for so many entries."""
        return [held.key for held in self.held if held.seals(size)]

    def seal(self, size: int, signers: tuple[Verifier, ...]) -> None:
        """A good checkpoint of this size, signed by these."""
        before = self.covers[-1][0] if self.covers else 0
        if size > before:
            self.covers.append((size, signers))
            for held in self.held:
                if held.key in signers:
                    joins = held.sealed and held.sealed[-1][1] == before - 1
                    start = held.sealed.pop()[0] if joins else before
                    held.sealed.append((start, size - 1))

    def close(self) -> None:
        """Who vouches for each key, once all is known."""
        for place, held in enumerate(self.held):
            if held.follows is not None:
                held.how, held.by = "follows", self._of(held.follows)
            elif place == 0:
                held.how = "opened"
            else:
                first, sealers = self._sealers(held.since)
                held.by = next((h for h in self.held[:place] if h.key in sealers and h.key != held.key), None)
                held.how = "brought" if held.by is not None else "unshown" if first else "itself"

    def _add(self, held: Held) -> None:
        known = self._of(held.key)
        if known is None or known.until is not None:
            self.held.append(held)

    def _change(self, at: int, entry: Entry) -> None:
        old, new = _key(entry, "follows"), _key(entry, "key")
        told = Succession.read(str(entry.plain.get("change")).encode())
        before = self._of(old)
        if (told.old, told.new) != (old.key, new.key) or old.name != new.name:
            raise NotANote("the change of key is of other keys than it says")
        if before is None or before.until is not None:
            raise NotANote("the key that is followed did not seal this record")
        before.until = at
        self._add(Held(new, before.member, at, follows=old))

    def _standing(self, member: str) -> list[Held]:
        return [h for h in self.held if h.member == member and h.until is None]

    def _of(self, key: Verifier) -> Held | None:
        return next((h for h in reversed(self.held) if h.key == key), None)

    def _sealers(self, index: int) -> tuple[bool, tuple[Verifier, ...]]:
        """Who signed the checkpoint that first covers this entry, and whether none is here from before that: in a bundle, which
        has the last checkpoint only, nobody can tell who sealed what."""
        place = bisect_right(self.covers, index, key=lambda cover: cover[0])
        return place == 0, self.covers[place][1] if place < len(self.covers) else ()


def _key(entry: Entry, name: str) -> Verifier:
    key = Verifier.read(str(entry.plain.get(name)))
    if key.type != ED25519:
        raise NotANote("a key of this sort cannot seal a record")
    return key
