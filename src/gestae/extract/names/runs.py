"""Where a name begins and ends: a run of capitalised words, with the small words that names hold."""

import re

from gestae.extract.lexicon import is_occupation, lexicon, plain
from gestae.extract.names.tokens import Tok

FUNCTION = ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "ADV", "AUX", "PART", "INTJ")
TAG = re.compile(r"[A-Z]{1,4}-\d{1,4}[A-Z]?")  # W-03: the mark of a thing
OFFICE_HOLDERS = ("sheriff", "police", "coroner", "fire", "sheriff's")
AREAS = ("county", "city", "state", "town", "parish")


def opens(tokens: list[Tok], at: int, strong: frozenset[str]) -> bool:
    """Whether a name may begin with this word. ``strong`` words are known to be name words."""
    tok = tokens[at]
    lex = lexicon()
    word = plain(tok.text)
    if not tok.is_capitalised or not word or word == "i":
        return False
    if word in lex.not_names and not _is_hyphened(tokens, at) and (word not in strong or _is_counted(tokens, at)):
        return False
    if (len(tok.text) == 1 and tok.pos) or TAG.fullmatch(tok.text):
        return False
    if tok.text.isupper() and len(word) > 1 and (word in lex.bodies or word in lex.places):
        return True  # "WHO", "US"
    if word not in strong and (
        (word in lex.function_words and (tok.initial or word not in lex.given))
        or (tok.initial and tok.pos in FUNCTION and word not in lex.given)
    ):
        return False
    if tok.initial and tok.pos and tok.pos != "PROPN":
        return word in strong or word in lex.given or word in lex.titles or is_occupation(word)
    return True


def opens_low(tokens: list[Tok], at: int, strong: frozenset[str]) -> bool:
    """A surname of the text that begins with a small word: "van der Berg said"."""
    if tokens[at].text not in lexicon().particles:
        return False
    if joined_to(tokens, at) is not None:
        return True  # "al-Amin"
    end = at
    while end < min(len(tokens), at + 3) and tokens[end].text in lexicon().particles:
        end += 1
    return end < len(tokens) and " ".join(plain(t.text) for t in tokens[at : end + 1]) in strong


def joined_to(tokens: list[Tok], at: int) -> int | None:
    """Where the name word is that an article goes before with a hyphen: "al-Amin", "al- Amin"; ``None`` without one."""
    word = tokens[at].text.lower()
    if word.rstrip("-") not in lexicon().articles:
        return None
    name = at + 1
    if not word.endswith("-"):
        if name >= len(tokens) or tokens[name].text != "-" or tokens[name].start != tokens[at].end:
            return None
        name += 1
    is_near = name < len(tokens) and tokens[name].start - tokens[name - 1].end <= 1
    return name if is_near and tokens[name].is_capitalised and len(tokens[name].text) > 1 else None


def is_told(tokens: list[Tok], at: int) -> bool:
    """A word of a cell that only goes before a name: "Ask J. Roe"."""
    return not tokens[at].pos and plain(tokens[at].text) in lexicon().before_names


def opens_with_next(tokens: list[Tok], at: int) -> bool:
    """A word of any sort that opens a sentence and goes before a surname: "Ulises Moreau, attorney for ..."."""
    lex = lexicon()
    tok, next_at = tokens[at], at + 1
    while next_at < min(len(tokens), at + 4) and tokens[next_at].text in lex.particles:
        next_at += 1
    after = tokens[next_at] if next_at < len(tokens) else None
    if after is None or not tok.is_capitalised or not _is_like_a_surname(after):
        return False
    word = plain(tok.text)
    if word in lex.given and word in lex.not_names:
        return not at or not tokens[at - 1].text.isdigit()  # "April Hale", but "3 April Hale"
    return (
        tok.initial
        and tok.pos in ("NOUN", "VERB", "ADJ", "X", "ADV", "INTJ")
        and tok.text[1:].islower()
        and word not in lex.not_names | lex.function_words
        and not is_occupation(tok.text)
        and (after.pos == "PROPN" or after.entity == "PERSON")
    )


def _is_like_a_surname(tok: Tok) -> bool:
    lex = lexicon()
    word = plain(tok.text)
    return (
        tok.pos in ("PROPN", "NOUN", "ADJ", "X", "")
        and tok.is_capitalised
        and len(tok.text) > 1
        and word not in lex.titles | lex.not_names | lex.function_words
    )


def run_end(tokens: list[Tok], at: int, strong: frozenset[str]) -> int:
    """Where the name that begins here ends."""
    end = at + 1
    while end < len(tokens) and (more := _next(tokens, at, end, strong)) > end:
        end = more
        ends_body = plain(tokens[end - 1].text) in ("office", "department", "service")
        goes_on = end < len(tokens) and plain(tokens[end].text) in ("of", "for", "and", "&")  # "State Office of Mine Safety"
        if tokens[end - 1].text.isdigit() or (ends_body and not goes_on):
            break
    return end


def _next(tokens: list[Tok], at: int, end: int, strong: frozenset[str]) -> int:
    """Where the name ends when the word at ``end`` belongs to it; ``end`` itself when it does not."""
    lex = lexicon()
    tok, before = tokens[end], tokens[end - 1]
    word, last = plain(tok.text), plain(before.text)
    has_more = end + 1 < len(tokens)
    if tok.text == "." and (len(before.text) == 1 or last in lex.abbreviations):
        return end + 1
    if word in OFFICE_HOLDERS and last in AREAS and (office := _office(tokens, end)):
        return office
    article = joined_to(tokens, end)
    if article is not None:
        return article + 1
    if tok.is_capitalised and _goes_on(tokens, at, end, strong):
        return end if _is_somebody_else(tokens, at, end) else end + 1
    if tok.text == "-" and tok.start == before.end and has_more and tokens[end + 1].start == tok.end:
        return end if plain(tokens[end + 1].text) in lex.after_hyphens else end + 2  # "Fell-Smith", "Oslo-based"
    if word in lex.particles and (word != "al" or tok.text == word) and has_more:
        after = end + 1
        while after + 1 < len(tokens) and after < end + 3 and plain(tokens[after].text) in lex.particles:
            after += 1  # "van der Berg"
        return after + 1 if opens(tokens, after, strong) else end
    is_headed = _is_institution(tokens, at, end) or (word == "of" and last in lex.place_words)  # "Bureau of ...", "Bay of ..."
    if word in ("of", "for") and is_headed and _follows(tokens, end, strong):
        return _past_articles(tokens, end + 1)
    if word in ("and", "&") and _joins(tokens, at, end, strong):
        return end + 1
    if tok.text.isdigit() and last in lex.place_words and len(tok.text) <= 4:
        return end + 1
    if tok.text == "," and has_more and plain(tokens[end + 1].text) in lex.corporate:
        return end + 2
    return end


def _goes_on(tokens: list[Tok], at: int, end: int, strong: frozenset[str]) -> bool:
    """Whether a capitalised word within a run belongs to the name."""
    lex = lexicon()
    tok, word = tokens[end], plain(tokens[end].text)
    if len(tok.text) == 1:
        return tok.text != "I"
    is_titled = end == at + 1 and plain(tokens[at].text) in lex.titles and tok.pos in ("PROPN", "")  # "Ms. Day"
    if word in lex.not_names and not _is_hyphened(tokens, end):
        is_known = is_titled or word in strong or plain(tokens[end - 1].text) in lex.first  # "Doris Day", "Ms. Day"
        if not is_known or _is_counted(tokens, end):
            return False
    return word in strong or word not in lex.function_words


def _is_somebody_else(tokens: list[Tok], at: int, end: int) -> bool:
    """Whether a personal name begins here, behind the country of an office: "Minister for South Korea | Ann Roe"."""
    lex = lexicon()
    if plain(tokens[end].text) not in lex.first or end + 1 >= len(tokens) or not _is_like_a_surname(tokens[end + 1]):
        return False
    place = " ".join(plain(t.text) for t in tokens[at:end])
    is_country = place in lex.wide or (place in lex.countries and place not in lex.given)
    return is_country and plain(tokens[end + 1].text) not in lex.place_words


def _is_counted(tokens: list[Tok], at: int) -> bool:
    """Whether a number stands beside the word: "3 May", "Day 12"."""
    return any(tokens[k].text[:1].isdigit() for k in (at - 1, at + 1) if 0 <= k < len(tokens))


def _is_hyphened(tokens: list[Tok], at: int) -> bool:
    """Whether a hyphen joins the word to the next: "Day-Lewis"."""
    return at + 1 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 1].start == tokens[at].end


def _is_institution(tokens: list[Tok], at: int, end: int) -> bool:
    return any(plain(t.text) in lexicon().organisation_words for t in tokens[at:end])


def _past_articles(tokens: list[Tok], at: int) -> int:
    while at < len(tokens) and plain(tokens[at].text) in ("the", "state"):
        at += 1
    return at


def _follows(tokens: list[Tok], end: int, strong: frozenset[str]) -> bool:
    nxt = _past_articles(tokens, end + 1)
    # "the Bureau of the state Environment Department" is one body inside another, not one name
    if nxt != end + 1 and _is_institution(tokens, nxt, _ahead(tokens, nxt)):
        return False
    return nxt < len(tokens) and opens(tokens, nxt, strong)


def _ahead(tokens: list[Tok], at: int) -> int:
    """Where the run of capitalised words from here ends."""
    end = at
    while end < len(tokens) and tokens[end].is_capitalised:
        end += 1
    return end


def _joins(tokens: list[Tok], at: int, end: int, strong: frozenset[str]) -> bool:
    """ "Occupational Health and Safety Bureau": the second half ends in a word for a body, the first has none and no first name."""
    if end + 1 >= len(tokens) or not opens(tokens, end + 1, strong):
        return False
    stop = _ahead(tokens, end + 1)
    tail = [plain(t.text) for t in tokens[end + 1 : stop]]
    head = [plain(t.text) for t in tokens[at:end]]
    lex = lexicon()
    return any(w in lex.organisation_words for w in tail) and not any(
        w in lex.organisation_words or w in lex.first or w in lex.titles for w in head
    )


def _office(tokens: list[Tok], end: int) -> int | None:
    """ "... County sheriff's office" """
    at = end + 1
    while at < len(tokens) and tokens[at].text in ("'s", "’s", "'", "’"):
        at += 1
    return at + 1 if at < len(tokens) and plain(tokens[at].text) in ("office", "department", "service") else None
