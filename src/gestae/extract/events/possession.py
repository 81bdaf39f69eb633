"""Who has a thing, told without a verb of having: "the key was in his pocket", "it stayed with her", "his handling of the gun"."""

from collections.abc import Iterator

from gestae.extract.events.event import Event, Scene
from gestae.extract.grammar import Token, antecedent, child, children, is_negated, is_verb, lemma, preposition, surface_subject

HOLDS = frozenset(
    ["possession", "custody", "hand", "pocket", "keeping", "care", "bag", "belt", "holster", "jacket", "purse", "lap", "grip"]
)
HAVING = frozenset(["handling", "possession", "custody", "holding", "keeping"])
STAYS = frozenset(["be", "remain", "stay", "rest"])


def events(scene: Scene, token: Token) -> Iterator[Event]:
    """The holdings that hang on this word."""
    if token.pos_ == "NOUN":
        yield from _named(scene, token)
        yield from _never_left(scene, token)
    spot = token if child(token, "cop") is not None else None
    if is_verb(token) and lemma(token) in STAYS - {"be"}:
        spot = next((c for c in children(token, "obl") if preposition(c) in ("in", "with", "on")), None)
    subject = surface_subject(token) if spot is not None else None
    if spot is None or subject is None:
        return
    subject, name = antecedent(subject), preposition(spot)
    if name in ("in", "on") and lemma(spot) in HOLDS:
        yield from _in_hand(scene, token, subject, spot)
    elif name in ("with", "on") and scene.is_person(spot) and scene.is_thing(subject, listed=True):
        yield from _held(scene, token, spot, subject)


def _in_hand(scene: Scene, predicate: Token, subject: Token, spot: Token) -> Iterator[Event]:
    """ "it was in his pocket", "in the possession of Gale"; "Gale was in possession of it"."""
    of = next((c for c in children(spot, "nmod") if preposition(c) == "of"), None)
    if scene.is_person(subject):
        if of is not None and lemma(spot) in ("possession", "custody") and scene.is_thing(of):
            yield from _held(scene, predicate, subject, of)
        return
    owner = child(spot, "nmod:poss") or of
    if owner is not None and scene.is_thing(subject):
        yield from _held(scene, predicate, owner, subject)


def _held(scene: Scene, predicate: Token, owner: Token, thing: Token) -> Iterator[Event]:
    holder = scene.agent(owner)
    item = scene.item(thing)
    if holder is None or item is None:
        return
    event = scene.event("holding", predicate, {"holder": holder, "item": item})
    if event is not None:
        yield event


def _named(scene: Scene, noun: Token) -> Iterator[Event]:
    """ "his handling of the gun"."""
    if lemma(noun) not in HAVING:
        return
    owner = child(noun, "nmod:poss")
    thing = next((c for c in children(noun, "nmod") if preposition(c) == "of"), None)
    if owner is not None and thing is not None and scene.is_thing(thing):
        yield from _held(scene, noun, owner, thing)


def _never_left(scene: Scene, noun: Token) -> Iterator[Event]:
    """ "the key never left his pocket": he had it all along."""
    verb = noun.head
    owner = child(noun, "nmod:poss")
    thing = surface_subject(verb) if is_verb(verb) and lemma(verb) == "leave" and is_negated(verb) else None
    if lemma(noun) not in HOLDS | {"sight", "side"} or thing is None or owner is None or not scene.is_thing(thing):
        return
    for event in _held(scene, verb, owner, thing):
        event.polarity = "asserts"
        yield event
