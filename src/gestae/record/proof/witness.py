"""Asking somebody else to sign what the record is now, by a file (c2sp.org/tlog-witness, ``add-checkpoint``).

The request is the size the witness has seen, the proof that what it saw is the beginning of what there is now, and the checkpoint.
The answer is one line: a signature with the time (c2sp.org/tlog-cosignature).
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass

from gestae.record.proof.notes import COSIGNATURE, Checkpoint, NotANote, Note, Signed, Signer, Verifier, opened, unbase64
from gestae.record.proof.tree import EMPTY, extends

DEEPEST = 63
OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")


class Behind(ValueError):
    """The request does not start where the witness is: it has seen ``size`` entries."""

    def __init__(self, size: int) -> None:
        super().__init__(f"the witness has seen {size} entries")
        self.size = size


class Rewritten(ValueError):
    """What the witness saw is not the beginning of what it is asked to sign."""


@dataclass(frozen=True)
class Seen:
    """The last that a witness signed of a log: how many entries, and the root over them."""

    size: int = 0
    root: bytes = EMPTY


@dataclass(frozen=True)
class Request:
    """``old`` is the size that the witness has seen, nought at first; ``checkpoint`` the signed note."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def write(self) -> bytes:
        return "".join(f"{line}\n" for line in (f"old {self.old}", *map(_base64, self.proof), "")).encode() + self.checkpoint

    @classmethod
    def read(cls, data: bytes) -> "Request":
        """Raises ``NotANote`` when the bytes are no such request."""
        head, gap, checkpoint = data.partition(b"\n\n")
        try:
            first, *lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as e:
            raise NotANote("this is no request to a witness: it is not plain text") from e
        old = OLD.fullmatch(first)
        proof = tuple(unbase64(line) for line in lines)
        if old is None or not gap or len(proof) > DEEPEST or any(len(step) != len(EMPTY) for step in proof):
            raise NotANote("this is no request to a witness: the size it has seen, a proof, and a checkpoint")
        return cls(int(old[1]), proof, checkpoint)

    @property
    def origin(self) -> str:
        """The log it is about, as it calls itself. Raises ``NotANote``."""
        return self.point.origin

    @property
    def point(self) -> Checkpoint:
        """What the log says it is, whoever signed it. Raises ``NotANote``."""
        return Checkpoint.read(Note.read(self.checkpoint).text)


def checked(request: Request, keys: Iterable[Verifier], seen: Seen) -> Checkpoint:
    """What a witness who has ``seen`` so much may sign. Raises ``NotANote`` for what no known key signed or the proof does not
    show, ``Behind`` when it starts elsewhere, ``Rewritten`` when the log is no longer what it was."""
    point, _ = opened(request.checkpoint, keys)
    if request.old > point.size:
        raise NotANote("the request starts from more entries than the log has")
    if request.old != seen.size:
        raise Behind(seen.size)
    if seen.size == 0:
        if request.proof or (point.size == 0) != (point.root == EMPTY):
            raise NotANote("a first request has no proof, and an empty log the root of one")
    elif not extends(seen.size, point.size, request.proof, seen.root, point.root):
        raise Rewritten(f"the first {seen.size} entries are not those that were there when the witness signed them")
    return point


def cosignature(point: Checkpoint, signer: Signer, at: int) -> bytes:
    """The answer; ``at`` in seconds UTC."""
    return signer.line(point.text, at).encode()


def cosigned(note: bytes, answer: bytes, witnesses: Iterable[Verifier]) -> tuple[bytes, list[Signed]] | None:
    """The note with those lines of an answer that are good signatures of its words by known witnesses; ``None`` where none is."""
    text, _, signatures = note.rpartition(b"\n\n")
    read = Note.read(text + b"\n\n" + answer)
    kept: list[bytes] = []
    good: list[Signed] = []
    for line, signature in zip(answer.splitlines(keepends=True), read.signatures, strict=True):
        try:
            found = Note(read.text, (signature,)).signed_by(witnesses)
        except NotANote:
            continue
        if found and found[0].by.type == COSIGNATURE:
            kept.append(line)
            good += found
    return (text + b"\n\n" + signatures + b"".join(kept), good) if good else None


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
