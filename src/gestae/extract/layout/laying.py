"""The one door: a text in, a document of blocks out."""

from dataclasses import replace

from gestae.extract.blocks import Document
from gestae.extract.layout import genres
from gestae.extract.layout.dates import day_of, zone_of
from gestae.extract.layout.sheet import Recogniser, Sheet
from gestae.extract.layout.tables import find_tables, tables_of
from gestae.model import Text
from gestae.plugins import parts

_RECOGNISERS = parts(genres, "RECOGNISER", Recogniser, name=lambda r: r.genre)


def lay_out(text: Text, date: str | None = None, zone: str | None = None) -> Document:
    """The document a text is. A ``date`` given by the user wins over the one the text states, that over the source's metadata.

    The genre is that of the recogniser with the highest score; of equals, the first by name. Linear in the text's length.
    """
    sheet = Sheet(text)
    sheet.grids = find_tables(sheet)
    best = max(_RECOGNISERS, key=lambda r: r.score(sheet))
    laid = best.lay(sheet)
    stated = date or laid.date or (day_of(text.date) if text.date else None)
    tables = tuple(replace(t, date=t.date or day_of(stated)) for t in tables_of(sheet))
    return Document(
        genre=best.genre,
        date=stated,
        zone=zone or laid.zone or zone_of(sheet.head) or text.zone,
        blocks=tuple(laid.blocks),
        fields=tuple(laid.fields),
        tables=tables,
    )
