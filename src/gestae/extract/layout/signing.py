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
_RULED = re.compile(r"[_.–—-]{5,}\Z")
_JUDGE = re.compile(r"\b(?:Judge|Justice|Magistrate|Master|Commissioner|Hearing Officer)\b", re.IGNORECASE)
_NEAR_END = 12  # paragraphs from the end within which a signature stands


def signatures(sheet: Sheet, parts: list[Paragraph | Grid], author: Words | None = None) -> dict[int, list[Words]]:
    """Signature paragraphs near the end by their place in ``parts``, each with its lines: the name, then what is under it.

    A name alone is a signature after "Signed" or a ruled line, above a judge's title, or when it is the ``author``'s.
    """
    found: dict[int, list[Words]] = {}
    is_open = False
    name: set[str] = set()
    for number in range(max(0, len(parts) - _NEAR_END), len(parts)):
        part = parts[number]
        if not isinstance(part, Paragraph):
            is_open = False
            continue
        words = sheet.words(part)
        m = SIGNED.match(words)
        skipped = m.end() if m else 0 if _stands_alone(sheet, parts, number, author) else None
        if skipped is not None and len(words) < 200 and (lines := _lines(sheet, part, skipped)):
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


def _stands_alone(sheet: Sheet, parts: list[Paragraph | Grid], number: int, author: Words | None) -> bool:
    part, before = parts[number], parts[number - 1] if number else None
    words = sheet.body[part.start : part.end]
    first = words.split("\n")[0]
    who = named(sheet.body, part.start, part.start + len(first))
    if (
        number < len(parts) // 2
        or who is None
        or who.rest.end > who.rest.start
        or not is_person(sheet.body[who.name.start : who.name.end])
    ):
        return False
    if author and first.lower() == sheet.body[author.start : author.end].lower():
        return True
    if isinstance(before, Paragraph) and _RULED.match(sheet.words(before)):
        return True
    under = parts[number + 1] if number + 1 < len(parts) else None
    below = words[len(first) :] + (
        sheet.body[under.start : under.end] if isinstance(under, Paragraph) and under.end - under.start < 80 else ""
    )
    return bool(_JUDGE.search(below)) and not re.search(r"[.!?]\Z", below)


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
    beside = sheet.body[who.rest.start : who.rest.end]
    rest = [who.rest] if beside and ":" not in beside and not is_organisation(sheet.body[who.name.start : who.name.end]) else []
    return [who.name, *rest, *under]
