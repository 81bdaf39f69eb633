"""Gather the names of a text into figures.

A short form joins the full name it fits; two people who share a surname stay two. What fits more than one full name, and
stands near none of them, is kept as a figure of its own.
"""

import re
from typing import Literal

from gestae.extract.lexicon import lexicon, plain
from gestae.extract.names.figures import Figure, FigureKind, fold, given_first, label_of, sex_of
from gestae.extract.names.people import fits, generation, opens_with_particle, person_words
from gestae.extract.names.tokens import Name, NameKind

NAME_WORD = re.compile(r"[^\W\d_]+(?:['~_][^\W\d_]+)*(?<=\w\w)")
NEAR = 600  # characters


def gather(
    names: list[Name], likely: set[int], known: list[Figure], common: frozenset[str]
) -> tuple[list[Figure], dict[int, Figure]]:
    """Figures of a text, and which one each name's start stands for. ``likely``: starts of unsure names that act like persons;
    ``known``: the figures of the sections before; ``common``: words that the text also writes small."""
    persons = [f for f in known if f.kind == "person"]
    others = [f for f in known if f.kind != "person"]
    at: dict[int, Figure] = {}
    rest: list[Name] = []
    full = [n for n in names if len(person_words(n.text)) > 1]
    kinds = _settle(
        full, likely, common, {person_words(n.text)[-1] for n in names if _is_courteous(n.title) and person_words(n.text)}
    )
    for name in full:
        kind = kinds[fold(name.text)]
        is_surname = kind in ("person", "unknown") and opens_with_particle(name.text)
        if all(len(w) == 1 for w in person_words(name.text)) or is_surname:
            rest.append(name)  # initials, or "Von Trapp"
            continue
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
        if found is None and kinds.get(fold(name.text)) == "person" and opens_with_particle(name.text):
            found = _same_person(persons, name)
        if found is not None:
            _join(found, name, at)
    for person in persons:
        person.sex = sex_of(given_first(person.label), person.titles)
    return [*persons, *others], at


def _is_courteous(title: str | None) -> bool:
    return title is not None and plain(title.split()[-1]) in lexicon().sexed


def _settle(full: list[Name], likely: set[int], common: frozenset[str], surnames: set[str]) -> dict[tuple[str, ...], NameKind]:
    """One kind for every many-worded name: what most of its mentions say; unsure ones that act like persons are persons."""
    mentions: dict[tuple[str, ...], list[Name]] = {}
    for name in full:
        mentions.setdefault(fold(name.text), []).append(name)
    return {words: _one_kind(found, likely, common, surnames) for words, found in mentions.items()}


def _one_kind(mentions: list[Name], likely: set[int], common: frozenset[str], surnames: set[str]) -> NameKind:
    words = person_words(mentions[0].text)
    if len(words) == 2 and words[-1] in surnames and words[0] not in lexicon().function_words:
        return "person"  # "Ulises Hill", once there is a "Mr. Hill"
    known: list[NameKind] = []
    for name in mentions:
        kind: NameKind = "unknown" if name.kind == "place" and name.guessed else name.kind
        if kind == "unknown" and name.start in likely:
            kind = "person"
        if kind != "unknown":
            known.append(kind)
    if not known:
        is_like_a_person = len(words) in (2, 3) and all(NAME_WORD.fullmatch(w) for w in words) and words[0] not in common
        return "person" if is_like_a_person and not any(n.after_the or n.quoted for n in mentions) else "unknown"
    if known.count("person") * 2 >= len(known):
        return "person"
    return max(sorted(set(known)), key=known.count)


def _same_person(persons: list[Figure], name: Name) -> Figure:
    """The person whose full name this is or fits, or a new one; the fuller form becomes the label."""
    words = person_words(name.text)
    sex = sex_of((), [name.title] if name.title else [])
    own = generation(name.text)
    fitting = []
    for figure in persons:
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
                found[0].label = label_of(name.text)
            return found[0]
    figure = Figure("person", label_of(name.text), name.start)
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
        titled = [p for p in fitting if name.title is not None and name.title in p.titles]
        near = [p for p in fitting if any(0 < name.start - s < NEAR for s in p.starts)]
        return next((found[0] for found in (titled, near) if len(found) == 1), None) or _new(persons, "person", name)
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
