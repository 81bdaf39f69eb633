"""Figures: the persons, organisations and places that a text names, each with all its mentions."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from gestae.extract.lexicon import lexicon
from gestae.model.things import Sex

MANY = 8192  # words kept of those that come up again and again
HYPHEN = re.compile(r"(?<=\w\w)-(?=\w\w)")
FigureKind = Literal["person", "organisation", "place", "unidentified"]


@dataclass(eq=False)
class Figure:
    """Someone or somewhere; ``start`` is the first mention's offset; ``forms`` the names used; ``titles`` what stood before them.

    ``told_dead`` is set once the text has told of a death. ``is_sure``: something speaks for this being a person, beyond that
    nothing speaks against it.
    """

    kind: FigureKind
    label: str
    start: int
    forms: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    sex: Sex | None = None
    starts: list[int] = field(default_factory=list)
    plural: bool = False
    told_dead: bool = False
    is_sure: bool = True

    def mention(self, start: int, text: str, title: str | None = None) -> None:
        """Note one more mention, by this form and title."""
        self.start = min(self.start, start)
        self.starts.append(start)
        if text not in self.forms:
            self.forms.append(text)
        if title and title not in self.titles:
            self.titles.append(title)

    @property
    def words(self) -> tuple[str, ...]:
        return fold(self.label)

    def sex_clashes(self, sex: Sex) -> bool:
        known = self.sex or sex_of(given_first(self.label), self.titles)
        return known is not None and known != sex


@lru_cache(MANY)
def fold(text: str) -> tuple[str, ...]:
    """The words of a name for comparing: lower case, no accents, no stops."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c)).replace("’", "'")
    return tuple(w for w in re.split(r"[^\w'&]+", re.sub(r"'s\b|'$", "", text)) if w)


@lru_cache(MANY)
def given_first(label: str) -> tuple[str, ...]:
    """The words of a name, those joined by a hyphen as one."""
    return fold(HYPHEN.sub("_", label))


def sex_of(words: tuple[str, ...], titles: list[str]) -> Sex | None:
    """What titles say; else what the first name says, both halves of "Lee-Ann" heard."""
    lex = lexicon()
    for title in titles:
        for word in fold(title):
            if word in lex.sexed:
                return lex.sexed[word]
    said = {lex.first.get(w) for w in words[0].split("_")} - {None} if words else set()
    return next(iter(said)) if len(said) == 1 else None


def sure_sex(figure: Figure) -> Sex | None:
    """The sex that a title before the name says; pronouns and first names only help within the text."""
    return sex_of((), figure.titles) if figure.kind == "person" else None


def label_of(text: str) -> str:
    """A name in capitals, written as names are written."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 4 and all(c.isupper() for c in letters) and (" " in text):
        small = {"of", "and", "the", "for", "de", "van", "von", "la"}
        out = [w if fold(w) and fold(w)[0] in lexicon().corporate else _title(w) for w in text.split()]
        out = [w.lower() if k and w.lower() in small else w for k, w in enumerate(out)]
        return " ".join(out)
    return text.replace("\n", " ")


def _title(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m.group()[:1].upper() + m.group()[1:].lower(), word)
