"""Web pages: the words a person sees, in the order of the page."""

import re

from selectolax.lexbor import LexborHTMLParser

from gestae.sources.body import Body
from gestae.sources.encoding import decode
from gestae.sources.flow import Flow
from gestae.sources.moments import iso_moment
from gestae.sources.reading import Found, Reader

_TAGS = (
    "html|head|body|!doctype html|title|meta|p|div|table|h[1-6]|ul|ol|article|section|main|blockquote|pre|center|font|span|br|hr"
)
_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:%s)\b" % _TAGS.encode(), re.IGNORECASE | re.DOTALL)
_INSIDE = re.compile(rb"<(?:html|head|body|!doctype\s+html)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CONTAINERS = (
    r"(?:div|span|font|section|article|blockquote|table|ul|ol|dl|b|i|u|em|strong|small|big|center|form|a|nobr|tt|code|s)\b"
)
_OPENED = re.compile("<" + _CONTAINERS, re.IGNORECASE)
_CLOSED = re.compile("</" + _CONTAINERS, re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"<[^<>]*>")
_DEEPEST = 3_000
_PUBLISHED = {
    "article:published_time", "og:published_time", "datepublished", "dc.date", "dc.date.issued", "dcterms.created",
    "dcterms.issued", "date", "pubdate", "publishdate", "publication_date", "parsely-pub-date", "sailthru.date",
}  # fmt: skip


def fits(data: bytes) -> int:
    head = data[:4096]
    for bom, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(bom):
            head = head[2:].decode(name, "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _START.match(head):
        return 80
    return 40 if len(_INSIDE.findall(head)) >= 2 else 0


def read(data: bytes, _name: str) -> Found:
    declared = _CHARSET.search(data[:4096])
    text = decode(data, declared.group(1).decode() if declared else None).text
    body = Body()
    date, zone = write(text, body)
    return body.found(date=date, zone=zone)


def write(text: str, body: Body) -> tuple[str | None, str | None]:
    """Adds a page's visible words to a body; gives the date and zone the page says it was published."""
    tree = LexborHTMLParser(_without_pile(text.replace("\x00", "")))
    if tree.body is not None:
        Flow(body).walk(tree.body)
    return _published(tree)


def _without_pile(text: str) -> str:
    """Tags that are opened thousands deep and never closed mean nothing, and the parser's time grows with the square of
    the depth: such pages keep their words and line ends only."""
    opened, closed = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
    return text if opened - closed < _DEEPEST else _ANY_TAG.sub("\n", _SCRIPT.sub("", text))


def _published(tree: LexborHTMLParser) -> tuple[str | None, str | None]:
    for meta in tree.css("meta"):
        called = {str(meta.attributes.get(key) or "").lower() for key in ("property", "name", "itemprop")}
        if called & _PUBLISHED:
            moment = iso_moment(str(meta.attributes.get("content") or ""))
            if moment[0]:
                return moment
    return None, None


READER = Reader(name="html", version=1, media_type="text/html", fits=fits, read=read)
