"""Whose words a text holds: its attributions as rows of source, cue and content."""

from gestae.extract.layout import lay_out
from gestae.extract.names.cast import cast
from gestae.extract.names.stand_ins import with_stand_ins
from gestae.extract.parse import sections, tagged
from gestae.extract.speech.attribution import Attribution
from gestae.extract.speech.occasions import attributions
from gestae.model import Text
from gestae.model.ids import SourceId, TextId

Told = tuple[str, str, str]  # source, cue, content


def told(body: str) -> list[tuple[Told, Attribution]]:
    """The attributions of a text in order; stretches of one content are joined by a stroke."""
    document = lay_out(Text(id=TextId("txt-a"), source=SourceId("src-a"), reader="plain-1", body=body))
    parsed = [p for run in sections(document) for p in tagged(run)]
    parsed = with_stand_ins(parsed, cast(parsed, document, body))
    copy = {p.number: p.text for p in parsed}
    found = []
    for every in attributions(parsed).values():
        for one in every:
            text = copy[one.block]
            content = [text[a:b] for a, b in one.content] + [copy[n][a:b] for n, (a, b) in one.beyond]
            source, cue = (" ".join(text[a:b] for a, b in at) for at in (one.source_at, one.cue_at))
            found.append(((source, cue, " | ".join(content)), one))
    return found


def outermost(body: str) -> list[Told]:
    return [row for row, one in told(body) if not one.is_nested]


def nested(body: str) -> list[Told]:
    return [row for row, one in told(body) if one.is_nested]
