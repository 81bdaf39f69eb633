"""UUIDv7 (RFC 9562): ids that sort by the millisecond they were made in. Python 3.11 has none of its own."""

import secrets
import uuid


def uuid7(at: int) -> str:
    """A fresh id for this instant (milliseconds UTC since 1970). Ids of one millisecond come in no order."""
    if not 0 <= at < 1 << 48:
        raise ValueError(f"no instant of a UUIDv7: {at}")
    bits = at << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))
