"""Mail headers as they stand in a text: ``From:``, ``To:``, ``Date:``, and lines like "On Monday Ann wrote:"."""

import re
from dataclasses import dataclass

from gestae.extract.blocks import Field
from gestae.extract.draft import Words
from gestae.extract.layout.dates import stated_moment, zone_of
from gestae.extract.layout.names import is_post, named
from gestae.extract.layout.sheet import Line, Sheet

_LABEL = re.compile(
    r"[*_]{0,2}(?P<label>from|to|cc|bcc|date|sent|subject|re|reply-to|attachments?|importance|sender|through|via)"
    r"[*_]{0,2}[ \t]?:[*_]{0,2}[ \t]*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"On (?P<date>[^\n]{3,60}?(?:\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?|\d{4}|\d/\d{2,4}))(?:,| at)?\s+"
    r"(?P<who>(?:[A-Z\"][\w.’'\"-]*,?[ ]?){1,5}|[\w.+-]+@[\w.-]+ ?)(?:[<\[(][^>\])]*[>\])])?\s*wrote:\s*\Z"
)
_CLOCK = re.compile(r"\b(?P<h>\d{1,2})[:.](?P<m>\d\d)(?:[:.](?P<s>\d\d))?\s*(?P<half>[ap])?\.?(?:m\b\.?)?", re.IGNORECASE)
_MOST = 14  # lines of one header


@dataclass(frozen=True)
class Header:
    """``first`` to ``last`` are line indices, ``last`` exclusive; ``date`` is EDTF, with seconds when a clock time is given."""

    first: int
    last: int
    depth: int
    fields: tuple[Field, ...]
    date: str | None
    zone: str | None

    def value(self, label: str) -> Words | None:
        return next((f.value for f in self.fields if f.label.lower() == label and f.value.end > f.value.start), None)


def find_headers(sheet: Sheet) -> list[Header]:
    """Every message header of the text, in the order they stand."""
    found: list[Header] = []
    at = 0
    while at < len(sheet.lines):
        line = sheet.lines[at]
        header = None
        if not line.is_blank and line.end - line.start < 1_000:
            header = _labelled(sheet, at) or _wrote(sheet, at)
        if header:
            found.append(header)
            at = header.last
        else:
            at += 1
    return found


def people(body: str, value: Words | None) -> list[Words]:
    """The names of a header's value: ``Ann Roe <a@x>; "Poe, Bob"``; an address where there is no name."""
    if value is None:
        return []
    found = []
    start, end = value
    for s, e in _entries(body, start, end):
        while s < e and body[s] in "\"' \t":
            s += 1
        stop = min((p for p in (body.find(c, s, e) for c in "<[(") if p > s), default=e)
        while stop > s and body[stop - 1] in "\"' \t\n":
            stop -= 1
        who = named(body, s, stop)
        if (
            "@" not in body[s:stop]
            and who
            and body[who.name.start : stop].count(",")
            and not body[who.name.start : who.name.end].count(" ")
        ):
            found.append(Words(who.name.start, stop))  # "Roe, Ann"
        elif who and "@" not in body[who.name.start : who.name.end + 1]:
            if not is_post(body[who.name.start : who.name.end]):
                found.append(who.name)
        elif stop > s:
            found.append(Words(s, stop))
    return found


def _entries(body: str, start: int, end: int) -> list[tuple[int, int]]:
    words = body[start:end]
    if ";" in words:
        sep = r";"
    elif "@" in words:
        sep = r",(?=[^<>]*(?:<|@|\Z))(?<=[>@\w.\")],)"
        if '"' in words or not re.search(r"@[\w.-]+>?\s*,", words):
            sep = r"(?<=>),"
    else:
        sep = r",(?=\s*[A-Z][\w’'.-]* [A-Z])"
    found, at = [], start
    for m in re.finditer(sep, words):
        found.append((at, start + m.start()))
        at = start + m.end()
    found.append((at, end))
    return [(s, e) for s, e in found if body[s:e].strip()]


def _labelled(sheet: Sheet, at: int) -> Header | None:
    first = sheet.lines[at]
    if not _LABEL.match(sheet.body, first.start, first.end):
        return None
    fields: list[Field] = []
    stop = at
    while stop < len(sheet.lines) and stop - at < _MOST:
        line = sheet.lines[stop]
        label = _LABEL.match(sheet.body, line.start, line.end) if not line.is_blank else None
        if line.is_blank and _goes_on(sheet, stop, fields):
            stop += 1
            continue
        if line.is_blank or line.depth != first.depth:
            break
        if label:
            v = label.end()
            fields.append(
                Field(
                    label["label"].title() if label["label"].isupper() else label["label"],
                    Words(line.start, line.end),
                    Words(min(v, line.end), line.end),
                )
            )
        elif fields and line.start > line.left:
            last = fields[-1]
            fields[-1] = Field(last.label, Words(last.at.start, line.end), Words(last.value.start, line.end))
        else:
            break
        stop += 1
    labels = {f.label.lower() for f in fields}
    if not labels & {"from", "sender"} or len(labels) < 2:
        return None
    stated = next((f for f in fields if f.label.lower() in ("date", "sent")), None)
    words = sheet.body[stated.value.start : stated.value.end] if stated else ""
    date, zone = moment(words)
    return Header(at, stop, first.depth, tuple(fields), date, zone)


def _goes_on(sheet: Sheet, at: int, fields: list[Field]) -> bool:
    """A memo's head may be set with blank lines between its labels."""
    if at + 1 >= len(sheet.lines) or not fields:
        return False
    following: Line = sheet.lines[at + 1]
    label = _LABEL.match(sheet.body, following.start, following.end)
    return label is not None and label["label"].lower() not in {f.label.lower() for f in fields}


def _wrote(sheet: Sheet, at: int) -> Header | None:
    line = sheet.lines[at]
    if not sheet.body.startswith("On ", line.start):
        return None
    for last in (at, at + 1):
        if last >= len(sheet.lines) or sheet.lines[last].depth != line.depth:
            return None
        end = sheet.lines[last].end
        words = sheet.body[line.start : end].replace("\n", " ")
        if m := _WROTE.match(words):
            who = Words(line.start + m.start("who"), line.start + m.start("who") + len(m["who"].rstrip(" ,")))
            date, zone = moment(m["date"])
            following = next((n for n in sheet.lines[last + 1 : last + 3] if not n.is_blank), None)
            depth = following.depth if following else line.depth
            return Header(at, last + 1, depth, (Field("From", Words(line.start, end), who),), date, zone)
    return None


def moment(words: str) -> tuple[str | None, str | None]:
    """EDTF date or date-time of a Date header, and its zone."""
    stated = stated_moment(words)
    if stated is None or "T" in stated:
        return stated, zone_of(words) if stated else None
    clock = _CLOCK.search(words)
    if clock is None or int(clock["h"]) > 23 or int(clock["m"]) > 59:
        return stated, zone_of(words)
    hour = int(clock["h"])
    if clock["half"]:
        hour = hour % 12 + 12 * (clock["half"].lower() == "p")
    return f"{stated}T{hour:02}:{clock['m']}:{clock['s'] or '00'}", zone_of(words)
