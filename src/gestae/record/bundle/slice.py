"""The record in a bundle: its entries and their tree up to one signed checkpoint, and what is disclosed of them."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gestae.record.bundle.reported import Report, canonical_text, plain_json
from gestae.record.proof.notes import Checkpoint, NotANote, Note, Verifier, opened
from gestae.record.proof.receipt import Proof
from gestae.record.proof.succession import Succession
from gestae.record.proof.tiles import Levels, read_entries, tiles
from gestae.record.proof.tree import leaf_hash

ENTRY = {"v", "id", "case", "kind", "at", "by", "plain", "refs", "_sd"}
DISCLOSURE = {"entry", "name", "salt", "value"}
CHECKPOINT = "record/checkpoint"
DISCLOSURES = "record/disclosures.jsonl"


@dataclass
class Slice:
    """As far as it can be read: the bytes of the entries and their tree, what each says (nothing where it is no entry), what is
    disclosed of each by its id, the checkpoint, and the keys that are believed."""

    bodies: list[bytes] = field(default_factory=list)
    tree: Levels = field(default_factory=Levels)
    entries: list[dict[str, Any]] = field(default_factory=list)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    point: Checkpoint | None = None
    note: bytes = b""
    known: list[Verifier] = field(default_factory=list)


def sliced(bodies: Sequence[bytes], disclosures: Iterable[Mapping[str, str]], note: bytes) -> dict[str, bytes]:
    """The files of a record by their places in the bundle. ``disclosures`` stand in the order of the entries and of the names."""
    tree = Levels.of(leaf_hash(body) for body in bodies)
    files = {f"record/{path}": content for path, content in tiles(tree, bodies)}
    files.update(_proofs(tree, bodies, [plain_json(body) for body in bodies], note))
    files[DISCLOSURES] = "".join(f"{canonical_text(told)}\n" for told in disclosures).encode()
    files[CHECKPOINT] = note
    return files


def check_slice(folder: Path, data: Mapping[str, bytes], report: Report, keys: Sequence[str]) -> Slice:
    """What holds of the record in the payload ``data``, which lies in ``folder``. ``keys``, where given, are alone believed."""
    record = Slice(note=data.get(CHECKPOINT, b""))
    try:
        record.point = Checkpoint.read(Note.read(record.note).text)
        record.bodies = list(read_entries(folder / "record", record.point.size))
    except NotANote as e:
        report.fault("data/record", f"it cannot be read: {e}")
        return record
    record.tree = Levels.of(leaf_hash(body) for body in record.bodies)
    report.entries, report.root = record.tree.size, record.point.root.hex()
    _check_entries(record, report)
    report.keys = _keys(record, report)
    _check_seal(record, report, keys)
    _check_tiles(data, record, report)
    _check_disclosures(data, record, report)
    return record


def _check_entries(record: Slice, report: Report) -> None:
    known: set[str] = set()
    for number, body in enumerate(record.bodies):
        entry = entry_of(body)
        if not entry or entry["id"] in known:
            report.fault(f"entry {number}", "its id stands in the record twice" if entry else "it has not the form of an entry")
            entry = {}
        known.add(entry.get("id", ""))
        record.entries.append(entry)


def entry_of(body: bytes) -> dict[str, Any]:
    """Empty when it has not the form of an entry."""
    try:
        entry = plain_json(body)
    except ValueError:
        return {}
    if not isinstance(entry, dict) or set(entry) != ENTRY or canonical_text(entry).encode("utf-8", "replace") != body:
        return {}
    words = all(isinstance(entry[name], str) for name in ("id", "case", "kind", "by"))
    return entry if words and isinstance(entry["plain"], dict) and isinstance(entry["_sd"], list) else {}


def _keys(record: Slice, report: Report) -> list[str]:
    """Those that the record names; one that follows another only when both say so."""
    found: list[str] = []
    for number, entry in enumerate(record.entries):
        if entry.get("kind") in ("key.added", "key.changed"):
            try:
                key = Verifier.read(str(entry["plain"].get("key")))
                change = Succession.read(str(entry["plain"].get("change")).encode()) if entry["kind"] == "key.changed" else None
            except NotANote as e:
                report.fault(f"entry {number}", str(e))
                continue
            if change is not None and change.new != key.key:
                report.fault(f"entry {number}", "the change of key is of another key than it says")
            found.append(str(key))
    return found


def _check_seal(record: Slice, report: Report, keys: Sequence[str]) -> None:
    assert record.point is not None
    where = f"data/{CHECKPOINT}"
    if record.tree.root() != record.point.root:
        report.fault(where, f"the {record.tree.size} entries are not those that were signed")
    if record.point.origin != report.origin:
        report.fault("bag-info.txt", f"the checkpoint is of another record, {record.point.origin}")
    try:
        record.known = [Verifier.read(key) for key in keys or report.keys]
        opened(record.note, record.known)
    except NotANote as e:
        report.fault(where, str(e))


def _check_tiles(data: Mapping[str, bytes], record: Slice, report: Report) -> None:
    """Tiles and receipts are what they are made of again."""
    wanted = {f"record/{path}": content for path, content in tiles(record.tree, record.bodies)}
    proofs = _proofs(record.tree, record.bodies, record.entries, record.note)
    for path in sorted(wanted.keys() | proofs.keys() | {p for p in data if p.startswith(("record/tile/", "record/proofs/"))}):
        if path in wanted and data.get(path) != wanted[path]:
            report.fault(f"data/{path}", "it does not hold the entries or their hashes, in the one form that they have")
        elif path in proofs and data.get(path) != proofs[path]:
            report.fault(f"data/{path}", "it is not the receipt of this exhibit in this record")
        elif path not in wanted and path not in proofs:
            report.fault(f"data/{path}", "no entry of the record calls for it")
    report.receipts = sum(data.get(path) == content for path, content in proofs.items())


def _proofs(tree: Levels, bodies: Sequence[bytes], entries: Sequence[Mapping[str, Any]], note: bytes) -> dict[str, bytes]:
    """A receipt of every source received, by its place in the bundle."""
    return {
        f"record/proofs/{entry['plain'].get('digest')}.tlog-proof": Proof(at, tuple(tree.inclusion(at)), note, body).write()
        for at, (entry, body) in enumerate(zip(entries, bodies, strict=True))
        if entry.get("kind") == "source.received"
    }


def _check_disclosures(data: Mapping[str, bytes], record: Slice, report: Report) -> None:
    """Each line discloses one field, in the one form that it has, in the order of the entries and of the names."""
    where = f"data/{DISCLOSURES}"
    *lines, rest = data.get(DISCLOSURES, b"").decode("utf-8", "replace").split("\n")
    if rest:
        report.fault(where, "it does not end in a line end")
    order, last = {e["id"]: number for number, e in enumerate(record.entries) if e}, (-1, "")
    for number, line in enumerate(lines, 1):
        told = _disclosure(line)
        place = (order.get(told.get("entry", ""), -1), told.get("name", ""))
        if place <= last or salted(told) not in record.entries[place[0]]["_sd"]:
            report.fault(f"{where}, line {number}", "no entry carries the digest of what it discloses, or it is out of its order")
            continue
        last = place
        record.told.setdefault(told["entry"], {})[told["name"]] = plain_json(told["value"])
        report.disclosed += 1
    report.withheld = sum(len(e["_sd"]) for e in record.entries if e) - report.disclosed


def _disclosure(line: str) -> dict[str, str]:
    """Empty when it has not the form of one."""
    try:
        told = plain_json(line)
        fits = isinstance(told, dict) and set(told) == DISCLOSURE and canonical_text(told) == line
        if fits and all(isinstance(v, str) for v in told.values()) and canonical_text(plain_json(told["value"])) == told["value"]:
            return dict(told)
    except ValueError:
        pass
    return {}


def salted(told: Mapping[str, str]) -> str:
    """The digest that an entry carries of a disclosed field."""
    array = f"[{canonical_text(told['salt'])},{canonical_text(told['name'])},{told['value']}]"
    return base64.urlsafe_b64encode(hashlib.sha256(array.encode("utf-8", "replace")).digest()).rstrip(b"=").decode()
