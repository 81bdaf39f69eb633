"""What is in a thing, told as a state or as a finding: "they were empty", "there was a live round in it", "found a round in it"."""

from collections.abc import Iterator

from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.events.fillers import is_load
from gestae.extract.goods import is_physical
from gestae.extract.grammar import Token, antecedent, child, children, is_verb, lemma, preposition
from gestae.extract.items import Thing
from gestae.extract.parts import Parts

EMPTY = frozenset(["empty", "clear", "unloaded"])
FULL = frozenset(["loaded", "hot", "live"])
INTO = frozenset(["in", "inside", "within"])
LOADS = ("load", "ammunition", "substance")


def events(scene: Scene, token: Token) -> Iterator[Event]:
    """The contents that this word tells."""
    if token.pos_ in ("ADJ", "VERB") and token.lower_ in EMPTY | FULL and child(token, "cop", "aux:pass") is not None:
        yield from _contents(scene, token)
    if token.lower_ == "full" and child(token, "cop") is not None:
        of = next((c for c in children(token, "obl") if preposition(c) == "of"), None)
        yield from _holds(scene, token, child(token, "nsubj"), of)
    if lemma(token) == "be" and (there := child(token, "expl")) is not None and there.lower_ == "there":
        load = child(token, "nsubj")
        spots = [c for t in (token, load) if t is not None for c in children(t, "nmod", "obl") if preposition(c) in INTO]
        yield from _holds(scene, token, spots[0] if spots else None, load)
    if is_verb(token) and lemma(token) in ("find", "discover", "have"):
        parts = Parts(token)
        spot = next((n for name, n in parts.every if name in INTO), None)
        holder = parts.subj if lemma(token) == "have" else spot  # "the tank had diesel in it"
        yield from _holds(scene, token, holder if spot is not None else None, parts.obj)


def _holds(scene: Scene, predicate: Token, holder: Token | None, load: Token | None) -> Iterator[Event]:
    if holder is None or load is None or holder.i == load.i or load.pos_ == "PRON" or not is_load(load, LOADS):
        return
    if not is_physical(holder, listed=True) or not scene.is_thing(holder):
        return
    item = scene.item(holder)
    content: Meant = scene.item(load) if scene.is_thing(load) else scene.text(load)
    if isinstance(item, Thing) and content is not None and content is not item:
        event = scene.event("contents", predicate, {"item": item, "content": content})
        if event is not None:
            yield event


def _contents(scene: Scene, token: Token) -> Iterator[Event]:
    """ "the line was empty", "they were loaded"; "was loaded by" is a loading, not a state."""
    subject = child(token, "nsubj", "nsubj:pass")
    if subject is None or not scene.is_thing(antecedent(subject)):
        return
    if token.lower_ == "loaded" and token.pos_ == "VERB" and (Parts(token).subj is not None or "with" in Parts(token).obliques):
        return
    thing = scene.item(antecedent(subject))
    if (
        thing is None
        or thing.kind == "document"
        or (token.lower_ in ("clear", "live", "hot", "full") and thing.kind not in ("firearm", "container", "equipment"))
    ):
        return
    content = "empty" if token.lower_ in EMPTY else token.lower_
    event = scene.event("contents", token, {"item": thing, "content": content})
    if event is not None:
        yield event
