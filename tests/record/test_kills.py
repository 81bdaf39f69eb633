"""A kill between any two system calls loses no acknowledged entry, and leaves no seal ahead of the record."""

import base64
import itertools
import json
import random
import threading

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from killing import stopped_at
from log_places import Place

from gestae.record import Act, Signer, uuid7, write
from gestae.record.proof.notes import opened
from gestae.record.sequencer import Sequencer
from gestae.record.verify import verify

AT = 1_790_000_000_000
CASE = uuid7(AT)
SIGNER = Signer(f"gestae/case/{CASE}", Ed25519PrivateKey.generate())
KILLS_OF_ONE_RECORD = 25


def a_note(words):
    return write(Act("note.added", {}, {"note": words}), case=CASE, at=AT, by="mbr-1")


def opened_log(place):
    log = place.open()
    log.signer = SIGNER
    return log


def begun(place):
    """The place with a record whose key is named."""
    log = opened_log(place)
    log.append([write(Act("key.added", {"key": str(SIGNER.verifier), "member": "mbr-1"}), case=CASE, at=AT, by="mbr-1")])
    log.close()
    return place


def appending(place):
    """What a child does: one entry, then three, then one, each acknowledged with its seal once it is durable."""

    def do(tell):
        log = opened_log(place)
        for count in (1, 3, 1):
            written = [a_note("lamp") for _ in range(count)]
            log.append(written)
            note = base64.b64encode(log.seals.last()[1]).decode()
            tell(json.dumps({"ids": [w.entry.id for w in written], "seal": note}).encode() + b"\n")
        log.close()

    return do


def hold_to(place, acknowledged):
    """Opens the record and holds it to all that was acknowledged."""
    log = place.open()
    found = verify(log)
    assert found.problems == []
    assert found.sealed == found.entries
    for told in acknowledged:
        assert None not in [log.place(id_) for id_ in told["ids"]]
        seal, _ = opened(base64.b64decode(told["seal"]), [SIGNER.verifier])
        assert seal.size <= found.entries
        assert log.seals.root(seal.size) == seal.root
    log.close()
    place.opened.remove(log)


def kills(make_place, count):
    """So many kills, a new record now and then; how many entries were acknowledged, and at how many points it was killed."""
    chance, points, entries = random.Random(5), set(), 0
    place, acknowledged, stops = None, [], 0
    for number in range(count):
        if number % KILLS_OF_ONE_RECORD == 0:
            place, acknowledged = begun(make_place()), []
            stops, told = stopped_at(appending(place), None)
            acknowledged += map(json.loads, told.splitlines())
            hold_to(place, acknowledged)
        at = chance.randrange(1, stops)
        _, told = stopped_at(appending(place), at)
        points.add(at)
        fresh = [json.loads(line) for line in told.splitlines()]
        entries += sum(len(each["ids"]) for each in fresh)
        acknowledged += fresh
        hold_to(place, acknowledged)
    return entries, len(points)


@pytest.fixture(params=["sqlite", "postgres"])
def make_place(request, tmp_path_factory):
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None

    def make():
        place = Place(request.param, tmp_path_factory.mktemp("record"), server)
        request.addfinalizer(place.close)
        return place

    return make


def test_kills_between_system_calls_lose_nothing_that_was_acknowledged(make_place):
    entries, points = kills(make_place, 40)

    assert entries > 0
    assert points > 20


@pytest.mark.full
def test_a_thousand_kills_between_system_calls_lose_nothing_that_was_acknowledged(make_place):
    entries, points = kills(make_place, 1000)

    assert entries > 500
    assert points > 100


def stops_of_the_server(server, count):
    """Eight threads write through one sequencer after another while the server is killed; what they were told holds."""
    place = begun(Place("postgres", server.folder, server))
    chance, acknowledged = random.Random(3), []
    for _ in range(count):
        sequencer = Sequencer(opened_log(place))
        numbers = itertools.count()

        def writing(sequencer=sequencer, numbers=numbers):
            try:
                while next(numbers) < 4000:
                    note = a_note("lamp")
                    kept = sequencer.append([note])
                    acknowledged.append({"ids": [note.entry.id], "seal": base64.b64encode(kept.checkpoint).decode()})
            except OSError:
                return

        threads = [threading.Thread(target=writing) for _ in range(8)]
        for thread in threads:
            thread.start()
        threading.Event().wait(chance.uniform(0.05, 0.3))
        server.stop("immediate")
        for thread in threads:
            thread.join()
        sequencer.close()
        server.start()
        hold_to(place, acknowledged)
    place.close()
    return len(acknowledged)


def test_a_server_killed_in_the_middle_of_commits_loses_nothing_that_was_acknowledged(stopping_postgres):
    assert stops_of_the_server(stopping_postgres, 3) > 0


@pytest.mark.full
def test_a_server_killed_thirty_times_loses_nothing_that_was_acknowledged(stopping_postgres):
    assert stops_of_the_server(stopping_postgres, 30) > 0
