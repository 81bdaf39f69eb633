"""Erasing: the bytes of a source, its text, what was proposed and decided on it. That it was there, and who decided, stays.

First the entry that says so and the deletion of the private fields, in one transaction; then the blobs; then what is left in the
files. Whoever is cut off between these finishes by erasing again, or by opening the case next time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gestae.desk.case_file import CaseFile
from gestae.desk.dossier import load
from gestae.desk.holding import holds
from gestae.desk.ledger import Ledger
from gestae.desk.receipts import sql_log
from gestae.desk.register import Register, resolve
from gestae.desk.stated import source_called
from gestae.model import Disclosed, Problem, Proposals, Refusal, Source
from gestae.record import acts

MOST = 1000  # entries named in one entry, which holds less than 64 KiB
KEPT = frozenset({"case.opened", "member.added", "member.changed", "member.removed", "erased", "hold.set", "hold.lifted"})
"""Who may do what, and who decided what: no entry of these acts is erased."""


@dataclass(frozen=True)
class Erasure:
    """What an erasure takes: sources, blobs by their digests, and entries by their ids."""

    sources: tuple[Source, ...]
    blobs: tuple[str, ...]
    entries: tuple[str, ...]


def planned(case: CaseFile, sources: Sequence[str], entries: Sequence[str]) -> Erasure:
    """What goes when these sources, by name or id, are erased with all that is within them; and the private fields of these
    entries. Refuses what is held, what also lies within a source that stays, and entries that say who decided what."""
    register = Register.of(case)
    ledger = case.ledger
    chosen = _with_parts([source_called(each, register) for each in sources], ledger)
    for source in chosen.values():
        if source.within in ledger.sources and source.within not in chosen:
            around = ledger.sources[source.within]
            raise Refusal(
                source.name, f"it came within {around.name}, and its bytes are in that, too.", "Nothing was erased.",
                f"Erase {around.name}, with all that is within it.",
            )  # fmt: skip
    texts = {t for t, sharers in ledger.sharers.items() if set(sharers) <= set(chosen)}
    proposed = [e for e in ledger.entries if e.act == "claims.proposed" and str(e.field("text")) in texts]
    claims = _claims(case, proposed)
    named = {e.entry.id for e in _entries(case, entries)}
    about = {e.entry.id for e in ledger.entries if e.entry.sd and _is_about(e, set(chosen), texts, claims)}
    refuse_held(case, set(chosen), named, texts)
    blobs = {s.digest for s in chosen.values()} | {ledger.texts[t] for t in texts}
    blobs |= {blob for e in proposed for blob in (str(e.field("blob")), *_answers(e))}
    gone = ledger.erased_entries
    order = [e.entry.id for e in ledger.entries if e.entry.id in (about | named) - gone]
    return Erasure(tuple(chosen.values()), tuple(sorted(blobs - _live(ledger, set(chosen), texts))), tuple(order))


def erase(
    case: CaseFile, sources: Sequence[str], entries: Sequence[str], reason: str, decided_by: str
) -> tuple[Erasure, tuple[str, ...]]:
    """Erases for good; what went, and the ids of the entries that say so."""
    with case.writing():
        going = planned(case, sources, entries)
        if not going.sources and not going.entries:
            raise Refusal(case.name, "there is nothing to erase.", "Nothing was changed.", "Name a source, or an entry.")
        written = []
        for at in range(0, max(len(going.entries), 1), MOST):
            sources_, blobs = ([s.id for s in going.sources], going.blobs) if at == 0 else ([], ())
            written.append(case.draft(acts.erased(sources_, blobs, going.entries[at : at + MOST], reason, decided_by)))
        case.append(written)
        sql_log(case).erase(going.entries)
        if case.erasing is not None:
            case.erasing.parent.mkdir(exist_ok=True)
            case.erasing.touch()
    finish(case)
    return going, tuple(w.entry.id for w in written)


def finish(case: CaseFile) -> None:
    """Removes what erased entries name and nothing live needs, empties the cache, and rewrites the files. Refuses while others
    have the case open."""
    case.reread()
    ledger = case.ledger
    live = _live(ledger, set(), set())
    for entry in ledger.erased:
        told = entry.field("blobs")
        for blob in told if isinstance(told, list | tuple) else ():
            if str(blob) not in live:
                case.blobs.remove(str(blob))
    mark = case.erasing
    for left in sorted(mark.parent.rglob("*"), reverse=True) if mark is not None else ():
        if left != mark:
            left.rmdir() if left.is_dir() else left.unlink()
    try:
        sql_log(case).db.scrub()
    except Refusal as e:
        raise Refusal(
            case.name, "it is erased from the record, and some of its bytes are still in the files.",
            "Another program has the case open.", "Close that, and finish with: gestae erase CASE",
        ) from e  # fmt: skip
    if mark is not None:
        mark.unlink(missing_ok=True)


def _with_parts(sources: Iterable[Source], ledger: Ledger) -> dict[str, Source]:
    chosen = {str(s.id): s for s in sources}
    while more := {str(s.id): s for s in ledger.sources.values() if s.within in chosen and s.id not in chosen}:
        chosen |= more
    return chosen


def _claims(case: CaseFile, proposed: Iterable[Disclosed]) -> set[str]:
    """The ids of the claims proposed by these entries."""
    found: set[str] = set()
    for entry in proposed:
        trouble: list[Problem] = []
        proposals = load(case.blobs, str(entry.field("blob")), Proposals, trouble)
        found.update(c.id for c in proposals.claims) if proposals is not None else None
    return found


def _is_about(entry: Disclosed, sources: set[str], texts: set[str], claims: set[str]) -> bool:
    """Whether the private fields of an entry tell of these sources."""
    plain = entry.entry.plain
    if entry.act in KEPT:
        return False
    told = entry.private.get("claim")
    claim = told if isinstance(told, dict) else {}
    span = claim.get("span") or {}
    speakers = {claim.get("by"), *(claim.get("channel") or ())}
    return (
        plain.get("source") in sources
        or plain.get("text") in texts
        or plain.get("claim") in claims
        or span.get("text") in texts
        or bool(speakers & sources)
    )


def _entries(case: CaseFile, given: Sequence[str]) -> Iterator[Disclosed]:
    by_id = {e.entry.id: e for e in case.ledger.entries}
    for each in given:
        entry = by_id[resolve(each, by_id, "entry")]
        if entry.act in KEPT or entry.act == "source.received":
            raise Refusal(
                entry.entry.id, f"an entry of the act {entry.act} is not erased by itself.", "It says what the others rest on.",
                "Erase a source by its name, or another entry.",
            )  # fmt: skip
        yield entry


def refuse_held(case: CaseFile, sources: set[str], entries: set[str], texts: set[str]) -> None:
    """Refuses to erase these sources, with these texts, or these entries, while a legal hold stands on them."""
    for each in holds(case):
        held = {t for t, sharers in case.ledger.sharers.items() if set(sharers) & each.sources} - texts
        claims = _claims(case, [e for e in case.ledger.entries if e.act == "claims.proposed" and str(e.field("text")) in held])
        about = {e.entry.id for e in case.ledger.entries if _is_about(e, set(each.sources), held, claims)}
        if not each.sources or each.sources & sources or about & entries:
            raise Refusal(
                "a legal hold",
                f"it stands on {'this' if each.sources else 'the whole case'} ({each.reason.rstrip('.')}).",
                "What is held is not erased, whoever asks.",
                f"Whoever may lift it does so with: gestae hold CASE --lift {each.entry.entry.id} --reason WORDS",
            )


def _live(ledger: Ledger, sources: set[str], texts: set[str]) -> set[str]:
    """The blobs that stay in use when these sources and texts go."""
    kept = {s.digest for id_, s in ledger.sources.items() if id_ not in sources}
    kept |= {blob for text, blob in ledger.texts.items() if text not in texts}
    for entry in ledger.entries:
        if entry.act == "claims.proposed" and str(entry.field("text")) in set(ledger.texts) - texts:
            kept |= {str(entry.field("blob")), *_answers(entry)}
    return kept


def _answers(entry: Disclosed) -> list[str]:
    told = entry.field("answers")
    return [str(each) for each in told] if isinstance(told, list | tuple) else []
