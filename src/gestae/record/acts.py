"""The acts an entry can record, with the names of their fields.

Plain fields may be read by anyone who holds the log: digests, ids, counts. Private ones (names, words, quotes, reasons) are
salted digests there, and can be withheld or erased.

================== ====================================== ========================================== ==============
act                plain                                  private                                    refs
================== ====================================== ========================================== ==============
case.opened        continues (or left out): origin, and   name
                   the last checkpoint there
member.added       member                                 name, role (where
                                                          the case is shared)
member.changed     member                                 role
member.removed     member                                 reason
access.noted       lines, digest (of the access log)
key.added          key (C2SP verifier key), member
key.changed        key, follows, member, change (a
                   note signed by both keys)
source.received    source, digest, size, media_type,      name, problems (what reading noticed)
                   within (source or null)
text.read          text, source, blob, reader
claims.proposed    text, extractor, blob, count
... by the second  the same, and answers, prompt,         extractor (with
    reader         dropped, unread                        the model), url,
                                                          seed
claim.accepted     claim                                  claim, things,
                                                          extractor
claim.rejected     claim                                  reason
claim.corrected    claim                                  claim, things,
                                                          extractor
claim.stated       claim                                  claim, things, source (label or null)
same, not_same     a, b (ids of one sort)
sending.allowed                                           url
witnesses.set      keys (C2SP, type 4), need
checkpoint.cosigned
                   note (with a witness's signature)
checkpoint.stamped note, reply (of the authority), root
                   (its certificate), both DER in base64
hold.set           sources (none: the whole case)         reason
hold.lifted                                               reason                                     hold lifted
erased             sources, blobs                         reason, decided_by                         entries whose
                                                                                                     private fields
                                                                                                     are gone
export.made        format, size and root of the record    withheld (the rules)
                   in it, tagmanifest (SHA-256 of its
                   tagmanifest-sha256.txt)
import.made        origin, size, root, tagmanifest,
                   bundle (SHA-256 of its bundle.json)
undone                                                                                               entry undone
log.joined         checkpoint (the seal of the other copy),
                   runs, entries (how many follow)
================== ====================================== ========================================== ==============

``blob`` is the SHA-256 of the canonical bytes of a Text or of Proposals. ``claim`` (private) is the whole claim as accepted,
corrected or stated, as plain JSON; ``things`` is ``{agents, items, places}``: all that the claim names, so that nothing else is
needed to show it. Things of a stated claim have ids hashed from their labels: equal labels are one thing.

``runs`` are the entries that the other copy had, in its order, as stretches ``[start, count]`` of this record.

``extractor`` stands where the second reader proposed the claim. ``answers`` are the SHA-256 of the model's raw answers, in the
order of the text, ``prompt`` that of its instructions; ``unread`` the stretches ``[start, end]`` of it that were not answered for,
``dropped`` how many claims were told and left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from gestae.model import Agent, Claim, Item, Place, Problem, Proposals, Source, Text
from gestae.record.writing import Act

LOG_JOINED = "log.joined"

Things = tuple[Sequence[Agent], Sequence[Item], Sequence[Place]]


@dataclass(frozen=True)
class Answers:
    """How a second reading of a text came about."""

    url: str
    seed: int | None
    prompt: str
    digests: tuple[str, ...]
    dropped: int
    unread: tuple[tuple[int, int], ...]


def case_opened(name: str) -> Act:
    return Act("case.opened", private={"name": name})


def case_continued(name: str, origin: str, checkpoint: str) -> Act:
    """A record whose own key was lost goes on under another origin. ``checkpoint``: the note, with every signature under it."""
    return Act("case.opened", {"continues": {"origin": origin, "checkpoint": checkpoint}}, {"name": name})


def member_added(member: str, name: str, role: str | None = None) -> Act:
    return Act("member.added", {"member": member}, {"name": name} if role is None else {"name": name, "role": role})


def member_changed(member: str, role: str) -> Act:
    return Act("member.changed", {"member": member}, {"role": role})


def member_removed(member: str, reason: str) -> Act:
    """The member's keys seal no more from here on."""
    return Act("member.removed", {"member": member}, {"reason": reason})


def access_noted(lines: int, digest: str) -> Act:
    """What the access log beside the record held: so many lines, the last of them with this digest."""
    return Act("access.noted", {"lines": lines, "digest": digest})


def key_added(key: str, member: str) -> Act:
    """``key`` seals the record from here on, in the hands of ``member``."""
    return Act("key.added", {"key": key, "member": member})


def key_changed(key: str, follows: str, member: str, change: str) -> Act:
    """``key`` seals in place of the one that it ``follows``; ``change`` is signed by both."""
    return Act("key.changed", {"key": key, "follows": follows, "member": member, "change": change})


def source_received(source: Source, problems: Sequence[Problem] = ()) -> Act:
    return Act(
        "source.received",
        {
            "source": source.id,
            "digest": source.digest,
            "size": source.size,
            "media_type": source.media_type,
            "within": source.within,
        },
        {"name": source.name, "problems": _plain(problems)},
    )


def text_read(text: Text, source: str, blob: str) -> Act:
    return Act("text.read", {"text": text.id, "source": source, "blob": blob, "reader": text.reader})


def claims_proposed(proposals: Proposals, blob: str) -> Act:
    return Act(
        "claims.proposed",
        {"text": proposals.text, "extractor": proposals.extractor, "blob": blob, "count": len(proposals.claims)},
    )


def second_proposed(proposals: Proposals, blob: str, answers: Answers) -> Act:
    first = claims_proposed(proposals, blob)
    plain = {
        "extractor": proposals.extractor.partition(" ")[0], "answers": list(answers.digests), "prompt": answers.prompt,
        "dropped": answers.dropped, "unread": [list(stretch) for stretch in answers.unread],
    }  # fmt: skip
    private = {"extractor": proposals.extractor, "url": answers.url, "seed": answers.seed}
    return Act("claims.proposed", {**first.plain, **plain}, private)


def witnesses_set(keys: Sequence[str], need: int) -> Act:
    """Who is asked to sign what the record is, and how many of them it takes."""
    return Act("witnesses.set", {"keys": list(keys), "need": need})


def checkpoint_cosigned(note: str) -> Act:
    return Act("checkpoint.cosigned", {"note": note})


def checkpoint_stamped(note: str, reply: str, root: str) -> Act:
    """A time stamp (RFC 3161) of a checkpoint, and the certificate from which its authority's signature follows."""
    return Act("checkpoint.stamped", {"note": note, "reply": reply, "root": root})


def sending_allowed(url: str) -> Act:
    """That texts of the case may be sent to this address, and no other."""
    return Act("sending.allowed", private={"url": url})


def claim_accepted(claim: Claim, things: Things, extractor: str | None = None) -> Act:
    return Act("claim.accepted", {"claim": claim.id}, _told(claim, things, extractor))


def claim_rejected(claim: str, reason: str | None) -> Act:
    return Act("claim.rejected", {"claim": claim}, {"reason": reason})


def claim_corrected(claim: Claim, things: Things, extractor: str | None = None) -> Act:
    return Act("claim.corrected", {"claim": claim.id}, _told(claim, things, extractor))


def claim_stated(claim: Claim, things: Things, source: str | None) -> Act:
    """``source`` is what the person called it, kept even where no source of that name is in the case."""
    private = {"claim": _plain(claim), "things": _things(things), "source": source}
    return Act("claim.stated", {"claim": claim.id}, private)


def same(a: str, b: str) -> Act:
    return Act("same", {"a": a, "b": b})


def not_same(a: str, b: str) -> Act:
    return Act("not_same", {"a": a, "b": b})


def export_made(form: str, size: int, root: str, tagmanifest: str, withheld: Sequence[str]) -> Act:
    """The first ``size`` entries were handed over."""
    plain = {"format": form, "size": size, "root": root, "tagmanifest": tagmanifest}
    return Act("export.made", plain, {"withheld": list(withheld)})


def import_made(origin: str, size: int, root: str, tagmanifest: str, bundle: str) -> Act:
    """The entries before this one came in a bundle."""
    return Act("import.made", {"origin": origin, "size": size, "root": root, "tagmanifest": tagmanifest, "bundle": bundle})


def hold_set(sources: Sequence[str], reason: str) -> Act:
    return Act("hold.set", {"sources": list(sources)}, {"reason": reason})


def hold_lifted(hold: str, reason: str) -> Act:
    return Act("hold.lifted", private={"reason": reason}, refs=(hold,))


def erased(sources: Sequence[str], blobs: Sequence[str], entries: Sequence[str], reason: str, decided_by: str) -> Act:
    """That these bytes, and the private fields of these entries, are gone from here on, and who decided it."""
    told = {"reason": reason, "decided_by": decided_by}
    return Act("erased", {"sources": list(sources), "blobs": list(blobs)}, told, tuple(entries))


def undone(entry: str) -> Act:
    return Act("undone", refs=(entry,))


def log_joined(checkpoint: str, runs: Sequence[tuple[int, int]], entries: int) -> Act:
    """That the next ``entries`` come from a copy of this record, which was sealed by this checkpoint."""
    return Act(LOG_JOINED, {"checkpoint": checkpoint, "runs": [list(run) for run in runs], "entries": entries})


def _told(claim: Claim, things: Things, extractor: str | None) -> dict[str, Any]:
    told = {"claim": _plain(claim), "things": _things(things)}
    return told if extractor is None else {**told, "extractor": extractor}


def _things(things: Things) -> dict[str, Any]:
    agents, items, places = things
    return {"agents": _plain(agents), "items": _plain(items), "places": _plain(places)}


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value)
