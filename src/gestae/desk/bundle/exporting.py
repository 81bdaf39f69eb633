"""Handing a case over as a bundle. It appears whole under its name, or not at all; that it was made is an entry of the record."""

# ruff: noqa: PTH100 - of a name the disk cannot have, os.path says no where pathlib raises

import secrets
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from os.path import abspath, lexists
from pathlib import Path

from gestae import __version__
from gestae.desk.bundle.contents import Facts, derived
from gestae.desk.bundle.reopening import reopened
from gestae.desk.bundle.searching import Gate
from gestae.desk.bundle.withholding import Withheld, withheld
from gestae.desk.case_file import CaseFile
from gestae.model import Problem, Refusal
from gestae.model.codec import digest
from gestae.record import SqlLog, acts
from gestae.record.blobs import flush_folder, write_whole
from gestae.record.bundle.bag import TAG_MANIFESTS, Sum, tag_files
from gestae.record.bundle.conforming import bagit_faults
from gestae.record.bundle.reading import FACTS
from gestae.record.bundle.slice import sliced
from gestae.record.bundle.verifier import check
from gestae.record.proof.notes import Checkpoint, Note
from gestae.record.proof.receipt import Proof

Seal = tuple[bytes, Checkpoint]
"""A signed note, and the checkpoint in it."""

Progress = Callable[[str, int, int], None]
"""What is made, files written, files in all."""

DERIVED = 4  # files that follow from the rest
PASSING = frozenset({"export.made", "access.noted"})
NAMING = PASSING | {"member.added", "key.added", "key.changed"}
SUFFIX = ".receipt"


@dataclass(frozen=True)
class Exported:
    """``entry`` records it; ``receipt`` is the file beside the bundle, ``None`` where no key could seal it. ``absent`` are the
    sources that were left out, by name, and why; ``unread`` places that nothing can be read from: they were not searched."""

    path: Path
    receipt: Path | None
    entry: str
    facts: Facts
    sources: int
    absent: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()


def export_bag(case: CaseFile, to: Path, rules: Sequence[str] = (), progress: Progress | None = None) -> Exported:
    """Refuses a place that is taken, a record without a seal, a rule that says nothing, and what would show a withheld word."""
    to = Path(abspath(to))
    _refuse_taken(to)
    incoming = to.parent / f".gestae-{secrets.token_hex(8)}"
    try:
        with case.writing():
            case.introduce()  # or the bundle would not hold the key that seals its receipt
        seal = _seal(case)
        exported = _export(case, to, incoming, rules, seal, progress=progress)
        return _appear(case, incoming, exported)
    except OSError as e:
        raise Refusal(
            str(to),
            f"the bundle cannot be written here ({e.strerror}).",
            "Nothing was handed over.",
            "Make room, or give another --to.",
        ) from e
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def _export(case: CaseFile, to: Path, incoming: Path, rules: Sequence[str], seal: Seal, *, progress: Progress | None) -> Exported:
    _, point = seal
    kept = withheld(case, case.ledger.entries[: point.size], rules)
    record, facts = _record(case, seal, kept)
    total = len(record) + len(kept.named) - len(kept.files) + DERIVED
    filling = _Filling(incoming / "data", Gate(kept.needles), total, progress)
    filling.gate.look_at_name(to.name)
    for place, content in record.items():
        filling.put(place, content)
    for name, folder in kept.named.items():
        if name not in kept.files:
            filling.put(f"{folder}/{name}", _blob(case, name))
    with reopened(filling.data) as seen:
        for place, content in derived(seen, facts).items():
            filling.put(place, content)
    date = datetime.fromtimestamp(case.clock() / 1000, UTC).strftime("%Y-%m-%d")
    tags = tag_files(filling.sums, point.origin, date, __version__)
    for name, content in tags.items():
        _write(incoming / name, content)
    _refuse_unsound(incoming)
    flush_folder(incoming)
    entry = case.draft(acts.export_made("bag", point.size, point.root.hex(), digest(tags[TAG_MANIFESTS[0]]), rules))
    with case.writing():
        case.append([entry])
    sources = case.ledger.sources.values()
    absent = tuple(sorted((s.name, kept.files[s.digest][1]) for s in sources if s.digest in kept.files))
    return Exported(to, None, entry.entry.id, facts, len(sources) - len(absent), absent, tuple(filling.gate.unread))


def _refuse_unsound(incoming: Path) -> None:
    """Nothing is handed over that whoever gets it would find not to hold."""
    faults = [*check(incoming).faults, *(("bagit.txt", what) for what in bagit_faults(incoming))]
    if faults:
        where, what = faults[0]
        raise Refusal(
            where, f"{what}.", "Only what holds is handed over.", "'gestae verify CASE' says what is wrong with the case."
        )


@dataclass
class _Filling:
    """The payload in the making: each file is searched, written, and not kept in mind."""

    data: Path
    gate: Gate
    total: int
    progress: Progress | None
    sums: dict[str, Sum] = field(default_factory=dict)

    def put(self, place: str, content: bytes) -> None:
        self.gate.look(place, content)
        self.sums[f"data/{place}"] = Sum.of(content)
        _write(self.data / place, content)
        if self.progress is not None:
            self.progress("the bundle", len(self.sums), self.total)


def _seal(case: CaseFile) -> Seal:
    """The last checkpoint that covers everything but what only records exports: so two bundles of one record have the same."""
    log = _log(case)
    seals = dict(log.seals.checkpoints())
    sizes = sorted(size for size in seals if size)
    if not sizes or sizes[-1] < log.head:
        raise Refusal(
            "the record",
            "its last entries are not sealed." if sizes else "it has no seal yet.",
            "Only what is sealed can be proven to somebody else.",
            "Whatever is added next seals all that is there.",
        )
    while len(sizes) > 1:
        told = {e.act for e in case.ledger.entries[sizes[-2] : sizes[-1]]}
        if not told <= NAMING or not told & PASSING:
            break
        sizes.pop()
    note = seals[sizes[-1]]
    return note, Checkpoint.read(Note.read(note).text)


def _record(case: CaseFile, seal: Seal, kept: Withheld) -> tuple[dict[str, bytes], Facts]:
    """The files of the record, and what the bundle tells of itself."""
    log, (note, point) = _log(case), seal
    entries = case.ledger.entries[: point.size]
    bodies = [body for at, body, _ in log.bodies() if at < point.size]
    told = log.disclosures([e.entry.id for e in entries])
    disclosed = [
        {"entry": e.entry.id, "name": d.name, "salt": d.salt, "value": d.value}
        for e in entries
        for d in sorted(told.get(e.entry.id, ()), key=lambda d: d.name)
        if (e.entry.id, d.name) not in kept.fields
    ]
    withheld_fields = sum(len(e.entry.sd) for e in entries) - len(disclosed)
    facts = Facts.of(point.origin, point.size, point.root.hex(), withheld_fields, kept.files)
    return {**sliced(bodies, disclosed, note), FACTS: facts.written()}, facts


def _blob(case: CaseFile, name: str) -> bytes:
    data = case.blobs.get(name)
    if isinstance(data, Problem):
        raise Refusal(data.where, data.what, "It was there when the work began.", "Try again, and look after the disk.")
    return data


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content, path.with_name(f".{secrets.token_hex(4)}"))


def _appear(case: CaseFile, incoming: Path, exported: Exported) -> Exported:
    """The receipt first, then the bundle, so that no bundle stands without the receipt that shows it to be the one."""
    log = _log(case)
    last, index = log.seals.last(), log.place(exported.entry)
    if last is None or index is None or index >= last[0]:
        incoming.rename(exported.path)
        return exported
    receipt = exported.path.with_name(exported.path.name + SUFFIX)
    _, body, _ = next(log.bodies(index))
    proof = Proof(index, tuple(log.seals.inclusion(index, last[0])), last[1], body).write()
    write_whole(receipt, proof, receipt.with_name(f".gestae-{secrets.token_hex(8)}"))
    try:
        incoming.rename(exported.path)
    except OSError:
        with suppress(OSError):
            receipt.unlink()
        raise
    flush_folder(exported.path.parent)
    return replace(exported, receipt=receipt)


def _log(case: CaseFile) -> SqlLog:
    assert isinstance(case.log, SqlLog)
    return case.log


def _refuse_taken(to: Path) -> None:
    for path in (to, to.with_name(to.name + SUFFIX)):
        if lexists(path):
            raise Refusal(
                str(path),
                "there is already something of this name.",
                "A bundle is never written over.",
                "Give another name with --to.",
            )
    if not to.parent.is_dir():
        raise Refusal(str(to), f"there is no folder {to.parent}.", "Nothing was handed over.", "Make it, or give another --to.")
