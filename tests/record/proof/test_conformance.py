"""Vectors of others: proofs, notes and logs written by programs that are not ours."""

import base64
import json
from pathlib import Path

import pytest

from gestae.record.proof.notes import NotANote, Note, Verifier, opened
from gestae.record.proof.receipt import Proof
from gestae.record.proof.tiles import read_log
from gestae.record.proof.tree import EMPTY, extends, includes

VECTORS = Path(__file__).resolve().parents[3].parent / "shared" / "conformance"
needs_vectors = pytest.mark.skipif(
    not VECTORS.exists(), reason="the vectors beside the repository (../shared/conformance) are not there"
)
TESSERA = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"


def _vectors(name: str) -> list[dict]:
    path = VECTORS / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def _bytes(words: str | None) -> bytes:
    return base64.b64decode(words or "")


def _proof(words: list[str] | None) -> list[bytes]:
    return [_bytes(w) for w in words or ()]


@needs_vectors
def test_every_inclusion_proof_is_judged_as_the_vectors_say():
    cases = _vectors("tlog-merkle-vectors/inclusion.json")

    wrong = [
        c["file"]
        for c in cases
        if includes(c["leafIdx"], c["treeSize"], _bytes(c["leafHash"]), _proof(c["proof"]), _bytes(c["root"])) == c["wantErr"]
    ]

    assert len(cases) == 98
    assert wrong == []


@needs_vectors
def test_every_consistency_proof_is_judged_as_the_vectors_say():
    cases = _vectors("tlog-merkle-vectors/consistency.json")

    wrong = [
        c["file"]
        for c in cases
        if extends(c["size1"], c["size2"], _proof(c["proof"]), _bytes(c["root1"]), _bytes(c["root2"])) == c["wantErr"]
    ]

    assert len(cases) == 98
    assert wrong == []


@needs_vectors
def test_every_signed_note_is_judged_as_the_vectors_say():
    cases = _vectors("tlog-note-vectors/notes.json")

    def verdict(case: dict) -> list[str] | None:
        try:
            good = Note.read(case["note"].encode()).signed_by([Verifier.read(k) for k in case["vkeys"]])
        except NotANote:
            return None
        return sorted(s.by.name for s in good) or None

    assert len(cases) == 10
    assert [verdict(c) for c in cases] == [sorted(c["signers"]) if c["ok"] else None for c in cases]


@needs_vectors
def test_a_log_written_by_another_program_is_read_and_each_size_of_it_extends_the_one_before():
    folder = VECTORS / "tlog-tessera-testlog"
    key = Verifier.read(TESSERA)
    points = [opened((folder / f"checkpoint.{n}").read_bytes(), [key])[0] for n in range(16)]

    logs = [read_log(folder, point) for point in points]

    assert points[0].root == EMPTY
    assert [log.size for log in logs] == list(range(16))
    last = logs[-1]
    pairs = [(a, b) for a in range(1, 16) for b in range(a, 16)]
    assert len(pairs) == 120
    assert all(extends(a, b, last.consistency(a, b), points[a].root, points[b].root) for a, b in pairs)


@needs_vectors
def test_a_log_of_three_hundred_entries_and_its_receipts_hold():
    folder = VECTORS / "tlog-own-sample"
    keys = [Verifier.read((folder / f).read_text()) for f in ("vkey.txt", "witness-vkey.txt")]
    point, signed = opened((folder / "log" / "checkpoint").read_bytes(), keys)

    log = read_log(folder / "log", point)

    assert log.size == 300
    assert [s.at is not None for s in signed] == [False, True]
    for file in sorted((folder / "proofs").glob("*.tlog-proof")):
        proof = Proof.read(file.read_bytes())
        entry = file.with_suffix(".entry").read_bytes()
        assert proof.check(entry, keys)[0] == point
        assert list(proof.path) == log.inclusion(proof.index)
        with pytest.raises(NotANote):
            proof.check(entry + b" ", keys)


@needs_vectors
def test_each_tampering_with_a_log_is_noticed(tmp_path):
    folder = VECTORS / "tlog-own-sample"
    keys = [Verifier.read((folder / f).read_text()) for f in ("vkey.txt", "witness-vkey.txt")]
    edits = json.loads((folder / "tamper.json").read_text())
    unnoticed = []
    for number, edit in enumerate(edits):
        copy = tmp_path / str(number)
        for file in (f for f in (folder / "log").rglob("*") if f.is_file()):
            target = copy / "log" / file.relative_to(folder / "log")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
        _tamper(copy / edit["file"], edit)
        try:
            point, _ = opened((copy / "log" / "checkpoint").read_bytes(), keys)
            read_log(copy / "log", point)
        except NotANote:
            continue
        unnoticed.append(edit["name"])

    assert len(edits) > 3
    assert unnoticed == []


def _tamper(file: Path, edit: dict) -> None:
    data = bytearray(file.read_bytes())
    if "xor" in edit:
        data[edit["offset"]] ^= edit["xor"]
    elif "truncate_by" in edit:
        del data[-edit["truncate_by"] :]
    elif "swap_entries" in edit:
        at, parts = 0, []
        while at < len(data):
            length = int.from_bytes(data[at : at + 2])
            parts.append(bytes(data[at : at + 2 + length]))
            at += 2 + length
        a, b = edit["swap_entries"]
        parts[a], parts[b] = parts[b], parts[a]
        data = bytearray(b"".join(parts))
    elif "replace" in edit or "replace_first" in edit:
        old, new = (w.encode() for w in edit.get("replace") or edit["replace_first"])
        assert old in data
        data = bytearray(bytes(data).replace(old, new, -1 if "replace" in edit else 1))
    elif "drop_line" in edit:
        lines = bytes(data).splitlines(keepends=True)
        del lines[edit["drop_line"]]
        data = bytearray(b"".join(lines))
    else:
        raise AssertionError(edit)
    file.write_bytes(bytes(data))


@needs_vectors
def test_a_log_rewritten_and_signed_anew_is_refused_by_whoever_kept_an_earlier_checkpoint():
    folder = VECTORS / "tlog-own-sample"
    keys = [Verifier.read((folder / "vkey.txt").read_text())]
    point, _ = opened((folder / "fork" / "checkpoint").read_bytes(), keys)
    fork = read_log(folder / "fork", point)
    kept = {n: opened((folder / "earlier" / f"checkpoint.{n}").read_bytes(), keys)[0] for n in (100, 250)}

    assert extends(100, 300, fork.consistency(100, 300), kept[100].root, point.root)
    assert not extends(250, 300, fork.consistency(250, 300), kept[250].root, point.root)
