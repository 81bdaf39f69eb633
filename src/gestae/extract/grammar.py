"""Reading one parse tree: dictionary forms, children, shared subjects, negation; where a phrase or clause begins and ends.

The parse follows Universal Dependencies. Shared subjects are found through coordination, control and participles, and a
relative pronoun stands for what it refers to.
"""

from functools import cache
from typing import Any

from gestae.rules import cues

Token = Any
LOOSE = (
    "acl:relcl",
    "advcl:relcl",
    "appos",
    "parataxis",
    "acl",
    "punct",
    "ccomp",
    "advcl",
    "conj",
    "cc",
    "orphan",
    "discourse",
    "dep",
)
RELATIVES = ("who", "which", "that", "whom")
FORMS = (
    dict.fromkeys(["was", "were", "is", "are", "am", "been", "being", "'s", "'re", "'m"], "be")
    | dict.fromkeys(["had", "has", "having", "'ve", "'d"], "have")
    | dict.fromkeys(["did", "does", "doing", "done"], "do")
    | {"fined": "fine"}
)
NEGATIONS = ("not", "n't", "never", "neither", "nor", "n’t")
DO = ("do", "does", "did")
UNSURE = ("unclear", "uncertain", "unknown", "unsure", "sure", "certain", "clear", "disputed")
NOBODY = ("nobody", "none", "no-one", "noone", "neither", "nothing")


@cache
def cue_verbs() -> frozenset[str]:
    """The verbs that tell an event, a step or speech."""
    frames = [f for name in ("events", "steps") for f in cues(name)["frames"]]
    frames += cues("transfers")["senses"]
    return frozenset(v for f in frames for v in f["verbs"]) | frozenset(
        v for group in ("said", "told", "asked", "thought") for v in cues("speech")[group]
    )


def lemma(token: Token) -> str:
    """The dictionary form, lower case; that of the verb where a verb of ours was tagged as something else ("I inspected it")."""
    if token.form is None:
        token.form = _lemma(token)
    return str(token.form)


NOT_AS_THE_TABLE_SAYS = {"syringes": "syringe", "axes": "axe"}  # it knows a syrinx and an axis


def _lemma(token: Token) -> str:
    word = token.lower_
    if word in NOT_AS_THE_TABLE_SAYS:
        return NOT_AS_THE_TABLE_SAYS[word]
    if token.pos_ in ("AUX", "VERB") and word in FORMS:
        return FORMS[word]
    if token.text.isupper() and len(word) > 3 and word.endswith("ed") and (form := verb_form(word)) is not None:
        return form
    if token.pos_ in ("ADJ", "NOUN", "PROPN") and word.endswith(("ed", "ing")) and _acts(token):
        return verb_form(word) or str(token.lemma_).lower()
    return str(token.lemma_).lower()


def _ordains(token: Token) -> bool:
    """The participle of an order in capitals: "the subpoena is QUASHED"."""
    return (
        token.text.isupper()
        and token.lower_.endswith("ed")
        and child(token, "cop") is not None
        and verb_form(token.lower_) is not None
    )


def _acts(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubj:pass", "aux") for c in token.children) and not any(
        c.dep_ == "cop" for c in token.children
    )


def verb_form(word: str) -> str | None:
    """The verb of ours that a form in -ed or -ing belongs to."""
    stem = word.removesuffix("ed").removesuffix("ing")
    for form in (
        stem,
        stem + "e",
        stem[:-1] if stem[-1:] == stem[-2:-1] else stem,
        stem[:-1] + "y" if stem.endswith("i") else stem,
    ):
        if form in cue_verbs():
            return form
    return None


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these relations, in the order of the relations."""
    for dep in deps:
        for c in token.children:
            if c.dep_ == dep:
                return c
    return None


def children(token: Token, *deps: str) -> list[Token]:
    """All children with one of these relations, in text order."""
    return [c for c in token.children if c.dep_ in deps]


def opening(clause_: Token) -> str:
    """The word that opens a subordinate clause ("that", "if", "because"), lower case; empty when none does."""
    mark = child(clause_, "mark")
    return str(mark.lower_) if mark is not None else ""


def is_verb(token: Token) -> bool:
    """Whether the token is a verb; also one of ours that was tagged as something else ("I inspected it")."""
    if token.acts is None:
        token.acts = _is_verb(token)
    return bool(token.acts)


def _is_verb(token: Token) -> bool:
    if token.pos_ in ("VERB", "AUX") or str(token.tag_).startswith("VB") or _ordains(token):
        return True
    if token.pos_ == "NOUN" and child(token, "nsubj") is not None and any(c.lower_ in DO for c in children(token, "aux")):
        return str(token.lemma_).lower() in cue_verbs()  # "Did Gale hand it over?"
    return (
        token.lower_.endswith(("ed", "ing"))
        and token.pos_ in ("ADJ", "NOUN", "PROPN")
        and _acts(token)
        and verb_form(token.lower_) is not None
    )


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, by its own words or by those of the verb it continues."""
    if any(c.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass") for c in verb.children) or _ordains(verb):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not child(verb, "nsubj", "aux"):
        return is_verb(verb.head) and is_passive(verb.head)
    return False


def _past_counsel(subject: Token) -> Token:
    """ "Through his attorney, Hester Marsh, Oyelaran declined": Oyelaran did, whom the parser took for a second name of hers."""
    beside = child(subject, "appos")
    at = subject.i - 1
    if beside is None or beside.pos_ != "PROPN" or at < 1 or subject.doc[at].text != ",":
        return subject
    counsel = subject.doc[at - 1]
    return beside if preposition(counsel) in ("through", "via", "by") else subject


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, shared ones included; ``None`` when there is none to be found."""
    found = child(verb, "nsubj", "nsubj:pass", "nsubj:outer")
    if found is not None:
        return antecedent(_past_counsel(found))
    if depth > 4:
        return None
    head = verb.head
    if verb.dep_ == "conj" and (is_verb(head) or child(head, "cop") is not None):
        return surface_subject(head, depth + 1)
    if verb.dep_ == "conj" and head.dep_ != "ROOT":
        return None
    if verb.dep_ in ("xcomp", "ccomp") and is_verb(head) and verb.tag_ != "VBD":
        controlled = child(head, "obj", "iobj") if lemma(head) not in ("promise", "have") else None
        return antecedent(controlled) if controlled is not None and verb.dep_ == "xcomp" else surface_subject(head, depth + 1)
    if verb.dep_ == "advcl" and not child(verb, "mark") and is_verb(head):
        return surface_subject(head, depth + 1)
    if verb.dep_ == "advcl" and (verb.tag_ in ("VBG", "VB") or is_infinitive(verb)) and is_verb(head):
        return surface_subject(head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
        return _clause_subject(head)
    return None


def _clause_subject(noun: Token) -> Token:
    """The thing a participle describes: "the actor handling the gun", where the noun is a predicate its subject."""
    subject = child(noun, "nsubj")
    return antecedent(subject) if subject is not None else noun


def cleft(verb: Token) -> tuple[Token, Token | None] | None:
    """ "It was X, not Y, who did it": X, and Y who is said not to have."""
    sent, doc = verb.sent, verb.doc
    who = next((t for t in doc[max(sent.start, verb.i - 3) : verb.i] if t.lower_ in ("who", "that")), None)
    if who is None:
        return None
    it = next(
        (t for t in doc[max(sent.start, who.i - 10) : who.i] if t.lower_ == "it" and t.i + 1 < who.i and lemma(t.nbor(1)) == "be"),
        None,
    )
    if it is None or any(t.pos_ == "VERB" for t in doc[it.i + 2 : who.i]):
        return None
    people = [t for t in doc[it.i + 2 : who.i] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    others = [t for t in people if any(b.lower_ == "not" for b in doc[max(it.i, t.i - 3) : t.i])]
    named = [t for t in people if t not in others]
    return (named[0], others[0] if others else None) if named else None


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; the token itself when it is none."""
    if token.lower_ not in RELATIVES:
        return token
    turned = cleft(token.head)
    if turned is not None and token.lower_ in ("who", "that") and token.dep_.startswith("nsubj"):
        return turned[0]
    verb = token.head
    hops = 0
    while verb.dep_ not in ("acl:relcl", "advcl:relcl") and hops < 3 and verb.dep_ in ("conj", "xcomp", "ccomp", "aux", "cop"):
        verb, hops = verb.head, hops + 1
    return verb.head if verb.dep_ in ("acl:relcl", "advcl:relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else token


def preposition(noun: Token) -> str | None:
    """The preposition of an oblique, with a second part where there is one ("out of", "next to")."""
    cases = children(noun, "case")
    if not cases and noun.text[:1].isupper() and noun.tag_ in ("VB", "VBP", "NNP"):
        cases = [c for c in children(noun, "mark") if c.lower_ == "to"]  # a surname that the parser took for a verb
    if not cases:  # "by gunsmith Ada Moll", hung on the job
        cases = [c for d in children(noun, "nmod:desc") if d.i < noun.i for c in children(d, "case")]
    if not cases:
        return None
    fixed = [c.lower_ for c in cases[0].children if c.dep_ == "fixed"]
    words = [cases[0].lower_, *fixed, *[c.lower_ for c in cases[1:]]]
    before = noun.doc[cases[0].i - 1] if cases[0].i > 0 else None
    if (
        before is not None
        and noun.head in (before, before.head)
        and before.lower_ in ("out", "next", "away", "back", "off")
        and before.dep_ in ("advmod", "case", "compound:prt")
    ):
        words.insert(0, before.lower_)
    return " ".join(dict.fromkeys(words))


def is_infinitive(verb: Token) -> bool:
    """ "to load", "to be interviewed"."""
    return any(c.lower_ == "to" and c.tag_ == "TO" for c in children(verb, "mark", "aux")) and verb.tag_ in (
        "VB",
        "VBN",
        "VBP",
        "NN",
    )


def asking_word(verb: Token) -> Token | None:
    """The "who" that asks and stands right before its verb ("stating who last had it"); not a relative one."""
    at = verb.i - 1
    while (at >= verb.sent.start and verb.doc[at].pos_ in ("ADV", "AUX")) or (
        at >= verb.sent.start and verb.doc[at].lower_ in ("last", "first", "had", "has")
    ):
        at -= 1
    if at < verb.sent.start or verb.doc[at].lower_ not in ("who", "whoever"):
        return None
    before = verb.doc[at - 1] if at > verb.sent.start else None
    if (
        before is not None
        and before.text == ","
        and all(t.pos_ == "PROPN" or t.is_space for t in verb.doc[verb.sent.start : before.i])
        and verb.sent.text.rstrip().rstrip('"').endswith("?")
    ):
        return verb.doc[at]  # "Mr. Boyle, who had the key?"
    if (
        before is None
        or before.pos_ in ("VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PART")
        or before.text in ('"', ":", ";")
        or before.lower_ in UNSURE
        or before.is_space
    ):
        return verb.doc[at]
    return None


def linear(verb: Token, words: str, reach: int = 16) -> Token | None:
    """The noun after these prepositions further on in the clause, where the parser lost the link ("took ... out of the safe")."""
    wanted = words.split()
    doc, end = verb.doc, min(verb.sent.end, verb.i + reach)
    for at in range(verb.i + 1, end):
        if doc[at].text in (";", ".", ","):
            return None
        if [t.lower_ for t in doc[at : at + len(wanted)]] == wanted:
            return next(
                (
                    t
                    for t in doc[at + len(wanted) : end]
                    if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and (t.i + 1 >= end or t.nbor(1).pos_ not in ("NOUN", "PROPN"))
                ),
                None,
            )
    return None


def is_negated(verb: Token) -> bool:
    """Whether the clause of this predicate is denied by its own words."""
    for c in verb.children:
        if c.lower_ in NEGATIONS and not (
            c.i + 1 < len(c.doc)
            and c.nbor(1).lower_ in ("later", "earlier", "more", "less", "only", "until", "before", "just", "long")
        ):
            return True
        if c.dep_ in ("nsubj", "nsubj:pass", "obj", "iobj") and (
            c.lower_ in NOBODY
            or any((d.lower_ == "no" and d.dep_ in ("det", "advmod")) or d.lower_ == "neither" for d in c.children)
        ):
            return True
        if c.dep_ == "obl" and (c.lower_ in NOBODY or (c.lower_ == "one" and any(d.lower_ == "no" for d in c.children))):
            return True  # "gave the key to no one"
        if c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no":
            return True
        if c.dep_ in ("aux", "cop", "aux:pass") and any(d.lower_ in NEGATIONS for d in c.children):
            return True
    if verb.i > 0 and verb.nbor(-1).lower_ in NEGATIONS:
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and any(d.lower_ == "no" for d in verb.head.children):
        return True  # "no charges filed"
    return (
        verb.dep_ == "conj"
        and is_verb(verb.head)
        and any(c.lower_ in ("or", "nor") for c in children(verb, "cc"))
        and is_negated(verb.head)
    )


def phrase(noun: Token) -> tuple[Token, Token]:
    """First and last token of the noun phrase proper: its determiner to its last close modifier; no clauses, no appositions."""
    inside = [noun]
    _gather(noun, inside, noun)
    comma = next((t.i for t in noun.doc[noun.i : max(t.i for t in inside) + 1] if t.text in (",", ";", ":")), None)
    if comma is not None:
        inside = [t for t in inside if t.i < comma]
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    return first, last


def _gather(token: Token, inside: list[Token], top: Token) -> None:
    for c in token.children:
        if c.dep_ in LOOSE and not (c.dep_ == "appos" and c.i == token.i + 1 and (c.pos_ in ("NUM", "PROPN") or c.tag_ == "CD")):
            continue
        if c.dep_ in ("case", "mark", "cop", "aux", "nsubj", "advmod:emph") and token is top:
            continue
        if (
            c.dep_ == "advmod"
            and token is top
            and c.lower_ in ("not", "still", "already", "just", "also", "only", "never", "n't", "then", "now")
        ):
            continue
        if c.dep_ in ("nmod", "obl", "nmod:unmarked", "obl:unmarked", "orphan") and preposition(c) not in ("of", "to", None):
            continue
        if preposition(c) == "to" and lemma(token) not in ("key", "door", "access", "entrance", "gate", "stair", "road"):
            continue
        if c.dep_ in ("nsubj", "nsubj:pass", "obl", "aux", "cop", "obl:unmarked"):
            continue
        inside.append(c)
        _gather(c, inside, top)


def clause(verb: Token, stop: tuple[str, ...] = ()) -> tuple[Token, Token]:
    """First and last token of a predicate's whole clause, punctuation at the ends left out."""
    tokens = [t for t in verb.subtree if not t.is_space]
    inside = [t for t in tokens if not any(a.dep_ in stop and a.i != verb.i and _below(a, verb) for a in (t, *t.ancestors))]
    inside = inside or [verb]
    while len(inside) > 1 and inside[-1].is_punct:
        inside.pop()
    while len(inside) > 1 and (inside[0].is_punct or (inside[0].dep_ in ("cc", "mark") and inside[0].head == verb)):
        inside.pop(0)
    return inside[0], inside[-1]


def _below(token: Token, top: Token) -> bool:
    return token.i == top.i or bool(top.is_ancestor(token))
