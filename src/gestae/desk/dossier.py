"""The dossier: log and blobs put together, all that a case is derived from. The same log and blobs give the same dossier."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from gestae.desk.case_file import CaseFile
from gestae.desk.ledger import Ledger
from gestae.desk.left_out import left_out, notes
from gestae.desk.shared import moved, moved_entry, moved_proposals, same_words
from gestae.model import Dossier, Problem, Proposals, Text
from gestae.model.codec import decode
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
    return Dossier(
        entries=tuple(moved_entry(e, moves) for e in ledger.entries) if moves else tuple(ledger.entries),
        sources=tuple(source for _, source in sorted(ledger.sources.items())),
        texts=tuple(texts),
        proposals=tuple(proposals),
        problems=(*_in_source_order([*ledger.problems, *_sharing(ledger, homes), *notes(ledger, absent)]), *trouble),
    )


def _sharing(ledger: Ledger, homes: dict[str, str]) -> Iterator[Problem]:
    """A note for every source that has the words of another; the other is the same whichever was added first."""
    for text, sharers in ledger.sharers.items():
        home = ledger.sources.get(homes[text])
        for id_ in set(sharers) - {homes[text]}:
            if home is not None and id_ in ledger.sources:
                yield same_words(ledger.sources[id_].name, home.name)


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
