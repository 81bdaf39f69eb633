"""Court orders: a caption of parties, a title, numbered paragraphs, what is ordered, date and judge."""

import re

from gestae.extract.blocks import Field
from gestae.extract.draft import Words
from gestae.extract.layout.dates import stated_day
from gestae.extract.layout.paragraphs import parts_of
from gestae.extract.layout.prose import lay_part, usual_kind
from gestae.extract.layout.sheet import Grid, Laid, Paragraph, Recogniser, Sheet
from gestae.extract.layout.signing import lay_signature, signatures

_PARTY = re.compile(
    r"(?P<who>[^\n]{2,120}?),?[ \t]+"
    r"(?P<role>(?:Petition|Respond|Plaintiff|Defend|Appell|Complain|Appli|Claim|Interven|Cross-)\w*)[.,;]?\Z"
)
_ROLE = re.compile(
    r"(?P<role>(?:(?:First|Second|Third) )?"
    r"(?:Petitioner|Respondent|Plaintiff|Defendant|Appellant|Appellee|Complainant|Applicant|Claimant)s?)[,.;]?\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(\d\)[ \t]+")
_ORDERED = re.compile(
    r"\b(?:IT IS|it is)(?: \w+,?){0,2} (?:ORDERED|ordered|ADJUDGED)|\bSO ORDERED\b|\bhereby orders?\b"
    r"|\bORDERS? (?:as follows|that)\b"
)
_COURT = re.compile(r"\b(?:COURT|TRIBUNAL|BOARD|COMMISSION)\b(?! FILE)", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:ORDER|JUDGMENT|JUDGEMENT|RULING|DECISION|WRIT|OPINION)\b")
_BY_COURT = re.compile(r"by (?:order of )?the (?:court|board|commission|tribunal):?\Z", re.IGNORECASE)
_DATED = re.compile(r"(?:so ordered|dated|done|entered|signed|given|issued|filed|date)\b[^\n]{0,120}", re.IGNORECASE)


def _score(sheet: Sheet) -> int:
    head = sheet.head
    top = head[:1_200]
    score = 25 * bool(_COURT.search(top)) + 20 * bool(_TITLE.search(top))
    score += 20 * bool(
        re.search(r"^[ \t]*(?:v\.|vs\.?|-v-|against|and)[ \t]*$", top, re.MULTILINE) or re.search(r"\bv\. [A-Z]", top)
    )
    score += 30 * bool(_ORDERED.search(sheet.body[:200_000])) + 10 * bool(re.search(r"\b(?:No|Case|Docket)\b[^\n]{0,20}\d", top))
    score += 10 * bool(re.search(r"\b(?:Judge|Justice|Magistrate|Tribunal)\b", sheet.body[-1_500:]))
    return min(score, 92) if score >= 70 else 0


def _lay(sheet: Sheet) -> Laid:
    laid = Laid()
    parts = list(parts_of(sheet))
    signed = signatures(sheet, parts)
    begins = _begins(sheet, parts)
    for number, part in enumerate(parts):
        if isinstance(part, Grid):
            lay_part(sheet, laid, part)
            continue
        words = sheet.words(part)
        if number in signed:
            lay_signature(sheet, laid, signed[number], part)
        elif number < begins:
            _caption(sheet, laid, part)
        elif number > begins and (dated := _DATED.match(words)) and (day := stated_day(dated.group())) and len(words) < 160:
            laid.date = day
            lay_part(sheet, laid, part, "byline")
        else:
            kind = usual_kind(sheet, part)
            is_command = _ORDERED.search(words) and len(words) < 60
            lay_part(
                sheet,
                laid,
                part,
                "byline" if is_command or _BY_COURT.match(words) else "prose" if kind in ("byline", "field") else kind,
            )
    laid.date = laid.date or next(
        (d for p in parts[:begins] if isinstance(p, Paragraph) and (d := stated_day(sheet.words(p)))), None
    )
    return laid


def _begins(sheet: Sheet, parts: list[Paragraph | Grid]) -> int:
    """The first paragraph of the order's own prose."""
    for number, part in enumerate(parts[:40]):
        if isinstance(part, Paragraph):
            words = sheet.words(part)
            if len(words) > 60 and re.search(r"[.!?:]\Z", words) and not words.isupper() and usual_kind(sheet, part) == "prose":
                return number
    return 0


def _caption(sheet: Sheet, laid: Laid, part: Paragraph) -> None:
    for line in part.lines:
        words = sheet.body[line.start : line.end]
        if m := _PARTY.match(words):
            who = Words(line.start, line.start + m.end("who"))
            laid.fields.append(Field(m["role"], Words(line.start, line.end), who))
        elif m := _ROLE.match(words):
            laid.fields.extend(Field(m["role"], Words(line.start, line.end), who) for who in _parties_above(laid, sheet.body))
    kind = usual_kind(sheet, part)
    lay_part(sheet, laid, part, kind if kind in ("headline", "field") else "byline")


def _parties_above(laid: Laid, body: str) -> list[Words]:
    """The names in the lines just above a party's role: all the numbered ones, else the last."""
    found: list[Words] = []
    for block in reversed(laid.blocks):
        number = _NUMBERED.match(body, block.start, block.end)
        if found and not number:
            break
        start = number.end() if number else block.start
        found.insert(0, Words(start, block.start + len(body[block.start : block.end].rstrip(" ,.;"))))
        if not number:
            break
    return [w for w in found if w.end > w.start]


RECOGNISER = Recogniser("order", _score, _lay)
