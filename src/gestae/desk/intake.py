"""Intake: receiving sources one by one. Each goes in whole, with what is within it, or not at all.

Blobs are written before the entries that name them, and all entries of one file in one transaction: a kill at any moment
leaves at worst blobs that nothing names. The sums always come out: received = in + duplicate + refused.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gestae.desk.case_file import CaseFile
from gestae.desk.ledger import Ledger
from gestae.desk.shared import same_words
from gestae.desk.stopping import Stopping
from gestae.model import Problem, Proposals, Source, Text
from gestae.model.codec import canonical
from gestae.model.codec import digest as digest_of
from gestae.model.ids import source_id
from gestae.record import Act, acts

if TYPE_CHECKING:
    from gestae.sources import Reading

Outcome = Literal["in", "duplicate", "refused"]
Progress = Callable[[str, int, int], None]
"""Name of the file at work, parts done, parts in all."""

HOLDING = ("message/rfc822",)
"""Media types of files that hold others: received again, what is within them is counted again."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Offer:
    """A file offered: its name, and how to get its bytes."""

    name: str
    load: Callable[[], bytes | Problem]


@dataclass(frozen=True)
class Received:
    """What became of one file. ``reason`` says why it is not in, or in without own claims; ``within`` is the source it came in."""

    name: str
    outcome: Outcome
    source: str | None = None
    within: str | None = None
    reason: str | None = None
    text: str | None = None
    proposed: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Intake:
    """``not_taken`` are the names left when the work stopped early; they were not received."""

    received: tuple[Received, ...] = ()
    not_taken: tuple[str, ...] = ()
    stopped: Problem | None = None

    def count(self, outcome: Outcome) -> int:
        return sum(r.outcome == outcome for r in self.received)

    def problems(self) -> tuple[Problem, ...]:
        found = tuple(p for r in self.received for p in r.problems)
        return (*found, self.stopped) if self.stopped else found


@dataclass(frozen=True)
class _Prepared:
    """One file or attachment read, its blobs written. Without ``text_blob`` its text was in already."""

    source: Source
    problems: tuple[Problem, ...]
    refused: Problem | None = None
    text: Text | None = None
    text_blob: str | None = None
    proposals: Proposals | None = None
    proposals_blob: str | None = None


@dataclass(frozen=True)
class _Terms:
    """What holds for every file of one intake."""

    date: str | None
    zone: str | None
    progress: Progress | None


def from_paths(paths: Iterable[Path]) -> list[Offer]:
    from gestae import sources  # noqa: PLC0415
    from gestae.sources.names import given, shown  # noqa: PLC0415

    def name(path: Path) -> str:
        return shown(path.name) if isfile(path) else given(str(path))  # noqa: PTH113 - pathlib's own raises on some names

    return [Offer(name(path), lambda path=path: sources.fetch(path)) for path in paths]  # type: ignore[misc]


def from_bytes(documents: Iterable[tuple[str, bytes]]) -> list[Offer]:
    return [Offer(name, lambda data=data: data) for name, data in documents]  # type: ignore[misc]


def receive(
    case: CaseFile,
    offers: Iterable[Offer],
    *,
    date: str | None = None,
    zone: str | None = None,
    progress: Progress | None = None,
    acknowledge: Callable[[Received], None] | None = None,
) -> Intake:
    """Takes the files in, in this order. ``acknowledge`` is called for each once it is durably in, or why it is not.

    A full disk, or Ctrl-C, stops the work: what is in is in, the rest is named as not taken.
    """
    case.require("add")
    waiting = list(offers)
    done: list[Received] = []
    terms = _Terms(date, zone, progress)
    with Stopping() as stopping:
        for at, offer in enumerate(waiting):
            stopped = _interrupted(offer.name) if stopping.is_asked else None
            try:
                results = () if stopped else _receive_one(case, offer, terms, stopping)
            except OSError as trouble:
                stopped = _disk(offer.name, trouble)
            except KeyboardInterrupt:
                stopped = _interrupted(offer.name)
            if stopped is not None:
                return Intake(tuple(done), tuple(o.name for o in waiting[at:]), stopped)
            for result in results:
                done.append(result)
                if acknowledge:
                    acknowledge(result)
    return Intake(tuple(done))


def _receive_one(case: CaseFile, offer: Offer, terms: _Terms, stopping: Stopping) -> tuple[Received, ...]:
    from gestae import sources  # noqa: PLC0415

    data = offer.load()
    if isinstance(data, Problem):
        return (_refused(data.where, data),)
    known = case.ledger.sources.get(source_id(digest_of(data)))
    if known is not None and known.media_type not in HOLDING:
        return (_duplicate(offer.name, known, None),)
    reading = sources.read(data, offer.name)
    prepared = tuple(_prepare(case, part, terms) for part in _flat(reading))
    with stopping.writing(), case.writing() as ledger:
        results, entries = _plan(ledger, prepared)
        case.append([case.draft(act) for act in entries])
    return results


def _flat(reading: Reading) -> Iterator[Reading]:
    yield reading
    for part in reading.parts:
        yield from _flat(part)


def _prepare(case: CaseFile, reading: Reading, terms: _Terms) -> _Prepared:
    from gestae import extract  # noqa: PLC0415

    source, text = reading.source, reading.text
    if reading.refused:
        return _Prepared(source, reading.problems, reading.refused)
    if source.id in case.ledger.sources:
        return _Prepared(source, reading.problems)
    case.blobs.put(reading.data)
    if text is None or text.id in case.ledger.texts:
        return _Prepared(source, reading.problems, text=text)
    progress = terms.progress
    tell = (lambda done, total: progress(source.name, done, total)) if progress else None
    proposals = extract.propose(text, source, terms.date, terms.zone, tell)
    return _Prepared(
        source,
        reading.problems,
        text=text,
        text_blob=case.blobs.put(canonical(text)),
        proposals=proposals,
        proposals_blob=case.blobs.put(canonical(proposals)),
    )


def _plan(ledger: Ledger, prepared: tuple[_Prepared, ...]) -> tuple[tuple[Received, ...], list[Act]]:
    """What becomes of each part of one file, and the entries to write; looked at again now that nobody else writes."""
    sources, texts = dict(ledger.sources), dict(ledger.texts)
    readers = {text: sharing[0] for text, sharing in ledger.sharers.items()}
    results: list[Received] = []
    entries: list[Act] = []
    for each in prepared:
        source = each.source
        if each.refused:
            results.append(_refused(source.name, each.refused, source.within))
        elif source.id in sources:
            results.append(_duplicate(source.name, sources[source.id], source.within))
        else:
            sources[source.id] = source
            same = _same_words(each, sources, readers)
            told = (*each.problems, *same)
            entries.append(acts.source_received(source, each.problems))  # who shares its words shows itself, whichever came first
            entries += _text_entries(each, texts)
            if each.text is not None:
                readers.setdefault(each.text.id, source.id)
            results.append(
                Received(
                    source.name, "in", source.id, source.within, same[0].what if same else None,
                    each.text.id if each.text else None, len(each.proposals.claims) if each.proposals else 0, told,
                )
            )  # fmt: skip
    return tuple(results), entries


def _same_words(each: _Prepared, sources: dict[str, Source], readers: dict[str, str]) -> tuple[Problem, ...]:
    """A note where the words of a source are in already, from another one that is named."""
    first = sources.get(readers.get(each.text.id, "")) if each.text is not None else None
    return (same_words(each.source.name, first.name),) if first is not None else ()


def _text_entries(each: _Prepared, texts: dict[str, str]) -> Iterator[Act]:
    if each.text is None:
        return
    shared = texts.get(each.text.id)
    if shared is not None:
        yield acts.text_read(each.text, each.source.id, shared)
    elif each.text_blob and each.proposals and each.proposals_blob:
        texts[each.text.id] = each.text_blob
        yield acts.text_read(each.text, each.source.id, each.text_blob)
        yield acts.claims_proposed(each.proposals, each.proposals_blob)


def _duplicate(name: str, known: Source, within: str | None) -> Received:
    reason = f"The same bytes are already in as {known.name}."
    note = Problem(severity="note", where=name, what=reason, why="One source is kept once.", next="Nothing needs doing.")
    return Received(name, "duplicate", known.id, within, reason, problems=(note,))


def _refused(name: str, why: Problem, within: str | None = None) -> Received:
    return Received(name, "refused", None, within, why.what, problems=(why,))


def _interrupted(name: str) -> Problem:
    return Problem(
        severity="warning",
        where=name,
        what="The work was stopped before this file was in.",
        why="Nothing of it was kept; the files before it are in.",
        next="Add it and the rest again when you like: what is in stays in once.",
    )


def _disk(name: str, trouble: OSError) -> Problem:
    if isinstance(trouble, ConnectionError):
        what = f"The database does not answer ({trouble.strerror})."
        next_ = "Look after the server and the network, and add it and the rest again: what is in stays in once."
        why = "Whether this file is in is not known; the files before it are in."
        return Problem(severity="error", where=name, what=what, why=why, next=next_)
    if trouble.errno in FULL:
        what, next_ = "The disk is full.", "Make room and add it and the rest again: what is in stays in once."
    else:
        what = f"The case folder cannot be written to ({trouble.strerror or trouble})."
        next_ = "Look after the disk, or copy the case elsewhere, and add it and the rest again."
    return Problem(
        severity="error", where=name, what=what, why="Nothing of this file was kept; the files before it are in.", next=next_
    )
