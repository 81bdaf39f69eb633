"""A Word document gives all its words once, changes as accepted."""

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from made_papers import saved

from gestae.model import Text
from gestae.sources import Reading, read


def text_of(reading: Reading) -> Text:
    assert reading.text is not None
    return reading.text


def marked(text: Text, kind: str) -> list[str]:
    return [text.body[m.start : m.end] for m in text.marks if m.kind == kind]


def w(inside: str) -> object:
    return parse_xml(
        f"<w:p {nsdecls('w', 'r')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{inside}</w:p>"
    )


def test_paragraphs_tables_heads_and_feet_stand_in_order() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Bureau"
    document.sections[0].footer.paragraphs[0].text = "Confidential"
    document.add_heading("Statement", 1)
    document.add_paragraph("Before.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "Time", "Item", "06:50"
    document.add_paragraph("After.")
    document.add_paragraph("Quoted words.", style="Quote")

    text = text_of(read(saved(document), "a"))

    assert text.body == "Bureau\n\nStatement\n\nBefore.\n\nTime\tItem\n06:50\t\n\nAfter.\n\nQuoted words.\n\nConfidential"
    assert marked(text, "running") == ["Bureau", "Confidential"]
    assert marked(text, "heading") == ["Statement"]
    assert marked(text, "quote") == ["Quoted words."]


def test_inserted_words_are_read_and_deleted_ones_are_not() -> None:
    document = docx.Document()
    document.add_paragraph("x")._p.getparent().insert(
        0,
        w(
            "<w:r><w:t xml:space='preserve'>It fell at </w:t></w:r>"
            "<w:del w:id='1' w:author='a'><w:r><w:delText>nine</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='a'><w:r><w:t>ten</w:t></w:r></w:ins>"
            "<w:hyperlink r:id='none'><w:r><w:t>.</w:t></w:r></w:hyperlink>"
        ),
    )

    reading = read(saved(document), "a")

    assert text_of(reading).body == "It fell at ten.\n\nx"
    assert ["struck out" in p.what for p in reading.problems] == [True]


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
    document = docx.Document()
    document.add_paragraph("x")._p.getparent().insert(
        0,
        w(
            f"<w:r><w:t>Words</w:t><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
    )

    assert text_of(read(saved(document), "a")).body == "Words\n\nBoxed\n\nx"


def test_merged_cells_stand_once() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for y in range(3):
        for x in range(3):
            table.cell(y, x).text = f"{y}{x}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "tall"

    text = text_of(read(saved(document), "a"))

    assert marked(text, "table") == ["wide\t\t02\n10\t11\ttall\n20\t21\t"]


def test_notes_come_after_the_text() -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415

    document = docx.Document()
    document.add_paragraph("Words.")
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='0' w:type='separator'><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>"
        "<w:footnote w:id='2'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    text = text_of(read(saved(document), "a"))

    assert text.body == "Words.\n\nA note."
    assert marked(text, "note") == ["A note."]
