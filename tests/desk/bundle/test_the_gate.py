"""What no reader shows can still be read: a second look at everything that goes into a bundle, before anybody gets it."""

import gzip
import io
import zipfile

import pypdfium2
import pytest
from bundle_office import Office, files
from docx import Document

from gestae.desk.bundle.needles import Needles
from gestae.desk.bundle.searching import Gate
from gestae.desk.review import accept_all
from gestae.model import Refusal
from gestae.model.codec import digest

PLAIN = "Perrin Oyelaran handed the lamp to Sol Adeyemi."


def a_letter(*, author="", comment="", deleted=""):
    """A Word document that says nothing of her, but for what is behind it."""
    document = Document()
    document.core_properties.author = author
    document.core_properties.comments = comment
    document.add_paragraph(PLAIN)
    data = io.BytesIO()
    document.save(data)
    return _with_deleted(data.getvalue(), deleted) if deleted else data.getvalue()


def _with_deleted(data, words):
    mark = f'<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p><w:sectPr'
    packed, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as again:
        for entry in packed.infolist():
            content = packed.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(b"<w:sectPr", mark.encode(), 1)
            again.writestr(entry, content)
    return out.getvalue()


def a_pdf(*, title=b"", hidden=b"", attached=b""):
    """One page of text; ``hidden`` is printed on it in white."""
    content = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET 1 g BT /F1 1 Tf 72 20 Td (%s) Tj ET" % (PLAIN.encode(), hidden)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(%s)>>" % title,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, count = len(data), len(parts) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R/Info 6 0 R>>\n" % (count, table, count)
    data += b"startxref\n%d\n%%%%EOF\n" % start
    return _with_attached(data, attached) if attached else data


def _with_attached(data, content):
    document = pypdfium2.PdfDocument(data)
    document.new_attachment("list.txt").set_data(content)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_mail(attached):
    """With a packed folder attached, which no reader opens."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("inner.txt", attached)
    return packed.getvalue()


HIDDEN = [
    ("letter.docx", a_letter(author="Ida Fennimore"), "docProps/core.xml"),
    ("letter.docx", a_letter(comment="ask FENNIMORE first"), "docProps/core.xml"),
    ("letter.docx", a_letter(deleted="I had it from Fennimore"), "word/document.xml"),
    ("letter.pdf", a_pdf(title=b"Fennimore to Oyelaran"), "its Title"),
    ("letter.pdf", a_pdf(attached=b"Fennimore, I."), "attachment list.txt"),
    ("page.html", f"<html><!-- by Ida Fennimore --><p>{PLAIN}</p></html>".encode(), ""),
    ("page.html", f"<html><head><meta name=author content='Ida Fennimore'></head><p>{PLAIN}</p></html>".encode(), ""),
    ("mail.eml", f"From: a@example.org\nMessage-ID: <1@x>\nX-Typist: fennimore\nDate: x\n\n{PLAIN}\n".encode(), ""),
]


@pytest.fixture
def office(desk):
    office = Office(desk)
    office.do(accept_all)
    return office


@pytest.mark.parametrize(("name", "data", "place"), HIDDEN, ids=range(len(HIDDEN)))
def test_a_name_that_no_reader_shows_stops_the_hand_over_and_is_told_with_its_place(office, name, data, place):
    office.add((name, data))

    with pytest.raises(Refusal) as told:
        office.export("released", "Ida Fennimore")

    assert f"evidence/{digest(data)}" in told.value.where
    assert place in told.value.where
    assert "fennimore" in told.value.what.casefold() or "ida" in told.value.what.casefold()
    assert "withheld" in told.value.what
    assert f"--withhold source:src-{digest(data)[:16]}" in told.value.next
    assert [p.name for p in office.roof.iterdir() if "released" in p.name or p.name.startswith(".gestae")] == []
    with office.open() as case:
        assert case.ledger.entries[-1].act != "export.made"


def test_the_hand_over_goes_on_once_that_source_is_left_out_as_well(office):
    name, data, _ = HIDDEN[0]
    office.add((name, data))

    exported = office.export("released", "Ida Fennimore", f"source:src-{digest(data)[:16]}")

    assert ("letter.docx", "it is withheld") in exported.absent
    assert f"data/evidence/{digest(data)}" not in files(exported.path)


def test_text_printed_in_white_on_a_page_is_read_and_the_source_left_out(office):
    office.add(("letter.pdf", a_pdf(hidden=b"Fennimore had it before")))

    assert ("letter.pdf", "it holds something that is withheld") in office.export("released", "Ida Fennimore").absent


def test_the_name_of_the_folder_is_looked_at_too(office):
    with pytest.raises(Refusal, match="the name of the folder"):
        office.export("without-fennimore", "Ida Fennimore")


def test_what_is_clean_is_handed_over_whole(office):
    office.add(("letter.docx", a_letter(author="Sol Adeyemi")), ("letter.pdf", a_pdf(title=b"A letter")))

    assert [name for name, _ in office.export("released", "Ida Fennimore").absent] == ["statement.txt"]


@pytest.mark.parametrize(
    ("needle", "text"),
    [
        ("Fennimore", "to FENNIMORE's desk"),
        ("Fennimore", "Fenni-\nmore"),
        ("Fennimore", "ida.fennimore@example.org"),
        ("Fennimore", "ida_fennimore.pdf"),
        ("Núñez", "NUNEZ and others"),
        ("Nunez", "Nu\u0301n\u0303ez"),
        ("Fennimore", "Fenni\u00admore"),
        ("grey van", "the grey\n   VAN outside"),
    ],
)
def test_a_word_is_found_however_it_is_written(needle, text):
    assert Needles([needle]).found_in(text) == needle


@pytest.mark.parametrize(
    ("needle", "text"), [("Ida", "Friday"), ("Al", "Al said so"), ("grey van", "grey vans"), ("grey van", "van, grey")]
)
def test_a_part_of_a_word_is_not_the_word_and_two_letters_are_none(needle, text):
    assert Needles([needle]).found_in(text) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evidence/1", gzip.compress(b"a list: Fennimore", mtime=0)),
        ("evidence/2", a_mail("Fennimore")),
        ("evidence/3", "Fennimore".encode("utf-16")),
        ("evidence/4", b"&#70;ennimore"),
        ("evidence/5", b"From: =?utf-8?b?RmVubmltb3Jl?= <x@example.org>\n\nhello\n"),
        ("evidence/6", b"X: y\nContent-Transfer-Encoding: base64\n\nRmVubmltb3Jl\n"),
        ("evidence/8", b"<w:p><w:r><w:t>Fenni</w:t></w:r><w:r><w:t>more</w:t></w:r></w:p>"),
        ("texts/7", b'{"body":"Fenn\\u0069more"}'),
        ("Fennimore.txt", b"nothing"),
    ],
)
def test_packed_and_encoded_words_are_found(name, content):
    with pytest.raises(Refusal, match="the word “Fennimore” stands in it"):
        Gate(Needles(["Fennimore"])).look(name, content)


def test_a_picture_is_told_as_not_searched():
    gate = Gate(Needles(["Fennimore"]))

    gate.look("evidence/1", b"\x89PNG\r\n\x1a\n\0\0")

    assert gate.unread == ["evidence/1"]
