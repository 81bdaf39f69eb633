"""What the record needs of a database: rows, transactions, and troubles told in the words of this house."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from gestae.model import Refusal

Row = tuple[Any, ...]

WAIT_S = 30.0
"""How long one waits for another who is writing."""


class Damaged(Refusal):
    """The record is there, and what it is kept in was damaged so that it cannot be read."""


class Database(Protocol):
    """Statements are written with ``?`` for each value, and are the same for every database. Troubles come as ``Refusal`` where
    the request cannot be met, as ``OSError`` where the disk or the network failed."""

    name: str
    """What messages call it."""

    entry_id: str
    """The SQL expression of the id of an entry, by its ``body``."""

    is_writing: bool
    """Whether a transaction is open."""

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]: ...

    def run(self, statement: str, values: Sequence[object] = ()) -> None: ...

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Many rows at once, in this order."""

    def has_table(self, table: str) -> bool: ...

    def writing(self) -> AbstractContextManager[None]:
        """A transaction, with nobody else in one. It is durable on leaving; undone when leaving by an exception."""

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Inside, whatever is read is of one moment, though others append meanwhile. Nothing is written inside."""

    def scrub(self) -> None:
        """Rewrites what is kept, so that nothing that was deleted is left in the files. Refuses while others have them open."""

    def faults(self) -> Iterator[str]:
        """What the database finds wrong with its own file, a sentence each."""

    def close(self) -> None: ...


def number(name: str, value: object) -> int:
    """A number from the database; anything else is a sign of damage."""
    if not isinstance(value, int):
        raise _strange(name)
    return value


def octets(name: str, value: object) -> bytes:
    """Bytes from the database; anything else is a sign of damage."""
    if not isinstance(value, bytes):
        raise _strange(name)
    return value


def _strange(name: str) -> Damaged:
    return Damaged(name, "it holds what no record has.", "The file is damaged.", "Put it back from a copy of the case folder.")


def busy(name: str) -> Refusal:
    return Refusal(
        name,
        f"another program has been writing to this case for {WAIT_S:.0f} seconds.",
        "Only one can write at a time.",
        "Try again when it is done.",
    )


def of_format(name: str, version: int, known: int) -> None:
    """Refuses a record of another format than the one that is known."""
    if version != known:
        raise Refusal(
            name,
            f"this record has format {version}.",
            f"This gestae knows format {known}.",
            "Open the case with the version that made it, or a newer one.",
        )
