"""A text that several sources share is told as that of the least source id, whichever of them came first."""

from typing import Any

import msgspec

from gestae.model import Claim, Disclosed, Filler, Problem, Proposals, Text
from gestae.model.ids import SourceId


def moved(text: Text, home: str) -> Text:
    return text if text.source == home else msgspec.structs.replace(text, source=SourceId(home))


def moved_proposals(proposals: Proposals, source: str, home: str) -> Proposals:
    if source == home:
        return proposals
    claims = tuple(_moved_claim(c, {source: home}, {proposals.text}) for c in proposals.claims)
    return msgspec.structs.replace(proposals, claims=claims)


def moved_entry(entry: Disclosed, moves: dict[str, str]) -> Disclosed:
    """The same entry with the claim it carries spoken by the source that has the text."""
    told: Any = entry.private.get("claim")
    if not isinstance(told, dict) or not moves:
        return entry
    claim = _moved_claim(msgspec.convert(told, type=Claim), moves, None)
    return msgspec.structs.replace(entry, private={**entry.private, "claim": msgspec.to_builtins(claim)})


def _moved_claim(claim: Claim, moves: dict[str, str], texts: set[str] | None) -> Claim:
    if texts is not None and claim.span is not None and claim.span.text not in texts:
        return claim

    def home(id_: str | None) -> str | None:
        return moves.get(id_, id_) if id_ else id_

    roles = {
        role: msgspec.structs.replace(f, id=home(f.id)) if isinstance(f, Filler) and f.id in moves else f
        for role, f in claim.roles.items()
    }
    channel = tuple(moves.get(c, c) for c in claim.channel)
    return msgspec.structs.replace(claim, by=home(claim.by), channel=channel, roles=roles)


def same_words(name: str, other: str) -> Problem:
    """The note that a source has the words of another one."""
    return Problem(
        severity="note",
        where=name,
        what=f"Its words are the same as those of {other}.",
        why="Both are kept; the words are read once, and their claims count once.",
        next="Nothing needs doing, unless they were meant to differ.",
    )
