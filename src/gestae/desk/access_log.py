"""The access log of a shared case: who had it open, and for what. Lines in a file beside the record, each with the digest of the
one before.

It is no part of the record. To look at a case must not change what others hold receipts of, must not ask for a key, and must be
possible on a medium that cannot be written to. What keeps it honest is an entry, once a day, that notes how far it has come.
No line holds a word of the case.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from gestae.desk.locking import locked
from gestae.model import Value
from gestae.model.codec import canonical, digest

FILE = "access.jsonl"
DAY_MS = 86_400_000
START = "0" * 64


class Line(Value, frozen=True):
    """``n`` from one; ``did`` is the command; ``before`` the SHA-256 of the line before."""

    n: int
    at: int
    by: str
    did: str
    before: str


@dataclass(frozen=True)
class Read:
    """The lines as they stand; ``broken`` is the number of the first that does not follow from the one before, if any does not."""

    lines: tuple[Line, ...] = ()
    digests: tuple[str, ...] = ()
    broken: int | None = None

    def holds(self, noted: tuple[int, str, int] | None) -> bool:
        """Whether it is whole, and still begins with what an entry noted."""
        if self.broken is not None or noted is None:
            return self.broken is None
        return noted[0] <= len(self.digests) and (noted[0] == 0 or self.digests[noted[0] - 1] == noted[1])


def add(folder: Path, at: int, by: str, did: str) -> None:
    """One line more. Where nothing can be written, none: reading goes on all the same."""
    try:
        with locked(folder / f".{FILE}.lock"):
            before = read(folder)
            last = before.digests[-1] if before.digests else START
            line = canonical(Line(n=len(before.lines) + 1, at=at, by=by, did=did, before=last))
            with (folder / FILE).open("ab") as file:
                file.write(line + b"\n")
    except OSError:
        return


def read(folder: Path) -> Read:
    try:
        data = (folder / FILE).read_bytes()
    except OSError:
        return Read()
    lines: list[Line] = []
    digests: list[str] = []
    last, broken = START, None
    for raw in data.splitlines():
        try:
            line = msgspec.json.decode(raw, type=Line)
        except msgspec.DecodeError:
            broken = broken or len(lines) + 1
            continue
        if broken is None and (line.before != last or line.n != len(lines) + 1 or canonical(line) != raw):
            broken = len(lines) + 1
        last = digest(raw)
        lines.append(line)
        digests.append(last)
    return Read(tuple(lines), tuple(digests), broken)


def is_due(noted: tuple[int, str, int] | None, at: int) -> bool:
    """Whether it is time to note in the record how far the log has come."""
    return noted is None or at - noted[2] >= DAY_MS
