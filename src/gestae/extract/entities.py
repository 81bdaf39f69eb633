"""Entities: where a text names a person, a body or a place, and which mentions are of one and the same.

The agents of the proposals are those of them that something is claimed of; the layer of entities is wider. It also holds places
within other names ("the Oslo office of ...") and what only the pipeline's guess says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gestae.extract.blocks import Block
from gestae.extract.events.event import Scene
from gestae.extract.layout import lay_out
from gestae.extract.lexicon import is_a_people, is_occupation, lexicon, plain
from gestae.extract.mentions import mentions, states
from gestae.extract.names.cast import Cast
from gestae.extract.names.figures import Figure
from gestae.extract.names.find import find
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
    """A name, or with ``named`` false a pronoun, a description, or the bare name within one with a title, where it stands in the
    text. Mentions with the same ``figure`` are of one and the same."""

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
    if refer is not None:
        for block in lay_out(text, date, zone).blocks:
            if block.kind == "headline":
                found |= {(e.start, e.end, e.kind): e for e in _in_headline(text.body, block, refer.cast, number)}
    for start, end in states(text.body, sorted((e.start, e.end) for e in found.values() if e.kind == "place")):
        found.setdefault((start, end, "organisation"), Entity(start, end, "organisation", None, named=False))
    return sorted(found.values(), key=lambda e: (e.start, e.end))


def _named(cast: Cast, body: str, number: dict[int, int]) -> Iterator[Entity]:
    known = {" ".join(f.words) for f in cast.figures if f.kind == "place"}
    for name in cast.names:
        figure = cast.at.get(name.start)
        kind = _kind(name, figure)
        if kind is not None:
            same = number.setdefault(id(figure), len(number)) if figure is not None and figure.kind == kind else None
            yield Entity(name.title_start, name.end, kind, same)
            if name.title is not None:
                yield Entity(name.start, name.end, kind, same, named=False)
        yield from _within(name, body, known)


def _in_headline(body: str, block: Block, cast: Cast, number: dict[int, int]) -> Iterator[Entity]:
    """Names of a headline: those that the text names, and where not every word has a capital, those that say what they are."""
    tokens = plain_tokens(body[block.start : block.end], block.start)
    says_names = sum(t.is_capitalised for t in tokens) * 2 < len(tokens)
    for name in find(tokens):
        figure = cast.named(name.text)
        kind = _kind(name, figure) if figure is not None else name.kind if says_names and name.kind != "unknown" else None
        if kind is not None:
            same = number.setdefault(id(figure), len(number)) if figure is not None else None
            yield Entity(name.title_start, name.end, kind, same)


def _offices(scene: Scene, number: dict[int, int]) -> Iterator[Entity]:
    """Offices and peoples written as names are: "the Foreign Secretary", "Emperor of ...", "Norwegians"."""
    refer, parsed = scene.refer, scene.parsed
    for token in parsed.doc:
        if not token.text.istitle() or (parsed.number, token.i) in refer.cast.tokens:
            continue
        word, words = plain(token.text), parsed.words(token)
        if is_a_people(word):
            yield Entity(words.start, words.end, "person", None)
        elif token.tag_ == "NNP" and is_occupation(word) and (first := _office(token)) is not None:
            figure = refer.agent(token, parsed)
            same = number.setdefault(id(figure), len(number)) if figure is not None else None
            yield Entity(parsed.words(first).start, words.end, "person", same)


def _office(token: Token) -> Token | None:
    """The first word of an office that stands for its holder: a determiner before it, a word of its own ("Foreign") or "of" behind
    it, and no name beside it. ``None`` when it is none."""
    if token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN":
        return None
    first = token
    while first.i > token.sent.start and _is_of_an_office(first.nbor(-1)):
        first = first.nbor(-1)
    determined = first.i > token.sent.start and first.nbor(-1).pos_ in ("DET", "PRON")
    is_told = determined or first is not token or (token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("of", "for"))
    return first if is_told else None


def _is_of_an_office(token: Token) -> bool:
    lex = lexicon()
    return token.text.istitle() and plain(token.text) in lex.offices | lex.nationalities


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
