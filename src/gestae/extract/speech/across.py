"""Quotations that go on over paragraphs: one that is a paragraph by itself is of whom the paragraph before quotes or announces."""

from gestae.extract.grammar import Token, is_verb
from gestae.extract.speech import holders
from gestae.extract.speech.ascription import Ascription, Reading
from gestae.extract.speech.extents import cue_words, measure
from gestae.extract.speech.quotes import Quote
from gestae.extract.speech.quoting import SIGNATURE, fronted, label, signature
from gestae.extract.speech.telling import is_sentence, told_before

TAIL = 200  # characters that may follow the last quotation of a paragraph that the next goes on from


def join_paragraphs(readings: list[Reading]) -> None:
    """Gives each paragraph that is nobody's quotation to the speaker of the paragraph before, or to the name that follows it."""
    going: Ascription | None = None
    for n, reading in enumerate(readings):
        before = readings[n - 1] if n else None
        whole = _whole(reading)
        if whole is not None:
            if before is not None and before.copy.rstrip().endswith(":"):
                going = _announced(before)
            if going is None and n + 1 < len(readings):
                going = _signed_after(readings[n + 1])
            if going is None and before is not None and is_sentence(reading, whole):
                going = told_before(before, len(before.copy))
                if going is not None:
                    measure(before, going)
            if going is not None:
                going.beyond.append((reading.parsed.number, (whole.inner_start, whole.inner_end)))
                continue
        going = reading.last if _ends_quoting(reading) else None


def _whole(reading: Reading) -> Quote | None:
    """The quotation that a paragraph is, when it is nobody's."""
    if not reading.loose:
        return None
    quote, text = reading.loose[0], reading.copy
    is_all = quote.start <= len(text) - len(text.lstrip()) and quote.end >= len(text.rstrip()) - 1
    return quote if is_all else None


def _ends_quoting(reading: Reading) -> bool:
    """Whether a paragraph ends with its last quotation, or with the verb of it."""
    last = reading.last
    if last is None or not last.quoted:
        return False
    tail = reading.copy[max(*(q.end for q in last.quoted), last.cue.idx) :].strip()
    return len(tail) < TAIL and sum(c in ".!?" for c in tail) <= 1


def _announced(before: Reading) -> Ascription | None:
    """The ascription of "X issued this statement:", made when there is none."""
    colon = next((t for t in reversed(before.doc) if t.text == ":"), None)
    if colon is None:
        return None
    front = fronted(before, len(before.copy))
    if front is not None:
        return front
    verb = next((t for t in reversed(colon.sent) if before.speaks(t, quoting=True)), None) or _main_verb(colon)
    if verb is None:
        return label(before, colon)
    one = before.by_cue.get(verb.i)
    if one is not None:
        one.content = set()
        return one
    one = Ascription(verb, "speech", "announced", set(), cue_words(before, verb, "quote"), is_nested=verb.i in before.spoken)
    head = holders.holder(verb)
    if head is not None:
        one.source = holders.words_of(head, verb) - one.words
    before.add(one)
    return one


def _main_verb(token: Token) -> Token | None:
    return next((t for t in reversed(token.sent) if is_verb(t) and t.dep_ in ("ROOT", "conj", "ccomp", "parataxis")), None)


def _signed_after(after: Reading) -> Ascription | None:
    """The name after a dash that is the next paragraph."""
    return signature(after, [t for t in after.doc if not t.is_space]) if len(after.doc) <= SIGNATURE else None
