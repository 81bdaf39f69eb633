"""Find names: runs of capitalised words, the title before them set apart, with what their words say they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from gestae.extract.lexicon import is_occupation, lexicon, plain

NameKind = Literal["person", "organisation", "place", "unknown"]
WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]+(?:[.’'][A-Za-zÀ-ÖØ-öø-ÿĀ-ž]+)*\.?|\d+|[^\s\w]")
SMALL = frozenset(
    ["de", "van", "von", "der", "den", "la", "le", "du", "di", "da", "dos", "del", "al", "el", "bin", "ibn", "ter", "ten", "af"]
)
ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "jr",
        "sr",
        "hon",
        "rev",
        "sgt",
        "det",
        "insp",
        "capt",
        "lt",
        "col",
        "gen",
        "gov",
        "sen",
    ]
)
FUNCTION = ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "ADV", "AUX", "PART", "INTJ")
CORPORATE = frozenset(["llc", "inc", "ltd", "plc", "llp", "co", "corp", "gmbh", "limited"])
TAG = re.compile(r"[A-Z]{1,4}-\d{1,4}[A-Z]?")  # W-03: the mark of a thing
INITIALS = re.compile(r"(?:[A-Z]\.\s?){2,3}|[A-Z]\.[A-Z]")
NEVER = frozenset(
    [
        "time",
        "item",
        "remarks",
        "it",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "shall",
        "will",
        "must",
        "hereby",
        "therefore",
        "ordered",
        "granted",
        "denied",
        "that",
        "this",
        "these",
        "those",
        "here",
        "there",
        "has",
        "have",
        "had",
        "not",
    ]
)
GUESSES: dict[str, NameKind] = {"PERSON": "person", "PLACE": "place"}  # its guesses of organisations are too often wrong
PLACE_PREPOSITIONS = frozenset(["in", "at", "near", "from", "to", "outside", "inside", "around", "of"])


class Tok(NamedTuple):
    """A word of a text: its body offsets, whether it opens a sentence, and what the parse says of it (empty if unparsed)."""

    text: str
    start: int
    end: int
    initial: bool
    pos: str = ""
    entity: str = ""
    token: Any = None


@dataclass(frozen=True)
class Name:
    """A name where it stands. ``text`` is the name without its title; ``start`` and ``end`` cover the name alone."""

    text: str
    start: int
    end: int
    kind: NameKind
    title: str | None
    title_start: int
    head: Any
    guessed: bool = False
    after_the: bool = False
    quoted: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(plain(w) for w in self.text.split() if plain(w))


def plain_tokens(text: str, start: int) -> list[Tok]:
    """Words of an unparsed stretch (a field, a cell) that begins at body offset ``start``."""
    return [Tok(m.group(), start + m.start(), start + m.end(), False) for m in WORD.finditer(text)]


def find(tokens: list[Tok], strong: frozenset[str] = frozenset()) -> Iterator[Name]:
    """Names among the tokens of one sentence or field, in order. ``strong`` words are known to be name words."""
    at = 0
    while at < len(tokens):
        if not _opens(tokens[at], strong) and not _opens_with_next(tokens, at):
            at += 1
            continue
        end = _run_end(tokens, at, strong)
        yield from _name(tokens, at, end)
        at = end


def _opens_with_next(tokens: list[Tok], at: int) -> bool:
    """A word of any sort that opens a sentence and goes before a surname: "Ulises Moreau, attorney for ..."."""
    tok, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        tok.initial
        and after is not None
        and tok.pos in ("NOUN", "VERB", "ADJ", "X")
        and tok.text[:1].isupper()
        and tok.text[1:].islower()
        and after.pos == "PROPN"
        and after.text[:1].isupper()
        and after.text[1:2].islower()
        and plain(after.text) not in lexicon().titles | lexicon().not_names
        and plain(tok.text) not in lexicon().not_names
        and not is_occupation(tok.text)
    )


def _opens(tok: Tok, strong: frozenset[str]) -> bool:
    word = plain(tok.text)
    if not tok.text[:1].isupper() or not word or word == "i" or (word in lexicon().not_names and word not in strong):
        return False
    if len(tok.text) == 1 and tok.pos:
        return False
    if (tok.pos in FUNCTION and word not in strong) or TAG.fullmatch(tok.text):
        return False
    if tok.initial and tok.pos and tok.pos != "PROPN":
        return (
            word in strong
            or (tok.pos in ("NOUN", "VERB", "ADJ") and word in lexicon().first)
            or word in lexicon().titles
            or is_occupation(word)
        )
    return True


def _run_end(tokens: list[Tok], at: int, strong: frozenset[str]) -> int:
    end = at + 1
    while end < len(tokens):
        tok, before = tokens[end], tokens[end - 1]
        word = plain(tok.text)
        if (tok.text == "." and (len(before.text) == 1 or plain(before.text) in ABBREVIATIONS)) or (
            tok.text[:1].isupper()
            and (word not in lexicon().not_names or (len(tok.text) == 1 and tok.text != "I"))
            and (tok.pos not in ("PRON", "AUX", "ADP") or word in strong)
        ):
            end += 1
        elif (tok.text == "-" and tok.start == before.end and end + 1 < len(tokens) and tokens[end + 1].start == tok.end) or (
            word in SMALL and end + 1 < len(tokens) and _opens(tokens[end + 1], strong) and word != "al"
        ):
            end += 2
        elif word in ("of", "for") and _is_institution(tokens, at, end) and _follows(tokens, end, strong):
            end += 1
            while end < len(tokens) and plain(tokens[end].text) in ("the", "state"):
                end += 1
        elif word in ("and", "&") and _joins(tokens, at, end, strong):
            end += 1
        elif tok.text.isdigit() and plain(before.text) in lexicon().place_words and len(tok.text) <= 4:
            end += 1
            break
        elif tok.text == "," and end + 1 < len(tokens) and plain(tokens[end + 1].text) in CORPORATE:
            end += 2
        elif (
            word in ("sheriff", "police", "coroner", "fire", "sheriff's")
            and plain(before.text) in ("county", "city", "state", "town", "parish")
            and (tail := _office(tokens, end))
        ):
            end = tail
            break
        else:
            break
    return end


def _is_institution(tokens: list[Tok], at: int, end: int) -> bool:
    return any(plain(t.text) in lexicon().organisation_words for t in tokens[at:end])


def _follows(tokens: list[Tok], end: int, strong: frozenset[str]) -> bool:
    nxt = end + 1
    while nxt < len(tokens) and plain(tokens[nxt].text) in ("the", "state"):
        nxt += 1
    # "the Bureau of the state Environment Department" is one body inside another, not one name
    if nxt != end + 1 and _is_institution(tokens, nxt, _ahead(tokens, nxt)):
        return False
    return nxt < len(tokens) and _opens(tokens[nxt], strong)


def _ahead(tokens: list[Tok], at: int) -> int:
    """Where the run of capitalised words from here ends."""
    end = at
    while end < len(tokens) and tokens[end].text[:1].isupper():
        end += 1
    return end


def _joins(tokens: list[Tok], at: int, end: int, strong: frozenset[str]) -> bool:
    """ "Occupational Health and Safety Bureau": the second half ends in a word for a body, the first has none and no first name."""
    if end + 1 >= len(tokens) or not _opens(tokens[end + 1], strong):
        return False
    stop = _ahead(tokens, end + 1)
    tail = [plain(t.text) for t in tokens[end + 1 : stop]]
    head = [plain(t.text) for t in tokens[at:end]]
    lex = lexicon()
    return any(w in lex.organisation_words for w in tail) and not any(
        w in lex.organisation_words or w in lex.first or w in lex.titles for w in head
    )


def _office(tokens: list[Tok], end: int) -> int | None:
    at = end + 1
    while at < len(tokens) and tokens[at].text in ("'s", "’s", "'", "’"):
        at += 1
    return at + 1 if at < len(tokens) and plain(tokens[at].text) in ("office", "department", "service") else None


def _name(tokens: list[Tok], at: int, end: int) -> Iterator[Name]:
    """The name in a run of capitalised words, its title cut off; none when the run is a job, a thing or a common word."""
    run = tokens[at:end]
    while run and run[-1].text in (",", "-", "&"):
        run = run[:-1]
    lex = lexicon()
    cut = 0
    for k, tok in enumerate(run[:-1]):
        word = plain(tok.text)
        rest = [plain(t.text) for t in run[k + 1 :] if t.text != "."]
        if not rest or not (word in lex.titles or is_occupation(word)):
            continue
        if any(w in lex.organisation_words and w not in lex.titles for w in rest):
            continue
        cut = k + 1
    while cut < len(run) and run[cut].text == ".":
        cut += 1
    title_run, name_run = run[:cut], run[cut:]
    if not name_run:
        return
    title = _joined(title_run) if title_run else None
    words = [plain(t.text) for t in name_run if plain(t.text)]
    if not words or NEVER & set(words) or (TAG.fullmatch(name_run[-1].text) and len(words) <= 2):
        return
    if title is None and words[-1] in lex.goods and words[0] not in lex.first:
        return  # "the Colt", "Pistol": things, though written with a capital
    if title is None and all(
        is_occupation(w) or w in ("assistant", "first", "key", "head", "senior", "deputy", "attorney", "general") for w in words
    ):
        return
    kind = _kind(name_run, words, title, tokens, at)
    text = _joined(name_run)
    head = next((t.token for t in reversed(name_run) if t.token is not None), None)
    top = _head(name_run)
    yield Name(
        text=text,
        start=name_run[0].start,
        end=name_run[-1].end,
        kind=kind,
        title=title,
        title_start=title_run[0].start if title_run else name_run[0].start,
        head=top if top is not None else head,
        guessed=_is_guess(name_run, words, tokens, at),
        after_the=bool(at) and plain(tokens[at - 1].text) == "the",
        quoted=bool(at) and tokens[at - 1].text in ('"', "“", "‘"),
    )


def _is_guess(run: list[Tok], words: list[str], tokens: list[Tok], at: int) -> bool:
    """Whether only the name finder's own guess, no word, says what this is."""
    lex = lexicon()
    before = plain(tokens[at - 1].text) if at else ""
    return not (
        any(w in lex.place_words or w in lex.organisation_words or w.isdigit() for w in words)
        or " ".join(words) in lex.regions
        or before in ("in", "at", "near", "outside", "inside")
    ) and any(t.entity for t in run)


def _joined(run: list[Tok]) -> str:
    out = ""
    for k, tok in enumerate(run):
        gap = k and tok.start > run[k - 1].end
        out += (" " if gap else "") + tok.text
    return out


def _head(run: list[Tok]) -> Any:
    """The token of the run that the rest of the run hangs on."""
    mine = {t.token.i for t in run if t.token is not None}
    return next((t.token for t in run if t.token is not None and (t.token.head.i not in mine or t.token.head.i == t.token.i)), None)


def _kind(run: list[Tok], words: list[str], title: str | None, tokens: list[Tok], at: int) -> NameKind:
    lex = lexicon()
    if title and any(plain(w) in lex.titles or is_occupation(w) for w in title.split()):
        return "person"
    after = at + len(run)
    while after < len(tokens) and tokens[after - 1].start < run[-1].start:
        after += 1
    region = plain(tokens[after + 1].text) if after + 1 < len(tokens) and tokens[after].text == "," else ""
    opener = plain(tokens[at - 1].text) if at else ""
    if (
        title is None
        and words[0] not in lex.first
        and (region in lex.regions or (opener in ("near", "at", "in") and words[-1] not in lex.organisation_words))
    ):
        return "place"  # "SANTA ROSA, N.M.", "near Santa Rosa"
    if " ".join(words) in lex.regions or (words[-1] in lex.regions and len(words) == 1):
        return "place"
    if any(w in CORPORATE for w in words):
        return "organisation"
    if (
        len(words) >= 2
        and (words[0] in lex.first or len(run[0].text) == 1)
        and words[-1] not in lex.organisation_words
        and words[-1] not in lex.place_words
    ):
        return "person"
    if any(w in lex.organisation_words for w in words) and not (
        words[-1] in lex.place_words and words[-1] not in lex.organisation_words
    ):
        return "organisation"
    if words[-1] in lex.place_words or (words[0] in lex.place_words and len(words) > 1) or (words[-1].isdigit()):
        return "place"
    if INITIALS.fullmatch("".join(t.text for t in run)):
        return "unknown"
    if len(words) == 1 and run[0].text.isupper() and 2 <= len(words[0]) <= 6 and run[0].pos:
        return "organisation" if run[0].entity == "ORG" or run[0].pos == "PROPN" else "unknown"
    before = plain(tokens[at - 1].text) if at else ""
    votes = [t.entity for t in run if t.entity]
    if len(words) == 1 and words[0] in lex.first:
        return "person"
    if before in PLACE_PREPOSITIONS - {"from", "to", "of"} and "PERSON" not in votes:
        return "place"
    if votes:
        best = max(sorted(set(votes)), key=votes.count)
        if len(words) > 1 or best == "PLACE":
            return GUESSES.get(best, "unknown")
    return "unknown"


def strong_words(names: Iterable[Name]) -> frozenset[str]:
    """Words of the many-worded names found: a sentence that opens with one of them opens with a name."""
    return frozenset(
        w for n in names if len(n.words) > 1 or n.title for word in n.words for w in (word, *word.split("-")) if len(w) > 1
    )
