"""What sort of thing each name of a text names: one answer for all its mentions, by what most of them say."""

import re
from collections import Counter
from dataclasses import dataclass

from gestae.extract.lexicon import lexicon, plain
from gestae.extract.names.figures import fold
from gestae.extract.names.people import person_words
from gestae.extract.names.tokens import Name, NameKind

KINDS: tuple[NameKind, ...] = ("person", "organisation", "place")
PERSONAL = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’‘-])*")
NAME_WORD = re.compile(r"[^\W\d_]+(?:['~_][^\W\d_]+)*(?<=\w\w)")


@dataclass(frozen=True)
class Settled:
    """``is_sure``: something speaks for it, beyond that nothing speaks against it. ``is_ruler``: the text tells of this one's
    rule."""

    kind: NameKind
    is_sure: bool
    is_ruler: bool = False


@dataclass(frozen=True)
class Clues:
    """``likely``: starts of names that act like persons; ``common``: words that the text also writes small; ``surnames`` are those
    that a courtesy title goes before."""

    likely: frozenset[int]
    common: frozenset[str]
    surnames: frozenset[str]

    @classmethod
    def of(cls, names: list[Name], likely: set[int], common: frozenset[str]) -> "Clues":
        titled = [n for n in names if n.title is not None and plain(n.title.split()[-1]) in lexicon().sexed]
        return cls(frozenset(likely), common, frozenset(words[-1] for n in titled if (words := person_words(n.text))))


def settle(names: list[Name], clues: Clues) -> dict[tuple[str, ...], Settled]:
    """One kind for every name, by its folded words."""
    mentions: dict[tuple[str, ...], list[Name]] = {}
    for name in names:
        mentions.setdefault(fold(name.text), []).append(name)
    return {words: (_many if len(person_words(found[0].text)) > 1 else _single)(found, clues) for words, found in mentions.items()}


def _many(mentions: list[Name], clues: Clues) -> Settled:
    """Names of two words or more: unsure ones that act like persons are persons."""
    lex = lexicon()
    words = person_words(mentions[0].text)
    if len(words) == 2 and words[-1] in clues.surnames and words[0] not in lex.function_words:
        return Settled("person", True)  # "Ulises Hill", once there is a "Mr. Hill"
    known: list[NameKind] = []
    for name in mentions:
        kind: NameKind = "unknown" if name.kind == "place" and name.guessed else name.kind
        if kind == "unknown" and name.start in clues.likely:
            kind = "person"
        if kind != "unknown":
            known.append(kind)
    if known:
        is_person = known.count("person") * 2 >= len(known)
        return Settled("person" if is_person else max(sorted(set(known)), key=known.count), True)
    if words[-1] in lex.places and words[0] not in lex.given:
        return Settled("place", False)  # "Classical Greece"
    is_like_a_person = (
        len(words) in (2, 3)
        and all(NAME_WORD.fullmatch(w) for w in words)
        and all(_is_personal(n.text) for n in mentions)
        and words[0] not in clues.common
        and not lex.nationalities & {words[0], words[-1]}
        and not any(n.after_the or n.quoted for n in mentions)
    )
    return Settled("person" if is_like_a_person else "unknown", False)


def _single(mentions: list[Name], clues: Clues) -> Settled:
    """Names of one word: what its title, its verbs, the preposition before it and the pipeline's guesses say together."""
    word = fold(mentions[0].text)[:1]
    said = Counter[NameKind]()
    for name in mentions:
        if name.title is not None:
            said["person"] += 3
        if name.start in clues.likely and not name.after_the:
            said["person"] += 2
        if name.kind != "unknown":
            said[name.kind] += 2 if name.kind == "place" and not name.guessed else 1
        if not name.after_the:
            said["person"] += (name.guess == "PERSON") + _is_doer(name)
    if word and word[0] in lexicon().places and word[0] not in lexicon().first:
        said["place"] += 2 * len(mentions)
    rules = 0 if _is_no_ruler(word, clues) else sum(n.rules for n in mentions)
    said["person"] += 2 * rules
    best = max(KINDS, key=lambda k: said[k])
    return Settled(best, said[best] > 0, rules > 0) if said[best] else Settled("unknown", False)


def _is_no_ruler(words: tuple[str, ...], clues: Clues) -> bool:
    """A common word, a place, a people or a body."""
    lex = lexicon()
    return any(w in known for w in words for known in (clues.common, lex.regions, lex.nationalities, lex.bodies))


def _is_doer(name: Name) -> bool:
    """Whether a name is the subject of a verb that is more than "is" or "has"."""
    head = name.head
    return head is not None and head.dep_ == "nsubj" and head.head.pos_ == "VERB" and head.head.lemma_ not in ("be", "have")


def _is_personal(text: str) -> bool:
    """Whether these are the characters of a person's name, and no word of it is an abbreviation ("DH Library")."""
    return bool(PERSONAL.fullmatch(text)) and (text.isupper() or not any(w.isupper() and w.isalpha() for w in text.split()))
