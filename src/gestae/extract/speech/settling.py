"""Ascriptions set against each other: where one ends and the next begins, and which stand within what another says."""

from gestae.extract.grammar import Token, child
from gestae.extract.speech.ascription import Ascription, Reading
from gestae.extract.speech.ways import ways

CUT = ("clause", "that", "infinitive", "object")
DASHES = (",", "-", "--", "–", "—")


def settle(reading: Reading) -> None:
    """Parts those that run into one another, and marks the nested ones; those left without content go."""
    _part(reading)
    leading = {a.cue.i: a for a in reading.found if _leads(reading, a)}
    for one in reading.found:
        for i in sorted(one.content & leading.keys()) if one.way in (*CUT, "adjective") else ():
            start = min(leading[i].content)
            if one.cue.i < start and i in one.content and start in one.content:
                one.content = {k for k in one.content if k < start}
    reading.found = [a for a in reading.found if a.content]
    covered: set[int] = set()
    for one in sorted(reading.found, key=lambda a: (not _leads(reading, a), -len(a.content), a.cue.i)):
        is_within = one.cue.i in covered or 2 * len(one.content & covered) > len(one.content)
        one.is_nested = one.cue.i in reading.spoken or is_within
        if not one.is_nested:
            covered |= one.content
    reading.found.sort(key=lambda a: (min(a.content), a.cue.i))


def _leads(reading: Reading, one: Ascription) -> bool:
    """Whether it is a quotation that stands before its verb."""
    is_first = one.way == "quote" and bool(one.quoted) and one.quoted[0].end <= one.cue.idx
    return is_first and bool(one.content) and one.cue.i not in reading.spoken


def _part(reading: Reading) -> None:
    """Ends a clause where the same speaker's next saying begins: "said it leaked, adding that ...", "said ... and told us"."""
    by_cue = {
        a.cue.i: a for a in reading.found if a.sort in ways().statements and a.cue.i not in reading.quote_at and a.way != "going on"
    }
    for one in reading.found:
        if one.way not in CUT:
            continue
        for i in sorted(one.content & by_cue.keys()):
            other = by_cue[i]
            first = min(other.words)
            if i <= one.cue.i or i not in one.content or first == 0:
                continue
            before = reading.doc[first - 1]
            if one.cue.i in other.source and min(other.source) < one.cue.i:  # "a man who asked to stay unnamed said ..."
                one.content = {k for k in one.content if k < first}
                continue
            if _is_next(one.cue, other.cue, before):
                one.content = {k for k in one.content if k < first - 1}
            elif other.way == "quote" and _is_own(one, other, before):
                one.content = {k for k in one.content if k < first}
            else:
                continue
            if other.source and min(other.source) > one.cue.i and one.source:
                other.source, other.follows = set(one.source), one.follows or one.cue


def _is_next(cue: Token, other: Token, before: Token) -> bool:
    """Whether the other verb goes on with the same speaker's telling."""
    if other.tag_ == "VBG":
        return before.text in DASHES and other.dep_ in ("advcl", "acl", "conj", "xcomp", "ccomp", "parataxis")
    is_alike = other.tag_ == _tense(cue) and other.tag_ in ("VBD", "VBZ")
    return before.lower_ in ("and", "but", "then") and is_alike and child(other, "nsubj") is None


def _tense(verb: Token) -> str:
    """The form that tells the tense: that of the auxiliary where there is one ("did not deny")."""
    return str((child(verb, "aux") or verb).tag_)


def _is_own(one: Ascription, other: Ascription, before: Token) -> bool:
    """Whether a quotation in a clause is the same speaker's: "confirmed it and said, “...”", "appeared to warn, saying “...”"."""
    if one.way in ("infinitive", "object"):
        return not any(i > one.cue.i for i in other.source)
    return before.lower_ in ("and", "but") and other.cue.tag_ in ("VBD", "VBN", "VBZ") and child(other.cue, "nsubj") is None
