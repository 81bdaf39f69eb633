"""Somebody makes up a record, seals it properly, and hands it over. It may be nonsense; it is told as such, and nothing breaks."""

import pytest
from bundle_office import files
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gestae.desk.bundle.checking import check_bundle
from gestae.desk.bundle.contents import Facts
from gestae.model.codec import canonical, digest
from gestae.record.bundle.bag import Sum, tag_files
from gestae.record.bundle.slice import salted, sliced
from gestae.record.bundle.verifier import PARTS
from gestae.record.proof.notes import Checkpoint, Signer
from gestae.record.proof.tiles import Levels
from gestae.record.proof.tree import leaf_hash

CASE = "01900000-0000-7000-8000-000000000000"
SIGNER = Signer(f"gestae/case/{CASE}", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
TEXT = canonical({"id": "txt-1", "source": "src-1", "reader": "plain-1", "body": "A lamp."})


def an_entry(number, kind, plain, private=None, **more):
    """An entry, and what is disclosed of it; bytes are disclosed as they are."""
    id_ = f"{CASE[:-4]}{number:04}"
    told = [
        {"entry": id_, "name": name, "salt": "A" * 22, "value": (value if isinstance(value, bytes) else canonical(value)).decode()}
        for name, value in sorted((private or {}).items())
    ]
    entry = {"v": 1, "id": id_, "case": CASE, "kind": kind, "at": 1_790_000_000_000, "by": "mbr-1", "plain": plain, "refs": []}
    return canonical({**entry, "_sd": sorted(map(salted, told)), **more}), told


def made_up(folder, *entries, texts=()):
    """A bundle with these entries after those that open a case and name its key."""
    opening = [
        an_entry(0, "case.opened", {}, {"name": "made up"}),
        an_entry(1, "key.added", {"key": str(SIGNER.verifier), "member": "mbr-1"}),
    ]
    bodies, told = zip(*[*opening, *entries], strict=True)
    tree = Levels.of(map(leaf_hash, bodies))
    note = Checkpoint(SIGNER.name, tree.size, tree.root()).signed(SIGNER)
    payload = sliced(bodies, [line for lines in told for line in lines], note)
    payload |= {f"texts/{digest(text)}": text for text in texts}
    payload["bundle.json"] = Facts.of(SIGNER.name, tree.size, tree.root().hex(), 0, {}).written()
    payload = {f"data/{place}": content for place, content in {**dict.fromkeys(PARTS, b""), **payload}.items()}
    sums = {place: Sum.of(content) for place, content in payload.items()}
    for place, content in {**payload, **tag_files(sums, SIGNER.name, "2026-09-28", "0.1.0")}.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(content)
    return folder


def a_claim(span):
    return an_entry(
        3, "claim.accepted", {"claim": "clm-1"}, {"claim": {"id": "clm-1", "kind": "handover", "span": span}, "things": {}}
    )


def a_text(**more):
    return an_entry(2, "text.read", {"text": "txt-1", "source": "src-1", "blob": digest(TEXT), "reader": "plain-1", **more})


NONSENSE = {
    "a source without its digest": [an_entry(2, "source.received", {"source": "src-1"})],
    "a source of no size": [an_entry(2, "source.received", {"source": 7, "digest": [], "size": "large", "media_type": None})],
    "a claim without a place": [a_text(), a_claim({"text": "txt-1"})],
    "a claim at a place that is a word": [a_text(), a_claim({"text": "txt-1", "start": "here", "end": 4, "quote": "A"})],
    "a claim in a text that is a list": [a_text(), a_claim({"text": ["txt-1"], "start": 0, "end": 1, "quote": "A"})],
    "words that do not stand there": [a_text(), a_claim({"text": "txt-1", "start": 0, "end": 1, "quote": "B"})],
    "a claim that is a number": [a_text(), an_entry(3, "claim.accepted", {"claim": "clm-1"}, {"claim": 7, "things": 7})],
    "a time that is a word": [an_entry(2, "note.added", {}, at="yesterday")],
    "a key that is none": [an_entry(2, "key.added", {"key": "mine", "member": "mbr-1"})],
    "a change of key signed by nobody": [an_entry(2, "key.changed", {"key": str(SIGNER.verifier), "change": "yes"})],
    "two entries of one id": [an_entry(2, "note.added", {}), an_entry(2, "note.added", {"a": 1})],
    "a field nested without end": [an_entry(2, "note.added", {}, {"note": b"[" * 100_000 + b"]" * 100_000})],
    "an entry with a field too many": [an_entry(2, "note.added", {}, more=1)],
}


@pytest.mark.parametrize("entries", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_that_is_properly_sealed_is_told_in_words(tmp_path, entries):
    folder = made_up(tmp_path / "bundle", *entries, texts=[TEXT] if b"text.read" in entries[0][0] else [])

    found = check_bundle(folder, None, (), environment={})

    assert not found.holds
    assert all(p.where and p.what and p.next for p in found.problems)


def test_what_makes_sense_so_far_holds_but_for_the_brief_that_was_not_derived(tmp_path):
    folder = made_up(tmp_path / "bundle")

    found = check_bundle(folder, None, (), environment={})

    assert {p.where for p in found.problems} == {f"data/{name}" for name in ("brief.html", "brief.json", "VERIFY.md", "verify.py")}
    assert files(folder)["bagit.txt"]
