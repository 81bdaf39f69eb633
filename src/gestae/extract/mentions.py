"""Mentions that are no names: pronouns, people by what they are, groups, and countries that act."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from gestae.extract.events.event import Scene
from gestae.extract.lexicon import is_a_people, is_occupation, lexicon, plain
from gestae.extract.names.figures import Figure
from gestae.extract.parse import Token
from gestae.rules import cues

Kind = Literal["person", "organisation"]
Found = tuple[int, int, Kind, Figure | None]
ONE = ("i", "me", "my", "mine", "myself", "he", "him", "his", "himself", "she", "her", "hers", "herself")
MANY = ("we", "us", "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves")
ACTS = ("nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "conj")
IN_A_ROW = re.compile(r"[\s,/–-]*(?:(?:and|or|&)\s+)?(?:the\s+)?")
LAST_WORD = re.compile(r"([^\W\d_]+)\s+(?:the\s+)?$")
AS_A_PEOPLE = ("sh", "ch", "ese", "ss")  # "the British", "the Chinese"


def mentions(scene: Scene) -> Iterator[Found]:
    """(start, end, kind, whom it means where that is known) of a block, in text order. A group is an organisation here."""
    for token in scene.parsed.doc:
        kind = _kind(scene, token)
        if kind is None:
            continue
        figure = scene.refer.agent(token, scene.parsed) if token.pos_ in ("PRON", "DET") or token.dep_ in ACTS else None
        is_told = token.lower_ in MANY or token.text.istitle()
        if figure is not None and figure.kind in ("person", "organisation") and not is_told:
            kind = "person" if figure.kind == "person" else "organisation"
        words = scene.parsed.words(token)
        yield words.start, words.end, kind, figure


def states(body: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the places, given in text order, that are countries which act or are dealt with, rather than where something is."""
    before, acted = 0, True
    for start, end in places:
        if not (before and IN_A_ROW.fullmatch(body, before, start)):
            word = LAST_WORD.search(body, max(0, start - 24), start)
            acted = word is None or word.group(1).lower() not in _where()
        before = end
        if acted and plain(body[start:end]).replace(".", "") in lexicon().countries:
            yield start, end


def _kind(scene: Scene, token: Token) -> Kind | None:
    word = token.lower_
    if token.pos_ in ("PRON", "DET"):
        if word in ONE:
            return "person"
        acts = word in MANY or (word in ("it", "its") and scene.refer.agent(token, scene.parsed) is not None)
        return "organisation" if acts else None
    named = scene.refer.cast.tokens.get((scene.parsed.number, token.i))
    if token.text[0].isupper() and (_is_a_people(token) or _is_short_form(token, named)):
        return "organisation"
    is_titled = token.pos_ == "PROPN" and token.text.istitle()
    if not (is_titled or token.pos_ == "NOUN") or named is not None or token.dep_ in ("compound", "amod", "fixed"):
        return None
    base, is_many = (_singular(word), word.endswith("s")) if is_titled else (token.lemma_.lower(), token.tag_ == "NNS")
    if base in _group():
        return "organisation"
    if (base in _person() or is_occupation(base)) and (is_many or not is_titled):
        return "organisation" if is_many else "person"
    return None


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _is_a_people(token: Token) -> bool:
    """ "Norwegians", "the Danish": people by where they come from."""
    if is_a_people(token.lower_):
        return True
    if not token.lower_.endswith(AS_A_PEOPLE) or token.lower_ not in lexicon().nationalities:
        return False
    is_alone = token.i + 1 == len(token.doc) or token.nbor(1).pos_ not in ("NOUN", "PROPN", "ADJ", "PUNCT", "CCONJ")
    return is_alone and token.i > 0 and bool(token.nbor(-1).lower_ == "the")


def _is_short_form(token: Token, named: Figure | None) -> bool:
    """ "CENTCOM", "OFAC": three capitals or more that are nothing else."""
    return named is None and len(token.text) > 2 and token.text.isalpha() and token.text.isupper() and token.dep_ != "flat"


@cache
def _person() -> frozenset[str]:
    return frozenset(cues("people")["person"])


@cache
def _group() -> frozenset[str]:
    return frozenset(cues("people")["group"]) | lexicon().organisation_nouns


@cache
def _where() -> frozenset[str]:
    return frozenset(cues("people")["where"])
