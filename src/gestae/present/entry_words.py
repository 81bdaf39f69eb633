"""Entries of the record as lines: who did what, in the words of the case."""

from datetime import UTC, datetime

import msgspec

from gestae.model import Claim, Disclosed
from gestae.present.clean import one_line
from gestae.present.sentences import Teller

_DID = {
    "claim.accepted": "accepted",
    "claim.rejected": "rejected",
    "claim.corrected": "corrected",
    "claim.stated": "stated",
}


def entry_words(entry: Disclosed, tell: Teller) -> str:
    """What an entry records, without who and when."""
    match entry.act:
        case "case.opened":
            return "opened the case"
        case "member.added":
            return f"named {_said(entry, 'name')} as a member"
        case "key.added":
            return "sealed with a new key"
        case "source.received":
            return f"took in {_said(entry, 'name')}"
        case "text.read":
            return f"had {tell.name(str(entry.field('source')))} read as text"
        case "claims.proposed":
            return f"was given {entry.field('count')} proposals by the reader"
        case "same" | "not_same":
            pair = " and ".join(tell.name(str(entry.field(side))) for side in ("a", "b"))
            return f"took {pair} as one" if entry.act == "same" else f"kept {pair} apart"
        case "undone":
            return "undid an earlier entry"
        case act if act in _DID:
            reason = _said(entry, "reason") if entry.field("reason") else ""
            return f"{_DID[act]}: {_claim(entry, tell)}" + (f" ({reason})" if reason else "")
        case act:
            return act.replace(".", " ").replace("_", " ")


def entry_time(at: int) -> str:
    """``25 November 2026, 16:19``, in universal time, as it is recorded."""
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def moment(at: int) -> str:
    """``2026-11-25 16:19 UTC``, of milliseconds."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _claim(entry: Disclosed, tell: Teller) -> str:
    told = entry.private.get("claim")
    if isinstance(told, dict):
        return tell.line(msgspec.convert(told, type=Claim))
    id_ = str(entry.field("claim"))
    return tell.line(tell.claims[id_]) if id_ in tell.claims else "a claim that is not here"


def _said(entry: Disclosed, name: str) -> str:
    value = entry.field(name)
    return one_line(value) if isinstance(value, str) and value else "(withheld)"
