"""Logs and call sheets: fields, tables, and notes in several hands, each line by itself."""

import re

from gestae.extract.draft import Words
from gestae.extract.layout.dates import first_day
from gestae.extract.layout.names import is_person
from gestae.extract.layout.paragraphs import parts_of
from gestae.extract.layout.prose import lay_part, usual_kind
from gestae.extract.layout.sheet import Grid, Laid, Paragraph, Recogniser, Sheet
from gestae.extract.layout.tables import is_log, tables_of

_INITIALLED = re.compile(r"[ \t(]*[–—-]{1,2}[ \t]*(?P<who>[A-Z][^\W\d_]*\.?(?:[ ]?[A-Z][\w’'-]*\.?){0,2})[)”\"]*\s*\Z")
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
    for number, part in enumerate(parts_of(sheet, wrapped=False)):
        if isinstance(part, Grid):
            lay_part(sheet, laid, part)
            continue
        words = sheet.words(part)
        kind = usual_kind(sheet, part)
        speaker = None
        if kind in ("headline", "prose", "byline") and (who := _noted_by(words, part)):
            kind, speaker = "prose", who
        if kind == "headline" and re.search(r"[.!?]", words) and not words.isupper():
            kind = "prose"
        if number == 0 and kind == "prose" and speaker is None and not re.search(r"[.!?:]\Z", words):
            kind = "headline"
        if kind != "prose":
            laid.date = laid.date or first_day(words)
        lay_part(sheet, laid, part, kind, speaker=speaker)
    return laid


def _noted_by(words: str, part: Paragraph) -> Words | None:
    """Who set initials or a name under a note: ``... told me. – B.L.``"""
    note = _INITIALLED.search(words)
    if note is None or note.start() < 8 or not is_person(note["who"]):
        return None
    return Words(part.start + note.start("who"), part.start + note.end("who"))


RECOGNISER = Recogniser("log", _score, _lay)
