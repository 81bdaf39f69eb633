"""Names: when two of them, in two texts, may be taken for one thing without asking."""

import re
import unicodedata

from gestae.model import Agent, Item
from gestae.rules import cues

_CUES = cues("sameness")
_TITLES = frozenset(_CUES["titles"])
_SUFFIXES: dict[str, str] = _CUES["generations"]
_ARTICLES = frozenset(_CUES["articles"])
_GENERIC_FIREARM = frozenset(_CUES["any_firearm"])
_MARK = re.compile(r"[A-Za-z]{0,4}-?\d[\dA-Za-z]*(?:[-/]\d[\dA-Za-z]*)*\Z")


def words(label: str) -> tuple[str, ...]:
    """The words of a name without case, accents kept, punctuation and possessives gone."""
    plain = unicodedata.normalize("NFKC", label).casefold().replace("’", "'")
    return tuple(re.findall(r"\w+", re.sub(r"'s\b|'", "", plain)))


def name_words(label: str) -> tuple[str, ...]:
    """Words of a person's name: titles before it and generational suffix after it left out."""
    found = list(words(label))
    while len(found) > 1 and found[0] in _TITLES:
        del found[0]
    while len(found) > 1 and found[-1] in _SUFFIXES:
        del found[-1]
    return tuple(found)


def suffix(label: str) -> str | None:
    """``junior``, ``senior``, ``iii``, where a name says so."""
    found = words(label)
    return _SUFFIXES.get(found[-1]) if len(found) > 1 else None


def full_names(agent: Agent) -> frozenset[tuple[str, ...]]:
    """The names of two words or more by which a text calls a person: the label, and forms with its first and last word."""
    label = name_words(agent.label)
    if len(label) < 2:
        return frozenset()
    forms = (name_words(f) for f in agent.forms)
    return frozenset({label, *(f for f in forms if len(f) > 1 and f[0] == label[0] and f[-1] == label[-1])})


def proper_name(label: str) -> tuple[str, ...] | None:
    """Words of a name distinct enough to be the same wherever it stands: two words or more, or one in capitals (an acronym)."""
    found = tuple(w for w in words(label) if w not in _ARTICLES)
    bare = label.strip().removeprefix("The ").removeprefix("the ")
    if len(found) >= 2 or (len(found) == 1 and len(bare) > 1 and bare.isupper()):
        return found
    return None


def marks(item: Item) -> frozenset[str]:
    """Serial numbers and tags, those in the label too. A bare number counts with the noun before it: ``forklift 12``."""
    found = {_plain_mark(m, item.label) for m in item.marks}
    label = item.label.split()
    for at, word in enumerate(label):
        word = word.strip(",.;:()")
        if _MARK.match(word):
            found.add(_plain_mark(word, " ".join(label[: at + 1])))
    return frozenset(m for m in found if m)


def _plain_mark(mark: str, label: str) -> str:
    plain = mark.upper().strip()
    if not plain.isdigit() or len(plain) >= 4:
        return plain
    before = [w for w in words(label) if not w.isdigit()]
    return f"{before[-1]} {plain}" if before else plain


def may_be_short_for(short: str, full: str) -> bool:
    """Whether one name could be a short form of the other: surname alone, first name alone, an initial, a middle name left out."""
    a, b = sorted((name_words(short), name_words(full)), key=len)
    if not a or not b or a == b:
        return bool(a) and a == b
    if len(a) == 1:
        return len(a[0]) > 1 and a[0] in (b[0], b[-1])
    return a[-1] == b[-1] and (a[0] == b[0] or (1 in (len(a[0]), len(b[0])) and a[0][0] == b[0][0]))


def may_be_one_item(a: Item, b: Item) -> bool:
    """Whether two items of one kind could be one: one label says no more than the other, and no marks stand against it."""
    if marks(a) and marks(b):
        return False
    one, other = ({w for w in words(i.label) if w not in _ARTICLES and not any(c.isdigit() for c in w)} for i in (a, b))
    if a.kind == "firearm":
        one, other = one - _GENERIC_FIREARM, other - _GENERIC_FIREARM
    return one <= other or other <= one
