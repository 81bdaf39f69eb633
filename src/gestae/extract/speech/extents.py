"""The extents of an ascription: the words of cue and source; the content's ends set right where the parse cut them off."""

from gestae.extract.grammar import Token, lemma
from gestae.extract.parts import SPANS
from gestae.extract.speech import holders
from gestae.extract.speech.ascription import Ascription, Reading
from gestae.extract.speech.quotes import Quote
from gestae.extract.speech.ways import ways

SUBJECTS = ("nsubj", "nsubj:pass")
GIVEN = ("label", "signed")
ASIDE = ("obl", "advmod", "advcl", "iobj", "compound:prt")  # when, where and to whom it is said


PERSONS = ("me", "us", "him", "her", "them", "you")


def measure(reading: Reading, one: Ascription) -> None:
    """Fills in cue and source, and sets the content's ends right."""
    if one.way in GIVEN:
        return
    if not one.words:
        one.words = cue_words(reading, one.cue, one.way)
    if not one.source and one.sort != "seeming":
        head = holders.holder(one.cue)
        if one.way == "quote" and (head is None or head.i in one.content or head.i in reading.quote_at):
            head = _noun_beside(reading, one.cue)
        if head is not None:
            one.source = holders.words_of(head, one.cue)
    one.source -= one.words
    if one.source & one.content:
        if one.source <= one.content and one.way != "passive":
            one.content -= one.source
        else:
            one.source = set()
    one.content -= one.words
    _mend(reading, one)
    one.content = {i for i in one.content if not reading.doc[i].is_space}


def cue_words(reading: Reading, cue: Token, way: str) -> set[int]:
    """The verb with auxiliaries, negation, the adverbs in between, its particle and the preposition that brings the content."""
    doc = reading.doc
    words = {cue.i}
    for c in cue.children:
        if c.i in reading.quote_at and cue.i not in reading.quote_at:
            continue
        is_close = c.dep_ == "advmod" and c.i < cue.i and (c.lower_ in ("not", "n't", "never", "also") or c.i == cue.i - 1)
        if c.dep_ in ("aux", "aux:pass", "compound:prt", "cop") or is_close:
            words.add(c.i)
    subject = next((i for i in range(cue.i - 1, min(words) - 1, -1) if doc[i].dep_ in SUBJECTS), None)
    low = min(i for i in words if subject is None or i > subject)
    high = max(words)
    if way.startswith("prep "):
        high = next((t.i for t in doc[high + 1 : high + 3] if t.lower_ == way.removeprefix("prep ")), high)
    return set(range(low, high + 1))


def _noun_beside(reading: Reading, cue: Token) -> Token | None:
    """The noun next to the verb of a quotation, where the parse knows no subject of it."""
    for token in reading.doc[cue.i + 1 : min(cue.i + 8, cue.sent.end)]:
        if token.is_punct or token.dep_ == "case":
            break
        if token.pos_ in ("PROPN", "NOUN", "PRON"):
            return _head(token, cue)
    for token in reversed(reading.doc[max(0, cue.i - 8) : cue.i]):
        if token.i in reading.quote_at or token.text == ".":
            break
        if token.pos_ in ("PROPN", "NOUN", "PRON"):
            return _head(token, cue)
    return None


def _head(token: Token, cue: Token) -> Token:
    inner = ("compound", "flat", "amod", "det", "nmod:poss", "nummod", "nmod:desc")
    while token.dep_ in inner and token.head.i != cue.i and not token.head.is_punct:
        token = token.head
    return token


def _mend(reading: Reading, one: Ascription) -> None:
    """What follows the cue runs on to a stop; what precedes it reaches up to the source."""
    if one.way == "going on":
        return
    if one.way == "quote":
        closing = max(one.quoted, key=lambda q: q.end)
        is_mixed = closing.start > one.cue.idx and not _is_closed(reading, closing)
        if is_mixed and ways().sort("quotation", lemma(one.cue)) is None:
            one.content |= _run_on(reading, one)
        return
    _end_at_stop(reading, one)
    if not one.content or one.way in ("passive", "passive object", "according"):
        return
    low, high = min(one.content), max(one.content)
    edge = max(one.words)
    if low > edge and one.way in ("clause", "that"):
        one.content |= _left_out(reading, one, low)
    if high > edge:
        last = reading.quote_at.get(high)
        for quote in [*one.quoted, *([last] if last is not None else [])]:
            if not quote.holds(one.cue.idx):
                one.content |= {i for i in reading.inside(quote) if i > one.cue.i}
        low = min(i for i in one.content if i > edge)
        one.content |= set(range(low, max(one.content) + 1)) - one.words - one.source
        if one.way != "noun":
            one.content |= _run_on(reading, one)
        if one.way in ("clause", "that"):
            _reach_that(reading, one)
    elif one.way in ("clause", "host"):
        one.content |= set(range(low, max(low, min(one.words | one.source))))


def _reach_that(reading: Reading, one: Ascription) -> None:
    """ "Said that ..., and that ...": the second clause goes with the first; without a first "that" it is another verb's."""
    doc = reading.doc
    if doc[min(one.content)].lower_ == "that":
        that = _next_that(doc, max(one.content) + 1)
        while that is not None and that.head.i > that.i:
            one.content |= set(range(max(one.content) + 1, max(t.i for t in that.head.subtree) + 1)) - one.words - one.source
            one.content |= _run_on(reading, one)
            that = _next_that(doc, max(one.content) + 1)
        return
    for i in sorted(one.content)[1:]:
        if doc[i].lower_ == "that" and doc[i].tag_ == "IN" and doc[i - 1].lower_ in ("and", "or") and i not in reading.quote_at:
            one.content = {k for k in one.content if k < i - 1}
            return


def _next_that(doc: Token, at: int) -> Token | None:
    """The "that" that comes next, with nothing but a comma and an "and" before it."""
    while at < len(doc) and (doc[at].text == "," or doc[at].lower_ in ("and", "or", "but")):
        at += 1
    return doc[at] if at < len(doc) and doc[at].lower_ == "that" and doc[at].dep_ == "mark" else None


def _end_at_stop(reading: Reading, one: Ascription) -> None:
    """A full stop outside quotation marks ends what a verb before it brings, whatever the parse joined."""
    after = (reading.doc[i] for i in sorted(one.content) if i > one.cue.i and i not in reading.quote_at)
    stop = next((t.i for t in after if (t.tag_ == "." and reading.is_stop(t)) or (t.text == ":" and one.way == "host")), None)
    if stop is not None:
        one.content = {i for i in one.content if i < stop}


def _is_closed(reading: Reading, quote: Quote) -> bool:
    return any(c in ".!?,;:" for c in reading.copy[quote.inner_end - 1 : quote.end + 1])


def _run_on(reading: Reading, one: Ascription) -> set[int]:
    """The tokens from the content's end to the next stop, or to an "and" or "but"."""
    last = max(one.content)
    aside = one.words | one.source
    found: set[int] = set()
    for token in reading.doc[last + 1 : reading.doc[last].sent.end]:
        if token.is_space or (token.text in ('"', "'") and token.i in reading.quote_at):
            continue
        if token.is_punct or token.i in aside or token.dep_ == "cc" or token.lower_ in ("and", "but", "or"):
            break
        found.add(token.i)
    return found


def _left_out(reading: Reading, one: Ascription, low: int) -> set[int]:
    """The tokens between cue and clause that belong to the clause: not the hearer, not when or where it was said."""
    start = max(one.words) + 1
    has_hearer = ways().sort("hearer", lemma(one.cue)) is not None
    for token in reading.doc[start:low]:
        if token.i < start:
            continue
        if token.is_punct or token.is_space:
            start = token.i + 1
            continue
        top = token
        while top.head.i not in (one.cue.i, top.i) and start <= top.head.i < low:
            top = top.head
        is_object = top.dep_ == "obj" and (has_hearer or top.lower_ in ("it", "this"))
        if top.head.i == one.cue.i and (top.dep_.startswith(ASIDE) or is_object or top.dep_ in ("nsubj", "nmod:unmarked")):
            start = max(t.i for t in top.subtree if t.i < low) + 1
        elif lemma(top) in SPANS or top.i in one.source or (has_hearer and token.lower_ in PERSONS):
            start = token.i + 1
        else:
            return set(range(token.i, low))
    return set()
