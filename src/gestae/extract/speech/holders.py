"""The source of an attribution: the words that name who says, thinks or wants it."""

from gestae.extract.grammar import Token, child, is_verb, lemma, preposition
from gestae.extract.parts import SPANS

SUBJECTS = ("nsubj", "nsubj:outer", "expl")
AWAY = ("case", "mark", "cop", "nsubj", "aux", "parataxis", "cc", "advcl", "discourse", "ccomp")


def holder(cue: Token) -> Token | None:
    """The head of the source: the subject, one shared with another verb, the agent of a passive, the owner of a noun."""
    if cue.pos_ in ("NOUN", "PROPN"):
        return _owner(cue)
    top, hops = cue, 0
    while hops < 5:
        agent = _agent(top)
        if agent is not None:
            return agent
        if top.tag_ in ("VBN", "VBD") and top.dep_ == "advcl" and child(top, "aux", *SUBJECTS) is None:
            return None  # "asked about it, she said no": who asked is not told
        passive = any(c.dep_ in ("nsubj:pass", "aux:pass") for c in top.children)
        subject = child(top, *SUBJECTS)
        if subject is not None:
            return subject
        if passive and top is cue:
            return None
        if passive:
            return child(top, "nsubj:pass")
        head = top.head
        if head.i == top.i:
            return None
        if top.dep_ == "acl" and top.tag_ == "VBG":
            return head
        if top.dep_ == "acl" and top.tag_ == "VBN":
            return lost_subject(top)
        if top.dep_ in ("xcomp", "ccomp") and is_verb(head) and child(head, "obj") is not None and top.dep_ == "xcomp":
            return child(head, "obj")
        if top.dep_ in ("conj", "xcomp", "advcl", "cop", "aux", "parataxis", "ccomp") or (top.dep_ == "acl" and top.tag_ == "VB"):
            top, hops = head, hops + 1
            continue
        return None
    return None


def lost_subject(cue: Token) -> Token | None:
    """The subject of a verb that the parse took for a participle: "The chair, Ida Marsh, confirmed ..." without another verb."""
    noun = cue.head
    while noun.dep_ in ("appos", "flat") and noun.head.i < noun.i:
        noun = noun.head
    is_clause = cue.dep_ == "acl" and cue.tag_ == "VBN" and noun.dep_ == "ROOT" and noun.i < cue.i
    return noun if is_clause and child(noun, "cop", "nsubj") is None and child(cue, "obl:agent") is None else None


def _agent(verb: Token) -> Token | None:
    for c in verb.children:
        if c.dep_ == "obl:agent" or (c.dep_ == "obl" and preposition(c) == "by" and _is_passive(verb)):
            return c
    return None


def _is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and (child(verb, "aux:pass", "nsubj:pass") is not None or verb.dep_ in ("acl", "advcl"))


def _owner(noun: Token) -> Token | None:
    owner = child(noun, "nmod:poss")
    if owner is not None:
        return owner
    for c in noun.children:
        if c.dep_ == "nmod" and preposition(c) in ("by", "from"):
            return c
    return None


def words_of(source: Token, cue: Token) -> set[int]:
    """The tokens of the source: the whole noun phrase with what stands beside it; the case mark and loose clauses left out."""
    found: set[int] = set()
    stack = [source]
    while stack:
        token = stack.pop()
        found.add(token.i)
        for c in token.children:
            is_loose = token is source and (c.dep_ in AWAY or _is_aside(c))
            holds_cue = c.is_ancestor(cue) and c.dep_ not in ("appos", "flat")
            if c.i != cue.i and not holds_cue and not is_loose:
                stack.append(c)
    low, high = min(found), max(found)
    while low < high and _is_edge(source.doc[low], "("):
        low += 1
    while high > low and _is_edge(source.doc[high], ")"):
        high -= 1
    if low <= cue.i <= high:
        return {i for i in found if low <= i <= high}
    return set(range(low, high + 1))


def _is_aside(part: Token) -> bool:
    """Whether a part is told of the moment, not of the name: ", facing a strike", ", with a smile", "on Monday"."""
    first = part.left_edge
    is_set_off = first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
    is_phrase = part.dep_.startswith(("nmod", "obl")) and part.dep_ not in ("nmod:poss", "nmod:desc")
    if is_phrase:
        return bool(is_set_off or lemma(part) in SPANS)
    return bool(is_set_off and part.dep_ == "acl" and part.tag_ == "VBG")


def _is_edge(token: Token, kept: str) -> bool:
    return bool(token.is_space or (token.is_punct and token.text != kept))
