"""Words of a text as the name finder sees them, and a name where it stands."""

import re
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from gestae.extract.lexicon import lexicon, plain

NameKind = Literal["person", "organisation", "place", "unknown"]
WORD = re.compile(r"[^\W\d_]+(?:[.’'][^\W\d_]+)*\.?|\d+|[^\s\w]")


class Tok(NamedTuple):
    """A word of a text: its body offsets, whether it opens a sentence, and what the parse says of it (empty if unparsed)."""

    text: str
    start: int
    end: int
    initial: bool
    pos: str = ""
    entity: str = ""
    token: Any = None

    @property
    def is_capitalised(self) -> bool:
        text = self.text
        return text[:1].isupper() or ("-" in text and _is_with_article(text))


@dataclass(frozen=True)
class Name:
    """A name where it stands. ``text`` is the name without its title; ``start`` and ``end`` cover the name alone; ``guess`` is what
    the pipeline takes it for (PERSON, ORG, PLACE or nothing); ``rules``: what it goes before is somebody's rule ("regime")."""

    text: str
    start: int
    end: int
    kind: NameKind
    title: str | None
    title_start: int
    head: Any
    guessed: bool = False
    after_the: bool = False
    quoted: bool = False
    guess: str = ""
    rules: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(plain(w) for w in self.text.split() if plain(w))


def _is_with_article(text: str) -> bool:
    """ "al-Amin" """
    article, _, name = text.partition("-")
    return name[:1].isupper() and article in lexicon().articles


def plain_tokens(text: str, start: int) -> list[Tok]:
    """Words of an unparsed stretch (a field, a cell) that begins at body offset ``start``."""
    return [Tok(m.group(), start + m.start(), start + m.end(), False) for m in WORD.finditer(text)]


def joined(run: list[Tok]) -> str:
    """The words as they stand, one blank where there is any."""
    out = ""
    for k, tok in enumerate(run):
        gap = k and tok.start > run[k - 1].end
        out += (" " if gap else "") + tok.text
    return out
