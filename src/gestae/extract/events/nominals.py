"""Deeds told by a noun: "carried out an inspection of the crane", "her loading of the gun", "a check by Gale found a crack"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.events.fillers import fill
from gestae.extract.goods import goods
from gestae.extract.grammar import Token, child, children, is_verb, lemma, preposition
from gestae.extract.items import Thing
from gestae.extract.parts import Parts
from gestae.rules import cues


@dataclass(frozen=True)
class Deed:
    """Nouns of one kind of event: the prepositions that its thing stands under, and the verbs that only lend it a tense."""

    kind: str
    of: frozenset[str]
    verbs: frozenset[str]


@cache
def deeds() -> dict[str, Deed]:
    """The kind of event by noun."""
    return {
        noun: Deed(raw["kind"], frozenset(raw["of"]), frozenset(raw["verbs"]))
        for raw in cues("events")["nouns"]
        for noun in raw["nouns"]
    }


@cache
def _verbs(name: str) -> frozenset[str]:
    return frozenset(cues("events")[name])


def happens(noun: Token) -> bool:
    """Whether the verb of a noun tells that it took place: "the hand-over took place", "after the hand-over"."""
    head = noun.head
    if noun.dep_ in ("nsubj", "nsubj:pass", "obj"):
        return is_verb(head) and lemma(head) in _verbs("happening_verbs") | _verbs("finding_verbs")
    return noun.dep_ == "obl" and preposition(noun) in ("after", "during", "following", "since")


def events(scene: Scene) -> Iterator[Event]:
    """The deeds that a block's nouns tell, in text order."""
    for token in scene.parsed.doc:
        if token.pos_ not in ("NOUN", "VERB") or token.dep_ in ("compound", "fixed", "acl", "advcl", "ROOT", "xcomp", "ccomp"):
            continue
        deed = deeds().get(lemma(token)) if token.pos_ == "NOUN" else deeds().get(token.lower_)
        if deed is not None:
            yield from _deed(scene, token, deed)


def _deed(scene: Scene, noun: Token, deed: Deed) -> Iterator[Event]:
    head = noun.head
    lent = noun.dep_ in ("obj", "nsubj:pass") and is_verb(head) and lemma(head) in deed.verbs
    doer = child(noun, "nmod:poss") or next((c for c in children(noun, "nmod") if preposition(c) == "by"), None)
    parts = Parts(head) if lent else None
    if parts is not None:
        doer = parts.subj or doer
    thing = _thing(scene, noun, deed, parts)
    if thing is None and (not lent or doer is None or _is_other_sort(noun)):
        return
    if not lent and not (happens(noun) or (child(noun, "nmod:poss") is not None and not _is_unreal(noun))):
        return
    agent = fill(scene, "agent", doer, deed.kind, {})
    item = fill(scene, "item", thing, deed.kind, {})
    if agent is False or item is False or (item is None and agent is None):
        return
    if not lent and agent is None and lemma(head) not in _verbs("finding_verbs"):
        return
    if deed.kind == "discharge" and not (isinstance(item, Thing) and item.kind == "firearm"):
        return
    roles: dict[str, Meant] = {"agent": agent, "item": item}
    event = scene.event(deed.kind, head if lent else noun, roles)
    if event is None:
        return
    if deed.kind == "inspection" and not lent and noun.dep_ == "nsubj" and lemma(head) in _verbs("finding_verbs"):
        event.roles["result"] = scene.text(child(head, "obj", "ccomp"))
        event.end = max(event.end, scene.stretch(head)[1])
        event.when = event.when or scene.timing.of(head)
    if any(c.lower_ == "no" for c in children(noun, "det")) and not lent:
        event.polarity = "denies"
    yield event


def _thing(scene: Scene, noun: Token, deed: Deed, parts: Parts | None) -> Token | None:
    """What the deed is done to: "of the crane", "on the crane", the gun of "gun check"."""
    for c in children(noun, "nmod"):
        if preposition(c) in deed.of and scene.is_thing(c):
            return c
    if parts is not None:
        found = next((n for p, n in parts.every if p in deed.of and scene.is_thing(n)), None)
        if found is not None:
            return found
    beside = child(noun, "compound")
    return beside if beside is not None and lemma(beside) in goods().kind_of else None


def _is_other_sort(noun: Token) -> bool:
    """ "a background check", "blood tests": no look at a thing."""
    return child(noun, "compound", "amod", "nmod") is not None or noun.tag_ == "NNS"


def _is_unreal(noun: Token) -> bool:
    """ "asked for her inspection of it": what is only asked for, planned or refused."""
    return any(lemma(a) in _verbs("unreal_heads") for a in (noun.head, noun.head.head))
