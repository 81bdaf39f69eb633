"""Quotations and other attributions, in the format of ``score_quotes.py``."""

from collections.abc import Iterable
from typing import Any

from gestae.extract.layout import lay_out
from gestae.extract.names.cast import cast
from gestae.extract.names.stand_ins import with_stand_ins
from gestae.extract.parse import Parsed, sections, tagged
from gestae.extract.speech.attribution import Attribution
from gestae.extract.speech.occasions import attributions
from gestae.model import Text
from gestae.model.ids import SourceId, TextId


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The attributions of one document: under ``quotes`` those that stand by themselves, as the gold has them, under
    ``nested`` those within what another says."""
    text = Text(id=TextId("txt-row"), source=SourceId("src-row"), reader="plain-1", body=row["text"])
    document = lay_out(text)
    quotes: list[dict[str, Any]] = []
    nested: list[dict[str, Any]] = []
    for run in sections(document):
        parsed = list(tagged(run))
        parsed = with_stand_ins(parsed, cast(parsed, document, text.body))
        for one, shape in attributed(parsed):
            (nested if one.is_nested else quotes).append(shape)
    return {"doc": row["doc"], "quotes": quotes, "nested": nested}


def attributed(parsed: list[Parsed]) -> Iterable[tuple[Attribution, dict[str, Any]]]:
    """Each attribution of parsed blocks with its spans in the text."""
    by_number = {p.number: p for p in parsed}
    for found in attributions(parsed).values():
        for one in found:
            here = [(one.block, at) for at in one.content]
            yield (
                one,
                {
                    "content": [list(by_number[n].span(*at)) for n, at in (*here, *one.beyond) if at[1] > at[0]],
                    "cue": [list(by_number[one.block].span(*at)) for at in one.cue_at],
                    "source": [list(by_number[one.block].span(*at)) for at in one.source_at],
                },
            )
