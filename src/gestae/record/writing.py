"""Writing an entry down: what is plain stays in clear, what is private becomes a salted digest.

As in SD-JWT, a private field leaves only the SHA-256 of the canonical JSON array ``[salt, name, value]`` in the entry. The
disclosure (salt, name, value) is kept beside the entries and can be deleted; then nobody can tell what the field said.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from gestae.model import Entry, Refusal, Value
from gestae.model.codec import canonical
from gestae.record.uuid7 import uuid7

VERSION = 1
SALT_BYTES = 16
LARGEST = 65_536  # an entry bundle of C2SP tlog-tiles has a 16-bit length before each entry


@dataclass(frozen=True)
class Act:
    """What an entry records, before anyone has written it: see ``record.acts``."""

    kind: str
    plain: Mapping[str, object] = field(default_factory=dict)
    private: Mapping[str, object] = field(default_factory=dict)
    refs: tuple[str, ...] = ()


class Disclosure(Value, frozen=True):
    """A private field of an entry. ``value`` is canonical JSON, ``salt`` 128 random bits in base64url."""

    salt: str
    name: str
    value: str

    def digest(self) -> str:
        array = b"[" + canonical(self.salt) + b"," + canonical(self.name) + b"," + self.value.encode() + b"]"
        return _b64(hashlib.sha256(array).digest())


class Written(Value, frozen=True):
    """An entry with the disclosures of its private fields. Appending it twice is appending it once."""

    entry: Entry
    disclosures: tuple[Disclosure, ...] = ()


def write(act: Act, *, case: str, at: int, by: str, id: str | None = None) -> Written:
    """An entry of this act. Each call draws new salts and, unless given, a new id."""
    disclosures = tuple(
        Disclosure(salt=_b64(secrets.token_bytes(SALT_BYTES)), name=name, value=canonical(value).decode())
        for name, value in sorted(act.private.items())
    )
    entry = Entry(
        v=VERSION,
        id=id or uuid7(at),
        case=case,
        kind=act.kind,
        at=at,
        by=by,
        plain=dict(act.plain),
        refs=act.refs,
        sd=tuple(sorted(d.digest() for d in disclosures)),
    )
    return Written(entry=entry, disclosures=disclosures)


def body(entry: Entry) -> bytes:
    """The canonical bytes of an entry; what is hashed, kept and handed over. Refuses 64 KiB and more."""
    data = canonical(entry)
    if len(data) >= LARGEST:
        raise Refusal(
            f"entry {entry.id}",
            f"it would take {len(data):,} bytes.",
            f"One line of the record holds less than {LARGEST:,}.",
            "Split it, or keep what is large as a file.",
        )
    return data


def private_fields(entry: Entry, disclosures: Sequence[Disclosure]) -> tuple[dict[str, object], int]:
    """The fields whose digest the entry carries, and how many of the entry's digests nothing discloses."""
    wanted = set(entry.sd)
    told: dict[str, object] = {}
    for d in disclosures:
        if d.digest() in wanted:
            wanted.discard(d.digest())
            told[d.name] = msgspec.json.decode(d.value)
    return told, len(wanted)


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
