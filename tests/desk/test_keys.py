"""The key that seals a record can be kept on paper, changed, and lost, without anything that it sealed being put in doubt."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from gestae.desk import key_file, key_paper, keys
from gestae.desk.case_file import open_case
from gestae.desk.continuing import go_on
from gestae.desk.verify import verify_case
from gestae.model import Refusal
from gestae.record import acts
from gestae.record.proof.succession import Succession

NOTE = b"On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\n"
LATER = b"On Tuesday Perrin Oyelaran handed the lamp to Ida Fennimore.\n"
WORDS = b"seven grey geese over the weir"


@pytest.fixture
def case(desk):
    with desk.open() as opened:
        desk.receive(opened, ("statement.txt", NOTE))
    return desk.roof / "case"


def _verify(desk, path):
    return verify_case(path, clock=desk.clock, environment=desk.environment)


def _add(desk, *document):
    with desk.open() as opened:
        desk.receive(opened, document)


def _lose_the_key(desk):
    (desk.roof / "config" / "key.pem").unlink()


def _page(desk):
    key = keys.own_key(desk.environment, None)
    return key_paper.paper(key_file.written(key, WORDS), keys.number(key.public_key().public_bytes_raw()), "Robin Tallis")


def test_a_key_typed_back_from_its_paper_seals_as_before(desk, case):
    page = _page(desk)
    _lose_the_key(desk)
    sloppy = "\n".join(line[:4] + line[4:].lower().replace("0", "o").replace("1", "l") for line in page.split("\n"))

    keys.restore(key_paper.typed(sloppy), WORDS, desk.environment)
    passphrase = desk.roof / "passphrase"
    passphrase.write_bytes(WORDS + b"\n")
    desk.environment["GESTAE_PASSPHRASE_FILE"] = str(passphrase)
    _add(desk, "later.txt", LATER)

    assert _verify(desk, case).holds
    assert len(_verify(desk, case).record.chain.held) == 1


def test_a_mistyped_line_of_the_paper_is_named(desk, case):
    lines = _page(desk).split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(" 4."))
    lines[at] = lines[at][:6] + ("3" if lines[at][6] != "3" else "4") + lines[at][7:]

    with pytest.raises(Refusal, match="line 4: it does not fit"):
        key_paper.typed("\n".join(lines))
    with pytest.raises(Refusal, match="line 4: it is missing"):
        key_paper.typed("\n".join(lines[:at] + lines[at + 1 :]))
    with pytest.raises(Refusal, match="does not come to a key"):
        key_paper.typed("\n".join(lines[:at]))


def test_the_paper_is_of_no_use_without_the_passphrase(desk, case):
    page = _page(desk)

    with pytest.raises(Refusal, match="cannot be opened with this passphrase"):
        keys.restore(key_paper.typed(page), b"eight grey geese", desk.environment)


def test_a_key_that_lay_in_the_place_of_the_restored_one_is_kept(desk, case):
    page, there = _page(desk), (desk.roof / "config" / "key.pem").read_bytes()

    _, aside = keys.restore(key_paper.typed(page), WORDS, desk.environment)

    assert aside.read_bytes() == there


def test_a_changed_key_is_signed_for_by_both_and_the_record_says_who_sealed_what(desk, case):
    old, new = keys.change(desk.environment, None, desk.clock())
    _add(desk, "later.txt", LATER)

    found = _verify(desk, case)

    assert found.holds
    first, second = found.record.chain.held
    assert (first.key.key, second.key.key) == (old, new)
    assert second.how == "follows"
    assert second.by is first
    assert first.until == second.since
    assert [found.sealer(h.key) for h in (first, second)] == ["Robin Tallis"] * 2
    assert first.sealed[-1][1] + 1 == second.sealed[0][0]
    assert second.sealed[-1][1] == found.record.entries - 1


def test_two_changes_between_two_visits_are_both_in_the_record(desk, case):
    keys.change(desk.environment, None, desk.clock())
    keys.change(desk.environment, None, desk.clock())
    _add(desk, "later.txt", LATER)

    found = _verify(desk, case)

    assert found.holds
    assert [held.how for held in found.record.chain.held] == ["opened", "follows", "follows"]


def test_a_key_that_was_changed_seals_no_more(desk, case):
    shutil.copy(desk.roof / "config" / "key.pem", desk.roof / "old.pem")
    keys.change(desk.environment, None, desk.clock())
    _add(desk, "later.txt", LATER)
    shutil.copy(desk.roof / "old.pem", desk.roof / "config" / "key.pem")

    with pytest.raises(Refusal, match="another has taken its place"):
        _add(desk, "third.txt", b"Sol handed the lamp to Ida Fennimore.\n")

    assert _verify(desk, case).holds


def test_a_seal_by_a_changed_key_does_not_hold(desk, case):
    """Somebody found the old key, and seals with it by a program of his own."""
    shutil.copy(desk.roof / "config" / "key.pem", desk.roof / "old.pem")
    keys.change(desk.environment, None, desk.clock())
    _add(desk, "later.txt", LATER)
    shutil.copy(desk.roof / "old.pem", desk.roof / "config" / "key.pem")
    with desk.open() as opened:
        opened.log.signer = keys.signer(opened.ledger.case, desk.environment)
        opened.log.append([opened.draft(acts.same("agt-1", "agt-2"))])

    found = _verify(desk, case)

    assert not found.holds
    assert any("no known key" in p.what for p in found.record.problems)


def test_a_change_signed_by_one_key_only_is_no_change(desk, case):
    keys.change(desk.environment, None, desk.clock())
    note = next((desk.roof / "config" / "key-changes").iterdir())
    lines = note.read_text(encoding="utf-8").split("\n")

    with pytest.raises(ValueError, match="not signed by both"):
        Succession.read("\n".join([*lines[:5], lines[5], ""]).encode())

    told = Succession.read(note.read_bytes())
    assert told.old != told.new


def test_with_a_lost_key_nothing_is_added_to_the_old_record_and_the_message_says_what_to_do(desk, case):
    _lose_the_key(desk)

    with pytest.raises(Refusal, match=r"--restore FILE.*--continues CASE"):
        _add(desk, "later.txt", LATER)

    assert _verify(desk, case).holds


def test_the_record_of_a_lost_key_goes_on_in_a_new_one_with_every_entry_as_it_was(desk, case):
    before = _verify(desk, case)
    _lose_the_key(desk)
    brought = go_on(case, desk.roof / "again", "again", clock=desk.clock, environment=desk.environment)
    with desk.open("again") as opened:
        desk.receive(opened, ("later.txt", LATER))
        names = sorted(s.name for s in opened.ledger.sources.values())

    after = _verify(desk, desk.roof / "again")

    assert brought == before.record.entries
    assert after.holds
    assert names == ["later.txt", "statement.txt"]
    assert (after.record.continues.size, after.record.continues.root) == (before.record.entries, before.record.root)
    assert after.record.continues.origin == before.record.keys[0].name
    assert _verify(desk, case).holds


def test_a_record_that_goes_on_without_an_entry_of_the_old_one_does_not_hold(desk, case):
    """The new key signs whatever its owner likes; the old record's last seal does not."""
    _lose_the_key(desk)
    go_on(case, desk.roof / "again", "again", clock=desk.clock, environment=desk.environment)
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        first = next(e.entry for e in opened.ledger.entries)
    forged = desk.roof / "forged"
    shutil.copytree(desk.roof / "again", forged)
    with closing(sqlite3.connect(forged / "log.sqlite")) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        (at,) = db.execute("SELECT idx FROM entry WHERE instr(body, ?)", (first.id,)).fetchone()
        for table in ("entry", "node", "checkpoint"):
            db.execute(f"DELETE FROM {table} WHERE {'size' if table == 'checkpoint' else 'idx'} > ?", (at,))
        db.execute("DELETE FROM node")
        db.commit()
    with open_case(forged, clock=desk.clock, environment=desk.environment) as opened:
        desk.receive(opened, ("other.txt", LATER))

    found = _verify(desk, forged)

    assert any("the record that it continues" in p.where for p in found.record.problems)
