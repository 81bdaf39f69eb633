"""Whatever comes in, one clear sentence says what is wrong, and nothing is lost."""

import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_papers import word_document
from pdf_maker import Sheet, pdf

from gestae.model import Problem
from gestae.sources import Reading, fetch, read

MAIL = (
    b"From: Ada Quist <ada@quist.example>\r\nTo: Bo Farrow <bo@farrow.example>\r\nDate: Mon, 14 Oct 2024 16:52:00 +0100\r\n"
    b"Subject: The lift\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=mark\r\n\r\n--mark\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe lift fell at ten.\r\n--mark\r\nContent-Type: text/plain\r\n"
    b'Content-Disposition: attachment; filename="note.txt"\r\n\r\nA note.\r\n--mark--\r\n'
)


def packed(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def word_with(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word_document("Words."))) as whole:
        return packed(*((i.filename, whole.read(i)) for i in whole.infolist()), (name, content))


def only(reading: Reading) -> Problem:
    (problem,) = reading.all_problems()
    return problem


def is_plain_speech(problem: Problem) -> bool:
    said = problem.sentence()
    parts = (problem.where, problem.what, problem.why, problem.next)
    return (
        all(parts)
        and "!" not in said
        and not re.search(r"[a-z][A-Z]|Error|Exception|Traceback|None|__|0x", problem.what + problem.why)
    )


@pytest.mark.parametrize(("data", "said"), [(b"", "empty"), (b"\0" * 5000, "only zeros")])
def test_a_file_with_nothing_in_it_is_refused_with_a_reason(data: bytes, said: str) -> None:
    reading = read(data, "a.txt")

    assert reading.refused is not None
    assert said in reading.refused.what
    assert reading.text is None


KEPT_UNREAD = {
    "a PDF cut off at its start": (pdf(Sheet().text(72, 700, "Words"))[:60], "cut off or damaged"),
    "a PDF that asks for a password": (pdf(Sheet().text(72, 700, "Words"), password="sesame"), "locked with a password"),
    "a Word document cut off": (word_document("Words.")[:-400], "cut off or damaged"),
    "a bomb in a Word document": (word_with("word/media/x.xml", b"a" * 210_000_000), "211 megabytes"),
    "a zip file": (packed(("a.txt", b"Words")), "packed folder"),
    "a spreadsheet": (packed(("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")), "spreadsheet"),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old form"),
    "a locked Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an RTF document": (b"{\\rtf1\\ansi Words}", "RTF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\1" * 50, "picture"),
    "something unknown": (bytes(range(256)) * 8, "cannot be told"),
    "a scan": (pdf(Sheet().picture()), "was not read"),
}


@pytest.mark.parametrize(("data", "said"), KEPT_UNREAD.values(), ids=KEPT_UNREAD)
def test_what_cannot_be_read_is_kept_and_marked_unread(data: bytes, said: str) -> None:
    reading = read(data, "a.bin")
    problem = only(reading)

    assert reading.refused is None
    assert reading.text is None
    assert reading.source.size == len(data)
    assert said in problem.what
    assert problem.severity == "warning"
    assert is_plain_speech(problem)


def test_a_file_named_as_a_word_document_that_is_none_is_kept_unread() -> None:
    reading = read(b"this is no zip file at all", "statement.docx")

    assert reading.text is None
    assert "named as a Word document" in only(reading).what


def test_a_word_document_damaged_inside_is_told_as_damaged() -> None:
    data = packed(("[Content_Types].xml", b"<nonsense"), ("word/document.xml", b"<nonsense"))

    reading = read(data, "statement.docx")

    assert reading.text is None
    assert "damaged" in only(reading).what


def test_a_pdf_cut_off_near_its_end_gives_the_pages_that_are_whole() -> None:
    whole = pdf(*(Sheet().text(72, 700, f"Words of page {n}") for n in range(1, 7)))

    reading = read(whole[: len(whole) * 55 // 100], "a.pdf")

    assert reading.text is not None
    assert reading.text.body.startswith("Words of page 1\n\nWords of page 2")
    assert "cut off" in reading.problems[0].what


def test_a_pdf_locked_with_an_empty_password_is_read() -> None:
    reading = read(pdf(Sheet().text(72, 700, "Words"), password=""), "a.pdf")

    assert reading.text is not None
    assert reading.text.body == "Words"


def test_a_scanned_page_among_others_is_named_by_its_number() -> None:
    reading = read(pdf(Sheet().text(72, 700, "Words"), Sheet().picture(), Sheet().text(72, 700, "More")), "a.pdf")

    assert reading.text is not None
    assert reading.text.body == "Words\n\nMore"
    assert only(reading).where == "a.pdf, page 2"


@pytest.mark.parametrize("broken", [MAIL.replace(b"--mark", b"--other"), MAIL[:-10], MAIL.replace(b"; boundary=mark", b"")])
def test_a_mail_with_a_broken_boundary_keeps_its_words_and_says_so(broken: bytes) -> None:
    reading = read(broken, "a.eml")

    assert reading.text is not None
    assert "The lift fell at ten." in reading.text.body
    assert "--" not in reading.text.body
    assert [p.source.name for p in reading.parts] == ["note.txt"]
    assert "broken" in only(reading).what
    assert is_plain_speech(only(reading))


def test_a_mail_without_the_usual_headers_is_read() -> None:
    reading = read(b"Message-ID: <1@x.example>\nSubject: The lift\n\nIt fell.", "a.eml")

    assert reading.text is not None
    assert reading.text.body == "Subject: The lift\n\nIt fell."
    assert "who sent it" in only(reading).what


def test_a_mail_in_an_unheard_of_charset_is_read() -> None:
    reading = read(MAIL.replace(b"charset=utf-8", b"charset=klingon-8"), "a.eml")

    assert reading.text is not None
    assert "The lift fell at ten." in reading.text.body


def test_scripts_and_broken_tags_leave_only_the_words() -> None:
    reading = read(b"<html><body><p>One<script>alert('<p>no')</script> <b>two<p>three</i></div><style>p{}</style><td>four", "x")

    assert reading.text is not None
    assert reading.text.body == "One two\n\nthreefour"
    assert reading.problems == ()


def test_a_page_with_tags_piled_up_is_read_in_time() -> None:
    reading = read(b"<html><body>" + b"<div><span>" * 100_000 + b"Words", "x.html")

    assert reading.text is not None
    assert reading.text.body.strip() == "Words"


def test_a_line_of_megabytes_is_read() -> None:
    line = ("the lamp “fell” at ten – " * 120_000).encode()

    reading = read(line, "a.txt")

    assert reading.text is not None
    assert reading.text.body == line.decode()


@pytest.mark.full
def test_fifty_megabytes_are_read() -> None:
    data = ("The lamp fell at ten, said “Ada” – and nobody saw it.\n" * 900_000).encode()

    reading = read(data, "a.txt")

    assert reading.text is not None
    assert len(reading.text.body) > 45_000_000


def test_a_name_is_shown_on_one_line_without_its_folder() -> None:
    assert read(b"x", '/papers/a/the "log"\nof\tMay\u202e.txt').source.name == 'the "log" of May.txt'
    assert read(b"x", "C:\\papers\\log.txt").source.name == "log.txt"


def test_a_folder_a_missing_file_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    told = {name: fetch(tmp_path / name) for name in (".", "missing.txt", "pipe", "link", "x" * 400)}

    assert all(isinstance(p, Problem) and p.severity == "error" and is_plain_speech(p) for p in told.values())
    assert ["folder" in told["."].what, "no such" in told["missing.txt"].what] == [True, True]
    assert ["pipe" in told["pipe"].what, "link" in told["link"].what] == [True, True]


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_bytes(b"Words")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")

    found = fetch(path)

    assert isinstance(found, Problem)
    assert "may not be read" in found.what


def test_a_file_comes_as_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Words\0")

    assert fetch(tmp_path / "a.txt") == b"Words\0"


STARTS = (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body>", MAIL[:200], b"\xff\xfe", pdf(Sheet().text(9, 9, "x"))[:300])


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_no_bytes_make_reading_fail(start: bytes, rest: bytes) -> None:
    reading = read(start + rest, "a")

    assert reading.text is not None or reading.all_problems()
    assert all(is_plain_speech(p) or p.severity == "note" for p in reading.all_problems())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([MAIL, word_document("Words."), pdf(Sheet().text(72, 700, "Words"))]), st.data())
def test_no_changed_byte_makes_reading_fail(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]

    reading = read(changed, "a")

    assert reading.text is not None or reading.all_problems()
