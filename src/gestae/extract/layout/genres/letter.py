"""Letters: letterhead, date, salutation, prose in the signer's voice, closing and signature."""

import re

from gestae.extract.draft import Words
from gestae.extract.layout.copying import blocks_of
from gestae.extract.layout.dates import stated_day
from gestae.extract.layout.names import is_person, named
from gestae.extract.layout.paragraphs import parts_of
from gestae.extract.layout.prose import add_field, lay_part, ranges_of, usual_kind
from gestae.extract.layout.sheet import Grid, Laid, Paragraph, Recogniser, Sheet
from gestae.extract.layout.signing import CLOSING, SIGNED

DEAR = re.compile(r"Dear (?P<who>(?:[A-Z][\w.’'-]*[ ]?){1,5})[,:;.]?\s*\Z")
_SENTENCE_END = re.compile(r"[a-z)\d][.!?][”\"’)]*(?:\s|\Z)")
_ABOUT = re.compile(r"(?:re|subject|in re|regarding|our ref|your ref|ref)\b\s*[:.]", re.IGNORECASE)


def _score(sheet: Sheet) -> int:
    lines = [sheet.words(line) for line in sheet.lines[:60]]
    dear = any(DEAR.match(line) for line in lines)
    tail = [sheet.words(line) for line in sheet.lines[-40:]]
    closing = any(CLOSING.match(line) for line in tail)
    return 84 if dear and closing else 60 if dear else 45 if closing and any(stated_day(line) for line in lines[:20]) else 0


def _lay(sheet: Sheet) -> Laid:
    laid = Laid()
    parts = list(parts_of(sheet))
    begins = next((n for n, p in enumerate(parts) if isinstance(p, Paragraph) and DEAR.match(sheet.words(p))), -1)
    ends = next((n for n, p in enumerate(parts) if n > begins and isinstance(p, Paragraph) and _closes(sheet, p)), len(parts))
    signer = _signer(sheet, parts, ends)
    addressee = _addressee(sheet, parts[begins]) if begins >= 0 else None
    for number, part in enumerate(parts):
        if isinstance(part, Grid):
            lay_part(sheet, laid, part)
            continue
        words = sheet.words(part)
        if _runs(words) and not begins < number < ends:
            own = begins <= number < ends or words.startswith(("PS", "P.S"))
            lay_part(sheet, laid, part, "prose", speaker=signer if own else None, addressee=addressee if own else None)
        elif number < begins or (begins < 0 and number < ends and not _is_prose(sheet, part)):
            laid.date = laid.date or stated_day(words)
            kind = usual_kind(sheet, part)
            lay_part(sheet, laid, part, "headline" if _ABOUT.match(words) else "byline" if kind in ("prose", "headline") else kind)
        elif number == begins:
            lay_part(sheet, laid, part, "byline")
        elif number >= ends:
            _sign(sheet, laid, part, signer)
        else:
            kind = usual_kind(sheet, part)
            kind = "headline" if _ABOUT.match(words) else kind
            lay_part(
                sheet,
                laid,
                part,
                kind,
                speaker=signer if kind == "prose" else None,
                addressee=addressee if kind == "prose" else None,
            )
    return laid


def _is_prose(sheet: Sheet, part: Paragraph) -> bool:
    return usual_kind(sheet, part) == "prose" and len(sheet.words(part)) > 80


def _runs(words: str) -> bool:
    """Whether a paragraph is running sentences, not a letterhead, a salutation or a signature, wherever it stands."""
    split = words.split()
    return len(split) > 11 and sum(w[0].islower() for w in split) > len(split) / 2 and bool(_SENTENCE_END.search(words))


def _closes(sheet: Sheet, part: Paragraph) -> bool:
    first = part.lines[0]
    words = sheet.body[first.start : first.end]
    return bool(CLOSING.match(words) or (SIGNED.match(words) and len(words) < 80))


def _signer(sheet: Sheet, parts: list[Paragraph | Grid], ends: int) -> Words | None:
    for part in parts[ends : ends + 6]:
        for line in part.lines if isinstance(part, Paragraph) else ():
            words = sheet.body[line.start : line.end]
            skip = m.end() if (m := SIGNED.match(words)) else 0
            who = named(sheet.body, line.start + skip, line.end)
            if not CLOSING.match(words) and who and is_person(sheet.body[who.name.start : who.name.end]):
                return who.name
    return None


def _addressee(sheet: Sheet, part: Paragraph | Grid) -> Words | None:
    words = sheet.body[part.start : part.end]
    m = DEAR.match(words)
    if m is None or re.match(r"(?:Sir|Madam|Sirs|Counsel|Colleague|All|Team)", m["who"]):
        return None
    return Words(part.start + m.start("who"), part.start + m.start("who") + len(m["who"].rstrip(" .")))


def _sign(sheet: Sheet, laid: Laid, part: Paragraph, signer: Words | None) -> None:
    """The signer's name as field ``signature``, the lines under it as ``signature-title``."""
    for line in part.lines:
        words = sheet.body[line.start : line.end]
        if signer and line.start <= signer.start < line.end:
            add_field(laid, "signature", *signer)
            who = named(sheet.body, signer.start, line.end)
            if who and who.rest.end > who.rest.start:
                add_field(laid, "signature-title", *who.rest)
        elif signer and line.start > signer.end and not CLOSING.match(words) and len(words) < 90:
            add_field(laid, "signature-title", line.start, line.end)
    laid.blocks.extend(blocks_of(sheet, "signature", ranges_of(part)))


RECOGNISER = Recogniser("letter", _score, _lay)
