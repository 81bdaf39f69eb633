"""A case is handed over with something withheld, and what is withheld is nowhere in it."""

import re
import zlib

import pytest
from bundle_office import LETTER, STATEMENT, Office, files

from gestae.desk.brief import brief
from gestae.desk.review import accept_all, reject, same
from gestae.model import Refusal
from gestae.model.codec import digest

MAIL = b"""From: Sol Adeyemi <sol@example.org>
To: office@example.org
Date: Mon, 14 Sep 2026 09:00:00 +0000
Subject: the lamp
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

Sol Adeyemi handed the lamp to Wren Achterberg.

--b
Content-Type: text/plain; name="note.txt"
Content-Disposition: attachment; filename="note.txt"

Wren Achterberg handed the lamp to Ida Fennimore.

--b--
"""
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(40)


def holds(folder, word):
    """The places in a folder where a word stands, by a search of our own: in names, in bytes, and in whatever is packed."""
    wanted = re.compile(rf"\b{word}\b".encode(), re.IGNORECASE)
    return [place for place, content in files(folder).items() if any(map(wanted.search, [place.encode(), *_unpacked(content)]))]


def _unpacked(content):
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    return [content, *(zlib.decompressobj().decompress(stream) for stream in streams)]


@pytest.fixture
def accepted(office):
    office.do(accept_all)
    return office


def test_a_person_s_name_is_nowhere_in_what_is_released(accepted):
    full, released = accepted.export("full"), accepted.export("released", "Ida Fennimore")

    assert holds(full.path, "Fennimore")
    assert holds(released.path, "Fennimore") == []
    assert holds(released.path, "Ida") == []
    assert holds(released.path, "Oyelaran")


def test_what_is_released_verifies_against_the_same_checkpoint_as_the_whole(accepted):
    full, released = accepted.export("full"), accepted.export("released", "Ida Fennimore")
    found = accepted.check("released", receipt=released.receipt.read_bytes())

    assert files(full.path)["data/record/checkpoint"] == files(released.path)["data/record/checkpoint"]
    assert found.problems == []
    assert found.is_derived
    assert found.report.withheld > 0
    assert found.report.root == accepted.check("full").report.root


def test_a_source_that_names_her_is_left_out_and_listed_with_its_digest(accepted):
    released = accepted.export("released", "Ida Fennimore")
    found = accepted.check("released")

    assert f"data/evidence/{digest(STATEMENT)}" not in files(released.path)
    assert f"data/evidence/{digest(LETTER)}" in files(released.path)
    assert released.absent == (("statement.txt", "it holds something that is withheld"),)
    assert ("evidence", digest(STATEMENT), "it holds something that is withheld") in found.report.absent
    assert {folder for folder, _, _ in found.report.absent} == {"evidence", "texts", "proposals"}


def test_all_names_by_which_the_case_knows_her_are_withheld(accepted):
    accepted.add(("other.txt", b"Tibby handed the lamp to Sol Adeyemi.\n"))
    accepted.do(accept_all)
    ids = {a.label: a.id for a in accepted.do(brief).agents}
    accepted.do(lambda case: same(case, ids["Ida Fennimore"], ids["Tibby"]))

    released = accepted.export("released", "Ida Fennimore")

    assert holds(released.path, "Tibby") == []
    assert holds(released.path, "Adeyemi")


def test_a_mail_is_left_out_when_a_file_attached_to_it_is(desk):
    office = Office(desk)
    office.add(("mail.eml", MAIL))

    released = office.export("released", "Ida Fennimore")

    assert dict(released.absent)["mail.eml"] == "a file within it is left out"
    assert dict(released.absent)["note.txt"] == "it holds something that is withheld"
    assert holds(released.path, "Achterberg")
    assert holds(released.path, "Fennimore") == []


def test_what_could_not_be_read_cannot_be_searched_and_is_left_out(desk):
    office = Office(desk)
    office.add(("photograph.png", PICTURE))

    released, full = office.export("released", "Ida Fennimore"), office.export("full")

    assert "could not be searched" in dict(released.absent)["photograph.png"]
    assert f"data/evidence/{digest(PICTURE)}" in files(full.path)


def test_a_reason_is_withheld_by_the_name_of_its_field(accepted):
    claim = accepted.do(brief).claims[0]
    accepted.do(lambda case: reject(case, [claim.id], "she was on leave that week"))

    full, released = accepted.export("full"), accepted.export("released", "field:reason")

    assert holds(full.path, "on leave that week")
    assert holds(released.path, "on leave that week") == []
    assert accepted.check("released").report.withheld == 1


def test_claims_of_a_kind_are_withheld_with_the_words_they_rest_on(accepted):
    accepted.add(("memo.txt", b"Nothing was handed over on Sunday.\n"))

    released = accepted.export("released", "kind:handover")

    assert holds(released.path, "handed the lamp") == []
    assert {name for name, _ in released.absent} == {"statement.txt", "letter.txt"}
    assert holds(released.path, "handed over on Sunday")


def test_a_source_is_withheld_with_the_claims_that_quote_it(accepted):
    released = accepted.export("released", "source:letter.txt")

    assert released.absent == (("letter.txt", "it is withheld"),)
    assert holds(released.path, "Adeyemi") == []
    assert holds(released.path, "letter.txt") == []
    assert holds(released.path, "Fennimore")


def test_words_are_withheld_where_they_stand_together(accepted):
    released = accepted.export("released", "words:on monday IDA")

    assert {name for name, _ in released.absent} == {"statement.txt"}


def test_what_was_withheld_is_in_the_record_and_not_in_the_bundle(accepted):
    released = accepted.export("released", "Ida Fennimore")
    with accepted.open() as case:
        told = case.ledger.entries[-1]

    assert told.private["withheld"] == ["Ida Fennimore"]
    assert "Ida" not in str(told.entry.plain)
    assert holds(released.path, "Ida Fennimore") == []


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("Nobody Known", "nobody and nothing in the case is called this"),
        ("field:colour", "no entry of the case has a field of this name"),
        ("kind:rumour", "there is no kind of claim of this name"),
        ("source:diary.txt", "no source of the case is called this"),
        ("words:a b", "no word of three letters"),
    ],
)
def test_a_rule_that_says_nothing_is_refused_and_nothing_is_written(accepted, rule, says):
    with pytest.raises(Refusal, match=says):
        accepted.export("released", rule)

    assert not (accepted.roof / "released").exists()
