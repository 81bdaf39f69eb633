"""Transfers, lexically: the words by which something passes from one to another, with who gives, what, who gets it, when and where.

Wider than the claims: "gave it their support" is a transfer here. Which of them hand over a thing of the case ``frames`` decides.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from gestae.extract.goods import is_physical
from gestae.extract.grammar import Token, child, children, is_infinitive, is_verb, lemma, opening, preposition
from gestae.extract.lexicon import is_occupation, lexicon
from gestae.extract.parts import SPANS, Parts
from gestae.rules import cues

PERSONAL = frozenset(
    ["him", "her", "me", "us", "you", "he", "she", "we", "i", "someone", "somebody", "anyone", "anybody", "everyone"]
)
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X")
CLOCK = re.compile(r"(?:1[89]|20)\d\d|\d{1,2}[:.]\d\d|\d{1,2}/\d{1,2}(?:/\d+)?|[ap]\.?m\.?")
AT = frozenset(["in", "at", "on", "inside", "near", "outside", "within"])


@dataclass(frozen=True)
class Sense:
    """One sense of verbs, as rules/cues/transfers.yaml has it."""

    doer: str
    particles: frozenset[str]
    bound: frozenset[str]
    to: frozenset[str]
    source: frozenset[str]
    without: frozenset[str]
    only: frozenset[str]
    marks: frozenset[str]  # bare, both, either, things, goods, hands, payee, with


@dataclass(frozen=True)
class Transfer:
    """A transfer as the words tell it: ``trigger`` the verb or noun, ``roles`` the head of the words of each role told."""

    trigger: Token
    doer: str
    particle: str
    roles: dict[str, Token]
    by_hand: bool

    @property
    def predicate(self) -> Token:
        """The verb that tells whether it happened: the "let" of "let her have it", else the trigger."""
        return self.trigger.head if _is_let(self.trigger) else self.trigger


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """Senses by verb, in the order of the file."""
    table: dict[str, list[Sense]] = {}
    for raw in cues("transfers")["senses"]:
        words = {name: frozenset(raw.get(name, ())) for name in ("bound", "to", "from", "not", "only")}
        one = Sense(
            raw["doer"],
            frozenset(raw.get("particles", ["-"])),
            words["bound"],
            words["to"],
            words["from"],
            words["not"],
            words["only"],
            frozenset(name for name in ("bare", "both", "either", "things", "goods", "hands", "payee", "with") if raw.get(name)),
        )
        for verb in raw["verbs"]:
            table.setdefault(verb, []).append(one)
    return {verb: tuple(found) for verb, found in table.items()}


@cache
def _nouns() -> dict[str, tuple[str, bool]]:
    """Nouns of transfers: whose side an owner is on, and whether what passes must be told."""
    loaded = cues("transfers")
    return {
        noun: (doer, told)
        for key, told in (("nouns", False), ("nouns_with_item", True))
        for doer, nouns in loaded[key].items()
        for noun in nouns
    }


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(cues("transfers")[name])


def transfers(doc: Any) -> list[Transfer]:
    """The transfers of a parsed block, in text order."""
    return [found for token in doc if (found := transfer(token)) is not None]


def transfer(token: Token) -> Transfer | None:
    """The transfer this word tells, or ``None``."""
    if is_verb(token) and token.dep_ not in ("amod", "compound", "fixed", "case", "aux", "aux:pass", "cop", "mark"):
        if _is_let(token):
            return _let(token)
        return next((t for sense in senses().get(lemma(token), ()) if (t := _told(token, sense)) is not None), None)
    if token.pos_ == "NOUN" and token.dep_ not in ("compound", "fixed"):
        return _named(token)
    return None


def _told(verb: Token, sense: Sense) -> Transfer | None:
    """The transfer a verb tells in this sense, or ``None`` when it is another."""
    parts = Parts(verb)
    particle = parts.particle or "-"
    roles = _roles(parts, sense)
    item = roles.get("item")
    others = {"giver", "receiver"} - {sense.doer}
    whole = item is not None and others <= roles.keys()
    if particle not in sense.particles and not (particle in sense.bound and whole):
        return None
    if ("both" in sense.marks and not whole) or (
        item is None and "bare" not in sense.marks and not ("either" in sense.marks and others & roles.keys())
    ):
        return None
    if item is not None:
        words = {lemma(item), item.lower_}
        if words & sense.without or item.pos_ not in NOMINAL or (sense.only and not words & sense.only):
            return None
        if ("things" in sense.marks and is_somebody(item)) or ("goods" in sense.marks and not is_physical(item, listed=True)):
            return None
    elif sense.only:
        return None
    if lemma(verb) in ("get", "take") and (parts.iobj is not None or _causes(verb)):
        return None
    roles |= _circumstances(verb, roles)
    return Transfer(verb, sense.doer, particle, roles, "hands" in sense.marks)


def _roles(parts: Parts, sense: Sense) -> dict[str, Token]:
    """Giver, item and receiver among the parts of a verb."""
    obj, iobj = parts.obj, parts.iobj
    if sense.doer == "item":  # "the key came to her from Gale"
        obj = parts.subj
    if "with" in sense.marks and iobj is None and obj is not None and "with" in parts.obliques:
        obj, iobj = parts.obliques["with"], obj
    if "payee" in sense.marks and iobj is None and obj is not None and is_somebody(obj):
        obj, iobj = None, obj
    roles: dict[str, Token] = {}
    if parts.subj is not None and sense.doer != "item":
        roles[sense.doer] = parts.subj
    if obj is not None:
        roles["item"] = obj
    if sense.doer == "giver" and iobj is not None:
        roles["receiver"] = iobj
    for name, noun in parts.every:
        if name in sense.to and "receiver" not in roles and noun is not obj:
            roles["receiver"] = noun
        elif name in sense.source and "giver" not in roles and noun is not obj:
            roles["giver"] = noun
    return roles


def is_somebody(token: Token) -> bool:
    """Whether a word alone says that it is a person."""
    return token.lower_ in PERSONAL or token.ent_type_ == "PERSON" or is_occupation(token.text) or lemma(token) in lexicon().sexed


def _causes(verb: Token) -> bool:
    """ "get him to sign", "get it done", "take them shopping": something is brought about, nothing passes."""
    return any(is_infinitive(c) or c.tag_ in ("VBN", "VBG", "JJ") for c in children(verb, "xcomp", "ccomp"))


def _is_let(verb: Token) -> bool:
    return verb.dep_ in ("xcomp", "ccomp") and lemma(verb.head) == "let" and lemma(verb) in _words("let")


def _let(verb: Token) -> Transfer | None:
    """ "let her have the key", "let him borrow it"."""
    let = verb.head
    item, giver, receiver = Parts(verb).obj, child(let, "nsubj"), child(let, "obj") or child(verb, "nsubj")
    if item is None or receiver is None or receiver.i == item.i or not is_physical(item, listed=True):
        return None
    roles = {"item": item, "receiver": receiver} | ({"giver": giver} if giver is not None else {})
    return Transfer(verb, "giver", "-", roles, by_hand=True)


def _named(noun: Token) -> Transfer | None:
    """The transfer a noun tells: "the hand-over of the gun to her", "his payment"."""
    name = lemma(noun)
    if noun.i > 1 and noun.nbor(-1).text == "-":
        name = f"{noun.nbor(-2).lower_}-{name}"  # "hand-over", three words to the parser
    found = _nouns().get(name)
    if found is None:
        return None
    doer, told = found
    roles: dict[str, Token] = {}
    owner = child(noun, "nmod:poss")
    if owner is not None:
        roles[doer] = owner
    near = children(noun, "nmod")
    below = [d for c in near if preposition(c) == "of" for d in children(c, "nmod") if preposition(d) != "of"]
    for c in near + below:
        role = {"of": "item", "to": "receiver", "from": "giver", "by": doer}.get(preposition(c) or "")
        if role is not None:
            roles.setdefault(role, c)
    thing = next((c for c in children(noun, "compound") if c.lower_ not in name), None)
    if thing is not None and "item" not in roles:
        roles["item"] = thing
    if told and ("item" not in roles or roles["item"] is thing):
        return None
    return Transfer(noun, doer, "-", roles, name in _words("by_hand"))


def _circumstances(verb: Token, roles: dict[str, Token]) -> dict[str, Token]:
    """When and where the transfer is told to be."""
    taken = {t.i for t in roles.values()}
    found: dict[str, Token] = {}
    for c in verb.children:
        if c.i in taken:
            continue
        if _is_time(c):
            found.setdefault("time", c)
        elif _is_place(c):
            found.setdefault("place", c)
    return found


def _is_place(part: Token) -> bool:
    if part.dep_ == "advmod":
        return part.lower_ in ("here", "there", "where")
    name = preposition(part) if part.dep_ == "obl" else None
    return name == "at" or (name in AT and part.ent_type_ == "PLACE")


def _is_time(part: Token) -> bool:
    if part.dep_ == "advmod":
        return part.lower_ in _words("time_words")
    if part.dep_.startswith("obl"):
        return any(t.lower_ in _words("time_nouns") | SPANS or CLOCK.fullmatch(t.lower_) for t in (part, *part.children))
    if part.dep_.startswith("advcl"):
        return opening(part) in _words("time_openings") or any(
            c.lower_ in _words("time_openings") for c in children(part, "advmod")
        )
    return False


def reach(found: Transfer, token: Token) -> tuple[Token, Token]:
    """First and last token of the words of a role, preposition included, without what belongs to the verb or to other roles."""
    others = [t for t in (found.trigger, *found.roles.values()) if t.i != token.i and token.is_ancestor(t)]
    inside = [t for t in token.subtree if not t.is_space and not any(o.i == t.i or o.is_ancestor(t) for o in others)]
    if token.is_ancestor(found.trigger):  # a relative clause tells of it: what follows is the clause
        inside = [t for t in inside if t.i <= token.i]
    while len(inside) > 1 and inside[-1].is_punct:
        inside.pop()
    while len(inside) > 1 and inside[0].is_punct:
        inside.pop(0)
    return (inside[0], inside[-1]) if inside else (token, token)
