"""What a verb's parts are: deep subject and object, hearers, prepositions; where a phrase begins and ends.

The parse follows Universal Dependencies; passives are turned back, shared subjects are found through coordination,
control and participles, and a relative pronoun stands for what it refers to.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from gestae.rules import cues

Token = Any
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "parataxis", "acl:relcl", "advcl:relcl", "csubj")
LOOSE = ("acl:relcl", "advcl:relcl", "appos", "parataxis", "acl", "punct", "ccomp", "advcl", "conj", "cc", "orphan", "discourse", "dep")
RELATIVES = ("who", "which", "that", "whom")
SPANS = frozenset("time times day week month year hour minute occasion moment morning afternoon evening night today yesterday tomorrow monday tuesday wednesday "
                  "thursday friday saturday sunday".split())
FORMS = {w: "be" for w in "was were is are am been being 's 're 'm".split()} | {w: "have" for w in "had has having 've 'd".split()} | {w: "do" for w in "did does doing done".split()}
NEGATIONS = ("not", "n't", "never", "neither", "nor", "n’t")
NOBODY = ("nobody", "none", "no-one", "noone", "neither", "nothing")


@cache
def _cue_verbs() -> frozenset[str]:
    frames = [f for name in ("events", "steps") for f in cues(name)["frames"]]
    return frozenset(v for f in frames for v in f["verbs"]) | frozenset(v for group in ("said", "told", "asked", "thought") for v in cues("speech")[group])


def lemma(token: Token) -> str:
    """The dictionary form, lower case; that of the verb where a verb of ours was tagged as something else ("I inspected it")."""
    word = token.lower_
    if token.pos_ in ("AUX", "VERB") and word in FORMS:
        return FORMS[word]
    if token.pos_ in ("ADJ", "NOUN", "PROPN") and word.endswith(("ed", "ing")) and _acts(token):
        return _verb_form(word) or str(token.lemma_).lower()
    return str(token.lemma_).lower()


def _acts(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubj:pass", "aux") for c in token.children) and not any(c.dep_ == "cop" for c in token.children)


def _verb_form(word: str) -> str | None:
    stem = word.removesuffix("ed").removesuffix("ing")
    for form in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem, stem[:-1] + "y" if stem.endswith("i") else stem):
        if form in _cue_verbs():
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
    return [c for c in token.children if c.dep_ in deps]


def is_verb(token: Token) -> bool:
    if token.pos_ in ("VERB", "AUX") or str(token.tag_).startswith("VB"):
        return True
    return token.lower_.endswith(("ed", "ing")) and token.pos_ in ("ADJ", "NOUN", "PROPN") and _acts(token) and _verb_form(token.lower_) is not None


def is_passive(verb: Token) -> bool:
    if any(c.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not child(verb, "nsubj", "aux"):
        return is_verb(verb.head) and is_passive(verb.head)
    return False


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, shared ones included; ``None`` when there is none to be found."""
    found = child(verb, "nsubj", "nsubj:pass", "nsubj:outer")
    if found is not None:
        return antecedent(found)
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
    if verb.dep_ == "advcl" and verb.tag_ in ("VBG", "VB") and is_verb(head):
        return surface_subject(head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
        return _clause_subject(head)
    return None


def _clause_subject(noun: Token) -> Token:
    """The thing a participle describes: "the actor handling the gun", where the noun is a predicate its subject."""
    subject = child(noun, "nsubj")
    return antecedent(subject) if subject is not None else noun


def cleft(verb: Token) -> tuple[Token, Token | None] | None:
    """"It was X, not Y, who did it": X, and Y who is said not to have."""
    sent, doc = verb.sent, verb.doc
    who = next((t for t in doc[max(sent.start, verb.i - 3) : verb.i] if t.lower_ in ("who", "that")), None)
    if who is None:
        return None
    it = next((t for t in doc[max(sent.start, who.i - 10) : who.i] if t.lower_ == "it" and t.i + 1 < who.i and lemma(t.nbor(1)) == "be"), None)
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
    if not cases:
        return None
    fixed = [c.lower_ for c in cases[0].children if c.dep_ == "fixed"]
    words = [cases[0].lower_, *fixed, *[c.lower_ for c in cases[1:]]]
    before = noun.doc[cases[0].i - 1] if cases[0].i > 0 else None
    if before is not None and before.head == noun.head and before.lower_ in ("out", "next", "away", "back", "off") and before.dep_ in (
        "advmod", "case", "compound:prt"):
        words.insert(0, before.lower_)
    return " ".join(dict.fromkeys(words))


class Parts:
    """The parts of a verb, deep: ``subj`` who does it, ``obj`` what it is done to, ``iobj`` to whom, and prepositions."""

    def __init__(self, verb: Token) -> None:
        self.verb = verb
        self.passive = is_passive(verb)
        surface = surface_subject(verb)
        objects = [o for o in children(verb, "obj") if o.pos_ not in ("VERB", "AUX", "ADV", "ADP") and (lemma(o) not in SPANS or child(o, "nmod") is not None) and not o.lower_.endswith(("self", "selves"))]
        obj, iobj = objects[0] if objects else None, child(verb, "iobj")
        gap = _gap(verb)
        asked = next((o for o in objects if o.tag_ in ("WP", "WP$", "WDT") and o.dep_ == "obj"), None)
        stranded = next((c.lower_ for c in verb.children if c.dep_ in ("case", "obl", "advmod", "compound:prt") and c.tag_ in ("IN", "RP", "TO") and c.i > verb.i
                         and c.lower_ in ("to", "from", "with", "at")), None)
        if asked is not None and len(objects) > 1:
            obj = next(o for o in objects if o is not asked)
            if stranded == "to" and iobj is None:
                iobj = asked
        elif len(objects) > 1 and iobj is None and not self.passive:
            iobj, obj = objects[0], objects[-1]
        if obj is None:
            obj = next((c for c in children(verb, "ccomp", "xcomp") if c.pos_ in ("NOUN", "PROPN") and child(c, "nsubj", "cop") is None and child(c, "det") is not None), None)
        if iobj is None and obj is not None and not self.passive:
            owner = child(obj, "nmod:poss")
            if owner is not None and owner.lower_ in ("her", "him", "us", "me", "them") and (obj.lower_ == "one" or obj.pos_ in ("NUM", "DET") or child(obj, "det") is not None):
                iobj = owner
        self.obliques: dict[str, Token] = {}
        self.untyped: list[Token] = []
        for noun in self._obliques():
            name = preposition(noun)
            if name is None:
                self.untyped.append(noun)
            else:
                self.obliques.setdefault(name, noun)
        if iobj is None and obj is not None and not self.passive:
            second = _second_object(verb, obj)
            if second is not None:
                iobj, obj = obj, second
        self.subj: Token | None
        self.obj: Token | None
        self.iobj: Token | None
        if self.passive:
            self.subj = self.obliques.pop("by", None)
            self.obj, self.iobj = (obj, surface) if obj is not None else (surface, None)
        else:
            self.subj, self.obj, self.iobj = surface, antecedent(obj) if obj is not None else gap, iobj
        opener = asking_word(verb)
        if opener is not None and not self.passive and opener is not obj and (self.subj is None or self.subj.i < opener.i - 1 or child(verb, "nsubj") is None):
            self.subj = opener
        self.particle = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt"), None)
        if self.particle is None:
            self.particle = next((c.lower_ for c in verb.children if c.dep_ in ("advmod", "case") and c.i > verb.i
                                  and c.lower_ in ("up", "down", "out", "off", "back", "over", "on", "away")
                                  and c.i <= verb.i + 3), None)

    def _obliques(self) -> Iterator[Token]:
        for c in self.verb.children:
            if c.dep_.startswith("obl") or c.dep_ == "nmod" or (c.dep_ in ("advmod", "advcl", "xcomp") and c.pos_ in ("NOUN", "PROPN", "PRON")):
                yield antecedent(c)
        obj = child(self.verb, "obj", "nsubj:pass", "iobj")
        if obj is not None:
            for c in obj.children:
                if c.dep_ == "nmod" and child(c, "case") is not None:
                    yield c

    def slot(self, name: str) -> Token | None:
        """The filler of the first slot of ``a|b|c`` that is filled."""
        for option in name.split("|"):
            found = {"subj": self.subj, "obj": self.obj, "iobj": self.iobj}.get(option, self.obliques.get(option))
            if found is not None:
                return found
        return None

    @property
    def clause(self) -> Token | None:
        """The clause the verb governs: what is declined, ordered, asked."""
        found = child(self.verb, "xcomp", "ccomp")
        if found is not None:
            return found
        hung = children(self.verb, "advcl") + [c for o in children(self.verb, "obj", "nsubj:pass") for c in children(o, "acl")]
        return next((c for c in hung if is_infinitive(c)), None)


def _second_object(verb: Token, obj: Token) -> Token | None:
    """The thing given, where the parser took it for an apposition or a loose noun after the person given to."""
    for c in [*children(obj, "appos", "list", "nmod:unmarked"), *children(verb, "xcomp", "obl", "ccomp", "obl:unmarked", "nmod:unmarked")]:
        if c.i > obj.i and c.pos_ in ("NOUN", "PROPN", "PRON") and lemma(c) not in SPANS and not c.lower_.endswith(("self", "selves")) and child(c, "case") is None and (
            obj.pos_ in ("PROPN", "PRON") and c.pos_ != "PROPN" and not any(t.is_punct for t in obj.doc[obj.i + 1 : c.i])):
            return c
    return None


def _gap(verb: Token) -> Token | None:
    """The thing a relative clause leaves out: "the gun that he loaded", "the gun he loaded"."""
    if verb.dep_ == "acl:relcl" and child(verb, "obj") is None and child(verb, "nsubj") is not None:
        subject = child(verb, "nsubj")
        if subject.lower_ not in RELATIVES and verb.head.pos_ in ("NOUN", "PROPN"):
            return verb.head
    return None


def is_infinitive(verb: Token) -> bool:
    """"to load", "to be interviewed"."""
    return any(c.lower_ == "to" and c.tag_ == "TO" for c in children(verb, "mark", "aux")) and verb.tag_ in ("VB", "VBN", "VBP", "NN")


def asking_word(verb: Token) -> Token | None:
    """The "who" that asks and stands right before its verb ("stating who last had it"); not a relative one."""
    at = verb.i - 1
    while (at >= verb.sent.start and verb.doc[at].pos_ in ("ADV", "AUX")) or (at >= verb.sent.start and verb.doc[at].lower_ in ("last", "first", "had", "has")):
        at -= 1
    if at < verb.sent.start or verb.doc[at].lower_ not in ("who", "whoever"):
        return None
    before = verb.doc[at - 1] if at > verb.sent.start else None
    if before is not None and before.text == "," and all(t.pos_ == "PROPN" or t.is_space for t in verb.doc[verb.sent.start : before.i]):
        return verb.doc[at]  # "Mr. Boyle, who had the key?"
    if before is None or before.pos_ in ("VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PART") or before.text in ('"', ":", ";") or before.is_space:
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
            noun = next((t for t in doc[at + len(wanted) : end] if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and (t.i + 1 >= end or t.nbor(1).pos_ not in ("NOUN", "PROPN"))), None)
            return noun
    return None


def is_negated(verb: Token) -> bool:
    """Whether the clause of this predicate is denied by its own words."""
    for c in verb.children:
        if c.lower_ in NEGATIONS and not (c.i + 1 < len(c.doc) and c.nbor(1).lower_ in ("later", "earlier", "more", "less", "only", "until", "before", "just", "long")):
            return True
        if c.dep_ in ("nsubj", "nsubj:pass", "obj", "iobj") and (c.lower_ in NOBODY or any(d.lower_ == "no" and d.dep_ in ("det", "advmod") for d in c.children)):
            return True
        if c.dep_ in ("aux", "cop", "aux:pass") and any(d.lower_ in NEGATIONS for d in c.children):
            return True
    if verb.i > 0 and verb.nbor(-1).lower_ in NEGATIONS:
        return True
    return verb.dep_ == "conj" and is_verb(verb.head) and any(c.lower_ in ("or", "nor") for c in children(verb, "cc")) and is_negated(verb.head)


def phrase(noun: Token) -> tuple[Token, Token]:
    """First and last token of the noun phrase proper: its determiner to its last close modifier; no clauses, no appositions."""
    inside = [noun]
    _gather(noun, inside, noun)
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    return first, last


def _gather(token: Token, inside: list[Token], top: Token) -> None:
    for c in token.children:
        if c.dep_ in LOOSE and not (c.dep_ == "appos" and c.i == token.i + 1 and (c.pos_ in ("NUM", "PROPN") or c.tag_ == "CD")):
            continue
        if c.dep_ in ("case", "mark", "cop", "aux", "nsubj", "advmod:emph") and token is top:
            continue
        if c.dep_ in ("nmod", "obl", "nmod:unmarked", "obl:unmarked", "orphan") and preposition(c) not in ("of", "to", None):
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
    return token == top or top.is_ancestor(token)
