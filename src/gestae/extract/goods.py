"""Words of things: which nouns are things that people hold, load and lose, and of which kind."""

import re
from dataclasses import dataclass
from functools import cache

from gestae.extract.grammar import Token, child, lemma
from gestae.extract.lexicon import is_occupation, lexicon
from gestae.model.things import ItemKind
from gestae.rules import cues

TAG = re.compile(r"[A-Z]{1,4}-?\d{1,4}[A-Z]?")
MARK = re.compile(r"\b(?:[A-Z]{1,4}-?\d{1,4}[A-Z]?|\d{1,3})\b")


TIMEWORDS = frozenset(
    [
        "time",
        "day",
        "night",
        "morning",
        "evening",
        "afternoon",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "moment",
        "noon",
        "midnight",
        "today",
        "yesterday",
        "tomorrow",
        "second",
    ]
)


KINDS: tuple[ItemKind, ...] = ("firearm", "ammunition", "key", "document", "vehicle", "equipment", "container", "substance")


@dataclass(frozen=True)
class Goods:
    """Words of things: the kind of each, groups that may mean the same, what is no thing at all, where things are kept
    or laid, and words for how a thing is."""

    kind_of: dict[str, ItemKind]
    groups: tuple[frozenset[str], ...]
    abstract: frozenset[str]
    stores: frozenset[str]
    surfaces: frozenset[str]
    conditions: frozenset[str]


@cache
def goods() -> Goods:
    """The words of rules/cues/items.yaml."""
    loaded = cues("items")
    kinds: dict[str, ItemKind] = {}
    for kind in KINDS:
        for word in loaded[kind]:
            kinds.setdefault(word, kind)
    return Goods(
        kinds,
        tuple(frozenset(g) for g in loaded["same"]),
        frozenset(loaded["abstract"]),
        frozenset(loaded["stores"]),
        frozenset(loaded["surfaces"]),
        frozenset(loaded["conditions"]),
    )


def is_physical(token: Token, listed: bool = False) -> bool:
    """Whether a noun may be a thing that is held. ``listed``: only words known to be such things."""
    word = lemma(token)
    if token.pos_ == "PRON":
        return word in ("it", "they", "that", "this", "one", "them")
    if token.pos_ == "VERB" and token.tag_ != "VBG" and token.i and token.nbor(-1).lower_ in ("the", "a", "an", "that"):
        return not listed or token.lower_ in goods().kind_of  # a noun that the parser took for a verb: "that token"
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "SYM", "X", "ADJ"):
        return (
            token.tag_ in ("VBZ", "VB")
            and token.lower_.removesuffix("s") in goods().kind_of
            and child(token, "nummod", "det") is not None
        ) or (token.tag_ == "VBZ" and token.dep_ == "conj" and token.lower_.removesuffix("s") in goods().kind_of)
    if (
        token.pos_ == "NOUN"
        and token.i + 1 < len(token.doc)
        and token.nbor(1).lower_ in ("it", "them", "him", "me")
        and token.nbor(1).pos_ == "PRON"
        and token.nbor(1).dep_ not in ("nsubj", "nsubj:pass")
    ):
        return False  # a verb that the parser took for a noun: "see Dolores load it"
    if token.lower_ in ("all", "both", "three", "two", "four", "one", "five", "six") and token.pos_ in (
        "NUM",
        "DET",
        "NOUN",
        "PRON",
    ):
        return True
    if word in goods().kind_of or MARK.fullmatch(token.text):
        return True
    if listed or word in goods().abstract or word in TIMEWORDS or is_occupation(word) or word in lexicon().organisation_nouns:
        return False
    return token.pos_ in ("NOUN", "PROPN")


def is_count(token: Token) -> bool:
    """ "all three", "both": things named just before."""
    return (
        token.lower_ in ("all", "both", "two", "three", "four", "five")
        and child(token, "nmod") is None
        and token.dep_ in ("obj", "nsubj", "nsubj:pass")
    )
