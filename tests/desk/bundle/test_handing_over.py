"""A case is handed over to somebody who trusts nobody."""

import errno
import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from bundle_office import LETTER, STATEMENT, files

from gestae.desk.bundle import exporting
from gestae.desk.erasing import erase
from gestae.model import Refusal
from gestae.model.codec import digest
from gestae.record.bundle.conforming import bagit_faults


def _python(folder, *words):
    """The bundle's own verifier, run by somebody who has no Gestae."""
    program = [sys.executable, "-I", "-c", _WITHOUT_GESTAE, str(folder / "data" / "verify.py"), str(folder), *map(str, words)]
    return subprocess.run(program, capture_output=True, text=True, check=False)


_WITHOUT_GESTAE = """
import runpy, sys
sys.modules["gestae"] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_a_stranger_finds_that_it_holds_with_gestae_and_without(office):
    exported = office.export()
    receipt = exported.receipt.read_bytes()

    found = office.check(receipt=receipt)
    alone = _python(exported.path, "--receipt", exported.receipt)

    assert found.problems == []
    assert found.is_derived
    assert (found.report.entries, found.report.evidence, found.report.withheld) == (9, 2, 0)
    assert alone.returncode == 0, alone.stdout + alone.stderr
    assert "The bundle holds" in alone.stdout
    assert "2 exhibits by their bytes" in alone.stdout


def test_it_is_a_bag_that_any_archive_takes_in(office):
    path = office.export().path

    assert bagit_faults(path) == []
    assert (path / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_it_holds_the_documents_as_they_were_received_and_the_brief(office):
    found = files(office.export().path)

    assert found[f"data/evidence/{digest(STATEMENT)}"] == STATEMENT
    assert found[f"data/evidence/{digest(LETTER)}"] == LETTER
    assert b"Ida Fennimore" in found["data/brief.html"]
    assert [s["name"] for s in json.loads(found["data/brief.json"])["sources"]] == ["letter.txt", "statement.txt"]
    assert b"python3 data/verify.py" in found["data/VERIFY.md"]


def test_each_exhibit_has_a_receipt_of_its_own(office):
    exported = office.export()
    with office.open() as case:
        from gestae.record.proof.notes import Verifier  # noqa: PLC0415
        from gestae.record.proof.receipt import Proof  # noqa: PLC0415

        proof = Proof.read((exported.path / "data/record/proofs" / f"{digest(LETTER)}.tlog-proof").read_bytes())
        point, _ = proof.check(proof.extra, [Verifier.read(key) for key in case.ledger.keys])

    assert json.loads(proof.extra)["plain"]["digest"] == digest(LETTER)
    assert point.size == 9


def test_that_it_was_handed_over_is_in_the_record(office):
    exported = office.export("for-the-court", "field:problems")
    with office.open() as case:
        last = case.ledger.entries[-1]

    assert last.act == "export.made"
    assert last.entry.id == exported.entry
    assert last.entry.plain["tagmanifest"] == digest((exported.path / "tagmanifest-sha256.txt").read_bytes())
    assert last.private == {"withheld": ["field:problems"]}


def test_two_bundles_of_one_record_differ_in_nothing_but_the_day(office):
    first, second = (files(office.export(to).path) for to in ("first", "second"))

    assert first == second


def test_a_bundle_never_takes_the_place_of_something_else(office):
    (office.roof / "taken").mkdir()
    (office.roof / "given.receipt").write_text("an earlier one")

    for to in ("taken", "given", "no/such/folder"):
        with pytest.raises(Refusal):
            office.export(to)

    assert list((office.roof / "taken").iterdir()) == []
    assert (office.roof / "given.receipt").read_text() == "an earlier one"
    assert not (office.roof / "given").exists()


@pytest.mark.parametrize("after", [0, 1, 7, 15])
def test_a_disk_that_fills_up_leaves_nothing_behind_and_nothing_in_the_record(office, monkeypatch, after):
    written = iter(range(1000))

    def full(path, data, incoming):
        if next(written) >= after:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        path.write_bytes(data)

    before = sorted(p.name for p in office.roof.iterdir())
    monkeypatch.setattr(exporting, "write_whole", full)

    with pytest.raises(Refusal, match="No space left on device"):
        office.export()

    assert sorted(p.name for p in office.roof.iterdir()) == before
    with office.open() as case:
        assert [e.act for e in case.ledger.entries if e.act == "export.made"] == []


def test_somebody_new_to_the_case_hands_it_over_under_a_key_that_is_in_it(office):
    office.desk.environment = {"GESTAE_CONFIG_HOME": str(office.roof / "other"), "GESTAE_NAME": "Kim Adeyemi"}
    exported = office.export()

    found = office.check(receipt=exported.receipt.read_bytes())

    assert found.problems == []
    assert len(found.report.keys) == 2


def test_a_case_that_lost_a_document_is_not_handed_over_as_if_it_had_none(office):
    lost = office.roof / "case" / "blobs" / digest(LETTER)[:2] / digest(LETTER)[2:]
    lost.unlink()

    with pytest.raises(Refusal, match="it is missing"):
        office.export()

    assert not (office.roof / "bundle").exists()


def test_a_case_whose_record_was_altered_is_not_handed_over(office):
    with closing(sqlite3.connect(office.roof / "case" / "log.sqlite")) as db:
        db.execute("DROP TRIGGER entry_same")
        (body,) = db.execute("SELECT body FROM entry WHERE idx = 4").fetchone()
        db.execute("UPDATE entry SET body = ? WHERE idx = 4", (body.replace(b'"at":179', b'"at":178'),))
        db.commit()

    with pytest.raises(Refusal, match="Only what holds is handed over"):
        office.export()

    assert sorted(p.name for p in office.roof.iterdir()) == ["case", "config"]


def test_what_was_erased_is_not_in_it_and_the_record_of_the_erasure_is(office):
    with office.open() as case:
        erase(case, ["letter.txt"], (), "the court ordered it", "the judge")
    exported = office.export()
    found = office.check(receipt=exported.receipt.read_bytes())

    assert found.problems == []
    assert exported.absent == ()
    assert ("evidence", digest(LETTER), "it was erased") in found.report.absent
    assert not any(b"letter.txt" in content or LETTER in content for content in files(exported.path).values())
    assert b"the court ordered it" in files(exported.path)["data/record/disclosures.jsonl"]
