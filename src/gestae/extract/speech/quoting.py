"""Quotations brought to whom they belong: by a verb, a label, a name after a dash, or by going on from the last."""

import re
from functools import cache

from gestae.extract.grammar import Token, is_verb, lemma
from gestae.extract.speech.ascription import LONG_QUOTE, Ascription, Reading
from gestae.extract.speech.leading import is_free, verb_of
from gestae.extract.speech.quotes import Quote
from gestae.extract.speech.telling import is_sentence, told_before
from gestae.extract.speech.ways import ways
from gestae.rules import cues

LINKS = ("", "and", "or", "but", "then", "...", "…")
DASHES = ("-", "--", "—", "–", "―")
SIGNATURE = 16  # tokens that a dash and a name may have
NEAR = 200  # characters
LABEL = 12  # tokens before a colon that may name who speaks


def join_quotes(reading: Reading) -> None:
    """Gives each quotation of a block to its ascription. One of nobody's is kept in ``loose``."""
    held = _held(reading)
    for n, quote in enumerate(reading.marks):
        inside = reading.inside(quote)
        if not inside:
            continue
        is_own = is_free(reading, quote)
        owner = _same_breath(reading, reading.marks[n - 1] if n else None, quote)
        is_next = reading.last is not None and reading.last.way == "signed"
        if owner is None and len(inside) > LONG_QUOTE and (is_own or is_next):
            owner = _signed(reading, quote)
        if owner is None and is_own:
            owner = fronted(reading, quote.start) or _with_verb(reading, quote)
        if owner is None:
            owner = _holding(held, inside)
        if owner is None and is_own:
            owner = _labelled(reading, quote) or _going_on(reading, quote)
        if owner is not None:
            owner.content |= inside
            owner.quoted.append(quote)
            if is_own or len(inside) > 2:
                reading.last = owner
        elif is_own:
            reading.loose.append(quote)


def _held(reading: Reading) -> dict[int, list[Ascription]]:
    """Which ascriptions hold each quoted token by their construction."""
    found: dict[int, list[Ascription]] = {}
    for one in reading.found:
        if one.cue.i not in reading.quote_at:
            for i in one.content & reading.quote_at.keys():
                found.setdefault(i, []).append(one)
    return found


def _holding(held: dict[int, list[Ascription]], inside: set[int]) -> Ascription | None:
    """The ascription whose clause holds much of the quotation, the widest of them."""
    shares = {id(one): one for i in inside for one in held.get(i, ())}
    fit = [one for one in shares.values() if len(one.content & inside) > 0.4 * len(inside)]
    return max(fit, key=lambda one: (len(one.content), -one.cue.i), default=None)


def _same_breath(reading: Reading, before: Quote | None, quote: Quote) -> Ascription | None:
    """ "“Stop” and “go back”": the second is of whom the first is."""
    last = reading.last
    if before is None or last is None or before not in last.quoted:
        return None
    return last if reading.copy[before.end : quote.start].strip(" ,") in ("and", "or") else None


def _with_verb(reading: Reading, quote: Quote) -> Ascription | None:
    """The ascription of the quotation's verb; its content is then what it quotes and nothing else."""
    verb = verb_of(reading, quote)
    if verb is None:
        return None
    one = reading.by_cue.get(verb.i)
    if one is None:
        one = Ascription(verb, ways().sort("clause", lemma(verb)) or "speech", "quote", set())
        reading.add(one)
    elif one.way != "quote":
        one.content, one.way = set(), "quote"
    return one


def fronted(reading: Reading, end: int) -> Ascription | None:
    """An ascription, still empty, to whom a verb at the sentence's beginning names: "Said Ida Rourke, the foreman: “...”"."""
    found = _fronted().search(reading.copy, max(0, end - NEAR), end)
    if found is None:
        return None
    cue = reading.doc[reading.at(found.start("cue"))]
    source = {t.i for t in reading.between(*found.span("source"))}
    if not source or source & reading.quote_at.keys():
        return None
    one = Ascription(cue, "speech", "label", set(), {cue.i}, source)
    reading.add(one)
    return one


@cache
def _fronted() -> re.Pattern[str]:
    said = "|".join(word.capitalize() for word in cues("speech")["before_the_name"])
    return re.compile(rf"(?:^|[.!?][”\"’)]*\s+)(?P<cue>{said})\s+(?P<source>(?:[A-Z]|the\b|an?\b)[^.!?;:“”\"]*?),?:?\s*\Z")


def _labelled(reading: Reading, quote: Quote) -> Ascription | None:
    """ "Foreman: “...”"."""
    at = reading.at(quote.start) - 1
    while at > 0 and reading.doc[at].is_space:
        at -= 1
    return label(reading, reading.doc[at]) if at > 0 and reading.doc[at].text == ":" else None


def label(reading: Reading, colon: Token) -> Ascription | None:
    """An ascription, still empty, of what a colon announces to the words before it."""
    source: set[int] = set()
    for t in reversed(reading.doc[max(0, colon.i - LABEL) : colon.i]):
        if (t.is_punct and t.text not in ("(", ")", ",", "-")) or is_verb(t):
            break
        source.add(t.i)
    if not source:
        return None
    one = Ascription(colon, "speech", "label", set(), {colon.i}, source)
    reading.add(one)
    return one


def _signed(reading: Reading, quote: Quote) -> Ascription | None:
    """ "“...” - A. Rourke": after a dash nothing but a name stands before the next quotation or the block's end."""
    rest: list[Token] = []
    for t in reading.doc[reading.at(quote.end) : reading.at(quote.end) + SIGNATURE]:
        if t.i in reading.quote_at:
            break
        if not t.is_space:
            rest.append(t)
    else:
        if reading.at(quote.end) + SIGNATURE < len(reading.doc):
            return None
    return signature(reading, rest)


def signature(reading: Reading, tokens: list[Token]) -> Ascription | None:
    """An ascription, still empty, to the name that tokens are after a dash; ``None`` when they are no such thing."""
    if len(tokens) < 2 or tokens[0].text not in DASHES or tokens[1].pos_ != "PROPN":
        return None
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens):
        return None
    aside = next((n for n, t in enumerate(tokens) if t.tag_ == "VBG" and tokens[n - 1].text == ","), len(tokens))
    one = Ascription(tokens[0], "speech", "signed", set(), {tokens[0].i}, {t.i for t in tokens[1:aside] if not t.is_punct})
    reading.add(one)
    return one


def _going_on(reading: Reading, quote: Quote) -> Ascription | None:
    """Whose a quotation without a verb of its own is: the last speaker's, when one sentence's end stands between and no more;
    otherwise of whom the sentence before tells."""
    last = _last_speaker(reading, quote)
    return last if last is not None or not is_sentence(reading, quote) else told_before(reading, quote.start)


def _last_speaker(reading: Reading, quote: Quote) -> Ascription | None:
    last = reading.last
    if last is None:
        return None
    end = max((q.end for q in last.quoted), default=last.cue.idx)
    between = reading.copy[end : quote.start].strip() if quote.start - end < 600 else "far"
    is_near = end <= last.cue.idx < quote.start and len(between) < 30
    if between.strip(",").strip() in LINKS or is_near:
        return last
    if between.rstrip("\"”’' ")[-1:] not in (".", "!", "?", ")") or last.cue.idx > quote.start:
        return None
    passed = reading.between(max(end, last.cue.idx + 1), quote.start)
    if sum(1 for t in passed if reading.is_stop(t)) > 1:
        return None
    between_them = (reading.by_cue.get(t.i) for t in reversed(passed) if t.i not in reading.quote_at)
    return next((a for a in between_them if a is not None and a.way in ("clause", "that") and a.sort in ways().statements), last)
