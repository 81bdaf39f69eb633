"""Logs and call sheets: fields, tables, and notes in several hands, each line by itself."""

import re

from gestae.extract.draft import Words
from gestae.extract.layout.dates import first_day
from gestae.extract.layout.names import is_person, named
from gestae.extract.layout.paragraphs import parts_of
from gestae.extract.layout.prose import lay_part, usual_kind
from gestae.extract.layout.sheet import Grid, Laid, Line, Paragraph, Recogniser, Sheet
from gestae.extract.layout.tables import is_log, tables_of

_INITIALLED = re.compile(r"[ \t(]*[–—-]{1,2}[ \t]*(?P<who>[A-Z][^\W\d_]*\.?(?:[ ]?[A-Z][\w’'-]*\.?){0,2})[)”\"]*\s*\Z")
_NOTES_BY = re.compile(  # "Register notes (N. Name, 20:40):", "Notes by N. Name:"
    r"(?:[A-Z][\w’'-]*(?: [\w’'-]+){0,3} )?(?i:notes?|remarks?|comments?|statement|entry|entries|observations?)"
    r"(?: ?[(\[]| (?:by|from|of) | ?[–—-] ?)(?P<who>[A-Z][\w.’' -]*[\w.])(?:,? [^()\n]{0,30})?[)\]]?:?\Z"
)
_ENTRY = re.compile(r"(?:Row|Line|Entry|No\.?|Item) \d+ ?(?:[–—-]+|:) ?(?=[A-Z])")
_TITLE = re.compile(
    r"\b(?:call sheet|log(?:book)?|register|check-?out|sign-?out|custody|inventory|ledger|key book)\b", re.IGNORECASE
)


def _score(sheet: Sheet) -> int:
    logs = [t for t in tables_of(sheet) if is_log(t.columns)]
    rows = sum(len(t.rows) for t in logs)
    titled = 20 * bool(_TITLE.search(sheet.head[:1_500]))
    if not rows:
        return 30 + titled if re.search(r"\bcall sheet\b", sheet.head[:400], re.IGNORECASE) else 0
    covered = sum(t.rows[-1].at.end - t.rows[0].at.start for t in logs if t.rows)
    return min(82, 40 + titled + int(60 * covered / max(1, len(sheet.body.strip()))))


def _lay(sheet: Sheet) -> Laid:
    laid = Laid()
    noting: Words | None = None
    for number, part in enumerate(parts_of(sheet, wrapped=False)):
        if isinstance(part, Grid):
            noting = None
            lay_part(sheet, laid, part)
            continue
        words = sheet.words(part)
        kind = usual_kind(sheet, part)
        if (head := _notes_head(words, part)) is not None:
            noting = head
            lay_part(sheet, laid, part, "byline")
            continue
        if kind == "headline" and words.isupper():
            noting = None
        speaker = None
        if kind in ("headline", "prose", "byline") and (who := _noted_by(words, part)):
            kind, speaker = "prose", who
        if kind == "headline" and re.search(r"[.!?]", words) and not words.isupper():
            kind = "prose"
        if number == 0 and kind == "prose" and speaker is None and not re.search(r"[.!?:]\Z", words):
            kind = "headline"
        if kind == "prose":
            speaker = speaker or noting
        else:
            laid.date = laid.date or first_day(words)
        for entry in _entries(sheet, part) if kind == "prose" else (part,):
            lay_part(sheet, laid, entry, kind, speaker=speaker)
    return laid


def _notes_head(words: str, part: Paragraph) -> Words | None:
    """Whose notes a line of its own announces."""
    head = _NOTES_BY.match(words) if len(words) < 100 else None
    who = named(words, head.start("who"), head.end("who")) if head else None
    if who is None or not is_person(words[who.name.start : who.name.end]):
        return None
    return Words(part.start + who.name.start, part.start + who.name.end)


def _entries(sheet: Sheet, part: Paragraph) -> list[Paragraph]:
    """A note's entries, each without the number of the row it is about: "Row 6 - ..."."""
    found: list[list[Line]] = []
    for line in part.lines:
        at = line.start
        for m in _ENTRY.finditer(sheet.body, line.start, line.end):
            if m.start() > at:
                (found or _opened(found))[-1].append(line._replace(start=at, end=_before(sheet.body, at, m.start())))
            found.append([])
            at = m.end()
        if at < line.end:
            (found or _opened(found))[-1].append(line._replace(start=at))
    return [Paragraph(tuple(lines)) for lines in found if lines]


def _opened(found: list[list[Line]]) -> list[list[Line]]:
    found.append([])
    return found


def _before(body: str, start: int, end: int) -> int:
    while end > start and body[end - 1].isspace():
        end -= 1
    return end


def _noted_by(words: str, part: Paragraph) -> Words | None:
    """Who set initials or a name under a note: ``... told me. – B.L.``"""
    note = _INITIALLED.search(words)
    if note is None or note.start() < 8 or not is_person(note["who"]):
        return None
    return Words(part.start + note.start("who"), part.start + note.end("who"))


RECOGNISER = Recogniser("log", _score, _lay)
