"""Plain text in any encoding."""

import re

from gestae.model import Problem
from gestae.sources.body import Body
from gestae.sources.encoding import decode
from gestae.sources.reading import Found, Reader

_ODD = re.compile(r"[\x01-\x07\x0e-\x19\x1c-\x1f\x7f\ufffd]")
_SAMPLE = 1 << 16


def fits(data: bytes) -> int:
    """Whatever decodes to characters people write; binary files hold many that nobody does."""
    text = decode(data[:_SAMPLE]).text
    odd, zeros = len(_ODD.findall(text)), text.count("\x00")
    return 1 if text and odd <= len(text) * 0.05 and zeros <= len(text) * 0.05 else 0


def read(data: bytes, name: str) -> Found:
    decoded = decode(data)
    body = Body()
    body.add(decoded.text.removeprefix("\ufeff"))
    problems = []
    if decoded.is_mixed:
        problems.append(
            Problem(
                severity="note",
                where=name,
                what="The file mixes two ways of writing letters such as é and quotation marks.",
                why="It was probably put together from several files; each part was read in its own way.",
                next="Compare unusual letters with the original where they matter.",
            )
        )
    if decoded.lost:
        problems.append(
            Problem(
                severity="warning",
                where=name,
                what=f"{decoded.lost} characters could not be told and are shown as \ufffd.",
                why="Bytes are missing or damaged.",
                next="Ask for the file again if these places matter.",
            )
        )
    return body.found(problems=tuple(problems))


READER = Reader(name="plain", version=1, media_type="text/plain", fits=fits, read=read)
