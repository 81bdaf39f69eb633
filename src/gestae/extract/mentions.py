"""Mentions that are no names: pronouns, people by what they are, groups, and countries that act."""

from collections.abc import Iterator
from functools import cache
from typing import Literal

from gestae.extract.events.event import Scene
from gestae.extract.lexicon import is_occupation, lexicon, plain
from gestae.extract.names.figures import Figure
from gestae.extract.parse import Token
from gestae.rules import cues

Found = tuple[int, int, Literal["person", "organisation"], Figure | None]
ONE = ("i", "me", "my", "mine", "myself", "he", "him", "his", "himself", "she", "her", "hers", "herself")
MANY = ("we", "us", "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves")
ACTS = ("nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "conj")


def mentions(scene: Scene) -> Iterator[Found]:
    """(start, end, kind, whom it means where that is known) of a block, in text order. A group is an organisation here."""
    for token in scene.parsed.doc:
        kind = _kind(scene, token)
        if kind is None:
            continue
        figure = scene.refer.agent(token, scene.parsed) if token.pos_ in ("PRON", "DET") or token.dep_ in ACTS else None
        if figure is not None and figure.kind in ("person", "organisation") and token.lower_ not in MANY:
            kind = "person" if figure.kind == "person" else "organisation"
        words = scene.parsed.words(token)
        yield words.start, words.end, kind, figure


def _kind(scene: Scene, token: Token) -> Literal["person", "organisation"] | None:
    word = token.lower_
    if token.pos_ in ("PRON", "DET"):
        if word in ONE:
            return "person"
        acts = word in MANY or (word in ("it", "its") and scene.refer.agent(token, scene.parsed) is not None)
        return "organisation" if acts else None
    named = scene.refer.cast.tokens.get((scene.parsed.number, token.i))
    if token.pos_ == "PROPN" or plain(token.text) in lexicon().nationalities:
        return "organisation" if _is_a_state(token, named) or _is_short_form(token, named) else None
    if token.pos_ != "NOUN" or named is not None or token.dep_ in ("compound", "amod", "fixed"):
        return None
    base = token.lemma_.lower()
    if base in _group():
        return "organisation"
    if base in _person() or is_occupation(base):
        return "organisation" if token.tag_ == "NNS" else "person"
    return None


def _is_a_state(token: Token, named: Figure | None) -> bool:
    """A country or its people: a place, and a body that acts."""
    lex, word = lexicon(), plain(token.text)
    people = token.tag_ in ("NNPS", "NNS") and bool(lex.nationalities & {word, word.removesuffix("s"), word.removesuffix("es")})
    return people or (word in lex.places and (named is None or named.kind == "place"))


def _is_short_form(token: Token, named: Figure | None) -> bool:
    """ "CENTCOM", "OFAC": three capitals or more that are nothing else."""
    return named is None and len(token.text) > 2 and token.text.isalpha() and token.text.isupper() and token.dep_ != "flat"


@cache
def _person() -> frozenset[str]:
    return frozenset(cues("people")["person"])


@cache
def _group() -> frozenset[str]:
    return frozenset(cues("people")["group"]) | lexicon().organisation_nouns
