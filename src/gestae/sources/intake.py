"""One file in: what it is, by its content; who reads it; what is told when nobody can."""

from dataclasses import replace
from functools import cache

import gestae.sources.readers as folder
from gestae.model import Problem, Source, Text
from gestae.model.codec import digest
from gestae.model.ids import SourceId, source_id, text_id
from gestae.plugins import parts
from gestae.sources.kinds import Unread, recognise
from gestae.sources.names import shown
from gestae.sources.own import own
from gestae.sources.reading import Attached, Found, Reader, Reading

DEEPEST = 12
_AGAIN = "Ask for the file again."


@cache
def readers() -> tuple[Reader, ...]:
    return parts(folder, "READER", Reader, group="gestae.readers")


def read(data: bytes, name: str, media_type: str | None = None) -> Reading:
    """What can be read of a file, and of the files within it. Pure: the same bytes give the same reading. Never fails."""
    return replace(_read(data, name, media_type, None, 0), data=data)


def _read(data: bytes, name: str, media_type: str | None, within: SourceId | None, depth: int) -> Reading:
    name = shown(name)
    digits = digest(data)
    unknown = media_type or "application/octet-stream"
    source = Source(id=source_id(digits), name=name, media_type=unknown, size=len(data), digest=digits, within=within)
    if not data:
        return Reading(source, refused=_refused(name, "The file is empty."))
    if not data.strip(b"\0"):
        return Reading(source, refused=_refused(name, "The file holds only zeros."))
    unread = own(data) or recognise(data, name)
    if unread:
        return Reading(_typed(source, unread.media_type or unknown), problems=(unread.problem(name),))
    scored = [(reader.fits(data), -at, reader) for at, reader in enumerate(readers())]
    score, _, reader = max(scored, key=lambda s: s[:2])
    if score <= 0:
        return Reading(source, problems=(Unread().problem(name),))
    source = _typed(source, reader.media_type)
    try:
        found = reader.read(data, name)
    except Exception:  # the outermost edge: other people's parsers meet hostile bytes here
        return Reading(source, problems=(Unread(reader.media_type, what="The file is damaged inside.", next=_AGAIN).problem(name),))
    inner = tuple(_part(part, source.id, depth + 1) for part in found.parts)
    text = _text(found, source, reader)
    problems = found.problems + _mended(found, name)
    if text is None and not problems:
        problems = (
            Unread(what="There are no words in it.", next="Look at the file; if it has words, add them as text.").problem(name),
        )
    return Reading(source, text, problems, inner)


def _part(part: Attached, within: SourceId, depth: int) -> Reading:
    if depth > DEEPEST:
        name, digits = shown(part.name), digest(part.data)
        source = Source(
            id=source_id(digits),
            name=name,
            media_type=part.media_type or "application/octet-stream",
            size=len(part.data),
            digest=digits,
            within=within,
        )
        return Reading(source, problems=(Unread(what="It lies too deep within other files.").problem(name),), data=part.data)
    return replace(_read(part.data, part.name, part.media_type, within, depth), data=part.data)


def _text(found: Found, source: Source, reader: Reader) -> Text | None:
    if found.body is None or not found.body.strip():
        return None
    stamp = reader.stamp(found.mended > 0)
    return Text(
        id=text_id(stamp, found.body),
        source=source.id,
        reader=stamp,
        body=found.body,
        pages=found.pages,
        marks=found.marks,
        date=found.date,
        zone=found.zone,
    )


def _mended(found: Found, name: str) -> tuple[Problem, ...]:
    if not found.mended or not found.first:
        return ()
    damaged, sound, line = found.first
    many = f"{found.mended} damaged stretches were" if found.mended > 1 else "1 damaged stretch was"
    return (
        Problem(
            severity="note",
            where=f"{name}, line {line}",
            what=f"{many} repaired, the first from “{damaged}” to “{sound}”.",
            why="The text had once been saved in the wrong encoding.",
            next="Nothing needs doing; the file is kept as received.",
        ),
    )


def _typed(source: Source, media_type: str) -> Source:
    return Source(
        id=source.id, name=source.name, media_type=media_type, size=source.size, digest=source.digest, within=source.within
    )


def _refused(name: str, what: str) -> Problem:
    return Problem(severity="error", where=name, what=what, why="There is nothing to keep.", next=_AGAIN)
