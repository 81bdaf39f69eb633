"""Find names: runs of capitalised words, the title before them set apart, with what their words say they are."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from gestae.extract.lexicon import is_a_people, is_occupation, lexicon, plain
from gestae.extract.names.runs import TAG, is_told, opens, opens_low, opens_with_next, run_end
from gestae.extract.names.sorts import is_guess, is_ruler, kind_of
from gestae.extract.names.tokens import Name, Tok, joined

DETERMINERS = ("the", "this", "that", "our", "a", "an", "any", "each", "every", "some", "these", "those")
ROMAN = re.compile(r"[IVXL]+")


def find(tokens: list[Tok], strong: frozenset[str] = frozenset()) -> Iterator[Name]:
    """Names among the tokens of one sentence or field, in order. ``strong`` words are known to be name words."""
    at, particles = 0, lexicon().particles
    while at < len(tokens):
        if not tokens[at].is_capitalised and tokens[at].text not in particles:
            at += 1  # what most words are
            continue
        begins = opens(tokens, at, strong) or opens_with_next(tokens, at) or opens_low(tokens, at, strong)
        if not begins or is_told(tokens, at):
            at += 1
            continue
        end = run_end(tokens, at, strong)
        yield from _name(tokens, at, end)
        at = end


def _name(tokens: list[Tok], at: int, end: int) -> Iterator[Name]:
    """The name in a run of capitalised words, its title cut off; none when the run is a job, a thing or a common word."""
    run = tokens[at:end]
    while run and run[-1].text in (",", "-", "&"):
        run = run[:-1]
    cut = _title_end(run)
    title_run, name_run = run[:cut], run[cut:]
    if not name_run:
        return
    title = joined(title_run) if title_run else None
    words = [plain(w) for w in joined(name_run).split() if plain(w)]
    if not words or _is_no_name(name_run, words, title):
        return
    head = next((t.token for t in reversed(name_run) if t.token is not None), None)
    top = _head(name_run)
    votes = [t.entity for t in name_run if t.entity]
    yield Name(
        text=joined(name_run),
        start=name_run[0].start,
        end=name_run[-1].end,
        kind=kind_of(name_run, words, title, tokens, at),
        title=title,
        title_start=title_run[0].start if title_run else name_run[0].start,
        head=top if top is not None else head,
        guessed=is_guess(name_run, words, tokens, at),
        after_the=bool(at) and _is_determiner(tokens[at - 1]),
        quoted=bool(at) and tokens[at - 1].text in ('"', "“", "‘"),
        guess=max(sorted(votes), key=votes.count, default=""),
        rules=is_ruler(name_run, tokens, end),
    )


def _title_end(run: list[Tok]) -> int:
    """How many of the words are a title or job before the name."""
    lex = lexicon()
    cut = 0
    for k, tok in enumerate(run[:-1]):
        word = plain(tok.text)
        rest = [plain(t.text) for t in run[k + 1 :] if t.text != "."]
        if word in lex.first and word not in lex.titles:
            break  # "Hans Smith Jones": what follows a first name is no title
        if not rest or run[k + 1].text == "-" or not (word in lex.titles or is_occupation(word)):
            continue
        if any(w in lex.organisation_words and w not in lex.titles for w in rest):
            continue
        cut = k + 1
    while cut < len(run) and run[cut].text == ".":
        cut += 1
    return cut


def _is_no_name(run: list[Tok], words: list[str], title: str | None) -> bool:
    """A job, a thing, or a common word with a capital."""
    lex = lexicon()
    if lex.never & set(words) or (TAG.fullmatch(run[-1].text) and len(words) <= 2) or len("".join(words)) < 2:
        return True
    if len(words) == 2 and words[0] in lex.numbered and ROMAN.fullmatch(run[-1].text):
        return True  # "Title IV"
    if title is None and len(words) == 1 and is_a_people(words[0]):
        return True
    if run[0].text.isupper() and words[0] in lex.ships and len(words) > 1:
        return True  # "HMS Daring"
    if title is None and words[-1] in lex.goods and words[0] not in lex.first:
        return True  # "the Colt", "Pistol": things, though written with a capital
    before = [plain(w) for w in title.split()] if title is not None else []
    if all(w in lex.ranks for w in before) and all(is_occupation(w) or w in lex.ranks for w in words):
        return True  # "General Manager" is no Mr. Manager
    return _is_office([*before, *words])


def _is_office(words: list[str]) -> bool:
    """ "Foreign Secretary", "Norwegian Deputy Prime Minister": an office, whoever holds it."""
    lex = lexicon()
    *before, last = words
    last = last.removesuffix("-designate").removesuffix("-elect")
    says = [w for w in before if w not in lex.ranks]
    return bool(says) and is_occupation(last) and all(w in lex.offices or w in lex.nationalities for w in says)


def _is_determiner(tok: Tok) -> bool:
    return plain(tok.text) == "the" or (tok.pos in ("DET", "PRON") and plain(tok.text) in DETERMINERS)


def _head(run: list[Tok]) -> Any:
    """The token of the run that the rest of the run hangs on."""
    last = run[-1].token
    if last is not None and not last.dep_:
        return last  # not yet parsed
    mine = {t.token.i for t in run if t.token is not None}
    return next((t.token for t in run if t.token is not None and (t.token.head.i not in mine or t.token.head.i == t.token.i)), None)


def strong_words(names: Iterable[Name]) -> frozenset[str]:
    """Words of the many-worded names found: a sentence that opens with one of them opens with a name.

    A surname with small words before it ("van der berg") is among them as it stands.
    """
    lex = lexicon()
    found: set[str] = set()
    titled: set[str] = set()
    for name in names:
        words = name.words
        if name.title:
            titled.update(words)
        if len(words) < 2 and not name.title:
            continue
        found |= {w for word in words for w in (word, *word.split("-")) if len(w) > 1}
        low = next((k for k, w in enumerate(name.text.split()) if w in lex.particles), None)
        if low is not None:
            found.add(" ".join(words[low:]))
    return frozenset((found - lex.particles - lex.not_names - lex.function_words) | titled)
