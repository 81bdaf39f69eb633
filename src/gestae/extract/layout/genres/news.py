"""News reports and press releases: headline, byline, dateline, then prose in the paper's own voice."""

import re

from gestae.extract.layout.copying import blocks_of
from gestae.extract.layout.dates import stated_day
from gestae.extract.layout.paragraphs import LIST_MARK, parts_of
from gestae.extract.layout.prose import is_byline, lay_part, ranges_of, usual_kind
from gestae.extract.layout.sheet import Laid, Paragraph, Recogniser, Sheet

_CAP = r"[A-ZÀ-Þ][A-ZÀ-Þ’'.\-]+"
DATELINE = re.compile(
    rf"(?P<place>{_CAP}(?:[ ]{_CAP}){{0,4}}(?:, (?:[A-Z][\w.]*[ ]?){{1,3}})?)"
    r"(?:,? \(?(?P<more>[^()–—\n]{3,40}?)\)?)?(?: \([A-Z][\w ]{1,20}\))?[ ]?(?:–|—|--|-(?= ))[ ]*(?=\S)"
)
_PLACED = re.compile(
    r"(?P<place>[A-Z][\w’'.\-]+(?: [A-Z][\w’'.\-]+){0,3}, (?:[A-Z][\w.]+ ?){1,3})"
    r"\((?P<more>[^()\n]{4,40})\)[ ]?(?:–|—|--)[ ]*(?=\S)"
)
_RELEASE = re.compile(
    r"(?:for immediate release|news release|press release|media release|media contacts?\b|press contacts?\b|embargoed"
    r"|###|# # #|-30-|– ?ends ?–|contact:)",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|says|told|according to|spokes(?:man|woman|person)|reported|police|officials|statement)\b")


def _score(sheet: Sheet) -> int:
    head = sheet.head
    score = 8 * min(4, len(_SAID.findall(head)))
    score += 30 * bool(re.search(r"^By [A-Z][\w.’'-]+ [A-Z]", head, re.MULTILINE))
    score += 35 * any(_dateline(head, m.end()) for m in re.finditer(r"^", head, re.MULTILINE))
    score += 45 * bool(_RELEASE.search(head[:1_500]))
    first = head.lstrip().split("\n", 1)[0]
    score += 12 * (20 < len(first) < 200 and not first.rstrip().endswith((".", ":")))
    return min(score, 78) if score > 20 else 0


def _lay(sheet: Sheet) -> Laid:
    laid = Laid()
    is_running = False
    for number, part in enumerate(parts_of(sheet)):
        if not isinstance(part, Paragraph):
            lay_part(sheet, laid, part)
            continue
        words = sheet.words(part)
        line = _dateline(sheet.body, part.start)
        if line and line.end() < part.end:
            is_running = True
            laid.date = laid.date or stated_day(line.group())
            laid.blocks.extend(blocks_of(sheet, "byline", [(part.start, _trim(sheet.body, part.start, line.end()))]))
            ranges = [(max(s, line.end()), e) for s, e in ranges_of(part) if e > line.end()]
            laid.blocks.extend(blocks_of(sheet, "prose", ranges, is_quoted=False))
            continue
        kind = usual_kind(sheet, part)
        if number == 0 and kind in ("prose", "byline") and not re.search(r"[.!?][”\"’)]*\Z", words) and len(words) < 250:
            kind = "headline"
        elif _RELEASE.match(words) and len(words) < 200:
            kind = "byline"
        elif (kind == "headline" and LIST_MARK.match(words)) or (kind == "byline" and is_running and not is_byline(words)):
            kind = "prose"
        if kind in ("byline", "field", "headline"):
            laid.date = laid.date or stated_day(words)
        is_running = is_running or kind == "prose"
        lay_part(sheet, laid, part, kind)
    return laid


def _dateline(body: str, at: int) -> re.Match[str] | None:
    return DATELINE.match(body, at, at + 160) or _PLACED.match(body, at, at + 160)


def _trim(body: str, start: int, end: int) -> int:
    while end > start and (body[end - 1].isspace()):
        end -= 1
    return end


RECOGNISER = Recogniser("news", _score, _lay)
