"""Gather the names of a text into figures.

A short form joins the full name it fits; two people who share a surname stay two. What fits more than one full name, and
stands near none of them, is kept as a figure of its own.
"""

from typing import Literal

from gestae.extract.lexicon import lexicon
from gestae.extract.names.figures import Figure, FigureKind, fold, given_first, label_of, sex_of
from gestae.extract.names.people import fits, generation, opens_with_particle, person_words
from gestae.extract.names.persons import Persons
from gestae.extract.names.settle import Clues, Settled, settle
from gestae.extract.names.tokens import Name

NEAR = 600  # characters


def gather(names: list[Name], clues: Clues, known: list[Figure]) -> tuple[list[Figure], dict[int, Figure]]:
    """Figures of a text, and which one each name's start stands for. ``known``: the figures of the sections before."""
    persons = Persons(f for f in known if f.kind == "person")
    others = [f for f in known if f.kind != "person"]
    at: dict[int, Figure] = {}
    rest: list[Name] = []
    settled = settle(names, clues)
    for name in names:
        words = person_words(name.text)
        found = settled[fold(name.text)]
        is_surname = found.kind in ("person", "unknown") and opens_with_particle(name.text)
        is_short = len(words) < 2 or (len(words[0]) < 2 and found.kind == "person")
        if is_short or is_surname or all(len(w) == 1 for w in words):
            rest.append(name)  # a word, initials, or "Von Trapp"
        elif found.kind == "person":
            _join(_same_person(persons, name, is_sure=found.is_sure), name, at)
        elif found.kind != "unknown":
            _join(_same_other(others, name, found.kind), name, at)
    for name in rest:
        one = settled[fold(name.text)]
        figure = _short(persons, others, name, one, clues)
        if figure is None and one.kind == "person" and opens_with_particle(name.text):
            figure = _same_person(persons, name, is_sure=one.is_sure)
        if figure is not None:
            _join(figure, name, at)
    for person in persons:
        person.sex = sex_of(given_first(person.label), person.titles)
    return [*persons, *others], at


def _same_person(persons: Persons, name: Name, *, is_sure: bool) -> Figure:
    """The person whose full name this is or fits, or a new one; the fuller form becomes the label."""
    words = person_words(name.text)
    sex = sex_of((), [name.title] if name.title else [])
    own = generation(name.text)
    fitting = []
    for figure in persons.like(words):
        mine, other = person_words(figure.label), generation(figure.label)
        if own and other and own != other:
            continue
        if mine == words or (
            (fits(words, mine) or fits(mine, words)) and len(words) > 1 and not (sex and figure.sex and sex != figure.sex)
        ):
            fitting.append(figure)
    exact = [f for f in fitting if person_words(f.label) == words]
    same = [f for f in exact if generation(f.label) == own]
    for found in (same, exact, fitting):
        if len(found) == 1:
            if _is_fuller(name.text, found[0].label):
                persons.renamed(found[0], label_of(name.text))
            found[0].is_sure |= is_sure
            return found[0]
    figure = Figure("person", label_of(name.text), name.start, is_sure=is_sure)
    persons.append(figure)
    return figure


def _is_fuller(text: str, label: str) -> bool:
    words, mine = person_words(text), person_words(label)
    if len(words) == len(mine):
        return (len(words[0]) > len(mine[0]) and words[0] not in lexicon().nicknames) or bool(
            generation(text) and not generation(label)
        )
    return len(words) > len(mine)


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


def _short(persons: Persons, others: list[Figure], name: Name, settled: Settled, clues: Clues) -> Figure | None:
    """Whom a single word or initials name: the one they fit, else the nearest, else somebody new; ``None`` when nobody."""
    words = person_words(name.text)
    fitting = _fitting(persons, name, words, settled, clues)
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        exact = [p for p in fitting if person_words(p.label) == words]
        titled = [p for p in fitting if name.title is not None and name.title in p.titles]
        near = [p for p in fitting if any(0 < name.start - s < NEAR for s in p.starts)]
        one = next((found[0] for found in (exact, titled, near) if len(found) == 1), None)
        return one or _new(persons, "person", name)
    if settled.kind == "person" and (name.kind == "person" or name.title or settled.is_ruler):
        return _new(persons, "person", name)
    bodies = [o for o in others if o.kind == "organisation" and words and o.words and _is_short_for(words[0], o.words)]
    if len(bodies) == 1:
        return bodies[0]
    kind = name.kind if settled.kind == "unknown" else settled.kind
    if kind in ("organisation", "place"):
        return next((o for o in others if o.words == fold(name.text)), None) or _new(others, kind, name)
    if name.start in clues.likely:
        return _new(persons, "person", name)
    return None


def _fitting(persons: Persons, name: Name, words: tuple[str, ...], settled: Settled, clues: Clues) -> list[Figure]:
    """The persons whose name this may shorten. A place is none of them but where it acts like a person, or somebody is sure to be
    called so."""
    sex = sex_of((), [name.title] if name.title else [])
    is_place = settled.kind == "place" and name.title is None and name.start not in clues.likely
    is_listed = is_place and bool(words) and words[0] in lexicon().places
    if not words or is_listed:
        return []
    return [
        p
        for p in persons.like(words)
        if fits(words, person_words(p.label)) and not (sex and p.sex_clashes(sex)) and (p.is_sure or not is_place)
    ]


def _is_short_for(word: str, body: tuple[str, ...]) -> bool:
    return word == body[0] or word == "".join(w[0] for w in body if w not in ("of", "the", "and"))


def _new(figures: list[Figure], kind: FigureKind, name: Name) -> Figure:
    figure = Figure(kind, label_of(name.text), name.start)
    figures.append(figure)
    return figure


def _join(figure: Figure, name: Name, at: dict[int, Figure]) -> None:
    figure.mention(name.start, name.text, name.title)
    at[name.start] = figure
