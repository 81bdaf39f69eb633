"""The documents of the sample case: which, in what form, and the same from every run."""

import email
import email.policy
import io
import re
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import docx
import pypdfium2
import pytest
from docx.text.paragraph import Paragraph
from selectolax.lexbor import LexborHTMLParser

from gestae.sample import NAME, documents

FILES = dict(documents())


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _message() -> EmailMessage:
    message = email.message_from_bytes(FILES["03-weapons-log-mail.eml"], policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _docx_lines(data: bytes) -> list[str]:
    lines: list[str] = []
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        lines += [part.text] if isinstance(part, Paragraph) else [" ".join(cell.text for cell in row.cells) for row in part.rows]
    return [line for line in lines if line]


def test_the_case_has_its_name_and_thirteen_files_in_the_order_they_were_written() -> None:
    names = [name for name, _ in documents()]

    assert NAME == "Low Water"
    assert len(names) == 13
    assert names == sorted(names)
    assert names[0] == "01-call-sheet.docx"
    assert names[-1] == "13-ossington-supplement.txt"


def test_all_five_formats_are_there() -> None:
    suffixes = [Path(name).suffix for name in FILES]

    assert {suffix: suffixes.count(suffix) for suffix in suffixes} == {".docx": 2, ".txt": 5, ".eml": 1, ".pdf": 4, ".html": 1}


@pytest.mark.parametrize("name", list(FILES))
def test_a_document_is_what_its_name_says(name: str) -> None:
    data = FILES[name]

    match Path(name).suffix:
        case ".pdf":
            assert data.startswith(b"%PDF-1.4\n")
            assert data.endswith(b"%%EOF\n")
        case ".docx":
            assert data.startswith(b"PK\x03\x04")
            assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
        case ".html":
            assert data.startswith(b"<!DOCTYPE html>")
        case ".eml":
            assert not _message().defects
            assert _message()["From"] == "Hollis Dravere <hollis.dravere@lowwater.example>"
        case _:
            assert data.decode("utf-8").replace("\n", "").isprintable()


def test_all_documents_together_stay_small() -> None:
    assert sum(len(data) for data in FILES.values()) < 400_000


def test_making_the_case_again_gives_the_same_bytes(tmp_path: Path, maker: ModuleType) -> None:
    subprocess.run([sys.executable, str(maker.__file__), str(tmp_path)], check=True)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == FILES


def test_the_weapons_log_lies_within_the_mail(maker: ModuleType) -> None:
    (attached,) = _message().iter_attachments()

    assert attached.get_filename() == "weapons-log.docx"
    assert attached.get_content() == maker.document("weapons-log.docx")


def test_the_mail_says_what_was_written(maker: ModuleType) -> None:
    body = _message().get_body()
    assert body is not None

    assert body.get_content().split() == maker.words("03-weapons-log-mail.eml").split()


def test_the_weapons_log_is_a_table_of_nineteen_rows_about_one_day(maker: ModuleType) -> None:
    table = docx.Document(io.BytesIO(maker.document("weapons-log.docx"))).tables[0]
    times = [row.cells[0].text for row in table.rows]

    assert times[0] == "Time"
    assert len(times) == 20
    assert times[1:] == sorted(times[1:])


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".docx")])
def test_a_word_document_says_what_its_manuscript_says(name: str, maker: ModuleType) -> None:
    assert _docx_lines(FILES[name]) == maker.words(name).splitlines()


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".pdf")])
def test_a_pdf_says_what_its_manuscript_says_in_order_between_head_and_page_number(name: str, maker: ModuleType) -> None:
    pages = pypdfium2.PdfDocument(FILES[name])
    head = _letters(re.search(r"^@header (.*)$", maker.manuscript(name), re.MULTILINE).group(1))  # type: ignore[union-attr]

    read = ""
    for number, page in enumerate(pages, 1):
        words = _letters(page.get_textpage().get_text_range())
        foot = f"Page{number}of{len(pages)}"
        assert words.startswith(head)
        assert words.endswith(foot)
        read += words.removeprefix(head).removesuffix(foot)

    assert read == _letters(maker.words(name))


def test_one_pdf_is_in_two_justified_columns_with_divided_words() -> None:
    page = pypdfium2.PdfDocument(FILES["11-bureau-release.pdf"])[0].get_textpage()
    boxes = [page.get_charbox(n) for n in range(page.count_chars()) if page.get_text_range(n, 1).isalnum()]
    set_in_columns = [(round(left), round(right)) for left, _, right, top in boxes if 60 < top < 690]

    assert not [edges for edges in set_in_columns if edges[0] < 317 and edges[1] > 295]
    assert min(len([e for e in set_in_columns if e[0] < 294]), len([e for e in set_in_columns if e[0] > 317])) > 500
    assert max(right for left, right in set_in_columns if left < 294) in (293, 294)
    assert FILES["11-bureau-release.pdf"].count(b"-) Tj") >= 3


def test_the_court_order_has_two_pages_and_a_paragraph_that_runs_over() -> None:
    first, second = pypdfium2.PdfDocument(FILES["10-court-order.pdf"])
    end = first.get_textpage().get_text_range().splitlines()[-2]
    start = second.get_textpage().get_text_range().splitlines()[1]

    assert not end.rstrip().endswith((".", ":"))
    assert not start.startswith(("(", "5."))


def test_the_press_page_has_navigation_a_block_quotation_and_a_footer() -> None:
    page = LexborHTMLParser(FILES["12-press-report.html"])
    quotation = page.css_first("article blockquote")

    assert all(page.css_first(tag) is not None for tag in ("nav", "footer", "script", "aside"))
    assert quotation is not None
    assert "the one person whose job it was" in quotation.text()


@pytest.mark.parametrize(("name", "first"), [("06-achterberg-interview.txt", "6:01"), ("07-brandvold-interview.txt", "2:26")])
def test_a_transcript_numbers_its_lines_without_a_gap(name: str, first: str) -> None:
    text = FILES[name].decode("utf-8")
    numbers = re.findall(r"^(\d+):(\d\d)  ", text, re.MULTILINE)

    assert ":".join(numbers[0]) == first
    for (page, line), (next_page, next_line) in pairwise(numbers):
        assert (int(next_page), int(next_line)) in {(int(page), int(line) + 1), (int(page) + 1, 1)}
