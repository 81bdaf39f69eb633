"""The constructions that ascribe without quotation marks: a clause, an infinitive, an object, a preposition, a noun."""

from collections.abc import Iterator

from gestae.extract.grammar import Token, child, children, is_infinitive, is_verb, lemma, opening, preposition
from gestae.extract.parts import SPANS
from gestae.extract.speech import holders
from gestae.extract.speech.ascription import Ascription, Reading
from gestae.extract.speech.ways import PREPOSITIONS, ways

LONGEST = 400  # tokens: a "sentence" longer than this is a list or a table without stops
ASKING = ("that", "whether", "how", "why")
ELSEWHERE = ("up", "off", "down", "over")  # particles that make another verb of it: "showed up", "read over"
OBJECT_CASES = ("as", "of", "for", "with")
SUBJECTS = ("nsubj:pass", "aux:pass")


def constructed(reading: Reading) -> Iterator[Ascription]:
    """What each word of a block ascribes by its construction; one ascription a word."""
    for sentence in reading.doc.sents:
        if len(sentence) > LONGEST:
            continue
        for token in sentence:
            if token.is_punct or token.is_space:
                continue
            one = _clause(reading, token) or _phrase(reading, token) or _according(reading, token)
            if one is not None:
                yield one


def _under(*tokens: Token) -> set[int]:
    return {t.i for token in tokens for t in token.subtree}


def _without_case(token: Token) -> set[int]:
    return _under(token) - {t.i for t in children(token, "case")}


def _clause(reading: Reading, cue: Token) -> Ascription | None:
    """A finite or asking clause that hangs on the cue, or that the cue is thrown into."""
    sort = ways().sort("clause", lemma(cue)) if is_verb(cue) else None
    if sort is None or any(c.dep_ == "compound:prt" and c.lower_ in ELSEWHERE for c in cue.children):
        return None
    is_quoted = cue.i in reading.quote_at
    for c in children(cue, "ccomp"):
        if is_quoted and c.i not in reading.quote_at:
            continue
        mine = _under(cue) if c.is_ancestor(cue) else set()
        return Ascription(cue, sort, "clause", _under(c) - mine)
    is_aside = cue.dep_ == "parataxis" and cue.head.i != cue.i and child(cue, "nsubj") is not None
    if is_aside and not is_quoted and child(cue, "obj", "xcomp") is None and ways().sort("parenthesis", lemma(cue)) is not None:
        return Ascription(cue, sort, "host", _under(cue.head) - _under(cue))
    that = _clause_after_that(cue)
    return Ascription(cue, sort, "that", {i for i in _under(that) if i > cue.i}) if that is not None else None


def _clause_after_that(cue: Token) -> Token | None:
    """The clause that a "that" shortly after the verb opens, wherever the parser hung it."""
    for that in cue.doc[cue.i + 1 : min(cue.i + 12, cue.sent.end)]:
        if is_verb(that) or that.text in (";", ":"):
            return None
        if that.lower_ in ASKING and that.dep_ in ("mark", "advmod") and that.head.i > that.i:
            return that.head
    return None


def _phrase(reading: Reading, cue: Token) -> Ascription | None:
    if cue.i in reading.quote_at:
        return None
    if is_verb(cue):
        if any(c.dep_ in SUBJECTS for c in cue.children):
            return _passive(cue)
        return _infinitive(cue) or _object(cue) or _prepositional(cue)
    if cue.pos_ == "ADJ":
        return _adjective(cue)
    return _noun(cue) if cue.pos_ == "NOUN" else None


def _passive(cue: Token) -> Ascription | None:
    """ "The valve is expected to hold", "is seen as a risk", "was announced by the office"."""
    subject = child(cue, "nsubj:pass")
    if subject is None:
        return None
    sort = ways().sort("passive", lemma(cue))
    rest = next((c for c in cue.children if preposition(c) == "as" or (_follows(c, cue) and is_infinitive(c))), None)
    if sort is not None and rest is not None:
        return Ascription(cue, sort, "passive", _under(subject, rest))
    sort = ways().sort("object", lemma(cue))
    if sort is not None and holders.holder(cue) is not None:
        return Ascription(cue, sort, "passive object", _under(subject))
    return None


def _follows(part: Token, cue: Token) -> bool:
    return part.i > cue.i and part.dep_ in ("xcomp", "advcl", "ccomp")


def _infinitive(cue: Token) -> Ascription | None:
    """ "Wants to leave", "urged them to leave", "called on them to leave", "seems to leak"."""
    sort = ways().sort("infinitive", lemma(cue))
    clause = next((c for c in cue.children if _follows(c, cue) and is_infinitive(c)), None) if sort is not None else None
    if sort is None or clause is None:
        return None
    content = _under(clause)
    for noun in cue.children:
        is_object = noun.dep_ in ("obj", "iobj") or (noun.dep_ == "obl" and preposition(noun) in ("on", "for"))
        if (cue.i < noun.i < clause.i and is_object) or (noun.dep_ == "nsubj" and sort == "seeming"):
            content |= _without_case(noun)
    return Ascription(cue, sort, "infinitive", content)


def _object(cue: Token) -> Ascription | None:
    """ "Described the leak as small", "accused him of lying", "praised them for waiting"."""
    sort, noun = ways().sort("object", lemma(cue)), child(cue, "obj")
    if noun is None:  # "called the claim nonsense", where the parse takes the thing for what it is called
        noun = next((c for c in children(cue, "xcomp") if c.pos_ in ("NOUN", "PROPN") and c.i > cue.i), None)
    if sort is None or noun is None or noun.tag_ in ("WP", "WDT", "PRP$") or lemma(noun) in SPANS or noun.lower_.endswith("self"):
        return None
    more = [
        c
        for c in cue.children
        if c.i > noun.i
        and (
            c.dep_ == "xcomp"
            or (c.dep_.startswith("obl") and preposition(c) in OBJECT_CASES)
            or (c.dep_ == "advcl" and opening(c) in ("for", "of", "as"))
        )
    ]
    return Ascription(cue, sort, "object", _under(noun, *more))


def _prepositional(cue: Token) -> Ascription | None:
    """ "Called for an inquiry", "talked about leaving"."""
    for c in cue.children:
        if c.i > cue.i and c.dep_.startswith(("obl", "advcl", "nmod")):
            word = preposition(c) or opening(c)
            sort = ways().sort(word, lemma(cue)) if word in PREPOSITIONS else None
            if sort is not None:
                return Ascription(cue, sort, f"prep {word}", _without_case(c))
    return None


def _adjective(cue: Token) -> Ascription | None:
    """ "Unaware that it was open", "proud of the crew", "eager to leave"."""
    sort = ways().sort("adjectives", lemma(cue))
    if sort is None:
        return None
    for c in cue.children:
        is_clause = c.dep_ == "ccomp" or (
            c.dep_ in ("xcomp", "advcl") and (is_infinitive(c) or opening(c) in ("that", "about", "of", "if"))
        )
        if c.i > cue.i and (is_clause or (c.dep_.startswith("obl") and preposition(c) in ("about", "of", "with", "by", "in"))):
            return Ascription(cue, sort, "adjective", _without_case(c))
    return None


def _noun(cue: Token) -> Ascription | None:
    """ "The claim that it was open", "his promise to return"."""
    sort = ways().sort("nouns", lemma(cue))
    for c in cue.children:
        if sort is not None and c.i > cue.i and c.dep_ in ("acl", "ccomp", "acl:relcl"):
            is_told = opening(c) == "that" and child(c, "nsubj", "nsubj:pass") is not None
            if is_told or is_infinitive(c):
                return Ascription(cue, sort, "noun", _under(c))
    return _noun_of(cue)


def _noun_of(cue: Token) -> Ascription | None:
    """ "A call for an inquiry", "their doubts about the permit"."""
    for c in cue.children:
        if c.i > cue.i and c.dep_ in ("nmod", "acl"):
            word = preposition(c) or opening(c)
            sort = ways().sort(f"nouns {word}", lemma(cue)) if word in PREPOSITIONS else None
            if sort is not None:
                return Ascription(cue, sort, f"prep {word}", _without_case(c))
    return None


def _according(reading: Reading, token: Token) -> Ascription | None:
    """ "According to X": the rest of the sentence."""
    if token.lower_ != "according" or token.i + 2 >= len(reading.doc) or token.nbor(1).lower_ != "to":
        return None
    noun = token.head if token.head.i > token.i else next((c for c in token.children if c.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if noun is None or token.i in reading.quote_at:
        return None
    source = {i for i in holders.words_of(noun, token) if i > token.i + 1}
    if not source:
        return None
    rest = {t.i for t in token.sent} - source - {token.i, token.i + 1}
    leads = {i for i in rest if i < token.i}
    if all(reading.doc[i].is_punct for i in leads):
        leads = {i for i in rest if i > max(source)}
    return Ascription(token, "speech", "according", leads, {token.i, token.i + 1}, source)
