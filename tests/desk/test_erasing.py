"""What is erased is gone from every file; that it was there, and who decided, stays provable."""

import json
import sqlite3
from contextlib import closing

import pytest

from gestae.desk import erasing, holding, review
from gestae.desk.brief import brief
from gestae.desk.case_file import open_case
from gestae.desk.receipts import check, receipt
from gestae.desk.register import Register
from gestae.desk.verify import verify_case
from gestae.model import Refusal
from gestae.present import brief_json, brief_text

LETTER = "\n".join(f"On Monday Quillon Abernathy handed the lamp{n} to Perrin Oyelaran." for n in range(60)).encode()
NOTE = b"On Tuesday Perrin Oyelaran handed the rope to Ida Fennimore.\n"
SECRETS = (b"Quillon", b"Abernathy", b"withdrawn-letter")


@pytest.fixture
def case(desk):
    """Two sources; the letter's claims were accepted, corrected and rejected."""
    with desk.open() as opened:
        desk.receive(opened, ("withdrawn-letter.txt", LETTER), ("note.txt", NOTE))
        ids = [c.claim.id for c in Register.of(opened).claims() if b"lamp" in c.claim.span.quote.encode()]
        review.accept(opened, ids[2:])
        review.reject(opened, ids[:1], "Quillon Abernathy says otherwise")
        review.correct(opened, ids[1], {"polarity": "denies"})
        (opened.store.cache / "index").write_bytes(LETTER)
    return desk.roof / "case"


def _erase(desk, *sources, entries=()):
    with desk.open() as opened:
        return erasing.erase(opened, sources, entries, "withdrawn by its author", "the data protection officer")


def _verify(desk, path):
    return verify_case(path, clock=desk.clock, environment=desk.environment)


def _left(path):
    """The files of a case in which a secret word still stands."""
    return {(file.name, word) for file in path.rglob("*") if file.is_file() for word in SECRETS if word in file.read_bytes()}


def test_no_file_of_the_case_holds_a_word_of_it_any_more(desk, case):
    before = {name for name, _ in _left(case)}
    going, _ = _erase(desk, "withdrawn-letter.txt")

    assert {"log.sqlite", "index"} < before
    assert len(going.blobs) == 3
    assert _left(case) == set()


def test_nothing_is_left_while_the_case_is_still_open(desk, case):
    """Neither in the write-ahead part nor in a page that SQLite has let go of."""
    with desk.open() as opened:
        erasing.erase(opened, ["withdrawn-letter.txt"], (), "withdrawn", "the officer")

        assert _left(case) == set()


def test_the_record_still_holds_and_an_earlier_receipt_too(desk, case):
    kept = receipt(case, None, clock=desk.clock, environment=desk.environment)
    before = _verify(desk, case)
    _erase(desk, "withdrawn-letter.txt")

    after = _verify(desk, case)

    assert after.holds
    assert after.record.entries == before.record.entries + 1
    assert check(kept, (), case, clock=desk.clock, environment=desk.environment).now == after.record.entries
    assert [(e.reason, e.decided_by) for e in after.erasures] == [("withdrawn by its author", "the data protection officer")]


def test_the_brief_says_erased_and_by_whose_decision_and_counts_nothing_of_it(desk, case):
    _erase(desk, "withdrawn-letter.txt")
    with desk.open() as opened:
        found = brief(opened)

    assert found.claims == ()
    assert "(erased)" in brief_text(found, 100, False)
    assert "as the data protection officer decided: withdrawn by its author" in brief_text(found, 1000, False)
    assert b"Quillon" not in json.dumps(brief_json(found)).encode()
    assert not any(p.is_grave for p in found.problems)


def test_the_other_source_stays_as_it_was(desk, case):
    with desk.open() as opened:
        before = [c.claim for c in Register.of(opened).claims() if b"rope" in c.claim.span.quote.encode()]
    _erase(desk, "withdrawn-letter.txt")
    with desk.open() as opened:
        after = [c.claim for c in Register.of(opened).claims()]

    assert before
    assert after == before


def test_what_is_held_is_not_erased_until_somebody_lifts_the_hold(desk, case):
    with desk.open() as opened:
        hold = holding.hold(opened, ["withdrawn-letter.txt"], "asked for by the court")
    with pytest.raises(Refusal, match=r"a legal hold: it stands on this .asked for by the court"):
        _erase(desk, "withdrawn-letter.txt")
    with desk.open() as opened:
        accepted = next(e.entry.id for e in opened.ledger.entries if e.act == "claim.accepted")
    with pytest.raises(Refusal, match="a legal hold"):
        _erase(desk, entries=[accepted])
    still_there = _left(case)
    with desk.open() as opened:
        holding.lift(opened, hold, "the court has returned it")
    _erase(desk, "withdrawn-letter.txt")

    assert still_there
    assert _left(case) == set()


def test_a_hold_on_the_case_holds_every_source_and_one_on_another_source_does_not(desk, case):
    with desk.open() as opened:
        other = holding.hold(opened, ["note.txt"], "asked for")
        whole = holding.hold(opened, [], "proceedings are pending")
    with pytest.raises(Refusal, match="on the whole case"):
        _erase(desk, "withdrawn-letter.txt")
    with desk.open() as opened:
        holding.lift(opened, whole, "they ended")
        assert [h.entry.entry.id for h in holding.holds(opened)] == [other]

    assert len(_erase(desk, "withdrawn-letter.txt")[0].sources) == 1


def test_an_attachment_goes_with_its_mail_and_not_without_it(desk):
    mail = b"\r\n".join(
        (
            b"From: a@example.org", b"To: b@example.org", b"Subject: note", b"MIME-Version: 1.0",
            b'Content-Type: multipart/mixed; boundary="x"', b"", b"--x", b"Content-Type: text/plain", b"", b"See the note.", b"--x",
            b"Content-Type: text/plain", b'Content-Disposition: attachment; filename="inner.txt"', b"",
            b"On Monday Quillon Abernathy handed the lamp to Sol.", b"--x--", b"",
        )
    )  # fmt: skip
    with desk.open() as opened:
        desk.receive(opened, ("mail.eml", mail))
    with pytest.raises(Refusal, match=r"it came within mail\.eml"):
        _erase(desk, "inner.txt")

    going, _ = _erase(desk, "mail.eml")

    assert {s.name for s in going.sources} == {"mail.eml", "inner.txt"}
    assert _left(desk.roof / "case") == set()


def test_a_desk_that_stays_open_forgets_what_another_erased(desk, case):
    with desk.open() as staying:
        staying.memory = {}
        Register.of(staying)
        _erase(desk, "withdrawn-letter.txt")
        staying.ledger.refresh()

        assert "Quillon" not in repr(list(Register.of(staying).claims()))
        assert "Quillon" not in repr(staying.ledger.entries)
        assert "Quillon" not in repr(staying.memory)


def test_words_that_another_source_shares_stay_with_that(desk):
    with desk.open() as opened:
        desk.receive(opened, ("one.txt", NOTE), ("two.txt", NOTE + b"\n"))
        shared = len(opened.ledger.texts) == 1
    going, _ = _erase(desk, "one.txt")
    with desk.open() as opened:
        claims = list(Register.of(opened).claims())

    assert len(going.blobs) == (1 if shared else 3)
    assert claims
    assert _verify(desk, desk.roof / "case").holds


def test_the_same_file_can_be_added_again_and_is_read_anew(desk, case):
    _erase(desk, "withdrawn-letter.txt")
    with desk.open() as opened:
        again = desk.receive(opened, ("letter.txt", LETTER))
        standings = {c.standing for c in Register.of(opened).claims()}
    with desk.open() as opened:
        erasing.finish(opened)

    assert again.count("in") == 1
    assert standings == {"proposed"}
    assert _verify(desk, case).holds
    assert _left(case)


def test_the_words_of_one_entry_are_erased_by_themselves(desk, case):
    with desk.open() as opened:
        rejected = next(e.entry.id for e in opened.ledger.entries if e.act == "claim.rejected")
    _erase(desk, entries=[rejected])
    with desk.open() as opened:
        entry = next(e for e in opened.ledger.entries if e.entry.id == rejected)

    assert entry.private == {}
    assert entry.withheld == 1
    assert _verify(desk, case).holds


def test_who_decided_and_who_is_a_member_is_not_erased(desk, case):
    _erase(desk, "withdrawn-letter.txt")
    with desk.open() as opened:
        entries = [e.entry.id for e in opened.ledger.entries if e.act in ("erased", "member.added", "source.received")]

    assert len(entries) == 4
    for entry in entries:
        with pytest.raises(Refusal, match="is not erased by itself"):
            _erase(desk, entries=[entry])


def test_an_erasure_that_was_cut_off_is_told_and_finished(desk, case, monkeypatch):
    """The program is killed once the record says that it is erased, and before the files are cleared."""
    with monkeypatch.context() as killed:
        killed.setattr(erasing, "finish", lambda case: None)
        _erase(desk, "withdrawn-letter.txt")
    with desk.open() as opened:
        told = [p.what for p in brief(opened).problems]
        erasing.finish(opened)
    with desk.open() as opened:
        after = [p.what for p in brief(opened).problems]

    assert "An erasure was cut off." in told
    assert "An erasure was cut off." not in after
    assert _left(case) == set()


def test_while_somebody_else_reads_the_case_it_says_that_bytes_are_left(desk, case, monkeypatch):
    monkeypatch.setattr("gestae.record.sqlite.WAIT_S", 0.1)
    with closing(sqlite3.connect(case / "log.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM disclosure").fetchall()

        with pytest.raises(Refusal, match="finish with: gestae erase CASE"):
            _erase(desk, "withdrawn-letter.txt")
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        erasing.finish(opened)

    assert _left(case) == set()
