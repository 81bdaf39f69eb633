"""Checks a bundle of Gestae: a record, its proofs and its evidence, as files in a folder.

    python3 verify.py [FOLDER] [--receipt FILE] [--key KEY]

Needs Python 3.11 or newer and the package "cryptography" (pip install cryptography), nothing else: no network, no Gestae. FOLDER
is the bundle, the folder that holds bagit.txt; without it, the one that this file lies in. The receipt is the small file that
was handed over beside the bundle, or one that you were given earlier; the key one that you took down. Exit code 0: it holds. 3: it
does not. 2: misuse.

What is looked at, each by itself, so that what still holds is told beside what does not:
  1. the folder: every file by its SHA-256 and SHA-512, none missing, none added (BagIt 1.0)
  2. the record: every entry, the tree over them (RFC 6962), the signature under it (c2sp.org/tlog-checkpoint)
  3. names and words: each disclosed field against its salted digest in the record
  4. evidence, texts and proposals: each by the digest that the record names
  5. quotes: the words of each claim, at their place in their text
  6. the receipts of single exhibits, and the receipt and the keys that you give
It cannot derive the brief again: "gestae verify FOLDER" does that.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gestae.record.bundle.bag import TAG_MANIFESTS, Sum, check_bag, read_bag
from gestae.record.bundle.reported import Report, plain_json
from gestae.record.bundle.slice import Slice, check_slice, entry_of
from gestae.record.proof.notes import NotANote
from gestae.record.proof.receipt import Proof

EVIDENCE = "data/evidence/"
PARTS = ("VERIFY.md", "brief.html", "brief.json", "bundle.json", "record/checkpoint", "record/disclosures.jsonl", "verify.py")
FOLDERS = {
    "evidence": ("source.received", "digest"), "texts": ("text.read", "blob"), "proposals": ("claims.proposed", "blob"),
    "answers": ("claims.proposed", "answers"), "imports": ("import.made", "bundle"),
}  # fmt: skip


class Wrong(Exception):
    """What does not hold, in words."""


def check(folder: Path, receipt: bytes | None = None, keys: tuple[str, ...] = ()) -> Report:
    """Everything that can be checked of the bundle in this folder. Only ``keys`` are believed where there are any, else those
    that the record names itself."""
    report = Report()
    sums: dict[str, Sum] = {}
    data: dict[str, bytes] = {}
    tags: dict[str, bytes] = {}
    for place, content in read_bag(folder, report):
        sums[place] = Sum.of(content)
        if not place.startswith("data/"):
            tags[place] = content
        elif not place.startswith(EVIDENCE):  # which may be large
            data[place.removeprefix("data/")] = content
    check_bag(sums, tags, report)
    record = check_slice(folder / "data", data, report, keys)
    _check_files(sums, data, record, report)
    _check_quotes(data, record, report)
    if receipt is not None:
        try:
            _check_receipt(receipt, sums, record)
        except (Wrong, NotANote) as e:
            report.fault("the receipt", str(e))
    return report


def named_files(entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The folder in the bundle of every file that these entries name, by its digest."""
    found: dict[str, str] = {}
    for entry in entries:
        for folder, (kind, name) in FOLDERS.items():
            told = entry["plain"].get(name) if entry.get("kind") == kind else None
            for digest in told if isinstance(told, list) else [told]:
                if isinstance(digest, str) and len(digest) == 64 and digest.isalnum():
                    found.setdefault(digest, folder)
    return found


def _check_files(sums: Mapping[str, Sum], data: Mapping[str, bytes], record: Slice, report: Report) -> None:
    for name in sorted(set(PARTS) - data.keys()):
        report.fault(f"data/{name}", "it is missing")
    left_out = _left_out(data, report)
    named = named_files(record.entries)
    for digest, folder in named.items():
        place = f"data/{folder}/{digest}"
        if place not in sums and left_out.get(digest, ("",))[0] == folder:
            report.absent.append((folder, digest, left_out[digest][1]))
        elif place not in sums:
            report.fault(place, "it is missing, and the record names it")
        elif digest in left_out:
            report.fault(place, "it is there, and bundle.json says that it was left out")
        elif sums[place].digests[0] != digest:
            report.fault(place, "its bytes are not those that the record names")
        else:
            report.evidence += folder == "evidence"
    for digest in sorted(left_out.keys() - named.keys()):
        report.fault("data/bundle.json", f"it says that {digest} was left out, which no entry names")
    expected = {*(f"data/{name}" for name in PARTS), *(f"data/{folder}/{digest}" for digest, folder in named.items())}
    for place in sorted(sums.keys() - expected):
        if place.startswith("data/") and not place.startswith(("data/record/tile/", "data/record/proofs/")):
            report.fault(place, "no entry of the record names it")


def _left_out(data: Mapping[str, bytes], report: Report) -> dict[str, tuple[str, str]]:
    """The folder and the reason, by digest, of what bundle.json says was left out."""
    where = "data/bundle.json"
    try:
        told = plain_json(data.get("bundle.json", b""))
        left_out = {str(each["digest"]): (str(each["folder"]), str(each["why"])) for each in told["left_out"]}
        known = [told[name] for name in ("bundle", "origin", "size", "root", "fields_withheld")]
    except (ValueError, KeyError, TypeError):
        report.fault(where, "it cannot be read")
        return {}
    if known != [1, report.origin, report.entries, report.root, report.withheld]:
        report.fault(where, "it describes another record than the one in the bundle")
    return left_out


def _check_quotes(data: Mapping[str, bytes], record: Slice, report: Report) -> None:
    bodies: dict[str, str] = {}
    for entry in (e for e in record.entries if e.get("kind") == "text.read"):
        try:
            bodies[str(entry["plain"]["text"])] = str(plain_json(data[f"texts/{entry['plain']['blob']}"])["body"])
        except (ValueError, KeyError, TypeError):
            continue
    for id_, told in record.told.items():
        claim = told.get("claim")
        span: Any = claim.get("span") if isinstance(claim, dict) else None
        try:
            is_absent = not span or span["text"] not in bodies
            is_quoted = is_absent or bodies[span["text"]][span["start"] : span["end"]] == span["quote"]
        except (KeyError, TypeError):
            report.fault(f"the claim of entry {id_}", "it has not the form of a claim")
            continue
        report.quotes += not is_absent
        if not is_quoted:
            report.fault(f"the claim of entry {id_}", "its words do not stand in its text at the place that it names")


def _check_receipt(receipt: bytes, sums: Mapping[str, Sum], record: Slice) -> None:
    """One given earlier proves that the record still begins as it did then; that of the export, that this is the bundle."""
    proof = Proof.read(receipt)
    point, _ = proof.check(proof.extra, record.known)
    if point.size <= record.tree.size:
        if record.tree.root(point.size) != point.root:
            raise Wrong(f"the first {point.size} entries of the record are not those that were there when it was given")
        return
    if proof.index < record.tree.size:
        if record.bodies[proof.index] != proof.extra:
            raise Wrong("its entry is not the one that stands at this place of the record")
        return
    plain = entry_of(proof.extra).get("plain", {})
    if "tagmanifest" not in plain:
        raise Wrong("it is of something that came after this bundle was made, and says nothing about it")
    if TAG_MANIFESTS[0] not in sums or plain["tagmanifest"] != sums[TAG_MANIFESTS[0]].digests[0]:
        raise Wrong("it is of another bundle than this one, or this one was altered since")
    if (plain.get("size"), plain.get("root")) != (record.tree.size, record.tree.root().hex()):
        raise Wrong("the record was another when this bundle was made")


def tell(report: Report) -> Iterator[str]:
    """What was found, a line each."""
    holds = not report.faults
    yield f"{'The bundle holds' if holds else 'The bundle does not hold'}: {report.files} files by their digests,"
    yield f"  {report.entries} entries under the root {report.root} of {report.origin},"
    yield f"  {report.disclosed} fields disclosed and {report.withheld} withheld, {report.evidence} exhibits by their bytes,"
    yield f"  {report.quotes} quotes against their texts, {report.receipts} receipts of exhibits."
    yield from (f"Left out: {folder}/{digest}: {why}." for folder, digest, why in report.absent)
    yield from (f"FAULT: {where}: {what}." for where, what in report.faults)
    if not holds:
        yield "What is not named as a fault still holds. Keep the bundle as it is, and ask for it again."
    yield from (f"The record names the key {key}" for key in report.keys)


def main(words: list[str]) -> int:
    folder, receipt, keys = Path(__file__).resolve().parent.parent, None, list[str]()
    rest = iter(words)
    for word in rest:
        match word:
            case "-h" | "--help":
                print(__doc__)
                return 0
            case "--receipt":
                receipt = Path(next(rest, ""))
            case "--key":
                keys.append(next(rest, ""))
            case _:
                folder = Path(word)
    if not folder.is_dir() or (receipt is not None and not receipt.is_file()):
        print("There is no such folder, or no such receipt. FOLDER is the one that holds bagit.txt.", file=sys.stderr)
        return 2
    report = check(folder, receipt.read_bytes() if receipt is not None else None, tuple(keys))
    for line in tell(report):
        print("".join(c if c.isprintable() else "?" for c in line))
    if receipt is None:
        print("That it is the one that was handed over, the receipt beside it shows: --receipt FILE.")
    return 3 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
