"""Whoever altered, removed or slipped in something is found out: by the case itself, or by a receipt that somebody kept."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gestae.desk.case_file import open_case
from gestae.desk.receipts import NotANote, check, receipt
from gestae.desk.verify import verify_case
from gestae.model import Refusal
from gestae.record.proof.notes import Checkpoint, Signer, Verifier
from gestae.record.proof.tiles import Levels
from gestae.record.proof.tree import leaf_hash

STATEMENT = b"On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\n"
LATER = b"On Tuesday Perrin Oyelaran handed the lamp to Ida Fennimore.\n"
EARLIER = Path(__file__).resolve().parent.parent / "data" / "case-1"


@pytest.fixture
def case(desk):
    with desk.open() as opened:
        desk.receive(opened, ("statement.txt", STATEMENT))
    return desk.roof / "case"


def _verify(desk, path):
    return verify_case(path, clock=desk.clock, environment=desk.environment)


def _receipt(desk, path, entry=None):
    return receipt(path, entry, clock=desk.clock, environment=desk.environment)


def _check(desk, data, path=None, keys=()):
    return check(data, keys, path, clock=desk.clock, environment=desk.environment)


def _tampered(path, *statements):
    """Somebody with a database program and the run of the disk."""
    with closing(sqlite3.connect(path / "log.sqlite")) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        for statement, *values in statements:
            db.execute(statement, values)
        db.commit()


def _bodies(path):
    with closing(sqlite3.connect(path / "log.sqlite")) as db:
        return [bytes(b) for (b,) in db.execute("SELECT body FROM entry ORDER BY idx")]


def _rehashed(path, bodies):
    """Statements that put these entries in, with every hash kept beside them made anew."""
    levels = Levels.of(leaf_hash(b) for b in bodies)
    yield ("DELETE FROM node",)
    yield ("DELETE FROM entry",)
    for at, body in enumerate(bodies):
        yield ("INSERT INTO entry VALUES (?, ?, ?)", at, body, leaf_hash(body))
    for level, row in enumerate(levels.rows):
        for at, hash_ in enumerate(row):
            yield ("INSERT INTO node VALUES (?, ?, ?)", level, at, hash_)


def test_a_case_as_it_was_written_holds_and_is_sealed_to_its_last_entry(desk, case):
    found = _verify(desk, case)

    assert found.holds
    assert found.unsealed == 0
    assert found.record.entries == 6
    assert (found.sources, found.texts) == (1, 1)
    assert found.quotes > 0
    assert [found.sealer(k) for k in found.record.keys] == ["Robin Tallis"]


def test_a_case_of_an_earlier_release_holds_and_is_sealed_by_what_is_added_next(desk):
    path = desk.roof / "earlier"
    shutil.copytree(EARLIER, path)

    before = _verify(desk, path)
    with pytest.raises(Refusal, match="no seal yet"):
        _receipt(desk, path)
    with open_case(path, clock=desk.clock, environment=desk.environment) as opened:
        desk.receive(opened, ("later.txt", LATER))
    after = _verify(desk, path)

    assert before.holds
    assert before.record.sealed == 0
    assert after.holds
    assert after.unsealed == 0
    assert after.record.entries > before.record.entries


def test_an_altered_entry_is_named(desk, case):
    _tampered(case, ("UPDATE entry SET body = ? WHERE idx = 3", _bodies(case)[3].replace(b"1790", b"1791")))

    found = _verify(desk, case)

    assert not found.holds
    assert any("entry 3" in p.where and "not what was written" in p.what for p in found.record.problems)


def test_an_altered_entry_with_every_hash_made_anew_is_caught_by_the_seal(desk, case):
    bodies = _bodies(case)
    bodies[3] = bodies[3].replace(b'"at":1790', b'"at":1780')
    assert bodies[3] != _bodies(case)[3]
    _tampered(case, *_rehashed(case, bodies))

    found = _verify(desk, case)

    assert not found.holds
    assert any("not those that were signed" in p.what for p in found.record.problems)


def test_a_record_rewritten_and_signed_with_another_key_is_caught_by_a_receipt(desk, case):
    kept = _receipt(desk, case)
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        name = f"gestae/case/{opened.ledger.case}"
        old = next(iter(opened.ledger.keys))
    forger = Signer(name, Ed25519PrivateKey.generate())
    bodies = [b.replace(old.encode(), str(forger.verifier).encode()).replace(b'"at":1790', b'"at":1780') for b in _bodies(case)]
    point = Checkpoint(name, len(bodies), Levels.of(leaf_hash(b) for b in bodies).root())
    _tampered(
        case,
        *_rehashed(case, bodies),
        ("DELETE FROM checkpoint",),
        ("INSERT INTO checkpoint VALUES (?, ?)", len(bodies), point.signed(forger)),
    )

    assert _verify(desk, case).record.problems == []
    with pytest.raises(NotANote):
        _check(desk, kept, case)
    with pytest.raises(NotANote, match="not those that were there"):
        _check(desk, kept, case, keys=[old])


def test_words_left_behind_by_entries_that_were_cut_off_are_found(desk, case):
    _tampered(case, ("DELETE FROM entry WHERE idx > 2",))

    assert any("that is not in it" in p.what for p in _verify(desk, case).record.problems)


def test_entries_cut_off_at_the_end_are_caught_by_a_receipt(desk, case):
    kept = _receipt(desk, case)
    _tampered(
        case,
        ("DELETE FROM entry WHERE idx > 2",),
        ("DELETE FROM disclosure WHERE entry NOT IN (SELECT json_extract(CAST(body AS TEXT), '$.id') FROM entry)",),
        ("DELETE FROM checkpoint WHERE size > 3",),
        ("DELETE FROM node WHERE idx > 2 OR (level = 1 AND idx > 0) OR level > 1",),
    )

    assert _verify(desk, case).record.problems == []
    with pytest.raises(NotANote, match="had 6 entries when the receipt was given, and has 3 now"):
        _check(desk, kept, case)


def test_an_entry_slipped_in_at_the_end_is_not_sealed(desk, case):
    bodies = _bodies(case)
    slipped = bodies[-1].replace(b'"at":1790', b'"at":1780').replace(b'"id":"', b'"id":"f')
    _tampered(case, *_rehashed(case, [*bodies, slipped]))

    found = _verify(desk, case)

    assert found.unsealed == 1


def test_a_source_whose_bytes_were_changed_is_named(desk, case):
    blob = next(p for p in (case / "blobs").rglob("*") if p.is_file() and p.read_bytes() == STATEMENT)
    blob.write_bytes(STATEMENT.replace(b"Monday", b"Friday"))

    found = _verify(desk, case)

    assert not found.holds
    assert found.record.problems == []
    assert any("not those that were received" in p.what for p in found.problems)


def test_a_receipt_holds_after_the_case_has_grown(desk, case):
    kept = _receipt(desk, case)
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        desk.receive(opened, ("later.txt", LATER))

    found = _check(desk, kept, case)

    assert (found.checkpoint.size, found.now) == (6, 9)
    assert found.entry.kind == "claims.proposed"


def test_a_receipt_is_of_one_entry_and_holds_without_the_case(desk, case):
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        key = next(iter(opened.ledger.keys))
        wanted = opened.ledger.entries[3].entry
    kept = _receipt(desk, case, wanted.id)

    found = _check(desk, kept, keys=[key])

    assert found.entry == wanted
    assert found.signed[0].by == Verifier.read(key)
    assert found.now is None


def test_a_receipt_of_another_case_is_refused(desk, case):
    with desk.open("other") as opened:
        desk.receive(opened, ("later.txt", LATER))

    with pytest.raises(NotANote, match="no known key"):
        _check(desk, _receipt(desk, desk.roof / "other"), case)


def test_two_people_seal_one_case_each_with_a_key_of_their_own(desk, case):
    other = {"GESTAE_CONFIG_HOME": str(desk.roof / "other-config"), "GESTAE_NAME": "Kim Adeyemi"}
    with open_case(case, clock=desk.clock, environment=other) as opened:
        desk.receive(opened, ("later.txt", LATER))

    found = _verify(desk, case)

    assert found.holds
    assert [found.sealer(k) for k in found.record.keys] == ["Robin Tallis", "Kim Adeyemi"]


def test_a_key_locked_by_a_passphrase_writes_only_with_it(desk):
    words = desk.roof / "words.txt"
    words.write_text("between three hills\n")
    locked = {"GESTAE_CONFIG_HOME": str(desk.roof / "locked"), "GESTAE_PASSPHRASE_FILE": str(words), "GESTAE_NAME": "Robin Tallis"}
    desk.environment = locked
    with desk.open("case-2") as opened:
        desk.receive(opened, ("statement.txt", STATEMENT))
    del desk.environment["GESTAE_PASSPHRASE_FILE"]

    assert b"ENCRYPTED" in (desk.roof / "locked" / "key.pem").read_bytes()
    with desk.open("case-2") as opened, pytest.raises(Refusal, match="no passphrase was given"):
        desk.receive(opened, ("later.txt", LATER))
    assert _verify(desk, desk.roof / "case-2").holds
