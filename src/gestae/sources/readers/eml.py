"""E-mail: who wrote to whom and when, the words, and the files attached."""

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message

from gestae.model import Problem
from gestae.sources.body import Body
from gestae.sources.encoding import decode
from gestae.sources.moments import mail_moment
from gestae.sources.readers.html import write as write_page
from gestae.sources.reading import Attached, Found, Reader

_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:")
_MARK = re.compile(rb"^--([^\s\"\\]{1,200})[ \t]*\r?\n(?=content-)", re.IGNORECASE | re.MULTILINE)
_TECHNICAL = {
    b"message-id", b"mime-version", b"received", b"return-path", b"content-type", b"dkim-signature", b"x-mailer", b"delivered-to",
}  # fmt: skip
_USUAL = _TECHNICAL | {b"from", b"to", b"date", b"subject", b"cc"}
_SHOWN = ("From", "Sender", "To", "Cc", "Bcc", "Date", "Subject")
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


def fits(data: bytes) -> int:
    """Well-formed headers, one of them such as only mail programs write: a thread saved as text has none."""
    names: set[bytes] = set()
    for at, line in enumerate(data[: 1 << 16].lstrip(b"\xef\xbb\xbf\r\n").splitlines()):
        if not line.strip():
            break
        header = _HEADER.match(line)
        if header:
            names.add(header.group(1).lower())
        elif line[:1] not in b" \t" and not (at == 0 and line.startswith(b"From ")):
            if not names & _TECHNICAL:
                return 0
            break
    return 90 if names & _TECHNICAL and len(names & _USUAL) > 1 else 0


def read(data: bytes, name: str) -> Found:
    message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.default)
    body = Body()
    with body.mark("mail-header"):
        body.add("\n".join(f"{header}: {value}" for header in _SHOWN if (value := _value(message, header))))
    sorted_out = _Sorted()
    sorted_out.take(_parted_again(message), is_body=True)
    body.gap(2)
    with body.mark("mail-body"):
        for part in sorted_out.words:
            body.gap(2)
            _write(part, body)
    date, zone = mail_moment(_value(message, "Date") or "")
    return body.found(date, zone, _problems(message, name), tuple(sorted_out.attached))


def _parted_again(message: Message) -> Message:
    """A message whose boundary is not the one its headers name, taken apart at the marks that are there."""
    payload = message.get_payload()
    if message.get_content_maintype() != "multipart" or not isinstance(payload, str):
        return message
    content = payload.encode("utf-8", "surrogateescape")
    mark = _MARK.search(content)
    if mark is None:
        return message
    return message_from_bytes(
        b'Content-Type: multipart/mixed; boundary="%s"\n\n%s' % (mark.group(1), content), policy=policy.default
    )


class _Sorted:
    """The parts of a message told apart: words of the message itself, files attached."""

    def __init__(self) -> None:
        self.words: list[Message] = []
        self.attached: list[Attached] = []

    def take(self, part: Message, is_body: bool) -> None:
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            for inner in part.get_payload():
                if isinstance(inner, Message):
                    self.attached.append(Attached(_file_name(part) or _subject_name(inner), _bytes(inner), kind))
        elif part.is_multipart():
            self._take_many(part, kind, is_body)
        elif is_body and _is_words(part, kind):
            self.words.append(part)
        elif kind not in _SIGNATURES:
            content = _content(part)
            if content.strip() or _file_name(part):
                self.attached.append(Attached(_file_name(part) or f"attachment.{part.get_content_subtype()}", content, kind))

    def _take_many(self, part: Message, kind: str, is_body: bool) -> None:
        inner = [p for p in part.get_payload() if isinstance(p, Message)]
        if kind == "multipart/alternative":
            best = _best(inner) if is_body else None
            for p in inner:
                if p is best or p.is_multipart() or not p.get_content_type().startswith("text/") or _file_name(p):
                    self.take(p, is_body and p is best)
            return
        for p in inner:
            self.take(p, is_body)


def _best(parts: list[Message]) -> Message | None:
    """Of the same words in several forms: plain text, unless there is none to speak of."""
    plain = [p for p in parts if p.get_content_type() == "text/plain" and _content(p).strip()]
    pages = [p for p in parts if p.get_content_type() == "text/html"]
    return next(iter(plain + pages + [p for p in parts if p.is_multipart()]), None)


def _is_words(part: Message, kind: str) -> bool:
    if part.get_content_disposition() == "attachment" or _file_name(part):
        return False
    return kind in ("text/plain", "text/html") or kind.startswith("multipart/")


def _write(part: Message, body: Body) -> None:
    text = decode(_content(part), _charset(part)).text
    if part.get_content_type() == "text/html":
        write_page(text, body)
    else:
        body.add(text.strip("\r\n"))


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    payload = part.get_payload()
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def _bytes(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=policy.compat32)
    except (LookupError, ValueError, TypeError, AttributeError):
        head = "".join(f"{k}: {v}\n" for k, v in message.raw_items())
        return head.encode("utf-8", "surrogateescape") + b"\n" + _content(message)


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, TypeError, AttributeError, IndexError):
        return None


def _file_name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except (LookupError, ValueError, TypeError, AttributeError, IndexError):
        return None


def _subject_name(message: Message) -> str:
    return re.sub(r"[/\\]", "-", _value(message, "Subject") or "message") + ".eml"


def _value(message: Message, header: str) -> str | None:
    """A header on one line; read leniently where the strict way gives up."""
    try:
        values = [str(v) for v in message.get_all(header) or ()]
    except Exception:  # the standard library's header parser raises almost anything on hostile headers
        values = [_lenient(str(v)) for k, v in message.raw_items() if k.lower() == header.lower()]
    joined = ", ".join(" ".join(v.split()) for v in values)
    return _readable(joined) or None


def _lenient(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError):
        return value


def _readable(value: str) -> str:
    """Bytes above ASCII stand in headers as halves of pairs; they are decoded like any text."""
    if not any("\udc80" <= c <= "\udcff" for c in value):
        return value
    return decode(value.encode("utf-8", "surrogateescape")).text


def _problems(message: Message, name: str) -> tuple[Problem, ...]:
    defects = {type(d).__name__ for part in message.walk() for d in part.defects}
    if isinstance(message, EmailMessage) and not _value(message, "From"):
        defects.add("NoSender")
    return tuple(
        Problem(severity="warning", where=name, what=what, why=_WHY, next=_NEXT)
        for what in dict.fromkeys(_SAID[d] for d in sorted(defects) if d in _SAID)
    )


_WHY = "What can be read was read; words or attachments may be missing."
_NEXT = "Ask for the message again, or compare it with the original."
_BOUNDARY = "The marks that part the message from its attachments are broken."
_SAID = {
    "NoBoundaryInMultipartDefect": _BOUNDARY,
    "StartBoundaryNotFoundDefect": _BOUNDARY,
    "CloseBoundaryNotFoundDefect": _BOUNDARY,
    "MultipartInvariantViolationDefect": _BOUNDARY,
    "MissingHeaderBodySeparatorDefect": "A line among the headers is no header.",
    "FirstHeaderLineIsContinuationDefect": "The headers begin in the middle of one.",
    "InvalidBase64PaddingDefect": "An attachment is cut off or damaged.",
    "InvalidBase64CharactersDefect": "An attachment is cut off or damaged.",
    "InvalidBase64LengthDefect": "An attachment is cut off or damaged.",
    "NoSender": "The message does not say who sent it.",
}

READER = Reader(name="eml", version=1, media_type="message/rfc822", fits=fits, read=read)
