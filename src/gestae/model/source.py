"""A source: bytes as they were received."""

from gestae.model.ids import SourceId
from gestae.model.value import Value


class Source(Value, frozen=True):
    """Bytes as received. Identical bytes are one source.

    ``digest`` is the SHA-256 in hex, ``size`` in bytes, ``received`` milliseconds UTC. ``within`` names the
    container it came in (an attachment's mail). ``name`` is the file name as given, without its folder.
    """

    id: SourceId
    name: str
    media_type: str
    size: int
    digest: str
    received: int | None = None
    received_by: str | None = None
    within: SourceId | None = None
