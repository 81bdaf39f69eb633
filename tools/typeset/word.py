"""A DOCX of a manuscript: headings, lines, tables, header and footer, and no byte that depends on the day or the machine."""

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from typeset.manuscript import Block, Manuscript

_KEPT_STYLES = {
    "Normal", "Heading 1", "Heading 2", "Header", "Footer", "Default Paragraph Font", "Normal Table", "Table Grid", "No List",
}  # fmt: skip
_UNUSED_PARTS = ("stylesWithEffects", "customXml", "thumbnail", "webSettings", "numbering")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def word(manuscript: Manuscript) -> bytes:
    """The manuscript as a Word document."""
    document = docx.Document()
    _describe(document, manuscript)
    for run in _runs(manuscript.blocks):
        if run[0].shape == "row":
            _add_table(document, run)
        else:
            _add_paragraph(document, run[0])
    _trim(document)
    packed = io.BytesIO()
    document.save(packed)
    return _with_fixed_stamps(packed.getvalue())


def _runs(blocks: list[Block]) -> list[list[Block]]:
    """Blocks in order, the rows of one table together, everything else alone."""
    runs: list[list[Block]] = []
    for block in blocks:
        if block.shape == "row" and not block.opens and runs and runs[-1][0].shape == "row":
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _add_paragraph(document: Document, block: Block) -> None:
    style = {"title": "Heading 1", "heading": "Heading 2"}.get(block.shape, "Normal")
    paragraph = document.add_paragraph(block.text, style=style)
    paragraph.paragraph_format.space_after = Pt(0 if block.shape == "line" else 8)
    if block.shape == "centred":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_table(document: Document, rows: list[Block]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0].cells), style="Table Grid")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row.cells, strict=True):
            cell.text = words
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _describe(document: Document, manuscript: Manuscript) -> None:
    properties, stamp = document.core_properties, datetime.fromisoformat(manuscript.properties["date"])
    properties.title, properties.author = manuscript.title, manuscript.properties["author"]
    properties.last_modified_by, properties.comments = manuscript.properties["author"], ""
    properties.created = properties.modified = stamp
    section = document.sections[0]
    section.header.paragraphs[0].text = manuscript.properties["header"]
    section.footer.paragraphs[0].text = manuscript.properties["footer"]


def _trim(document: Document) -> None:
    """Leaves out what the template brings and no paragraph uses: the files are then stored without compression and still small."""
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED_PARTS:
                del owner.rels[key]
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.element.getparent().remove(style.element)
        elif style.type == WD_STYLE_TYPE.PARAGRAPH:
            for link in style.element.xpath("w:link"):
                style.element.remove(link)
    for latent in document.styles.element.xpath("w:latentStyles"):
        latent.getparent().remove(latent)


def _with_fixed_stamps(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system, entry.external_attr = 0, 0
            new.writestr(entry, old.read(name))
    return out.getvalue()
