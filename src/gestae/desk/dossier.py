"""The dossier: log and blobs put together, all that a case is derived from. The same log and blobs give the same dossier."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from gestae.desk.case_file import CaseFile
from gestae.desk.ledger import WITHHELD, Ledger
from gestae.desk.left_out import left_out, notes
from gestae.desk.shared import moved, moved_entry, moved_proposals, same_words
from gestae.model import Dossier, Problem, Proposals, Text
from gestae.model.codec import decode
from gestae.model.joined import parted
from gestae.record import Blobs

Kept = TypeVar("Kept", Text, Proposals)


def dossier(case: CaseFile) -> Dossier:
    """Sources and texts stand in the order of their ids, entries in that of the log."""
    ledger = case.ledger
    homes = {text: min(sharers) for text, sharers in ledger.sharers.items()}
    trouble = list(ledger.damage)
    texts: list[Text] = []
    proposals: list[Proposals] = []
    moves: dict[str, str] = {}
    absent = left_out(ledger, case.blobs)
    for id_, blob in sorted(ledger.texts.items()):
        if blob in absent:
            continue
        text = _loaded(case, blob, Text, trouble)
        if text is None:
            continue
        home = homes[id_]
        if text.source != home:
            moves[text.source] = home
        texts.append(moved(text, home))
        for _, entry in sorted(ledger.proposals.get(id_, {}).items()):
            blob = str(entry.field("blob"))
            found = _loaded(case, blob, Proposals, trouble) if blob not in absent else None
            if found is not None:
                proposals.append(moved_proposals(found, text.source, home))
    case.is_sound = not trouble
    told = [*ledger.problems, *_sharing(ledger, homes), *notes(ledger, absent), *_erased(case)]
    entries = [e for e in ledger.entries if e.entry.id not in ledger.erased_entries]
    return Dossier(
        entries=tuple(moved_entry(e, moves) for e in entries) if moves else tuple(entries),
        sources=tuple(source for _, source in sorted({**ledger.erased_sources, **ledger.sources}.items())),
        texts=tuple(texts),
        proposals=tuple(proposals),
        problems=(*_in_source_order(told), *trouble),
        parted=parted(ledger.entries),
    )


def _sharing(ledger: Ledger, homes: dict[str, str]) -> Iterator[Problem]:
    """A note for every source that has the words of another; the other is the same whichever was added first."""
    for text, sharers in ledger.sharers.items():
        home = ledger.sources.get(homes[text])
        for id_ in set(sharers) - {homes[text]}:
            if home is not None and id_ in ledger.sources:
                yield same_words(ledger.sources[id_].name, home.name)


def _erased(case: CaseFile) -> Iterator[Problem]:
    """A note for every erasure: when, who decided it, why; a warning where one was cut off."""
    ledger = case.ledger
    if case.erasing is not None and case.erasing.exists():
        yield Problem(
            severity="warning",
            where=ledger.name,
            what="An erasure was cut off.",
            why="Some of what it erased may still be in the files of the case.",
            next="Finish it with: gestae erase CASE",
        )
    for entry in ledger.erased:
        told = {name: str(entry.private.get(name) or WITHHELD) for name in ("reason", "decided_by")}
        day = datetime.fromtimestamp(entry.entry.at / 1000, UTC).strftime("%Y-%m-%d")
        sources = entry.field("sources")
        what = ", ".join(str(s) for s in sources) if isinstance(sources, list | tuple) and sources else "words of the record"
        yield Problem(
            severity="note",
            where=what,
            what=f"Erased on {day}, as {told['decided_by']} decided: {told['reason'].rstrip('.')}.",
            why="What rested on it is not shown; that it was there, and its digest, still is.",
            next="Nothing needs doing.",
        )


def _loaded(case: CaseFile, digest: str, kind: type[Kept], trouble: list[Problem]) -> Kept | None:
    """As ``load``, from what is known already where the case file keeps that."""
    if case.memory is None:
        return load(case.blobs, digest, kind, trouble)
    known = case.memory.get(digest)
    if isinstance(known, kind):
        return known
    found = load(case.blobs, digest, kind, trouble)
    if found is not None:
        case.memory[digest] = found
    return found


def load(blobs: Blobs, digest: str, kind: type[Kept], trouble: list[Problem]) -> Kept | None:
    """What a blob holds; a problem is added to ``trouble`` where it is missing, damaged or of a newer version."""
    data = blobs.get(digest)
    if isinstance(data, Problem):
        trouble.append(data)
        return None
    try:
        return decode(data, kind)
    except msgspec.DecodeError:
        trouble.append(
            Problem(
                severity="error",
                where=f"blobs/{digest[:2]}/{digest[2:]}",
                what="it holds what this version of gestae does not know.",
                why="The text or claims in it cannot be shown.",
                next="Open the case with the version that last added to it, or a newer one.",
            )
        )
        return None


def _in_source_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.where, p.what))
