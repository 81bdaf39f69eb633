"""A verb's parts, deep: who does it, what it is done to, to whom, with which prepositions; passives are turned back."""

from collections.abc import Iterator

from gestae.extract.goods import TAG
from gestae.extract.grammar import (
    RELATIVES,
    Token,
    antecedent,
    asking_word,
    child,
    children,
    is_infinitive,
    is_passive,
    lemma,
    preposition,
    surface_subject,
)
from gestae.extract.lexicon import is_occupation, lexicon, small

SPANS = frozenset(
    [
        "time",
        "times",
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "occasion",
        "moment",
        "morning",
        "afternoon",
        "evening",
        "night",
        "today",
        "yesterday",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)


class Parts:
    """The parts of a verb, deep: ``subj`` who does it, ``obj`` what it is done to, ``iobj`` to whom, and prepositions."""

    def __init__(self, verb: Token) -> None:
        self.verb = verb
        self.passive = is_passive(verb)
        surface = surface_subject(verb)
        gap = _gap(verb)
        obj, iobj = self._mended(*self._objects())
        if obj is None and iobj is None and not self.passive and lemma(verb) in GIVING:
            obj, iobj = _both_lost(verb)
        if iobj is not None and obj is not None and iobj.i == obj.i - 1 and TAG.fullmatch(obj.text):
            iobj = None  # "handed revolver R-07 to Gale": the noun belongs to its mark
        self.obliques: dict[str, Token] = {}
        self.every: list[tuple[str, Token]] = []
        self.untyped: list[Token] = []
        self.particle = _particle(verb)
        for noun in self._obliques():
            name = preposition(noun)
            if name is not None and obj is None and not self.passive and _after_particle(verb, noun):
                obj, self.particle = noun, self.particle or name  # "turned over the rifle"
                continue
            first, _, rest = (name or "").partition(" ")
            if first in PARTICLES and rest in ("to", "from", "by", "with"):  # "handed it over to her", "passed it on to them"
                name, self.particle = rest, self.particle or first
            if name is None:
                self.untyped.append(noun)
            else:
                self.obliques.setdefault(name, noun)
                self.every.append((name, noun))
        if verb.dep_ == "acl:relcl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON") and (obj is not None or self.passive):
            for name in _stranded(verb):  # "the man he gave the key to"
                self.obliques.setdefault(name, verb.head)
                self.every.append((name, verb.head))
        if self.passive and "by" not in self.obliques and (doer := _doer_further_down(verb)) is not None:
            self.obliques["by"] = doer
        self.subj: Token | None
        self.obj: Token | None
        self.iobj: Token | None
        if self.passive:
            self.subj = self.obliques.pop("by", None)
            self.obj, self.iobj = (obj, surface) if obj is not None else (surface, None)
        else:
            self.subj, self.obj, self.iobj = surface, antecedent(obj) if obj is not None else gap, iobj
        opener = asking_word(verb)
        if (
            opener is not None
            and not self.passive
            and opener is not obj
            and (self.subj is None or self.subj.i < opener.i - 1 or child(verb, "nsubj") is None)
        ):
            self.subj = opener

    def _objects(self) -> tuple[Token | None, Token | None]:
        """The object and the one it is given to, as the parse has them."""
        verb = self.verb
        objects = [
            o
            for o in children(verb, "obj")
            if o.pos_ not in ("VERB", "AUX", "ADV", "ADP", "SCONJ")
            and o.tag_ != "IN"
            and not _is_under(o)
            and (lemma(o) not in SPANS or child(o, "nmod") is not None)
            and not o.lower_.endswith(("self", "selves"))
        ]
        obj, iobj = objects[0] if objects else None, child(verb, "iobj")
        asked = next((o for o in objects if o.tag_ in ("WP", "WP$", "WDT") and o.dep_ == "obj"), None)
        stranded = next(
            (
                c.lower_
                for c in verb.children
                if c.dep_ in ("case", "obl", "advmod", "compound:prt")
                and c.tag_ in ("IN", "RP", "TO")
                and c.i > verb.i
                and c.lower_ in ("to", "from", "with", "at")
            ),
            None,
        )
        if asked is not None and len(objects) > 1:
            obj = next(o for o in objects if o is not asked)
            if stranded == "to" and iobj is None:
                iobj = asked
        elif len(objects) > 1 and iobj is None and not self.passive and objects[0].pos_ in ("PRON", "PROPN"):
            iobj, obj = objects[0], objects[-1]
        if obj is not None and iobj is None and not self.passive and lemma(verb) in GIVING:
            iobj = next((c for c in children(verb, "appos", "dep") if verb.i < c.i < obj.i and c.pos_ in ("PROPN", "PRON")), None)
        if obj is None and lemma(verb) in GIVING:
            obj = next((c for c in children(verb, "appos", "dep", "list") if c.i > verb.i and c.pos_ in ("PROPN", "PRON")), None)
        if obj is None:
            obj = next(
                (
                    c
                    for c in children(verb, "ccomp", "xcomp")
                    if c.pos_ in ("NOUN", "PROPN")
                    and child(c, "nsubj", "cop", "case", "mark") is None
                    and (child(c, "det") is not None or (c.pos_ == "PROPN" and c.i == verb.i + 1))
                ),
                None,
            )
        if iobj is None and obj is not None and not self.passive:
            owner = child(obj, "nmod:poss")
            if (
                owner is not None
                and owner.lower_ in ("her", "him", "us", "me", "them")
                and (obj.lower_ == "one" or obj.pos_ in ("NUM", "DET") or child(obj, "det") is not None)
            ):
                iobj = owner
        return obj, iobj

    def _mended(self, obj: Token | None, iobj: Token | None) -> tuple[Token | None, Token | None]:
        """The two set right where the parser took a thing for an apposition of a person, or for a verb."""
        verb = self.verb
        if obj is None and iobj is not None and not self.passive and (iobj.pos_ == "NOUN" or _goes_to(verb, iobj)):
            obj, iobj = iobj, None  # "did give the key to her": nothing is given to a key
        if iobj is None and obj is not None and not self.passive:
            second = _second_object(verb, obj)
            if second is not None:
                iobj, obj = obj, second
        if (iobj is None) is not (obj is None) and not self.passive and lemma(verb) in GIVING:
            to = obj if obj is not None else iobj
            thing = _thing_after(to) if to is not None and verb.i < to.i else None
            if thing is not None:  # "handed Gale a syringe marked as saline"
                iobj, obj = to, thing
        return obj, iobj

    def _obliques(self) -> Iterator[Token]:
        for c in self.verb.children:
            if (
                c.dep_.startswith("obl")
                or c.dep_ == "nmod"
                or (c.dep_ == "obj" and _is_under(c))
                or (c.dep_ in ("advmod", "advcl", "xcomp") and c.pos_ in ("NOUN", "PROPN", "PRON"))
            ):
                yield antecedent(c)
            if c.lower_ in PARTICLES or (c.lower_ == "next" and c.dep_ == "advmod"):  # "given back to her", hung on "back"
                yield from children(c, "obl")
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


def _is_under(noun: Token) -> bool:
    """Whether a preposition stands before what the parser took for an object: "found a round in the gun"."""
    return any(c.lower_ in ("in", "inside", "at", "from", "on", "into", "with") and c.tag_ == "IN" for c in children(noun, "case"))


def _particle(verb: Token) -> str | None:
    """The particle of a verb: "over" of "handed it over"."""
    sure = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt"), None)
    loose = (
        c.lower_
        for c in verb.children
        if c.dep_ in ("advmod", "case") and verb.i < c.i <= verb.i + 3 and c.lower_ in PARTICLES | {"up", "down", "away"}
    )
    return sure or next(loose, None)


def _stranded(verb: Token) -> Iterator[str]:
    """Prepositions after a verb that govern nothing: their noun stands before the clause."""
    for c in verb.children:
        alone = c.i > verb.i and c.tag_ in ("IN", "TO", "RP") and not any(True for _ in c.children)
        if alone and c.lower_ in ("to", "from", "by"):
            yield str(c.lower_)


def _after_particle(verb: Token, noun: Token) -> bool:
    """Whether the preposition of a noun right after the verb is the verb's particle, as the tagger says."""
    case = child(noun, "case")
    return case is not None and case.i == verb.i + 1 and case.tag_ == "RP"


def _doer_further_down(verb: Token) -> Token | None:
    """ "was handed to Gale by Tamsin": the doer, whom the parser hung on the noun before "by"."""
    for t in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 25)]:
        if t.dep_ != "nmod" or preposition(t) != "by" or not verb.is_ancestor(t) or not _may_do(t):
            continue
        if not any(a.pos_ == "VERB" and a.i != verb.i and verb.is_ancestor(a) for a in t.ancestors):
            return t
    return None


def _may_do(noun: Token) -> bool:
    """Whether a noun is somebody: a name, a pronoun, a job, a body, a relation."""
    lex = lexicon()
    return (
        noun.pos_ in ("PROPN", "PRON")
        or is_occupation(noun.text)
        or noun.lower_ in lex.organisation_nouns
        or noun.lower_ in lex.sexed
    )


def _both_lost(verb: Token) -> tuple[Token | None, Token | None]:
    """ "handed Gale Marsh a syringe marked as saline": a name and a thing right after the verb, both hung elsewhere."""
    to = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    thing = _thing_after(to) if to is not None and to.pos_ == "PROPN" else None
    return (thing, to) if thing is not None else (None, None)


def _goes_to(verb: Token, thing: Token) -> bool:
    """Whether a pronoun is what is given, and somebody named after it the one it is given to: "gave them to Wade"."""
    return thing.lower_ in ("it", "them", "these", "those", "that", "this") and any(
        preposition(c) in ("to", "back to") for c in children(verb, "obl") if c.i > thing.i
    )


def _thing_after(person: Token) -> Token | None:
    """The thing right after the one it is given to, whatever the parser made of it: "gave anyone that token"."""
    doc, at = person.doc, max([person.i, *(c.i for c in children(person, "flat"))]) + 1
    if at >= person.sent.end or doc[at].lower_ not in small("determiners") | {"every", "each", "some", "no"}:
        return None
    last = None
    for t in doc[at + 1 : min(person.sent.end, at + 5)]:
        if last is not None and t.pos_ == "VERB" and last.pos_ == "NOUN":
            break
        if not t.is_alpha or t.pos_ in ("ADP", "ADV", "CCONJ", "PRON", "SCONJ", "PART", "AUX"):
            break
        last = t
    return last


PARTICLES = frozenset(["over", "on", "back", "across", "along", "out", "in", "round", "around", "off"])
GIVING = frozenset(["give", "hand", "pass", "lend", "show", "bring", "send"])


def _second_object(verb: Token, obj: Token) -> Token | None:
    """The thing given, where the parser took it for an apposition or a loose noun after the person given to."""
    for c in [
        *children(obj, "appos", "list", "nmod:unmarked"),
        *children(verb, "xcomp", "obl", "ccomp", "obl:unmarked", "nmod:unmarked"),
    ]:
        if (
            c.i > obj.i
            and c.pos_ in ("NOUN", "PROPN", "PRON")
            and lemma(c) not in SPANS
            and not c.lower_.endswith(("self", "selves"))
            and child(c, "case") is None
            and (obj.pos_ in ("PROPN", "PRON") and c.pos_ != "PROPN" and not any(t.is_punct for t in obj.doc[obj.i + 1 : c.i]))
        ):
            return c
    return None


def _gap(verb: Token) -> Token | None:
    """The thing a relative clause leaves out: "the gun that he loaded", "the gun he loaded"."""
    subject = child(verb, "nsubj")
    told = verb.dep_ == "acl:relcl" or (verb.dep_ == "acl" and verb.tag_ in ("VBD", "VBZ", "VBP"))
    direct = child(verb, "obj")
    free = direct is None or (direct.lower_ in RELATIVES and direct.i < verb.i)
    left_out = told and free and verb.head.pos_ in ("NOUN", "PROPN", "PRON")
    return verb.head if left_out and subject is not None and subject.lower_ not in RELATIVES else None
