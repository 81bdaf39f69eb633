"""Cells: whether what stands under From or To is a person, a store, a place, or nobody who can be read."""

import re
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from gestae.extract.draft import Words
from gestae.extract.layout.names import begins_as_person, is_person, is_post, named
from gestae.rules import cues

Sort = Literal["person", "store", "place", "none", "unreadable", "blank"]

_INITIALS = re.compile(r"(?:[A-Z]\.[ ]?)+(?:[A-Z][\w’'-]+)?\Z|[A-Z]{2,3}\Z")
_ARTICLES = re.compile(r"(?:the|a|an|in|on|to|at|from)\s+", re.IGNORECASE)


class Party(NamedTuple):
    """What one cell names. ``none``: a dash, nothing moved; ``blank``: left empty."""

    sort: Sort
    words: Words | None = None

    @property
    def agent(self) -> Words | None:
        return self.words if self.sort == "person" else None

    @property
    def place(self) -> Words | None:
        return self.words if self.sort in ("store", "place") else None


def party(body: str, cell: Words | None) -> Party:
    """The party a cell names."""
    if cell is None or cell.start >= cell.end:
        return Party("blank")
    start, end = cell
    while start < end and body[start] in "[( *":
        start += 1
    while end > start and body[end - 1] in "])* ":
        end -= 1
    if (paren := body.find(" (", start, end)) > 0:
        end = paren
    words = body[start:end]
    low = words.lower().strip(" .")
    for sort, key in (("none", "none"), ("unreadable", "unreadable"), ("blank", "blank")):
        if low in _words(key) or (key == "unreadable" and any(w in low for w in ("illegible", "unreadable", "signature"))):
            return Party(sort)  # type: ignore[arg-type]
    if not low:
        return Party("none" if body[cell.start : cell.end].strip() else "blank")
    sort = sort_of(words)
    if sort == "person" and (who := named(body, start, end)) and who.name.end > who.name.start:
        return Party("person", Words(who.title.start if who.title.end > who.title.start else who.name.start, who.name.end))
    return Party(sort, Words(start, end))


@cache
def sort_of(words: str) -> Literal["person", "store", "place"]:
    """What readable words name. A first name or initials make a person, whatever the surname."""
    plain = _ARTICLES.sub("", words.strip())
    tokens = re.findall(r"[\w’'.-]+", plain)
    if _INITIALS.match(plain) or (len(tokens) > 1 and begins_as_person(plain) and is_person(plain)):
        return "person"
    low = [t.lower().strip(".") for t in tokens]
    known = {t for w in low for t in (w, w.removesuffix("s"))} | {" ".join(low)} | {" ".join(pair) for pair in pairwise(low)}
    if known & _words("stores"):
        return "store"
    if known & _words("places"):
        return "place"
    if words.strip().islower():
        return "person" if is_post(plain) or known & _words("departments") else "place"
    return "person"


def is_ditto(words: str) -> bool:
    return words.strip(" .").lower() in _words("ditto") or words.strip() in _words("ditto")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(w) for w in cues("remarks")[key])
