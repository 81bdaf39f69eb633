"""What the words around a verb add to its event: what was found, who was hit, where and why; and whose deed it was not."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gestae.extract.events.event import SPAN_LIMIT, Event, Meant, Scene
from gestae.extract.grammar import Token, child, children, cleft, lemma
from gestae.extract.items import Thing
from gestae.extract.parts import Parts


def add_details(scene: Scene, verb: Token, event: Event, counted: Token | None) -> None:
    """Complete an event of a verb by its kind. ``counted`` is the token of its item."""
    if event.kind == "injury" and any(c.lower_ in ("fatally", "mortally") for c in verb.children):
        event.kind = "death"
    if event.kind == "inspection":
        _result(scene, verb, event)
        if counted is not None and (counted.pos_ == "NUM" or counted.lower_ in ("all", "both")):
            event.roles["extent"] = scene.text(counted)
    if event.kind == "concern" and event.roles.get("subject") is None:
        governed = Parts(verb).clause
        told = scene.text(governed if governed is not None else child(verb, "ccomp", "advcl"))
        event.roles["subject"] = told.removeprefix("that ") if told is not None else None
    if event.kind == "concern" and event.roles.get("subject") in ("it", "that", "this"):
        event.roles["subject"] = _spoken_of(scene, verb) or event.roles["subject"]
    if event.kind == "set_down" and event.roles.get("place") is None and any(c.lower_ == "there" for c in verb.children):
        event.roles["place"] = scene.items.last_place(scene.parsed.words(verb).start)
    if event.kind == "showing_clear":
        event.roles["item"] = _gun_of(scene, verb, event.roles.get("item"))
    if event.kind == "discharge":
        _struck(scene, verb, event)
    if event.kind in ("death", "injury"):
        _where_and_why(scene, verb, event)


def _spoken_of(scene: Scene, verb: Token) -> str | None:
    """What the sentence before is about: "The guard switch had been faulty. I reported it"."""
    if verb.sent.start == 0:
        return None
    before = verb.doc[verb.sent.start - 1].sent
    subject = next((t for t in before if t.dep_ in ("nsubj", "nsubj:pass") and t.pos_ == "NOUN" and not scene.is_person(t)), None)
    return scene.text(subject)


def _result(scene: Scene, verb: Token, event: Event) -> None:
    """What an inspection found: "and found no lock", or the next clause, "they were empty"."""
    for c in children(verb, "conj", "parataxis"):
        if lemma(c) in ("find", "see", "note") and child(c, "obj", "ccomp") is not None:
            event.roles["result"] = scene.text(child(c, "obj", "ccomp"))
            end = scene.parsed.words(c.right_edge).end
            event.end = max(event.end, end) if end - event.start < SPAN_LIMIT else event.end
            return
        subject = child(c, "nsubj") if child(c, "cop") is not None else None
        if subject is not None and subject.lower_ in ("it", "they", "all", "both"):
            event.roles["result"] = scene.text(c) if c.pos_ != "ADJ" else c.text
            return


def _gun_of(scene: Scene, verb: Token, item: Meant) -> Meant:
    """The chambers shown are those of the gun last spoken of."""
    if isinstance(item, Thing) and item.kind == "firearm":
        return item
    start = scene.parsed.words(verb).start
    guns = [t for s, t, _ in scene.items.trail if s < start and t.kind == "firearm"]
    return guns[-1] if guns else item


def denied_twin(scene: Scene, verb: Token, event: Event) -> Iterator[Event]:
    """ "It was Owen, not Tamsin, who took it": that Tamsin took it is denied."""
    turned = cleft(verb)
    doer = next((r for r in ("agent", "giver", "holder") if r in event.roles), None)
    named = turned[1] if turned is not None else _not_him(verb)
    if named is None or doer is None or not scene.is_person(named):
        return
    other = scene.agent(named)
    if other is not None and other is not event.roles[doer]:
        start = scene.parsed.words(named).start
        yield replace(
            event,
            roles={**event.roles, doer: other},
            polarity="denies" if event.polarity == "asserts" else "asserts",
            start=min(start, event.start),
            basis="unstated",
        )


def _not_him(verb: Token) -> Token | None:
    """ "Owen, not Tamsin, took it", "taken by Owen, not by Tamsin": Tamsin."""
    parts = Parts(verb)
    hung = children(parts.subj, "appos", "conj") if parts.subj is not None else []
    if parts.passive:
        hung += [c for c in children(verb, "obl", "obl:agent") if c.i > verb.i and c is not parts.subj]
    for noun in hung:
        by_name = noun.dep_ in ("appos", "conj") or any(c.lower_ == "by" for c in noun.children)
        if by_name and any(c.lower_ == "not" and c.i < noun.i for c in noun.children):
            return noun
    return None


def _happening(scene: Scene, clause: Token) -> str | None:
    """What a "when" clause tells, without the "when"."""
    text = scene.text(clause)
    return re.sub(r"^(?:when|after|as)\s+", "", text) if text else None


def _after_when(scene: Scene, verb: Token) -> str | None:
    """What stands after a "when" that the parser could not hang on the verb, up to the next comma."""
    when = next((t for t in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 9)] if t.lower_ == "when"), None)
    if when is None or when.i + 2 >= verb.sent.end or when.dep_ == "mark":
        return None
    last = next((t for t in when.doc[when.i + 1 : when.sent.end] if t.text in (",", ".", ";", '"')), when.sent[-1])
    return " ".join(scene.parsed.text[when.idx + len(when) : last.idx].split()) or None


def _where_and_why(scene: Scene, verb: Token, event: Event) -> None:
    """The place a death or injury is told at, and what happened ("when a flange opened")."""
    if event.roles.get("place") is None:
        event.roles["place"] = scene.place_after(verb)
    why = next(
        (c for c in children(verb, "advcl") if any(t.lower_ in ("when", "after", "as") for t in children(c, "mark", "advmod"))),
        None,
    )
    happening = _happening(scene, why) if why is not None else _after_when(scene, verb)
    if happening and (event.kind == "injury" or event.roles.get("cause") is None):
        cause = event.roles.get("cause")
        event.roles["cause"] = ", ".join(x for x in (cause if isinstance(cause, str) else None, happening) if x)


def _struck(scene: Scene, verb: Token, event: Event) -> None:
    """Who was hit: "fired ... and Peake was hit"."""
    for c in children(verb, "conj", "parataxis", "advcl"):
        if lemma(c) in ("hit", "strike", "wound", "kill", "injure"):
            hurt = scene.subject_before(c) if Parts(c).passive and child(c, "nsubj:pass") is None else Parts(c).obj
            if hurt is not None and scene.is_person(hurt):
                event.roles["struck"] = scene.agent(hurt)
                return
