"""A witness signs only what begins with all that it has signed before."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from test_conformance import VECTORS, needs_vectors

from gestae.record.proof.notes import COSIGNATURE, Checkpoint, NotANote, Signer, Verifier, opened
from gestae.record.proof.tiles import Levels, read_log
from gestae.record.proof.tree import leaf_hash
from gestae.record.proof.witness import Behind, Request, Rewritten, Seen, checked, cosignature, cosigned

LOG = Signer("gestae/case/one", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
WITNESS = Signer("office.example/w", Ed25519PrivateKey.from_private_bytes(bytes([7] * 32)), COSIGNATURE)
ENTRIES = [f"entry {i}".encode() for i in range(20)]
AT = 1_780_000_000


def _levels(entries=ENTRIES):
    return Levels.of(leaf_hash(e) for e in entries)


def _request(size, old, entries=ENTRIES, signer=LOG):
    levels = _levels(entries)
    point = Checkpoint(signer.name, size, levels.root(size))
    return Request(old, tuple(levels.consistency(old, size)) if old else (), point.signed(signer))


def _seen(size):
    return Seen(size, _levels().root(size))


def _asked(request, seen):
    return checked(Request.read(request.write()), [LOG.verifier], seen)


@pytest.mark.parametrize("old", [0, 1, 7, 8, 16, 20])
def test_a_log_that_only_grew_is_signed_whatever_the_witness_saw_of_it(old):
    point = _asked(_request(20, old), _seen(old) if old else Seen())
    answer = cosignature(point, WITNESS, AT)

    note, signed = cosigned(_request(20, old).checkpoint, answer, [WITNESS.verifier])

    assert [(s.by, s.at) for s in signed] == [(WITNESS.verifier, AT)]
    assert opened(note, [LOG.verifier, WITNESS.verifier])[1][1].at == AT


@pytest.mark.parametrize("old", [1, 7, 8, 16, 20])
def test_a_log_written_anew_is_not_signed(old):
    """The owner altered the first entry and made every hash and signature anew."""
    forged = [b"another", *ENTRIES[1:]]

    with pytest.raises(Rewritten, match=f"first {old} entries"):
        _asked(_request(20, old, forged), _seen(old))


def test_a_request_that_starts_elsewhere_is_told_what_the_witness_has_seen():
    with pytest.raises(Behind) as told:
        _asked(_request(20, 7), _seen(8))

    assert told.value.size == 8


def test_what_a_stranger_signed_is_not_signed():
    stranger = Signer(LOG.name, Ed25519PrivateKey.from_private_bytes(bytes(32)))

    with pytest.raises(NotANote, match="no known key"):
        _asked(_request(20, 0, signer=stranger), Seen())


def test_an_answer_to_other_words_or_by_somebody_else_counts_for_nothing():
    note = _request(20, 0).checkpoint
    of_other_words = cosignature(Checkpoint(LOG.name, 19, _levels().root(19)), WITNESS, AT)
    by_somebody_else = cosignature(
        Checkpoint(LOG.name, 20, _levels().root(20)), Signer("else.example", Ed25519PrivateKey.generate(), COSIGNATURE), AT
    )

    assert cosigned(note, of_other_words, [WITNESS.verifier]) is None
    assert cosigned(note, by_somebody_else, [WITNESS.verifier]) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"old 3",
        b"old 03\n\nx",
        b"old -1\n\nx",
        b"old 3\nabc\n\nx",
        b"new 3\n\nx",
        b"old 3\n" + b"A" * 43 + b"=\n" * 70 + b"\nx",
    ],
)
def test_what_is_no_request_is_told_so(data):
    with pytest.raises(NotANote, match="no request to a witness"):
        Request.read(data)


def test_each_flipped_bit_of_a_request_is_noticed():
    data, unnoticed = _request(20, 7).write(), []
    for at in range(len(data)):
        altered = bytearray(data)
        altered[at] ^= 1
        try:
            checked(Request.read(bytes(altered)), [LOG.verifier], _seen(7))
        except (NotANote, Behind, Rewritten):
            continue
        unnoticed.append(at)

    assert unnoticed == []


@needs_vectors
def test_the_published_log_is_signed_from_every_size_and_its_rewritten_twin_is_not():
    """The rewritten log begins as the first 100 entries did: only a witness of more than 200 can tell."""
    folder = VECTORS / "tlog-own-sample"
    key = Verifier.read((folder / "vkey.txt").read_text())
    proofs = {
        (c["size1"], c["size2"]): tuple(base64.b64decode(p) for p in c["proof"])
        for c in json.loads((folder / "consistency.json").read_text())
    }
    log, fork = ((folder / name / "checkpoint").read_bytes() for name in ("log", "fork"))
    levels, twin = (read_log(folder / name, opened(note, [key])[0]) for name, note in (("log", log), ("fork", fork)))
    seen = {}
    for size in (100, 250):
        point, _ = opened((folder / "earlier" / f"checkpoint.{size}").read_bytes(), [key])
        seen[size] = Seen(size, point.root)

    grown = {size: tuple(levels.consistency(size, 300)) for size in seen}
    signed = [checked(Request(size, proof, log), [key], seen[size]).size for size, proof in grown.items()]
    by_the_first = checked(Request(100, tuple(twin.consistency(100, 300)), fork), [key], seen[100])

    assert proofs[100, 300] == grown[100]
    assert signed == [300, 300]
    assert by_the_first.size == 300
    with pytest.raises(Rewritten):
        checked(Request(250, tuple(twin.consistency(250, 300)), fork), [key], seen[250])


@needs_vectors
def test_the_cosignature_of_the_published_log_is_taken_from_its_line_alone():
    folder = VECTORS / "tlog-own-sample"
    witness = Verifier.read((folder / "witness-vkey.txt").read_text())
    note = (folder / "log" / "checkpoint").read_bytes()
    text, _, lines = note.rpartition(b"\n\n")
    own, answer = lines.splitlines(keepends=True)

    found, signed = cosigned(text + b"\n\n" + own, answer, [witness])

    assert found == note
    assert [s.by for s in signed] == [witness]
