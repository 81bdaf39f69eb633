"""Signatures: who signed, and what stands under the name."""

import re

from gestae.extract.draft import Words
from gestae.extract.layout.copying import blocks_of
from gestae.extract.layout.dates import stated_day
from gestae.extract.layout.names import is_organisation, is_person, named
from gestae.extract.layout.prose import add_field, ranges_of
from gestae.extract.layout.sheet import Grid, Laid, Paragraph, Sheet

SIGNED = re.compile(r"(?:signed(?: by)?|signature|/s/|s/|\(signed\)|\[signed\]|\(sgd\.?\))[ \t]*:?[ \t_]*", re.IGNORECASE)
CLOSING = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|very truly yours|respectfully(?: submitted| yours)?"
    r"|best(?: wishes| regards)?|(?:kind |warm )?regards|many thanks|thanks|thank you|cheers|all the best|faithfully|cordially)"
    r"[,.]?\Z",
    re.IGNORECASE,
)
_NEAR_END = 12  # paragraphs from the end within which a signature stands


def signatures(sheet: Sheet, parts: list[Paragraph | Grid]) -> dict[int, list[Words]]:
    """Signature paragraphs near the end by their place in ``parts``, each with its lines: the name, then what is under it."""
    found: dict[int, list[Words]] = {}
    is_open = False
    name: set[str] = set()
    for number in range(max(0, len(parts) - _NEAR_END), len(parts)):
        part = parts[number]
        if not isinstance(part, Paragraph):
            is_open = False
            continue
        words = sheet.words(part)
        if (m := SIGNED.match(words)) and len(words) < 200 and (lines := _lines(sheet, part, m.end())):
            found[number] = lines
            is_open = True
            name = set(sheet.body[slice(*lines[0])].lower().split())
        elif is_open and len(words) < 90 and not re.search(r"[.!?]\Z", words) and not stated_day(words):
            found[number] = _under(sheet, part, name)
        else:
            is_open = False
    return found


def lay_signature(sheet: Sheet, laid: Laid, lines: list[Words], part: Paragraph, message: int | None = None) -> None:
    """A signature block, its name as field ``signature``, the lines under it as fields ``signature-title``."""
    name, *under = lines
    if name.end > name.start:
        add_field(laid, "signature", *name)
    for line in under:
        add_field(laid, "signature-title", *line)
    laid.blocks.extend(blocks_of(sheet, "signature", ranges_of(part), message=message))


def _under(sheet: Sheet, part: Paragraph, name: set[str]) -> list[Words]:
    """What stands under a signature: the name again, in type, or a title."""
    words = sheet.words(part)
    if set(words.lower().split()) & name and is_person(words):
        return [Words(part.start, part.end)]
    return [Words(part.start, part.start), Words(part.start, part.end)]


def _lines(sheet: Sheet, part: Paragraph, skipped: int) -> list[Words]:
    first = part.lines[0]
    who = named(sheet.body, first.start + skipped, first.end)
    if who is None:
        return []
    under = [Words(line.start, line.end) for line in part.lines[1:]]
    rest = [who.rest] if who.rest.end > who.rest.start and not is_organisation(sheet.body[who.name.start : who.name.end]) else []
    return [who.name, *rest, *under]
