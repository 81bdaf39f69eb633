"""A quotation without a verb of its own after a sentence that tells what somebody says: "Quill agreed. “Nobody locked it.”"."""

from gestae.extract.grammar import Token, child, is_negated, is_verb, lemma
from gestae.extract.speech import holders
from gestae.extract.speech.ascription import Ascription, Reading
from gestae.extract.speech.quotes import Quote
from gestae.extract.speech.ways import ways

SORTS = ("speech", "thought")
STOPS = (".", "!", "…")
NOBODY = ("it", "this", "that", "which", "there", "what", "who", "whose")
LONGEST = 80  # tokens of the sentence
MAIN = ("ROOT", "conj", "parataxis", "ccomp")


def told_before(reading: Reading, end: int) -> Ascription | None:
    """Whose a quotation is that comes after this copy offset: who speaks or thinks in the sentence that ends there."""
    sentence = _sentence_before(reading, end)
    main = [t for t in sentence if t.dep_ in MAIN and t.i not in reading.quote_at and is_verb(t)]
    for verb in reversed([t for t in main if not any(_holds(reading, other, t) for other in main)]):
        if _sort(reading, verb) in SORTS and _has_speaker(reading, verb) and not is_negated(verb):
            one = Ascription(verb, "speech", "going on", set(), follows=verb)
            reading.found.append(one)
            return one
    return None


def _holds(reading: Reading, other: Token, verb: Token) -> bool:
    """Whether a verb stands within what another one brings."""
    one = reading.by_cue.get(other.i)
    return one is not None and other is not verb and verb.i in one.content


def _sort(reading: Reading, verb: Token) -> str | None:
    """The sort of speech or thought a verb tells of, with what it brings or with its object: "issued a statement"."""
    one = reading.by_cue.get(verb.i)
    if one is not None:
        return one.sort
    spoken = ways().sort("clause", lemma(verb)) or ways().sort("turn", lemma(verb))
    thing = child(verb, "obj") if ways().sort("makes", lemma(verb)) is not None else None
    is_made = thing is not None and ways().sort("things", lemma(thing)) is not None
    return spoken or ("speech" if is_made else None)


def is_sentence(reading: Reading, quote: Quote) -> bool:
    """Whether a quotation reads as a sentence of its own: a capital first, a stop last."""
    inner = reading.copy[quote.inner_start : quote.inner_end]
    return inner.lstrip("[(…. ’'‘")[:1].isupper() and inner.rstrip("’')] ")[-1:] in (".", "!", "?", "…")


def _sentence_before(reading: Reading, end: int) -> list[Token]:
    sentence: list[Token] = []
    for token in reversed(reading.doc[max(0, reading.at(end) - LONGEST) : reading.at(end)]):
        if not sentence and (token.is_space or token.text in ('"', "'", ")")):
            continue
        if not sentence and token.text not in STOPS:
            return []
        if sentence and token.i not in reading.quote_at and reading.is_stop(token):
            break
        sentence.append(token)
    return sentence[::-1]


def _has_speaker(reading: Reading, cue: Token) -> bool:
    head = holders.holder(cue)
    return head is not None and head.i not in reading.quote_at and head.lower_ not in NOBODY
