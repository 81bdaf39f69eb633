"""Meetings, held or announced, and what they are about."""

import re
from collections.abc import Iterator

from gestae.extract.events.event import Event, Scene
from gestae.extract.grammar import Token, child, children, lemma, preposition, surface_subject

DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "time", "day", "morning"])


def meeting(scene: Scene, noun: Token) -> Iterator[Event]:
    """ "We are having a meeting on Thursday about the arbors", "that meeting was never held", "Safety meeting at 07:15"."""
    verb = noun.head
    there = noun.dep_ == "nsubj" and child(verb, "expl") is not None
    held = there or (noun.dep_ in ("nsubj:pass", "obj") and lemma(verb) in ("hold", "have", "conduct", "call", "attend", "cancel"))
    title = noun.dep_ == "ROOT" and child(noun, "cop") is None
    if not held and not title:
        return
    about = next(
        (
            c
            for c in [*children(noun, "nmod"), *children(verb, "obl", "nmod")]
            if preposition(c) in ("about", "on", "regarding", "concerning") and lemma(c) not in DAYS
        ),
        None,
    )
    subject = scene.text(about)
    if subject is None:
        about_ = re.search(r"\babout (?:the |our |an? )?([\w' -]+?)[.,;]", scene.parsed.text[noun.idx : noun.sent.end_char + 1])
        subject = about_.group(1) if about_ else None
    if title:
        subject = _agenda(scene, noun) or subject
    if subject is None:
        subject = next(
            (
                lemma(c)
                for c in children(noun, "compound", "amod")
                if lemma(c) not in ("next", "last", "first", "weekly", "daily", "general")
            ),
            None,
        )
    if subject is None:
        earlier = [t for t in scene.parsed.doc[: noun.i] if lemma(t) == "meeting"]
        subject = next((lemma(c) for t in reversed(earlier) for c in children(t, "compound") if c.pos_ == "NOUN"), None)
    predicate = verb if held else noun
    agent = None
    if held and noun.dep_ == "obj":
        who = surface_subject(verb)
        agent = scene.agent(who) if who is not None and scene.is_person(who) else None
    event = scene.event("meeting", predicate, {"agent": agent, "subject": subject})
    if event is None:
        return
    if title:
        event.modality = "expected"
    if (
        held
        and event.modality == "asserted"
        and verb.tag_ in ("VBG", "VBP")
        and any(c.lower_ in ("are", "'re", "is", "am") for c in children(verb, "aux"))
        and event.when is not None
    ):
        event.modality = "expected"
    yield event


def _agenda(scene: Scene, noun: Token) -> str | None:
    """What a notice says after "Subject:"."""
    m = re.search(r"\bsubject: *([^\n]+?)(?:\.(?:\s|$)|$)", scene.parsed.text[noun.idx :], re.IGNORECASE)
    return m.group(1) if m else None
