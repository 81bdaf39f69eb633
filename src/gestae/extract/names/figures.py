"""Figures: the persons, organisations and places that a text names, each with all its mentions.

A short form joins the full name it fits; two people who share a surname stay two. What fits more than one full name, and
stands near none of them, is kept as a figure of its own.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from gestae.extract.lexicon import lexicon
from gestae.extract.names.tokens import Name, NameKind
from gestae.model.things import Sex

FigureKind = Literal["person", "organisation", "place", "unidentified"]
HYPHEN = re.compile(r"(?<=\w\w)-(?=\w\w)")
ENDEARING = re.compile(r"(?<=\w\w)(?:(?<=(\w))\1)?(?:ie|ey|y)$")
NAME_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*(?<=\w\w)")
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


@dataclass(eq=False)
class Figure:
    """Someone or somewhere; ``start`` is the first mention's offset; ``forms`` the names used; ``titles`` what stood before them.

    ``told_dead`` is set once the text has told of a death.
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
        known = self.sex or sex_of(self.words, self.titles)
        return known is not None and known != sex


def fold(text: str) -> tuple[str, ...]:
    """The words of a name for comparing: lower case, no accents, no stops."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c)).replace("’", "'")
    return tuple(w for w in re.split(r"[^\w'&]+", re.sub(r"'s\b|'$", "", text)) if w)


def person_words(text: str) -> tuple[str, ...]:
    """The words of a person's name, "Jr." and its like left out."""
    return tuple(w for w in fold(HYPHEN.sub("_", text)) if w not in SUFFIXES)  # "Abernethy-Voss" is one word of a name


def fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a short form may be this full name: surname, first name, initial and surname, nickname."""
    if not short or not full or len(short) > len(full):
        return False
    if short == full:
        return True
    if len(short) == len(full) and all(len(a) == 1 and b.startswith(a) for a, b in zip(short, full, strict=True)):
        return True
    last_same, first_same = short[-1] == full[-1], _first(short[0], full[0])
    if len(short) == 1:
        return (
            last_same
            or first_same
            or (
                len(short[0]) == len(full)
                and len(full) > 1
                and len(short[0]) <= 3
                and all(a == b[0] for a, b in zip(short[0], full, strict=False))
            )
        )
    return last_same and first_same and all(w in full or any(f.startswith(w) for f in full) for w in short[1:-1])


def _first(a: str, b: str) -> bool:
    """Whether a first name as used may stand for this one: "J", "Dave", "Josie", "Marg"."""
    if a == b or (len(a) == 1 and b.startswith(a)):
        return True
    lex = lexicon()
    if b in lex.nicknames.get(a, ()):
        return True
    sexes = lex.first.get(a), lex.first.get(b)
    if None not in sexes and sexes[0] != sexes[1]:
        return False
    stem = ENDEARING.sub("", a)
    return (
        len(stem) >= 3 and len(b) > len(stem) + 1 and b.startswith(stem) and (stem != a or a in lex.nicknames or a not in lex.first)
    )


def sex_of(words: tuple[str, ...], titles: list[str]) -> Sex | None:
    """What titles say; else what the first name says."""
    lex = lexicon()
    for title in titles:
        for word in fold(title):
            if word in lex.sexed:
                return lex.sexed[word]
    return lex.first.get(words[0]) if words else None


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


def gather(names: list[Name], likely: set[int], known: list[Figure]) -> tuple[list[Figure], dict[int, Figure]]:
    """Figures of a text, and which one each name's start stands for. ``likely``: starts of unsure names that act like persons;
    ``known``: the figures of the sections before."""
    persons = [f for f in known if f.kind == "person"]
    others = [f for f in known if f.kind != "person"]
    at: dict[int, Figure] = {}
    rest: list[Name] = []
    full = [n for n in names if len(person_words(n.text)) > 1]
    kinds = _settle(full, likely)
    for name in full:
        if all(len(w) == 1 for w in person_words(name.text)):
            rest.append(name)  # initials
            continue
        kind = kinds[fold(name.text)]
        if kind == "person" and len(person_words(name.text)[0]) > 1:
            figure = _same_person(persons, name)
        elif kind in ("organisation", "place"):
            figure = _same_other(others, name, kind)
        elif kind == "person":
            rest.append(name)
            continue
        else:
            continue
        _join(figure, name, at)
    for name in [*rest, *(n for n in names if len(person_words(n.text)) == 1)]:
        found = _short(persons, others, name, likely)
        if found is not None:
            _join(found, name, at)
    for person in persons:
        person.sex = sex_of(person.words, person.titles)
    return [*persons, *others], at


def _settle(full: list[Name], likely: set[int]) -> dict[tuple[str, ...], NameKind]:
    """One kind for every many-worded name: what most of its mentions say; unsure ones that act like persons are persons."""
    votes: dict[tuple[str, ...], list[NameKind]] = {}
    for name in full:
        kind = name.kind
        if kind == "place" and name.guessed:
            kind = "unknown"
        if name.start in likely and kind == "unknown":
            kind = "person"
        votes.setdefault(fold(name.text), []).append(kind)
    out: dict[tuple[str, ...], NameKind] = {}
    for words, kinds in votes.items():
        known: list[NameKind] = [k for k in kinds if k != "unknown"]
        if (
            not known
            and len(words) in (2, 3)
            and all(NAME_WORD.fullmatch(w) for w in words)
            and not any(n.after_the or n.quoted for n in full if fold(n.text) == words)
        ):
            known = ["person"]
        out[words] = (
            "person"
            if "person" in known and known.count("person") * 2 >= len(known)
            else max(sorted(set(known)), key=known.count)
            if known
            else "unknown"
        )
    return out


def _same_person(persons: list[Figure], name: Name) -> Figure:
    """The person whose full name this is or fits, or a new one; the fuller form becomes the label."""
    words = person_words(name.text)
    sex = sex_of((), [name.title] if name.title else [])
    for figure in persons:
        mine = person_words(figure.label)
        if mine == words or (
            (fits(words, mine) or fits(mine, words)) and len(words) > 1 and not (sex and figure.sex and sex != figure.sex)
        ):
            if len(words) > len(mine) or (
                len(words) == len(mine) and len(words[0]) > len(mine[0]) and words[0] not in lexicon().nicknames
            ):
                figure.label = label_of(name.text)
            return figure
    figure = Figure("person", label_of(name.text), name.start)
    persons.append(figure)
    return figure


def _same_other(others: list[Figure], name: Name, kind: Literal["organisation", "place"]) -> Figure:
    """The body or place known by this name, company endings aside, or a new one."""
    words = tuple(w for w in fold(name.text) if w not in lexicon().corporate and w != "the")
    for figure in others:
        mine = tuple(w for w in figure.words if w not in lexicon().corporate and w != "the")
        if mine == words or (
            figure.kind == "organisation" == kind and len(words) > 1 and len(mine) > len(words) and mine[: len(words)] == words
        ):
            return figure
    figure = Figure(kind, label_of(name.text), name.start)
    others.append(figure)
    return figure


def _short(persons: list[Figure], others: list[Figure], name: Name, likely: set[int]) -> Figure | None:
    """Whom a single word or initials name: the one they fit, else the nearest, else somebody new; ``None`` when nobody."""
    words = person_words(name.text)
    sex = sex_of((), [name.title] if name.title else [])
    fitting = [p for p in persons if fits(words, person_words(p.label)) and not (sex and p.sex_clashes(sex))] if words else []
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        exact = [p for p in fitting if person_words(p.label) == words]
        if len(exact) == 1:
            return exact[0]
        near = [p for p in fitting if any(0 < name.start - s < 600 for s in p.starts)]
        return near[0] if len(near) == 1 else _new(persons, "person", name)
    if name.kind == "person" or name.title:
        return _new(persons, "person", name)
    bodies = [
        o
        for o in others
        if o.kind == "organisation"
        and words
        and o.words
        and (words[0] == o.words[0] or "".join(w[0] for w in o.words if w not in ("of", "the", "and")) == words[0])
    ]
    if len(bodies) == 1:
        return bodies[0]
    if name.kind in ("organisation", "place"):
        return next((o for o in others if o.words == fold(name.text)), None) or _new(others, name.kind, name)
    if name.start in likely:
        return _new(persons, "person", name)
    return None


def _new(figures: list[Figure], kind: FigureKind, name: Name) -> Figure:
    figure = Figure(kind, label_of(name.text), name.start)
    figures.append(figure)
    return figure


def _join(figure: Figure, name: Name, at: dict[int, Figure]) -> None:
    figure.mention(name.start, name.text, name.title)
    at[name.start] = figure
