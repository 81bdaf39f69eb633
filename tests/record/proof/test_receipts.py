"""A receipt proves one entry to somebody who does not have the record."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gestae.record.proof.notes import COSIGNATURE, Checkpoint, NotANote, Note, Signer, Verifier, opened
from gestae.record.proof.receipt import Proof
from gestae.record.proof.tiles import Levels, read_log, tiles
from gestae.record.proof.tree import leaf_hash

ENTRIES = [f"entry {i}".encode() for i in range(300)]


@pytest.fixture
def signer() -> Signer:
    return Signer("gestae/case/one", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def _receipt(signer: Signer, index: int) -> Proof:
    levels = Levels.of(leaf_hash(e) for e in ENTRIES)
    point = Checkpoint(signer.name, levels.size, levels.root())
    return Proof(index, tuple(levels.inclusion(index)), point.signed(signer))


@pytest.mark.parametrize("index", [0, 1, 255, 256, 299])
def test_it_reads_back_as_written_and_proves_its_entry_alone(signer, index):
    proof = Proof.read(_receipt(signer, index).write())

    point, signed = proof.check(ENTRIES[index], [signer.verifier])

    assert point.size == 300
    assert [s.by for s in signed] == [signer.verifier]
    with pytest.raises(NotANote, match="not the one that stands at this place"):
        proof.check(ENTRIES[(index + 1) % 300], [signer.verifier])


def test_each_flipped_bit_of_it_is_noticed(signer):
    data = _receipt(signer, 200).write()
    unnoticed = []
    for at in range(len(data)):
        altered = bytearray(data)
        altered[at] ^= 1
        try:
            Proof.read(bytes(altered)).check(ENTRIES[200], [signer.verifier])
        except NotANote:
            continue
        unnoticed.append(at)

    assert unnoticed == []


def test_a_stranger_s_signature_counts_for_nothing_and_a_false_one_is_refused(signer):
    stranger = Signer(signer.name, Ed25519PrivateKey.from_private_bytes(bytes(32)))
    note = Checkpoint(signer.name, 1, leaf_hash(b"x")).signed(stranger)

    with pytest.raises(NotANote, match="no known key of gestae/case/one"):
        opened(note, [signer.verifier])


def test_a_witness_signs_with_the_time_and_both_signatures_stand_under_one_note(signer):
    witness = Signer("office.example/w", Ed25519PrivateKey.from_private_bytes(bytes([7] * 32)), COSIGNATURE)
    point = Checkpoint(signer.name, 1, leaf_hash(b"x"))
    note = point.signed(signer) + witness.line(point.text, at=1_780_000_000).encode()

    known = [Verifier.read(str(signer.verifier)), Verifier.read(str(witness.verifier))]
    found, signed = opened(note, known)

    assert found == point
    assert [(s.by.name, s.at) for s in signed] == [(signer.name, None), (witness.name, 1_780_000_000)]
    with pytest.raises(NotANote):
        Note.read(note.replace(b"\n1\n", b"\n2\n")).signed_by(known)


def test_a_record_written_as_tiles_reads_back_and_a_changed_entry_is_noticed(signer, tmp_path):
    levels = Levels.of(leaf_hash(e) for e in ENTRIES)
    point = Checkpoint(signer.name, levels.size, levels.root())
    for path, data in tiles(levels, ENTRIES):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)

    assert read_log(tmp_path, point).root() == point.root
    bundle = tmp_path / "tile" / "entries" / "000"
    bundle.write_bytes(bundle.read_bytes().replace(b"entry 7", b"entry 8", 1))
    with pytest.raises(NotANote, match="do not come to the root"):
        read_log(tmp_path, point)
