"""The log: entries in the order they came, each with its private fields. Nothing in it is ever changed."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from gestae.model import Disclosed, Problem, Refusal
from gestae.record.proof.notes import Signer
from gestae.record.writing import Disclosure, Written, body, private_fields


class Log(Protocol):
    """Append, read on, and know where it ends; the whole interface."""

    signer: Signer | None
    """Who seals what is appended; nobody, where there is none."""

    @property
    def head(self) -> int:
        """How many entries there are."""

    def append(self, written: Sequence[Written]) -> list[int]:
        """All of these, or none, durable on return; the index of each. An entry already there is passed over if it is the same
        bytes; refused if it is not."""

    def since(self, idx: int = 0) -> Iterator[Disclosed | Problem]:
        """The entries from this index on. One that is not what was written comes as a Problem in its place."""

    def writing(self) -> AbstractContextManager[object]:
        """Inside, nobody else appends: read what is there, then append what is new."""

    def close(self) -> None: ...


class MemoryLog:
    """A log that lives as long as the program: for reading documents without a case, and for tests."""

    signer: Signer | None = None

    def __init__(self) -> None:
        self._bodies: dict[str, bytes] = {}
        self._places: dict[str, int] = {}
        self._written: list[Written] = []

    @property
    def head(self) -> int:
        return len(self._written)

    def append(self, written: Sequence[Written]) -> list[int]:
        fresh: dict[str, tuple[bytes, Written]] = {}
        for w in written:
            data = body(w.entry)
            known = self._bodies.get(w.entry.id) or fresh.get(w.entry.id, (None,))[0]
            if known is None:
                fresh[w.entry.id] = (data, w)
            elif known != data:
                raise other_bytes(w.entry.id)
        for id_, (data, w) in fresh.items():
            self._places[id_] = len(self._written)
            self._bodies[id_] = data
            self._written.append(w)
        return [self._places[w.entry.id] for w in written]

    def since(self, idx: int = 0) -> Iterator[Disclosed | Problem]:
        for w in self._written[idx:]:
            yield disclosed(w, w.disclosures)

    def writing(self) -> AbstractContextManager[object]:
        return nullcontext()

    def close(self) -> None:
        """Nothing to put away."""


def disclosed(written: Written, disclosures: Sequence[Disclosure]) -> Disclosed:
    private, withheld = private_fields(written.entry, disclosures)
    return Disclosed(entry=written.entry, private=private, withheld=withheld)


def other_bytes(id_: str) -> Refusal:
    return Refusal(
        f"entry {id_}",
        "the record already holds an entry of this id with other content.",
        "An entry is never replaced.",
        "Write the new content as an entry of its own.",
    )
