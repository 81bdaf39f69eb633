"""Mails, threads and memos: each message with its own sender, addressee and date, in the order they stand."""

import re
from dataclasses import dataclass, replace

from gestae.extract.draft import Words
from gestae.extract.layout.copying import blocks_of
from gestae.extract.layout.dates import day_of
from gestae.extract.layout.headers import Header, find_headers, people
from gestae.extract.layout.names import is_person
from gestae.extract.layout.paragraphs import parts_of
from gestae.extract.layout.prose import add_field, lay_part, ranges_of, usual_kind
from gestae.extract.layout.sheet import Laid, Paragraph, Part, Recogniser, Sheet
from gestae.extract.layout.signing import CLOSING

_GREETING = re.compile(
    r"(?:(?:hi|hello|dear|hey|good (?:morning|afternoon|evening))\b[ ,]*)?"
    r"(?P<who>(?:[A-Z][\w.’'-]*[ ]?){0,4}?)(?: (?:and|&) .{1,40})?[ ]?[,:;!.–—-]?\Z",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|https?:|www\.|\d{3}[ -]?\d{3}|^(?:tel|t|m|mob|phone|fax|sent from)\b", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"[-_ ]*(?:original message|forwarded message|begin forwarded message)[-_ :]*\Z|[-_=*]{2,}\Z", re.IGNORECASE
)


@dataclass(frozen=True)
class _Message:
    number: int
    header: Header
    sender: Words | None
    addressee: Words | None
    parts: tuple[Part, ...]


def _score(sheet: Sheet) -> int:
    if sheet.marks("mail-header"):
        return 97
    first = next((n for n, line in enumerate(sheet.lines) if not line.is_blank), 0)
    headers = find_headers(sheet)
    near = any(h.first <= first + 6 for h in headers)
    return 95 if near else 50 if len(headers) > 1 else 0


def _lay(sheet: Sheet) -> Laid:
    laid = Laid()
    headers = find_headers(sheet)
    for part in parts_of(sheet, 0, headers[0].first if headers else None):
        lay_part(sheet, laid, part)
    laid_out: list[_Message] = []
    for number, (header, parts) in enumerate(_shares(sheet, headers)):
        sender = next(iter(people(sheet.body, header.value("from"))), None)
        addressee = _addressee(sheet, header, parts)
        if addressee is None and header.value("to") is None:  # "On Monday Ann wrote:" was written to whoever quotes it
            addressee = next((m.sender for m in reversed(laid_out) if m.header.depth < header.depth), None)
        addressee = _in_full(sheet.body, addressee, [m.sender for m in laid_out])
        message = _Message(number, header, sender, addressee, tuple(parts))
        laid_out.append(message)
        _lay_header(sheet, laid, message)
        _lay_body(sheet, laid, message)
    laid.blocks.sort(key=lambda b: b.start)
    dates = [h.date for h in headers if h.date]
    laid.date = max((d for d in (day_of(d) for d in dates) if d), default=None)
    laid.zone = next((h.zone for h in headers if h.zone), None)
    return laid


def _in_full(body: str, addressee: Words | None, senders: list[Words | None]) -> Words | None:
    """A first name alone stands for the one who wrote an earlier message under it."""
    if addressee is None or " " in body[slice(*addressee)]:
        return addressee
    fitting = {body[slice(*s)]: s for s in senders if s and body[slice(*s)].split(maxsplit=1)[0] == body[slice(*addressee)]}
    return next(iter(fitting.values())) if len(fitting) == 1 else addressee


def _shares(sheet: Sheet, headers: list[Header]) -> list[tuple[Header, list[Part]]]:
    """The parts each message holds. Text of a lesser depth after a quoted message belongs to the one that quotes it."""
    shares: list[tuple[Header, list[Part]]] = [(h, []) for h in headers]
    open_: list[int] = []
    for number, header in enumerate(headers):
        open_ = [n for n in open_ if headers[n].depth < header.depth] + [number]
        last = headers[number + 1].first if number + 1 < len(headers) else len(sheet.lines)
        for part in parts_of(sheet, header.last, last):
            depth = part.lines[0].depth if isinstance(part, Paragraph) else part.depth
            owner = next((n for n in reversed(open_) if headers[n].depth <= depth), number)
            shares[owner][1].append(part)
    return shares


def _lay_header(sheet: Sheet, laid: Laid, message: _Message) -> None:
    header = message.header
    for line in header.fields:
        kind = "headline" if line.label.lower() in ("subject", "re") else "field"
        laid.fields.append(line)
        laid.blocks.extend(blocks_of(sheet, kind, [(line.at.start, line.at.end)], message=message.number, date=header.date))  # type: ignore[arg-type]


def _lay_body(sheet: Sheet, laid: Laid, message: _Message) -> None:
    signed = _signed_from(sheet, message)
    shown = {"date": message.header.date, "message": message.number}
    for number, part in enumerate(message.parts):
        if not isinstance(part, Paragraph):
            lay_part(sheet, laid, part, date=message.header.date, message=message.number)
            continue
        words = sheet.words(part)
        if part.lines[0].depth > message.header.depth:
            made = Laid()
            lay_part(sheet, made, part, "prose", date=message.header.date, message=message.number)
            laid.blocks.extend(replace(b, is_quoted=True) for b in made.blocks)
        elif number >= signed and not _SEPARATOR.match(words):
            _lay_signature(sheet, laid, message, part)
        elif _SEPARATOR.match(words) or (number == 0 and _greeted(words) is not None):
            laid.blocks.extend(blocks_of(sheet, "byline", ranges_of(part), message=message.number, date=message.header.date))
        else:
            kind = usual_kind(sheet, part)
            kind = "prose" if kind == "byline" and len(words) > 40 else kind
            who = {"speaker": message.sender, "addressee": message.addressee} if kind == "prose" else {}
            lay_part(sheet, laid, part, kind, **shown, **who)  # type: ignore[arg-type]


def _greeted(words: str) -> str | None:
    """Whom a greeting line greets; the empty string for "Hi all," and ``None`` where it is none."""
    if len(words) > 60 or not re.search(r"[,:;!–—-]\Z|\A(?:hi|hello|dear|hey|good)\b", words, re.IGNORECASE):
        return None
    m = _GREETING.match(words)
    return m["who"].strip() if m else None


def _addressee(sheet: Sheet, header: Header, parts: list[Part]) -> Words | None:
    """Whom "you" means: the only one under To, else the one greeted."""
    to = people(sheet.body, header.value("to"))
    if len(to) == 1:
        return to[0]
    first = next((p for p in parts if isinstance(p, Paragraph)), None)
    if first is None:
        return None
    words = sheet.words(first)
    opening = re.match(r"(?:(?:hi|hello|dear|hey)\b[ ]*)?(?P<who>[A-Z][\w’'-]+)(?= ?[,:–—-])", words, re.IGNORECASE)
    if opening is None or not opening["who"][0].isupper():
        return None
    known = [w for w in to if opening["who"] in sheet.body[w.start : w.end].split()]
    if known:
        return known[0]
    if opening["who"].lower() in ("all", "everyone", "team", "folks") or _greeted(words) is None:
        return None
    return Words(first.start + opening.start("who"), first.start + opening.end("who"))


def _signed_from(sheet: Sheet, message: _Message) -> int:
    """The place of the first part that is signature; the number of parts where there is none."""
    count = len(message.parts)
    name = sheet.body[message.sender.start : message.sender.end] if message.sender else ""
    own = {w.strip(".,").lower() for w in name.split()} | {"".join(w[0] for w in name.split()).lower()}
    for number in range(max(0, count - 9), count):
        part = message.parts[number]
        if not isinstance(part, Paragraph) or part.lines[0].depth != message.header.depth:
            continue
        line = part.lines[0]
        words = sheet.body[line.start : line.end]
        tokens = [w.strip(".,–—-").lower() for w in words.split()]
        tokens = [t for t in tokens if t]
        is_own = 0 < len(tokens) <= 4 and all(t in own or (len(t) == 1 and any(o.startswith(t) for o in own)) for t in tokens)
        if (is_own and (number > 0 or count == 1 or len(part.lines) > 1)) or CLOSING.match(words) or re.match(r"--\s*\Z", words):
            return number
    return count


def _lay_signature(sheet: Sheet, laid: Laid, message: _Message, part: Paragraph) -> None:
    name = set(sheet.body[message.sender.start : message.sender.end].lower().split()) if message.sender else set()
    for line in part.lines:
        words = sheet.body[line.start : line.end]
        if CLOSING.match(words) or _SEPARATOR.match(words) or _CONTACT.search(words) or len(words) > 80:
            continue
        is_name = bool(name & {w.strip(",.") for w in words.lower().split()}) and is_person(words)
        add_field(laid, "signature" if is_name else "signature-title", line.start, line.end)
    laid.blocks.extend(blocks_of(sheet, "signature", ranges_of(part), message=message.number, date=message.header.date))


RECOGNISER = Recogniser("mail", _score, _lay)
