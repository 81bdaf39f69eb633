"""States told with "to be" or by a noun: contents, presence, worry, injury, death, handling."""

from collections.abc import Iterator
from functools import cache

from gestae.extract.events import awareness, concerns, contents, possession
from gestae.extract.events.details import add_details
from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.events.fillers import body_parts
from gestae.extract.events.meetings import meeting
from gestae.extract.goods import goods
from gestae.extract.grammar import (
    Token,
    antecedent,
    child,
    children,
    is_verb,
    lemma,
    preposition,
    surface_subject,
)
from gestae.extract.parts import Parts
from gestae.rules import cues

SITES = frozenset(["hospital", "clinic", "infirmary", "centre", "center", "plant", "works", "factory", "mill", "studio", "studios"])
POSTURES = frozenset(["stand", "sit", "wait", "lie", "be", "remain", "stay", "work", "kneel", "crouch", "stop"])
AT = frozenset(
    ("at", "in", "on", "inside", "by", "near", "next to", "beside", "behind", "outside", "with", "under", "around", "within")
)
MIND = frozenset(
    [
        "time",
        "state",
        "pain",
        "shock",
        "trouble",
        "charge",
        "fact",
        "doubt",
        "way",
        "touch",
        "favour",
        "favor",
        "order",
        "condition",
        "line",
        "position",
        "hurry",
        "agreement",
        "dispute",
        "custody",
        "possession",
        "hand",
        "pocket",
        "lunch",
        "mode",
        "business",
        "process",
        "breakfast",
        "dinner",
        "break",
        "rest",
    ]
) | frozenset(["shift", "work", "duty", "attendance", "leave", "call", "phone", "radio"])


@cache
def _harmed() -> frozenset[str]:
    return frozenset(cues("events")["harmed"])


def events(scene: Scene) -> Iterator[Event]:
    """States of a block, in text order."""
    for token in scene.parsed.doc:
        yield from contents.events(scene, token)
        if token.lower_ in _harmed() or token.lower_ == "dead" or lemma(token) in ("hit", "strike"):
            yield from _harm(scene, token)
        yield from concerns.events(scene, token)
        if lemma(token) in awareness.AWARE:
            yield from awareness.aware(scene, token)
        if is_verb(token) and lemma(token) in awareness.KNOW:
            yield from awareness.ignorant(scene, token)
        if is_verb(token):
            yield from awareness.yet_to(scene, token)
        if token.pos_ in ("NOUN", "PROPN", "ADV", "PRON", "ADJ") or is_verb(token):
            yield from _presence(scene, token)
        if token.pos_ == "NOUN" or (token.lower_ == "briefing" and token.dep_ == "ROOT" and child(token, "nsubj", "aux") is None):
            yield from _noun(scene, token)
        yield from possession.events(scene, token)


def _harm(scene: Scene, token: Token) -> Iterator[Event]:
    """ "her collarbone is broken", "she was dead"."""
    if token.lower_ == "dead":
        subject = child(token, "nsubj") if child(token, "cop") is not None else None
        if subject is not None and scene.is_person(subject):
            yield from _one(scene, "death", token, {"agent": scene.agent(subject), "cause": None, "place": None})
        return
    subject = child(token, "nsubj:pass", "nsubj")
    if not is_verb(token) and token.lower_ in ("injured", "hurt", "wounded", "burned", "burnt", "crushed"):
        yield from _hurt(scene, token)
        return
    if (
        subject is None
        or (is_verb(token) and lemma(token) in ("break", "fracture"))
        or lemma(subject) not in body_parts()
        or not (is_verb(token) or child(token, "cop") is not None)
        or token.lower_ not in _harmed()
    ):
        return
    owner = child(subject, "nmod:poss")
    if owner is not None and scene.agent(owner) is not None:
        yield from _one(
            scene, "injury", token, {"agent": scene.agent(owner), "cause": f"{lemma(subject)} {token.lower_}", "place": None}
        )


def _hurt(scene: Scene, token: Token) -> Iterator[Event]:
    """ "She was badly hurt", where the parser sees a quality; "fatally" makes it a death."""
    cop = child(token, "cop", "aux:pass", "aux")
    subject = child(token, "nsubj", "nsubj:pass") or (scene.named_before(cop) if cop is not None else None)
    if cop is None or subject is None:
        return
    if lemma(subject) in body_parts():
        owner = child(subject, "nmod:poss")
        roles: dict[str, Meant] = {"agent": scene.agent(owner), "cause": f"{lemma(subject)} {token.lower_}", "place": None}
        yield from _one(scene, "injury", token, roles) if roles["agent"] is not None else ()
    elif scene.is_person(antecedent(subject)) and scene.agent(antecedent(subject)) is not None:
        for event in _one(scene, "injury", token, {"agent": scene.agent(antecedent(subject)), "cause": None, "place": None}):
            add_details(scene, token, event, None)
            yield event


def _one(scene: Scene, kind: str, token: Token, roles: dict[str, Meant]) -> Iterator[Event]:
    event = scene.event(kind, token, roles)
    if event is not None:
        yield event


def _presence(scene: Scene, token: Token) -> Iterator[Event]:
    """ "I was in the office", "Vane was standing by the monitor"."""
    spot: Token | None
    if (
        child(token, "cop") is not None
        and child(token, "case") is not None
        and preposition(token) in AT
        and (token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "PRON" and preposition(token) in ("with", "beside", "behind")))
    ):
        subject, spot, predicate = child(token, "nsubj"), token, token
    elif (
        token.lower_ in ("up", "down", "over", "out", "back", "off")
        and child(token, "cop") is not None
        and (spot := next((c for c in children(token, "obl", "obj", "nmod") if preposition(c) in AT), None)) is not None
        and spot.pos_ in ("NOUN", "PROPN")
    ):
        subject, predicate = child(token, "nsubj"), token  # "I was up at the scale house"
    elif token.lower_ in ("alone", "present", "back", "still") and child(token, "cop") is not None:
        spot = next((c for c in children(token, "obl") if preposition(c) in AT), None)
        subject, predicate = child(token, "nsubj"), token
        if spot is None:
            return
    elif token.lower_ == "there" and child(token, "cop") is not None:
        subject, spot, predicate = child(token, "nsubj"), None, token
    elif is_verb(token) and lemma(token) in POSTURES and lemma(token) != "be":
        parts = Parts(token)
        spots = [n for p, n in parts.obliques.items() if p in AT and n.pos_ in ("NOUN", "PROPN", "PRON")]
        subject, spot, predicate = surface_subject(token), spots[0] if spots else None, token
        if spot is None or (lemma(token) == "work" and (token.tag_ != "VBG" or preposition(spot) == "with")):
            return
    else:
        return
    if subject is None or not scene.is_person(antecedent(subject)) or subject.lower_ in ("it", "that", "this"):
        return
    if spot is not None and (lemma(spot) in MIND or lemma(spot) in goods().abstract or spot.ent_type_ == "DATE"):
        return
    if spot is not None and spot.lower_ in ("it", "that", "this") and preposition(spot) == "by":
        return  # "he stands by it"
    place = scene.items.place(spot, scene.parsed) if spot is not None else None
    for who in [antecedent(subject), *children(subject, "conj")]:
        agent = scene.agent(who)
        if agent is None:
            continue
        event = scene.event("presence", predicate, {"agent": agent, "place": place})
        if event is not None:
            event.way = "aside"
            yield event
    if spot is not None and preposition(spot) == "with":
        return
    with_ = next((c for c in children(token, "obl", "nmod") if preposition(c) == "with" and scene.is_person(c)), None)
    if with_ is not None and spot is not None:
        yield from _one(scene, "presence", predicate, {"agent": scene.agent(with_), "place": place})


def _noun(scene: Scene, noun: Token) -> Iterator[Event]:
    """Events told by a noun: a death, the handling of a thing, a meeting."""
    name = lemma(noun)
    if name == "death" and noun.dep_ != "compound":
        yield from _death(scene, noun)
    elif name == "discharge" and noun.dep_ in ("obj", "nsubj", "obl") and scene.timing.of(noun) is not None:
        guns = [t for s, t, _ in scene.items.trail if s < scene.parsed.words(noun).start and t.kind == "firearm"]
        if guns:
            yield from _one(scene, "discharge", noun, {"item": guns[-1], "agent": None, "struck": None, "intended": None})
    elif name in ("meeting", "briefing"):
        yield from meeting(scene, noun)


def _death(scene: Scene, noun: Token) -> Iterator[Event]:
    """Told for the first time, or with a time or place; a bare "his death" later on repeats it."""
    owner = child(noun, "nmod:poss") or next((c for c in children(noun, "nmod") if preposition(c) == "of"), None)
    if owner is None or not scene.is_person(owner):
        return
    agent = scene.agent(owner)
    nameless = owner.pos_ == "NOUN" and any(c.lower_ in ("a", "an") for c in children(owner, "det"))
    if agent is None or (agent.kind != "person" and not nameless):
        return
    place = scene.place_after(noun)
    for c in [*noun.subtree, *(t for t in noun.head.children if t.i > noun.i)]:
        if c.dep_ in ("nmod", "obl") and preposition(c) in ("at", "in", "on", "inside") and c.pos_ in ("NOUN", "PROPN"):
            figure = scene.refer.cast.tokens.get((scene.parsed.number, c.i)) or next(
                (
                    f
                    for d in c.subtree
                    if (f := scene.refer.cast.tokens.get((scene.parsed.number, d.i))) is not None and f.kind == "place"
                ),
                None,
            )
            if place is None and figure is not None and (figure.kind == "place" or lemma(c) in SITES):
                place = figure
    when = scene.timing.of(noun)
    if agent.told_dead and when is None and (place is None or noun.dep_ in ("nsubj", "nsubj:pass")):
        return
    agent.told_dead = True
    stands = scene.voice(noun.idx)
    start = scene.parsed.words(noun.left_edge).start
    end = scene.parsed.words(noun.right_edge).end
    tail = [t for t in noun.head.children if t.i > noun.i and t.dep_ in ("obl", "obl:unmarked", "nmod")]
    for t in tail:
        stretch = scene.parsed.words(t.right_edge).end
        end = max(end, stretch) if stretch - start < 200 else end
    yield Event(
        "death",
        start,
        end,
        {"agent": agent, "cause": None, "place": place},
        by=stands.by,
        channel=stands.channel,
        when=when,
        token=noun,
    )
