"""Many write at once and share each wait for the disk; each is told where the entry stands, and by which seal."""

import threading

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gestae.model import Refusal
from gestae.record import Act, Signer, uuid7, write
from gestae.record.proof.notes import opened
from gestae.record.sequencer import Sequencer
from gestae.record.verify import verify

AT = 1_790_000_000_000
CASE = uuid7(AT)
SIGNER = Signer(f"gestae/case/{CASE}", Ed25519PrivateKey.generate())


def a_note(words, id=None):
    return write(Act("note.added", {}, {"note": words}), case=CASE, at=AT, by="mbr-1", id=id)


def opened_log(place):
    log = place.open()
    log.signer = SIGNER
    return log


def in_threads(count, do):
    """What ``do`` gives for every number, all at once; a trouble stands in the place of what it gives."""
    found = [None] * count

    def one(number):
        try:
            found[number] = do(number)
        except Exception as trouble:
            found[number] = trouble

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def key_added():
    return write(Act("key.added", {"key": str(SIGNER.verifier), "member": "mbr-1"}), case=CASE, at=AT, by="mbr-1")


def test_each_of_many_is_answered_with_its_place_and_a_seal_that_covers_it(place):
    with Sequencer(opened_log(place)) as sequencer:
        sequencer.append([key_added()])
        notes = [a_note(str(n)) for n in range(40)]
        kept = in_threads(40, lambda n: sequencer.append([notes[n]]))

    log = place.open()
    assert sorted(k.index for k in kept) == list(range(1, 41))
    assert [log.place(w.entry.id) for w in notes] == [k.index for k in kept]
    for each in kept:
        checkpoint, _ = opened(each.checkpoint, [SIGNER.verifier])
        assert each.index < checkpoint.size
        assert log.root(checkpoint.size) == checkpoint.root
    assert len(log.seals.checkpoints()) < 41
    assert verify(log).problems == []


def test_one_that_is_refused_touches_no_other(place):
    first = a_note("as written")
    with Sequencer(opened_log(place)) as sequencer:
        sequencer.append([key_added(), first])
        kept = in_threads(20, lambda n: sequencer.append([a_note("other", id=first.entry.id) if n == 7 else a_note(str(n))]))

    assert [n for n, k in enumerate(kept) if isinstance(k, Refusal)] == [7]
    assert verify(place.open()).entries == 21


def test_two_programs_with_many_writers_each_make_one_record(place):
    with Sequencer(opened_log(place)) as one, Sequencer(opened_log(place)) as other:
        one.append([key_added()])
        kept = in_threads(60, lambda n: (one if n % 2 else other).append([a_note(str(n)), a_note(f"{n} too")]))

    found = verify(place.open())
    assert sorted(k.index for k in kept) == list(range(2, 121, 2))
    assert (found.entries, found.sealed, found.problems) == (121, 121, [])


def test_the_same_entry_handed_in_twice_stands_once(place):
    once = a_note("only once")
    with Sequencer(opened_log(place)) as sequencer:
        assert sequencer.append([once]).index == sequencer.append([once]).index == 0


def test_nothing_is_nothing_to_append(place):
    with Sequencer(opened_log(place)) as sequencer, pytest.raises(ValueError, match="nothing"):
        sequencer.append([])
