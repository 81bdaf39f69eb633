"""Every place a reader names lies in its text, and the same bytes always give the same text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_papers import word_document
from pdf_maker import Sheet, pdf

from gestae.model import Span
from gestae.model.codec import digest
from gestae.model.ids import source_id, text_id
from gestae.sources import Reading, read
from gestae.sources.intake import readers

LETTERS = st.characters(codec="cp1252", exclude_categories=("Cc", "Cs"))
LINE = st.text(LETTERS, min_size=1, max_size=40)
LINES = st.lists(LINE, min_size=1, max_size=6)
TABLE = st.lists(st.lists(st.text(LETTERS, max_size=12), min_size=3, max_size=3), min_size=3, max_size=5)


def as_plain(lines: list[str], table: list[list[str]]) -> bytes:
    return "\r\n".join([*lines, *("\t".join(r) for r in table)]).encode("utf-16")


def as_page(lines: list[str], table: list[list[str]]) -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{c}" for c in row) for row in table)
    quotes = "".join(f"<h2>{line}</h2><blockquote><p>{line}<br>{line}</blockquote>" for line in lines)
    return f"<html><meta charset=utf-8><body>{quotes}<table>{rows}</table>{lines[0]}".encode()


def as_word(lines: list[str], table: list[list[str]]) -> bytes:
    return word_document(*lines, table=table)


def as_mail(lines: list[str], table: list[list[str]]) -> bytes:
    head = "From: a@x.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n"
    head += "--m\r\nContent-Type: text/html\r\n\r\n"
    return head.encode() + as_page(lines, table) + b"\r\n--m\r\nContent-Type: text/plain\r\n\r\n" + "\n".join(lines).encode()


def as_pdf(lines: list[str], table: list[list[str]]) -> bytes:
    one, two = Sheet().text(72, 760, "HEAD", 9), Sheet().text(72, 760, "HEAD", 9)
    for at, line in enumerate(lines):
        one.text(72 + 200 * (at % 2), 700 - 9 * at, line, 8 + at % 3)
    for at, row in enumerate(table):
        for column, cell in enumerate(row):
            two.text(72 + 150 * column, 700 - 14 * at, cell)
    return pdf(one, Sheet(), two)


def all_of(reading: Reading) -> list[Reading]:
    return [reading, *(inner for part in reading.parts for inner in all_of(part))]


@pytest.mark.parametrize("made", [as_plain, as_page, as_word, as_mail, as_pdf])
@settings(max_examples=40, deadline=None)
@given(lines=LINES, table=TABLE)
def test_every_mark_and_page_lies_in_the_text(made: object, lines: list[str], table: list[list[str]]) -> None:
    data = made(lines, table)  # type: ignore[operator]
    for reading in all_of(read(data, "a")):
        text = reading.text
        if text is None:
            continue
        for place in (*text.marks, *(p for p in text.pages if p.start < p.end)):
            span = Span.of(text, place.start, place.end)
            assert span.quotes(text)
        assert all(text.body[m.start : m.end].strip("\n") == text.body[m.start : m.end] for m in text.marks)
        assert all(a.end <= b.start for a, b in zip(text.pages, text.pages[1:], strict=False))
        assert list(text.marks) == sorted(text.marks, key=lambda m: (m.start, -m.end))
        assert not set(text.body) & set("\x00\r\x0b\x0c\x07")
        assert text.id == text_id(text.reader, text.body)
        assert text.source == reading.source.id


@pytest.mark.parametrize("made", [as_plain, as_page, as_mail, as_pdf])
def test_the_same_bytes_give_the_same_text(made: object) -> None:
    data = made(["The lamp fell.", "Nobody saw it."], [["a", "b", "c"]] * 3)  # type: ignore[operator]

    assert read(data, "a") == read(data, "a")


def test_a_source_is_named_by_its_bytes() -> None:
    source = read(b"Words", "x/a.txt").source

    assert (source.id, source.digest, source.size) == (source_id(digest(b"Words")), digest(b"Words"), 5)
    assert (source.name, source.media_type, source.received, source.within) == ("a.txt", "text/plain", None, None)


def test_five_readers_are_found_in_their_folder() -> None:
    assert [r.stamp(is_mended=False) for r in readers()] == ["docx-1", "eml-1", "html-1", "pdf-1", "plain-1"]


@pytest.mark.parametrize(("data", "media_type"), [(as_page(["x"], []), "text/html"), (as_pdf(["x"], []), "application/pdf")])
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.eml", "a"])
def test_a_file_is_known_by_its_content_whatever_its_name(data: bytes, media_type: str, name: str) -> None:
    reading = read(data, name, "application/x-wrong")

    assert reading.source.media_type == media_type
    assert reading.text is not None


def test_text_that_begins_like_a_recording_is_text() -> None:
    assert read(b"THE NEW WAVE of rehearsals begins at ten.", "a.txt").source.media_type == "text/plain"
