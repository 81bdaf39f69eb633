"""Worries and complaints: who raised what with whom, told by an adjective or a noun."""

from collections.abc import Iterator

from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.events.fillers import bare
from gestae.extract.grammar import Token, child, children, is_verb, lemma, preposition
from gestae.extract.parts import Parts

NOUNS = frozenset(["complaint", "concern", "warning", "objection", "misgiving", "worry"])
GIVEN = frozenset(["make", "raise", "voice", "file", "lodge", "express", "have", "submit", "give", "issue", "air"])
GOT = frozenset(["receive", "get", "hear"])
ABOUT = ("about", "over", "with", "regarding", "of", "concerning")


def events(scene: Scene, token: Token) -> Iterator[Event]:
    """The concerns that this word tells."""
    if token.lower_ in ("worried", "concerned", "anxious") and child(token, "cop") is not None:
        yield from _worried(scene, token)
    verb = token.head
    if token.pos_ == "NOUN" and lemma(token) in NOUNS and is_verb(verb) and token.dep_ in ("obj", "nsubj", "nsubj:pass"):
        yield from _raised(scene, token, verb)


def _raised(scene: Scene, noun: Token, verb: Token) -> Iterator[Event]:
    """ "made a complaint about the brakes to Gale", "received no warning", "no complaint had reached the office"."""
    parts, name = Parts(verb), lemma(verb)
    noun_to = next((c for c in noun.subtree if c.dep_ == "nmod" and preposition(c) in ("to", "with") and scene.is_person(c)), None)
    noun_from = next((c for c in children(noun, "nmod") if preposition(c) in ("from", "by")), None) or child(noun, "nmod:poss")
    if noun.dep_ == "nsubj":
        if name not in ("reach", "come") or parts.passive:
            return
        doer, to = noun_from, parts.slot("obj|to")
    elif name in GIVEN:
        doer, to = parts.subj, parts.slot("iobj|to|with") or noun_to
    elif name in GOT:
        doer, to = parts.slot("from") or noun_from, parts.subj
    else:
        return
    who = scene.agent(doer) if doer is not None and scene.is_person(doer) else None
    whom = scene.agent(to) if to is not None and scene.is_person(to) else None
    if who is None and whom is None and not (parts.passive and name in GIVEN):
        return
    hung = [*children(noun, "nmod"), *children(verb, "obl")]
    about = next((c for c in hung if preposition(c) in ABOUT and c is not to and not scene.is_person(c)), None)
    if about is None and who is None and not any(c.lower_ in ("no", "such", "any") for c in children(noun, "det", "amod")):
        return
    subject: Meant = bare(scene, about) if about is not None else None
    event = scene.event("concern", verb, {"agent": who, "to": whom, "subject": subject})
    if event is not None:
        yield event


def _worried(scene: Scene, token: Token) -> Iterator[Event]:
    """ "I was worried about the brakes", also as told to somebody."""
    subject = child(token, "nsubj")
    if subject is None or not scene.is_person(subject):
        return
    voice = scene.voice(token.idx)
    to = scene.agent(voice.innermost.to) if voice.innermost is not None and voice.innermost.to is not None else None
    text = scene.text(token) or ""
    event = scene.event(
        "concern", token, {"agent": scene.agent(subject), "to": to, "subject": text.partition(" about ")[2] or text}
    )
    if event is not None:
        if event.when is None and voice.innermost is not None and voice.innermost.cue is not None:
            event.when = scene.timing.of(voice.innermost.cue)
        if voice.innermost is not None and voice.innermost.cue is not None:
            event.start = min(event.start, scene.parsed.words(voice.innermost.cue).start)
        yield event
