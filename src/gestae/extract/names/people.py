"""Personal names: their words, and whether a short form may stand for a full name."""

import re
from functools import lru_cache

from gestae.extract.lexicon import lexicon
from gestae.extract.names.figures import MANY, fold, given_first

GENERATIONS = {"jr": "junior", "jnr": "junior", "junior": "junior", "sr": "senior", "snr": "senior", "senior": "senior"}
OF_THE_LINE = re.compile(r"(?<=\bÓ) (?=\w)")  # "Ó Briain" is one word
NUMERALS = frozenset(("ii", "iii", "iv"))
ENDEARING = re.compile(r"(?<=\w\w)(?:(?<=(\w))\1)?(?:ie|ey|y)$")


@lru_cache(MANY)
def person_words(text: str) -> tuple[str, ...]:
    """The words of a person's name, "Jr." and its like left out. "Abernethy-Voss" is one word, and so is "van der Berg"."""
    lex = lexicon()
    bare = [_with_article(w) for w in given_first(OF_THE_LINE.sub("_", text)) if w not in NUMERALS]
    while len(bare) > 1 and bare[-1] in GENERATIONS:
        bare.pop()
    words: list[str] = []
    opens_low = text[:1].islower()
    for k, word in enumerate(bare):
        before = bare[k - 1] if k else ""
        if before in lex.particles and (k > 1 or opens_low) and words:
            words[-1] += f"~{word}"
        else:
            words.append(word)
    return tuple(words)


def _with_article(word: str) -> str:
    """ "al_amin" is "amin" with an article, as "van~berg" is."""
    first, _, rest = word.partition("_")
    return f"{first}~{rest}" if rest and first in lexicon().articles else word


@lru_cache(MANY)
def generation(text: str) -> str | None:
    """``junior``, ``senior``, ``iii``, where a name says so."""
    words = fold(text)
    if len(words) < 2:
        return None
    return words[-1] if words[-1] in NUMERALS else GENERATIONS.get(words[-1])


def opens_with_particle(text: str) -> bool:
    """Whether a name of two words or more may be a surname alone: "Von Trapp", "St. Clair"."""
    words = fold(text)
    return len(words) > 1 and words[0] in lexicon().particles


@lru_cache(65536)
def fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a short form may be this full name: surname, first name, initial and surname, nickname."""
    if not short or not full:
        return False
    if short == full or (len(full) > 1 and "~".join(short) == full[-1]):
        return True
    if len(short) > len(full):
        return False
    if len(short) == len(full) and all(len(a) == 1 and b.startswith(a) for a, b in zip(short, full, strict=True)):
        return True
    if len(short) == 1:
        return same_surname(short[0], full[-1]) or same_given(short[0], full[0]) or _initials(short[0], full)
    return (
        same_surname(short[-1], full[-1])
        and same_given(short[0], full[0])
        and all(w in full or any(f.startswith(w) for f in full) for w in short[1:-1])
    )


def _initials(word: str, full: tuple[str, ...]) -> bool:
    return 1 < len(word) == len(full) <= 3 and all(a == b[0] for a, b in zip(word, full, strict=True))


def same_surname(short: str, full: str) -> bool:
    """Whether a surname is this one, its particles written or left out."""
    return short == full or ("~" in full and full.endswith(f"~{short}"))


def same_given(short: str, full: str) -> bool:
    """Whether a first name as used may stand for this one: "J", "Dave", "Josie", "Marg"."""
    if short == full or (len(short) == 1 and full.startswith(short)):
        return True
    lex = lexicon()
    if full in lex.nicknames.get(short, ()):
        return True
    sexes = lex.first.get(short), lex.first.get(full)
    if None not in sexes and sexes[0] != sexes[1]:
        return False
    stem = ENDEARING.sub("", short)
    return (
        len(stem) >= 3
        and len(full) > len(stem) + 1
        and full.startswith(stem)
        and (short in lex.nicknames or short not in lex.first)
    )
