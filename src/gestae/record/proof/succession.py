"""One key follows another: a note signed by both, so that who trusted the old key has a reason to trust the new."""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gestae.record.proof.notes import ED25519, NotANote, Note, Signer, Verifier, unbase64

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAME = "gestae/key"
CHANGE_LINE = "gestae/key-change"


@dataclass(frozen=True)
class Succession:
    """Public keys of 32 bytes; ``at`` milliseconds UTC, as the computer said."""

    old: bytes
    new: bytes
    at: int

    @property
    def text(self) -> bytes:
        old, new = (base64.b64encode(key).decode() for key in (self.old, self.new))
        return f"{CHANGE_LINE}\nold {old}\nnew {new}\nat {self.at}\n".encode()

    @classmethod
    def read(cls, note: bytes) -> "Succession":
        """Raises ``NotANote`` where the note is no such note, or one of the two did not sign it."""
        read = Note.read(note)
        lines = [line.partition(" ") for line in read.text.decode().split("\n")]
        if [word for word, _, _ in lines] != [CHANGE_LINE, "old", "new", "at", ""]:
            raise NotANote("these words are no change of key")
        old, new, at = (value for _, _, value in lines[1:4])
        found = cls(unbase64(old), unbase64(new), int(at) if at.isascii() and at.isdigit() else -1)
        if len(found.old) != 32 or len(found.new) != 32 or found.old == found.new or found.text != read.text:
            raise NotANote("these words are no change of key")
        keys = [Verifier(NAME, ED25519, key) for key in (found.old, found.new)]
        if len(read.signed_by(keys)) != len(keys):
            raise NotANote("the change of key is not signed by both keys")
        return found


def succession(old: "Ed25519PrivateKey", new: "Ed25519PrivateKey", at: int) -> bytes:
    """The note that ``new`` follows ``old``."""
    signers = [Signer(NAME, key) for key in (old, new)]
    text = Succession(signers[0].verifier.key, signers[1].verifier.key, at).text
    return text + b"\n" + "".join(signer.line(text) for signer in signers).encode()
