"""Sources go in whole or not at all, and the sums come out."""

import errno
import os
import signal
from email.message import EmailMessage
from pathlib import Path

import pytest
from papers import LETTER, MEMO, NOTE

from gestae import extract
from gestae.desk.dossier import dossier
from gestae.desk.intake import from_paths, receive
from gestae.model import Problem, Refusal
from gestae.record import FolderBlobs


def acts(case):
    return [e.act for e in case.ledger.entries]


def a_mail(*attachments):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ida@quarry.example", "sol@quarry.example", "the lamp"
    mail["Date"] = "Mon, 14 Sep 2026 09:00:00 +0100"
    mail.set_content("Sol handed the rope to Perrin Oyelaran.\n")
    for name, data in attachments:
        mail.add_attachment(data, maintype="text", subtype="plain", filename=name)
    return ("mail.eml", mail.as_bytes())


def test_a_document_goes_in_as_received_read_and_proposed(desk):
    with desk.open() as case:
        intake = desk.receive(case, NOTE)

        assert acts(case) == ["case.opened", "member.added", "key.added", "source.received", "text.read", "claims.proposed"]
        assert intake.count("in") == 1
        assert intake.received[0].proposed == 2
        assert dossier(case).sources[0].name == "note.txt"


def test_the_same_bytes_twice_are_one_source_under_the_first_name(desk):
    with desk.open() as case:
        intake = desk.receive(case, NOTE, ("copy.txt", NOTE[1]))

        assert [r.outcome for r in intake.received] == ["in", "duplicate"]
        assert "already in as note.txt" in intake.received[1].reason
        assert len(dossier(case).sources) == 1


def test_the_same_words_in_other_bytes_are_a_second_source_of_one_text(desk):
    with desk.open() as case:
        intake = desk.receive(case, NOTE, ("windows.txt", NOTE[1].replace(b"\n", b"\r\n")))
        found = dossier(case)

        assert [r.outcome for r in intake.received] == ["in", "in"]
        assert len(found.sources) == 2
        assert len(found.texts) == len(found.proposals) == 1
        assert acts(case).count("claims.proposed") == 1
        assert intake.received[1].reason == "Its words are the same as those of note.txt."
        assert [(p.severity, p.where) for p in intake.problems()] == [("note", "windows.txt")]
        (kept,) = found.problems  # in the case the note is of either of them, the same whichever was added first
        assert {kept.where, kept.what.removeprefix("Its words are the same as those of ")[:-1]} == {"note.txt", "windows.txt"}


def test_what_is_refused_has_its_reason_and_the_rest_goes_in(desk):
    with desk.open() as case:
        intake = desk.receive(case, ("empty.txt", b""), NOTE, ("zeros.bin", bytes(100)), LETTER)

        assert [r.outcome for r in intake.received] == ["refused", "in", "refused", "in"]
        assert all(r.reason for r in intake.received if r.outcome == "refused")
        assert len(intake.problems()) == 2


def test_received_is_always_in_and_duplicate_and_refused_attachments_counted(desk):
    with desk.open() as case:
        intake = desk.receive(case, NOTE, a_mail(LETTER, NOTE, ("nothing.txt", bytes(9))), NOTE)

        told = [(r.name, r.outcome) for r in intake.received]
        assert told == [
            ("note.txt", "in"), ("mail.eml", "in"), ("letter.txt", "in"), ("note.txt", "duplicate"), ("nothing.txt", "refused"),
            ("note.txt", "duplicate"),
        ]  # fmt: skip
        assert len(intake.received) == sum(intake.count(o) for o in ("in", "duplicate", "refused"))


def test_an_attachment_is_a_source_within_its_mail_with_its_own_bytes(desk):
    with desk.open() as case:
        intake = desk.receive(case, a_mail(LETTER))
        mail, letter = (r.source for r in intake.received)
        source = case.ledger.sources[letter]

        assert source.within == mail
        assert case.blobs.get(source.digest) == LETTER[1]


def test_a_mail_with_two_equal_attachments_holds_them_once(desk):
    with desk.open() as case:
        intake = desk.receive(case, a_mail(LETTER, ("again.txt", LETTER[1])))

        assert [r.outcome for r in intake.received] == ["in", "in", "duplicate"]


def test_a_mail_received_again_counts_again_with_what_is_within_it(desk):
    with desk.open() as case:
        mail = a_mail(LETTER, ("nothing.txt", bytes(9)))
        desk.receive(case, mail)
        again = desk.receive(case, mail)

        told = [(r.name, r.outcome) for r in again.received]
        assert told == [("mail.eml", "duplicate"), ("letter.txt", "duplicate"), ("nothing.txt", "refused")]
        assert len(case.ledger.sources) == 2


def test_a_device_is_named_by_the_path_that_was_given(desk):
    with desk.open() as case:
        (refused,) = receive(case, from_paths([Path(os.devnull)])).received

        assert refused.name == os.devnull


def test_missing_files_and_folders_are_refused_in_words(desk, tmp_path):
    (tmp_path / "folder").mkdir()
    with desk.open() as case:
        intake = receive(case, from_paths([tmp_path / "none.txt", tmp_path / "folder"]))

        assert [r.outcome for r in intake.received] == ["refused", "refused"]
        assert acts(case) == ["case.opened", "member.added", "key.added"]


@pytest.mark.parametrize("fails_at", range(6))
def test_a_disk_that_fills_up_stops_the_work_with_what_is_in_kept_whole(desk, monkeypatch, fails_at):
    writes = iter(range(100))
    real = FolderBlobs.put

    def put(self, data):
        if next(writes) >= fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(FolderBlobs, "put", put)
    with desk.open() as case:
        intake = desk.receive(case, NOTE, LETTER, MEMO)

        whole = fails_at // 3
        assert [r.outcome for r in intake.received] == ["in"] * whole
        assert len(intake.not_taken) == 3 - whole
        assert "disk is full" in intake.stopped.what
        assert acts(case)[3:] == ["source.received", "text.read", "claims.proposed"] * whole
        assert dossier(case).problems == ()


def test_a_record_that_cannot_grow_takes_nothing_of_the_file(desk):
    with desk.open() as case:
        desk.receive(case, NOTE)
        case.log.db.run(f"PRAGMA max_page_count = {case.log.db.rows('PRAGMA page_count')[0][0]}")
        big = [(f"{n}.txt", f"Document {n}. Ida Fennimore handed the lamp to Sol.\n".encode()) for n in range(50)]
        intake = desk.receive(case, *big)

        assert intake.stopped is not None
        assert len(intake.received) + len(intake.not_taken) == 50
        assert len(case.ledger.sources) == 1 + intake.count("in")
    with desk.open() as case:
        assert len(case.ledger.sources) == 1 + intake.count("in")


def test_work_that_is_stopped_by_hand_says_what_is_in_and_what_is_not(desk, monkeypatch):
    def stop(text, source, *_):
        if "key" in text.body:
            raise KeyboardInterrupt
        return real(text, source)

    real = extract.propose
    monkeypatch.setattr(extract, "propose", stop)
    with desk.open() as case:
        intake = desk.receive(case, NOTE, MEMO, LETTER)

        assert [r.name for r in intake.received] == ["note.txt"]
        assert intake.not_taken == ("memo.txt", "letter.txt")
        assert len(case.ledger.sources) == 1


def test_a_stop_while_a_file_is_being_written_waits_until_it_is_in(desk, monkeypatch):
    with desk.open() as case:
        real = case.log.append

        def append(written):
            os.kill(os.getpid(), signal.SIGINT)
            real(written)

        monkeypatch.setattr(case.log, "append", append)
        intake = desk.receive(case, NOTE, LETTER)

        assert [r.name for r in intake.received] == ["note.txt"]
        assert intake.not_taken == ("letter.txt",)
        assert "stopped" in intake.stopped.what
        assert len(case.ledger.sources) == 1


def test_each_file_is_acknowledged_only_when_it_is_in_the_record(desk):
    seen = []
    with desk.open() as case, desk.open() as other:

        def acknowledge(received):
            other.ledger.refresh()
            seen.append(received.source in other.ledger.sources)

        desk.receive(case, NOTE, LETTER, acknowledge=acknowledge)

    assert seen == [True, True]


def test_two_people_adding_the_same_document_at_once_make_one_source(desk):
    with desk.open() as one, desk.open() as other:
        first = desk.receive(one, NOTE)
        second = desk.receive(other, NOTE, LETTER)

        assert [r.outcome for r in (*first.received, *second.received)] == ["in", "duplicate", "in"]
        assert len(dossier(other).sources) == 2


def test_what_reading_noticed_stays_with_the_case(desk):
    damaged = "The café was shut.\n".encode().decode("latin-1").encode()
    with desk.open() as case:
        intake = desk.receive(case, ("report.txt", damaged))
        noticed = intake.received[0].problems

        assert noticed
        assert set(noticed) <= set(dossier(case).problems)


def test_a_case_that_cannot_be_written_to_takes_nothing(desk):
    with desk.open() as case:
        case.store.can_write = False

        with pytest.raises(Refusal, match="cannot be written to"):
            desk.receive(case, NOTE)


def test_a_member_is_named_once_however_much_they_do(desk):
    with desk.open() as case:
        desk.receive(case, NOTE)
    with desk.open(GESTAE_CONFIG_HOME=str(desk.roof / "other"), GESTAE_NAME="Second Reader") as case:
        desk.receive(case, LETTER)
        desk.receive(case, MEMO)

        assert sorted(case.ledger.members.values()) == ["Robin Tallis", "Second Reader"]
        assert acts(case).count("member.added") == 2


def test_a_damaged_text_is_told_and_the_others_are_read(desk):
    with desk.open() as case:
        intake = desk.receive(case, NOTE, LETTER)
        blob = case.ledger.texts[intake.received[0].text]
        (case.store.where / "blobs" / blob[:2] / blob[2:]).write_bytes(b"{}")
        found = dossier(case)

        assert len(found.texts) == 1
        assert [type(p) for p in found.problems] == [Problem]
        assert blob[2:] in found.problems[0].where


def test_no_name_and_no_word_of_a_document_stands_in_clear_in_the_entries(desk):
    with desk.open() as case:
        desk.receive(case, NOTE)
        rows = [row[0] for row in case.log.db.rows("SELECT body FROM entry")]

    assert not any(word in row for row in rows for word in (b"note.txt", b"Ida", b"lamp", b"Tallis"))
