"""An entry: one line of the record. Decisions 1 and 2: no order, no proof and nothing private inside."""

import msgspec

from gestae.model.value import Value

ACTS = (
    "case.opened", "source.received", "text.read", "claims.proposed", "claim.accepted", "claim.rejected", "claim.corrected",
    "claim.stated", "same", "not_same", "undone", "member.added", "key.added", "key.changed", "note.added", "sending.allowed",
    "export.made", "import.made", "log.joined", "member.changed", "member.removed", "access.noted", "witnesses.set",
    "checkpoint.cosigned", "checkpoint.stamped", "hold.set", "hold.lifted", "erased",
)  # fmt: skip


class Entry(Value, frozen=True, omit_defaults=False):
    """``id`` UUIDv7 and idempotency key; ``at`` milliseconds UTC; ``kind`` the act; ``by`` a random member id.

    ``plain`` holds what may be read by anyone (digests, claim ids, counts); ``refs`` ids of entries it is about;
    ``_sd`` the salted digests of the private fields.
    """

    v: int
    id: str
    case: str
    kind: str
    at: int
    by: str
    plain: dict[str, object]
    refs: tuple[str, ...]
    sd: tuple[str, ...] = msgspec.field(default=(), name="_sd")


class Disclosed(Value, frozen=True):
    """An entry with its private fields joined. ``withheld`` counts digests without a disclosure."""

    entry: Entry
    private: dict[str, object]
    withheld: int = 0

    @property
    def act(self) -> str:
        return self.entry.kind

    def field(self, name: str) -> object:
        """A private field, else a plain one, else ``None``."""
        return self.private.get(name, self.entry.plain.get(name))
