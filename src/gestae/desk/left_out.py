"""What a case names and does not have, because it was left out of the bundle that it came in. That is no damage."""

from collections.abc import Iterator
from typing import Any

import msgspec

from gestae.desk.ledger import Ledger
from gestae.model import Problem
from gestae.record import Blobs


def left_out(ledger: Ledger, blobs: Blobs) -> dict[str, str]:
    """The digests of these files, and why each was left out; but for those that came in since, from a copy that has them."""
    found: dict[str, str] = {}
    for bundle in ledger.bundles:
        data = blobs.get(bundle)
        if not isinstance(data, Problem):
            found.update(reasons(data))
    return {digest: why for digest, why in found.items() if isinstance(blobs.get(digest), Problem)}


def reasons(bundle: bytes) -> dict[str, str]:
    """By digest, as ``bundle.json`` tells them; none where it cannot be read."""
    try:
        told: Any = msgspec.json.decode(bundle)
        return {str(each["digest"]): str(each["why"]) for each in told["left_out"]}
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError):
        return {}


def notes(ledger: Ledger, reason_by_digest: dict[str, str]) -> Iterator[Problem]:
    """One for each source that was left out."""
    for source in ledger.sources.values():
        if source.digest in reason_by_digest:
            yield Problem(
                severity="note",
                where=f"{source.name} ({source.id})",
                what="only the digest of this source is here.",
                why=f"It was left out when the case was handed over: {reason_by_digest[source.digest]}.",
                next="Ask for it where the case came from, if you need it.",
            )
