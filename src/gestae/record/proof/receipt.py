"""A receipt: one entry, proven to stand in the record by somebody who does not have it (c2sp.org/tlog-proof)."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from gestae.record.proof.notes import Checkpoint, NotANote, Signed, Verifier, opened, unbase64
from gestae.record.proof.tree import includes, leaf_hash

FIRST_LINE = "c2sp.org/tlog-proof@v1"
DEEPEST = 63


@dataclass(frozen=True)
class Proof:
    """``index`` of the entry, hashes from its leaf to the root, and the signed checkpoint of that root.

    ``extra`` may hold the entry itself, so that the receipt is all that is needed.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""

    def write(self) -> bytes:
        hashes = "".join(f"{base64.b64encode(h).decode()}\n" for h in self.path)
        extra = f"extra {base64.b64encode(self.extra).decode()}\n" if self.extra else ""
        return f"{FIRST_LINE}\n{extra}index {self.index}\n{hashes}\n".encode() + self.checkpoint

    @classmethod
    def read(cls, data: bytes) -> "Proof":
        """Raises ``NotANote`` when the bytes are no such proof."""
        head, gap, checkpoint = data.partition(b"\n\n")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as e:
            raise NotANote("this is no receipt: it is not plain text") from e
        if lines[0] != FIRST_LINE:
            raise NotANote(f"this is no receipt: its first line is not {FIRST_LINE}")
        extra = b""
        if len(lines) > 1 and lines[1].startswith("extra "):
            extra = unbase64(lines.pop(1).removeprefix("extra "))
            if not extra:
                raise NotANote("this is no receipt: what it carries cannot be read")
        word, _, number = lines[1].partition(" ") if len(lines) > 1 else ("", "", "")
        if word != "index" or not number.isascii() or not number.isdigit() or str(int(number)) != number or not gap:
            raise NotANote("this is no receipt: it does not say which entry it is of")
        path = tuple(unbase64(line) for line in lines[2:])
        if len(path) > DEEPEST or any(len(h) != 32 for h in path):
            raise NotANote("this is no receipt: a line of it is no SHA-256")
        return cls(int(number), path, checkpoint, extra)

    def check(self, entry: bytes, known: Iterable[Verifier]) -> tuple[Checkpoint, list[Signed]]:
        """The checkpoint it rests on and who signed it. Raises ``NotANote``, saying what does not hold."""
        checkpoint, signed = opened(self.checkpoint, known)
        if not includes(self.index, checkpoint.size, leaf_hash(entry), self.path, checkpoint.root):
            raise NotANote("the entry is not the one that stands at this place of the record")
        return checkpoint, signed
