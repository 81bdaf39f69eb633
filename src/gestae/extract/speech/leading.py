"""The verb of a quotation: the one after it ("...," said X), or the one that leads up to it (X said: "...")."""

from gestae.extract.grammar import Token, child, is_verb, lemma
from gestae.extract.parts import SPANS
from gestae.extract.speech import holders
from gestae.extract.speech.ascription import Reading
from gestae.extract.speech.quotes import Quote, is_utterance
from gestae.extract.speech.ways import ways

STOPS = (".", "!", "?")
CLOSERS = '.!?;)”"'
LEADERS = ',:.!?;-–—)”"'
DASHES = (",", "-", "--", "–", "—", "'")
REACH = 40
FINITE = ("VBD", "VBZ", "VBP")


def is_free(reading: Reading, quote: Quote) -> bool:
    """Whether a quotation is an utterance of its own: after a stop, a comma, a colon or a verb of speech; no name, no title."""
    copy = reading.copy
    if _is_short(reading, quote):
        return True
    if not is_utterance(copy, quote):
        return False
    before = copy[max(0, quote.start - 80) : quote.start].rstrip()
    if not before or before[-1] in LEADERS:
        return True
    at = reading.at(quote.start) - 1
    while at > 0 and reading.doc[at].is_space:
        at -= 1
    last = reading.doc[at]
    is_led = reading.speaks(last, quoting=True) or (at > 0 and _is_led_past(reading, last, reading.doc[at - 1]))
    words = copy[quote.inner_start : quote.inner_end].split()
    is_closed = words[-1][-1] in ".!?," or copy[quote.inner_end : quote.inner_end + 1] in ".!?,"
    return is_led and (len(words) > 3 or is_closed)


def _is_short(reading: Reading, quote: Quote) -> bool:
    """Whether a verb of shouting, or a sign that reads, stands right before a quotation of whatever length."""
    at = reading.at(quote.start) - 1
    if at < 1 or not reading.speaks(reading.doc[at], quoting=True) or ways().sort("short", lemma(reading.doc[at])) is None:
        return False
    reader = holders.holder(reading.doc[at]) if lemma(reading.doc[at]) == "read" else None
    return reader is None or (reader.pos_ not in ("PRON", "PROPN") or reader.lower_ in ("which", "that"))  # she reads a book


def _is_led_past(reading: Reading, last: Token, verb: Token) -> bool:
    """Whether a verb leads up to a quotation past one word: "told reporters “...”", "said Friday “...”"."""
    if not reading.speaks(verb, quoting=True):
        return False
    is_hearer = last.pos_ in ("PRON", "PROPN", "NOUN") and ways().sort("hearer", lemma(verb)) is not None
    return is_hearer or last.pos_ == "ADV" or lemma(last) in SPANS


def verb_of(reading: Reading, quote: Quote) -> Token | None:
    """The verb that says whose a quotation is: the one after it, unless one right before it leads up to it."""
    before, after = _verb_before(reading, quote), _verb_after(reading, quote)
    if before is None or after is None:
        return after or before
    between = [t for t in reading.between(before.idx + 1, quote.start) if not t.is_punct and not t.is_space]
    is_led = reading.copy[max(0, quote.start - 80) : quote.start].rstrip()[-1:] in (",", ":") and len(between) <= 3
    told = reading.by_cue.get(before.i)
    is_speech = ways().sort("clause", lemma(before)) in (*ways().statements, None)
    return before if is_led and is_speech and not (told is not None and told.quoted) else after


def _verb_before(reading: Reading, quote: Quote) -> Token | None:
    """The verb that leads up to the quotation; before a colon, whatever verb the sentence has."""
    mark = reading.copy[max(0, quote.start - 80) : quote.start].rstrip()[-1:]
    if not mark or mark in CLOSERS:
        return None
    seen = 0
    for token in reversed(reading.doc[max(0, reading.at(quote.start) - REACH) : reading.at(quote.start)]):
        if (token.text in (*STOPS, ";") and seen) or token.i in reading.quote_at or seen > 24:
            return None
        seen += not token.is_punct
        if reading.speaks(token, quoting=True) and (mark in ",:" or seen <= 3):
            return token
        if mark == ":" and is_verb(token) and seen < 12 and token.dep_ not in ("acl", "acl:relcl", "amod", "aux"):
            return token
    return None


def _verb_after(reading: Reading, quote: Quote) -> Token | None:
    """The verb after the quotation: next to it, or with its subject next to it."""
    closed = reading.copy[max(quote.start, quote.inner_end - 2) : quote.end + 1]
    rest = [t for t in reading.doc[reading.at(quote.end) : reading.at(quote.end) + REACH] if not t.is_space]
    while rest and rest[0].text in DASHES:
        rest.pop(0)
    if not rest or (rest[0].is_punct and rest[0].text != "("):
        return None
    if not any(c in closed for c in ",!?"):
        if not rest[0].text[:1].islower() and not _is_bare(rest):
            return None
        rest = rest[:4]
    seen, is_relative, has_comma = 0, False, "," in closed
    for token in rest:
        held = reading.quote_at.get(token.i)
        if (held is not None and len(reading.copy[held.start : held.end].split()) > 4) or token.text in (";", "!", "?", ":"):
            return None
        if held is not None:
            continue
        if token.text == "." and reading.is_stop(token):
            return None
        seen += not token.is_punct
        is_relative = is_relative or token.lower_ in ("who", "which", "that", "whose")
        is_last = _ends_the_sentence(token)
        if is_last and has_comma and ways().sort("clause", token.lower_.removesuffix("s")) is not None:
            return token
        is_quoted_as = token.tag_ == "VBG" and token.i > 0 and token.nbor(-1).lower_ == "as"  # "is quoted as saying"
        if not is_verb(token) or (token.tag_ in ("VB", "VBG") and seen > 1 and not is_quoted_as):
            continue
        if token.dep_ in ("aux", "aux:pass", "cop", "amod", "compound") and not is_last:
            continue
        if reading.speaks(token, quoting=True):
            if not is_relative or seen <= 4 or is_last or token.nbor(-1).text == "," or _has_subject_at(token, rest[0].i + 1):
                return token
            is_relative = False
        elif token.tag_ in FINITE and is_relative:
            is_relative = False
        elif token.tag_ in FINITE:
            return token if _may_quote(token, rest[0], seen, closed) else None
    return None


def _is_bare(rest: list[Token]) -> bool:
    """Whether a sentence is a speaker and a verb and nothing more, as none can be by itself: "Rourke said."."""
    end = next((n for n, t in enumerate(rest[:5]) if t.text == "."), 0)
    return (
        end > 1
        and ways().sort("bare", lemma(rest[end - 1])) is not None
        and all(t.pos_ in ("PROPN", "PRON", "DET", "NOUN") for t in rest[: end - 1])
    )


def _may_quote(verb: Token, first: Token, seen: int, closed: str) -> bool:
    """Whether a verb that is no cue brings a quotation by where it stands: "“Great!” beamed Rourke", "“Not so,” Rourke riffed"."""
    if seen == 1:
        is_named = verb.i + 1 < len(verb.doc) and verb.nbor(1).pos_ in ("PROPN", "DET", "PRON")
        return is_named and any(c in closed for c in ",!?")
    return "," in closed and seen < 12 and _has_subject_at(verb, first.i)


def _has_subject_at(verb: Token, number: int) -> bool:
    subject = child(verb, "nsubj")
    return bool(subject is not None and subject.left_edge.i <= number)


def _ends_the_sentence(token: Token) -> bool:
    return bool(token.i + 1 >= len(token.doc) or token.nbor(1).text == ".")
