"""Entities: where a text names a person, a body or a place, and which mentions are of one and the same.

The agents of the proposals are those of them that something is claimed of; the layer of entities is wider. It also holds places
within other names ("the Oslo office of ...") and what only the pipeline's guess says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gestae.extract.events.event import Scene
from gestae.extract.lexicon import is_occupation, lexicon, plain
from gestae.extract.mentions import mentions
from gestae.extract.names.cast import Cast
from gestae.extract.names.figures import Figure
from gestae.extract.names.refer import Refer
from gestae.extract.names.tokens import Name, plain_tokens
from gestae.extract.parse import Token
from gestae.extract.proposing import scenes
from gestae.model import Text

EntityKind = Literal["person", "organisation", "place"]
GUESSED: dict[str, EntityKind] = {"PERSON": "person", "ORG": "organisation", "PLACE": "place"}
LONGEST_PLACE = 3  # words of a place within another name


@dataclass(frozen=True)
class Entity:
    """A name, or with ``named`` false a pronoun or description, where it stands in the text. Mentions with the same ``figure`` are
    of one and the same."""

    start: int
    end: int
    kind: EntityKind
    figure: int | None
    named: bool = True


def entities(text: Text, date: str | None = None, zone: str | None = None) -> list[Entity]:
    """The names of a text that the reader takes for a person, a body or a place, in text order."""
    found: dict[tuple[int, int, str], Entity] = {}
    number: dict[int, int] = {}
    refer: Refer | None = None
    for scene in scenes(text, date, zone):
        found |= {(e.start, e.end, e.kind): e for e in _offices(scene, number)}
        if scene.refer is not refer:
            refer = scene.refer
            found |= {(e.start, e.end, e.kind): e for e in _named(refer.cast, text.body, number)}
        for start, end, kind, figure in mentions(scene):
            same = number.setdefault(id(figure), len(number)) if figure is not None else None
            found.setdefault((start, end, kind), Entity(start, end, kind, same, named=False))
    return sorted(found.values(), key=lambda e: (e.start, e.end))


def _named(cast: Cast, body: str, number: dict[int, int]) -> Iterator[Entity]:
    known = {" ".join(f.words) for f in cast.figures if f.kind == "place"}
    for name in cast.names:
        figure = cast.at.get(name.start)
        kind = _kind(name, figure)
        if kind is not None:
            same = number.setdefault(id(figure), len(number)) if figure is not None and figure.kind == kind else None
            yield Entity(name.title_start, name.end, kind, same)
        yield from _within(name, body, known)


def _offices(scene: Scene, number: dict[int, int]) -> Iterator[Entity]:
    """Offices and peoples written as names are: "the Secretary", "Emperor of ...", "Norwegians"."""
    lex, refer, parsed = lexicon(), scene.refer, scene.parsed
    for token in parsed.doc:
        if token.pos_ != "PROPN" or not token.text.istitle() or (parsed.number, token.i) in refer.cast.tokens:
            continue
        word, words = plain(token.text), parsed.words(token)
        if token.tag_ == "NNPS" and lex.nationalities & {word, word.removesuffix("s"), word.removesuffix("es")}:
            yield Entity(words.start, words.end, "person", None)
        elif token.tag_ == "NNP" and is_occupation(word) and _is_an_office(token):
            figure = refer.agent(token, parsed)
            same = number.setdefault(id(figure), len(number)) if figure is not None else None
            yield Entity(words.start, words.end, "person", same)


def _is_an_office(token: Token) -> bool:
    """Whether a job with a capital stands for its holder: a determiner before it or "of" after it, and no name beside it."""
    if token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN":
        return False
    determined = token.i > token.sent.start and token.nbor(-1).pos_ in ("DET", "PRON")
    return determined or (token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of")


def _kind(name: Name, figure: Figure | None) -> EntityKind | None:
    """What a name is of; what has a figure for want of anything against it is taken by the pipeline's guess."""
    lex = lexicon()
    if len(name.words) == 1 and name.words[0] in lex.nationalities:
        return None
    guess = GUESSED.get(name.guess)
    if guess == "person" and name.after_the:
        guess = None
    if figure is None or figure.kind == "unidentified":
        return guess
    if figure.kind == "person" and not figure.is_sure and not any(" " not in form for form in figure.forms):
        return guess
    return figure.kind


def _within(name: Name, body: str, known: set[str]) -> Iterator[Entity]:
    """Places that a longer name holds: "Oakland Bay Bridge", "University of Leiden"."""
    lex = lexicon()
    words = [(m.start, m.end, plain(m.text)) for m in plain_tokens(body[name.start : name.end], name.start)]
    if " ".join(name.words) in lex.places:
        return
    at = 0
    while at < len(words):
        for size in range(min(LONGEST_PLACE, len(words) - at), 0, -1):
            text = " ".join(w for _, _, w in words[at : at + size])
            if size < len(words) and (text in lex.places or text in known) and text not in lex.first:
                yield Entity(words[at][0], words[at + size - 1][1], "place", None)
                at += size - 1
                break
        at += 1
