"""Signed notes (c2sp.org/signed-note) and checkpoints (c2sp.org/tlog-checkpoint): three lines that say what a log was at a size.

Keys are Ed25519. A verifier key is ``name+hash+base64``; the hash is the first four bytes of SHA-256 over name, newline, type byte
and public key. A cosignature (c2sp.org/tlog-cosignature, type 4) signs the note with the time of signing before it.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LARGEST = 1_000_000
MOST_SIGNATURES = 100
ED25519, COSIGNATURE = 1, 4
SIGNATURE = re.compile(r"— ([^\s+\u0000-\u001f]+) ([A-Za-z0-9+/]+={0,2})\n")


class NotANote(ValueError):
    """The bytes are no signed note, or no checkpoint, of the form; the message says why."""


@dataclass(frozen=True)
class Verifier:
    """A public key and its name."""

    name: str
    type: int
    key: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.type]) + self.key).decode()}"

    @classmethod
    def read(cls, line: str) -> "Verifier":
        """From ``name+hash+base64``. Raises ``NotANote`` when the parts do not belong together."""
        parts = line.strip().split("+", 2)
        data = unbase64(parts[2]) if len(parts) == 3 else b""
        if len(parts) != 3 or not _is_name(parts[0]) or len(data) != 33 or data[0] not in (ED25519, COSIGNATURE):
            raise NotANote("this is no verifier key: name, hash and key with a plus sign between")
        verifier = cls(parts[0], data[0], data[1:])
        if verifier.id.hex() != parts[1]:
            raise NotANote(f"the hash in the verifier key of {parts[0]} is not that of the key")
        return verifier

    def verifies(self, text: bytes, signature: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - a tenth of a second that reading need not wait for
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

        if self.type == COSIGNATURE:
            if len(signature) != 72:
                return False
            text, signature = b"cosignature/v1\ntime " + str(int.from_bytes(signature[:8])).encode() + b"\n" + text, signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key and the name it signs under."""

    name: str
    key: "Ed25519PrivateKey"
    type: int = ED25519

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.type, self.key.public_key().public_bytes_raw())

    def line(self, text: bytes, at: int = 0) -> str:
        """The signature line under a note's text. ``at``: seconds UTC, for a cosignature."""
        before = at.to_bytes(8) if self.type == COSIGNATURE else b""
        signed = b"cosignature/v1\ntime " + str(at).encode() + b"\n" + text if before else text
        return f"— {self.name} {base64.b64encode(self.verifier.id + before + self.key.sign(signed)).decode()}\n"


@dataclass(frozen=True)
class Signed:
    """One good signature: by whom, and for a cosignature the time it names (seconds UTC)."""

    by: Verifier
    at: int | None = None


@dataclass(frozen=True)
class Note:
    """``text`` ends in a newline; ``signatures`` are (name, key id, signature) as they stand, known or not."""

    text: bytes
    signatures: tuple[tuple[str, bytes, bytes], ...]

    @classmethod
    def read(cls, data: bytes) -> "Note":
        """Raises ``NotANote``."""
        try:
            words = data.decode()
        except UnicodeDecodeError as e:
            raise NotANote("this is no signed note: it is not UTF-8") from e
        if len(data) > LARGEST or any((c < " " and c != "\n") or c == "\x7f" for c in words):
            raise NotANote("this is no signed note: too large, or with characters that none has")
        at = words.rfind("\n\n")
        if at < 0 or not words.endswith("\n"):
            raise NotANote("this is no signed note: no signatures under an empty line")
        text, lines = words[: at + 1], words[at + 2 :].splitlines(keepends=True)
        found = []
        for line in lines:
            match = SIGNATURE.fullmatch(line)
            data = unbase64(match[2]) if match else b""
            if match is None or not _is_name(match[1]) or len(data) < 5:
                raise NotANote("this is no signed note: a line of its signatures is not of the form")
            found.append((match[1], data[:4], data[4:]))
        if not found or len(found) > MOST_SIGNATURES:
            raise NotANote("this is no signed note: no signatures, or too many")
        return cls(text.encode(), tuple(found))

    def signed_by(self, known: Iterable[Verifier]) -> list[Signed]:
        """The good signatures by known keys, each key once. Raises ``NotANote`` when a known key's signature is false."""
        keys = {(v.name, v.id): v for v in known}
        good: dict[tuple[str, bytes], Signed] = {}
        for name, id_, signature in self.signatures:
            key = keys.get((name, id_))
            if key is None or (name, id_) in good:
                continue
            if not key.verifies(self.text, signature):
                raise NotANote(f"the signature of {name} does not belong to these words")
            at = int.from_bytes(signature[:8]) if key.type == COSIGNATURE else None
            good[name, id_] = Signed(key, at)
        return list(good.values())


@dataclass(frozen=True)
class Checkpoint:
    """What a log was: its origin, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> bytes:
        more = "".join(f"{line}\n" for line in self.extensions)
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n{more}".encode()

    def signed(self, signer: Signer) -> bytes:
        return self.text + b"\n" + signer.line(self.text).encode()

    @classmethod
    def read(cls, text: bytes) -> "Checkpoint":
        """From the text of a note. Raises ``NotANote``."""
        lines = text.decode().split("\n")[:-1]
        if len(lines) < 3 or not lines[0] or not re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1]) or not all(lines):
            raise NotANote("these words are no checkpoint: origin, size and root, a line each")
        root = unbase64(lines[2])
        if len(root) != 32:
            raise NotANote("these words are no checkpoint: the root is not a SHA-256")
        return cls(lines[0], int(lines[1]), root, tuple(lines[3:]))


def opened(data: bytes, known: Iterable[Verifier]) -> tuple[Checkpoint, list[Signed]]:
    """A checkpoint signed by its own log: one of the known keys, named as its origin. Raises ``NotANote``."""
    note = Note.read(data)
    checkpoint = Checkpoint.read(note.text)
    signed = note.signed_by(known)
    if not any(s.by.name == checkpoint.origin and s.by.type == ED25519 for s in signed):
        raise NotANote(f"no known key of {checkpoint.origin} has signed this checkpoint")
    return checkpoint, signed


def _is_name(name: str) -> bool:
    return bool(name) and not re.search(r"[\s+]", name)


def unbase64(words: str) -> bytes:
    """Strictly: what is encoded again must be the same words. Empty when it is not base64."""
    try:
        data = base64.b64decode(words, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if base64.b64encode(data).decode() == words else b""
