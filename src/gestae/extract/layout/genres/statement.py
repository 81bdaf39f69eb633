"""Witness statements, declarations, affidavits: one person's words, from "Statement of" to the signature."""

import re

from gestae.extract.blocks import BlockKind
from gestae.extract.draft import Words
from gestae.extract.layout.dates import stated_day
from gestae.extract.layout.names import named
from gestae.extract.layout.paragraphs import parts_of
from gestae.extract.layout.prose import lay_part, usual_kind
from gestae.extract.layout.sheet import Grid, Laid, Paragraph, Recogniser, Sheet
from gestae.extract.layout.signing import lay_signature, signatures

_OF = re.compile(
    r"^[ \t>]*(?:(?:witness |voluntary |sworn |written |victim |further |second |third )*"
    r"(?:statement|declaration|affidavit|deposition|account|report)(?: of| by| from| given by| made by)"
    r"|(?:name|full name|statement of|witness|declarant|deponent|affiant|name of witness|made by"
    r"|prepared by|reported by|completed by|written by|author|person reporting))[ \t]*:?[ \t]+(?=[A-Z])",
    re.IGNORECASE | re.MULTILINE,
)
_I = re.compile(r"\b(?:I|My name is)(?:,| am| being)? (?=[A-Z][\w’'-]+ (?:[A-Z][\w.’'-]* )?[A-Z])", re.MULTILINE)
_TITLE = re.compile(r"\b(?:statement|declaration|affidavit)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:report|account|diary|note to file)\b", re.IGNORECASE)
_TAKEN = re.compile(r"(?:taken|made|given|recorded|signed|sworn|dated|executed|statement taken|interview(?:ed)?)\b", re.IGNORECASE)
_CERTIFIES = re.compile(
    r"(?:this|the (?:above|foregoing)) (?:statement|declaration)[ ,(](?:[^.]|\.(?=\d))*\b(?:true|consisting)\b", re.IGNORECASE
)
_TRUTH = re.compile(r"(?:penalty of perjury|to the best of my knowledge|true (?:and|to))", re.IGNORECASE)


def _score(sheet: Sheet) -> int:
    head = sheet.head
    first = "\n".join(head.split("\n")[:8])
    score = 45 if _TITLE.search(first[:400]) else 25 if _REPORT.search(first[:400]) else 0
    score += 25 * bool(_OF.search(first))
    score += min(30, 3 * len(re.findall(r"\b(?:I|my|me)\b", head)))
    score += 10 * bool(_TRUTH.search(sheet.body[-3_000:]) or _TRUTH.search(head)) + 10 * bool(_I.search(head))
    score += 10 * bool(re.search(r"^Signed\b", sheet.body[-1_500:], re.MULTILINE))
    return min(score, 88) if score >= 60 else 0


def _lay(sheet: Sheet) -> Laid:
    laid = Laid()
    parts = list(parts_of(sheet))
    speaker = _author(sheet, {})
    signed = signatures(sheet, parts, speaker)
    speaker = speaker or _author(sheet, signed)
    has_begun = False
    for number, part in enumerate(parts):
        if number in signed and isinstance(part, Paragraph):
            lay_signature(sheet, laid, signed[number], part)
            laid.date = laid.date or stated_day(sheet.words(part))
            continue
        kind = None if isinstance(part, Grid) else _kind(sheet, part, has_begun=has_begun)
        has_begun = has_begun or kind == "prose"
        if isinstance(part, Paragraph) and kind in ("byline", "field", "headline"):
            laid.date = laid.date or stated_day(sheet.words(part))
        lay_part(sheet, laid, part, kind, speaker=speaker if kind == "prose" else None)
    return laid


def _kind(sheet: Sheet, part: Paragraph, *, has_begun: bool) -> BlockKind:
    kind, words = usual_kind(sheet, part), sheet.words(part)
    if kind == "prose" and _CERTIFIES.match(words):
        return "byline"
    if has_begun:
        return kind
    if (
        kind in ("prose", "headline")
        and _TAKEN.match(words)
        and (stated_day(words) or len(words) < 120)
        and not re.search(r"\bI\b", words)
    ):
        return "byline"
    if kind == "prose" and len(words) < 90 and not re.search(r"[.!?][”\"’)]*\Z", words):
        return "byline"
    return kind


def _author(sheet: Sheet, signed: dict[int, list[Words]]) -> Words | None:
    """Who says "I": the head's name, else "I, Name", else the signature's; ``None`` when nobody is named."""
    for cue in (_OF, _I):
        for m in cue.finditer(sheet.head):
            stop = sheet.body.find("\n", m.end())
            who = named(sheet.body, m.end(), stop if stop >= 0 else len(sheet.body))
            if who and " " in sheet.body[who.name.start : who.name.end]:
                return who.name
    return next((lines[0] for lines in signed.values()), None)


RECOGNISER = Recogniser("statement", _score, _lay)
