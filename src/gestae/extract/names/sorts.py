"""What a name is a name of, by its own words and those beside it: a person, a body, a place."""

import re

from gestae.extract.lexicon import is_occupation, lexicon, plain
from gestae.extract.names.tokens import NameKind, Tok

INITIALS = re.compile(r"(?:[A-Z]\.\s?){2,3}|[A-Z]\.[A-Z]")
GUESSES: dict[str, NameKind] = {"PERSON": "person", "PLACE": "place"}  # its guesses of organisations are too often wrong
WHERE = frozenset(["in", "at", "near", "outside", "inside", "around"])


def kind_of(run: list[Tok], words: list[str], title: str | None, tokens: list[Tok], at: int) -> NameKind:
    """The sort of the name that ``run`` is, which begins (with its title) at ``tokens[at]``."""
    lex = lexicon()
    if title and any(plain(w) in lex.titles or is_occupation(w) for w in title.split()):
        return "person"
    after = at + len(run)
    while after < len(tokens) and tokens[after - 1].start < run[-1].start:
        after += 1
    region = plain(tokens[after + 1].text) if after + 1 < len(tokens) and tokens[after].text == "," else ""
    before = plain(tokens[at - 1].text) if at else ""
    is_owner = after < len(tokens) and tokens[after].text in ("'s", "’s", "'", "’")
    is_there = before in ("near", "at", "in") and words[-1] not in lex.organisation_words and not is_owner and not _is_short(run)
    has_given = words[0].split("-")[0] in lex.first
    if title is None and " ".join(words) not in lex.bodies:
        if region in lex.regions and (not has_given or len(words) == 1):
            return "place"  # "SANTA ROSA, N.M."
        if is_there and not has_given:
            return "place"  # "near Santa Rosa"
    by_words = _by_words(run, words)
    if by_words is not None:
        return by_words
    votes = [t.entity for t in run if t.entity]
    if len(words) == 1 and words[0] in lex.first:
        return "person"
    if before in WHERE and "PERSON" not in votes and not is_owner and not _is_short(run):
        return "place"
    if votes:
        best = max(sorted(set(votes)), key=votes.count)
        if len(words) > 1 or best == "PLACE":
            return GUESSES.get(best, "unknown")
    return "unknown"


def _is_short(run: list[Tok]) -> bool:
    """An abbreviation, of which a preposition says nothing: "in DH"."""
    return len(run) == 1 and run[0].text.isupper() and len(run[0].text) <= 4


def _by_words(run: list[Tok], words: list[str]) -> NameKind | None:
    """What the words of the name say; ``None`` when they say nothing."""
    lex = lexicon()
    last = words[-1]
    if " ".join(words) in lex.places:
        if len(words) > 1 or last not in lex.first:
            return "place"
        return GUESSES.get(run[0].entity)  # "Jordan", "Victoria"
    if " ".join(words) in lex.bodies:
        return "organisation"
    if len(words) == 2 and last in lex.places and words[0] in lex.place_qualifiers:
        return "place"
    if len(words) == 1 and last in lex.nationalities:
        return "unknown"
    if any(w in lex.corporate for w in words):
        return "organisation"
    says_body, says_place = last in lex.organisation_words, last in lex.place_words
    has_initial = len(words[0]) == 1
    if len(words) >= 2 and (words[0].split("-")[0] in lex.first or has_initial):
        if (not says_body and not says_place) or (has_initial and len(words) == 2 and words[0] not in "nesw"):
            return "person"
        if len(words) == 2 and run[-1].entity != "ORG":
            return GUESSES.get(run[-1].entity, "unknown")  # "Grace Park": a woman or a park
    if any(w in lex.organisation_words for w in words) and not (says_place and not says_body):
        return "organisation"
    if says_place or (words[0] in lex.place_words and len(words) > 1) or last.isdigit():
        return "place"
    if len(words) >= 2 and _is_of_the_line(run, words):
        return "person"
    if INITIALS.fullmatch("".join(t.text for t in run)):
        return "unknown"
    if len(words) == 1 and run[0].text.isupper() and 2 <= len(words[0]) <= 6 and run[0].pos:
        return "organisation" if run[0].entity == "ORG" or run[0].pos == "PROPN" else "unknown"
    return None


def _is_of_the_line(run: list[Tok], words: list[str]) -> bool:
    """Whether a name is built as only personal names are: "Abu Karim", "Qasim al-Amin", "Lotte van der Meer"."""
    lex = lexicon()
    return (
        words[0] in lex.kin_of
        or any(t.text in lex.lines for t in run[1:-1])
        or any("-" in w and w.partition("-")[0] in lex.articles for w in words[1:])
    )


def is_ruler(run: list[Tok], tokens: list[Tok], at: int) -> bool:
    """Whether a name, which ends before ``tokens[at]``, is that of a ruler: "the Blackwood regime", "Blackwood's presidency"."""
    at += at < len(tokens) and tokens[at].text in ("'s", "’s", "'", "’")
    return len(run) == 1 and run[0].text.istitle() and at < len(tokens) and tokens[at].text in lexicon().ruled


def is_guess(run: list[Tok], words: list[str], tokens: list[Tok], at: int) -> bool:
    """Whether only the name finder's own guess, no word, says what this is."""
    lex = lexicon()
    before = plain(tokens[at - 1].text) if at else ""
    return not (
        any(w in lex.place_words or w in lex.organisation_words or w.isdigit() for w in words)
        or " ".join(words) in lex.places
        or before in ("in", "at", "near", "outside", "inside")
    ) and any(t.entity for t in run)
