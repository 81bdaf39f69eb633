"""Hand-overs: the transfers in which a thing of the case passes from somebody to somebody."""

from collections.abc import Iterator

from gestae.extract.events.details import denied_twin
from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.events.fillers import fill, is_open
from gestae.extract.events.transfers import Transfer, transfer
from gestae.extract.goods import TAG
from gestae.extract.grammar import NEGATIONS, Token, child, children, is_passive, is_verb, lemma, preposition
from gestae.extract.items import Thing
from gestae.extract.names.figures import Figure

ONLY_PERSONS = {"giver": "person"}  # "took it from the van" moves nothing from hand to hand
HAPPENS = frozenset(
    [
        "happen",
        "occur",
        "take",
        "follow",
        "record",
        "film",
        "witness",
        "see",
        "note",
        "log",
        "describe",
        "remember",
        "recall",
        "watch",
    ]
)


def handovers(scene: Scene, token: Token) -> Iterator[Event]:
    """The hand-overs that this word tells: one a thing, giver and receiver."""
    found = transfer(token)
    if found is None or not found.by_hand:
        return
    asks = [t for t in children(token, "aux") if t.lower_ in ("will", "would", "can", "could")]
    subject = child(token, "nsubj")
    if asks and (scene.asking or (subject is not None and subject.lower_ == "you" and asks[0].i < subject.i)):
        return  # "Will you give us ...?" asks for it
    told = {role: found.roles.get(role) for role in ("giver", "item", "receiver")}
    _mend(scene, found, told)
    check = ONLY_PERSONS if found.doer == "receiver" else {"receiver": "person"} if lemma(token) in ("return", "issue") else {}
    roles: dict[str, Meant] = {}
    for role, word in told.items():
        value = fill(scene, role, word, "handover", check)
        if value is False:
            return
        roles[role] = value
    if _told_on(found, roles):
        yield from _passed_on(scene, found, roles)
        return
    other = "giver" if found.doer == "receiver" else "receiver"
    if any(roles[role] is None and not is_open("handover", role, told[role]) for role in ("item", other)):
        return
    meant = [id(v) for v in roles.values() if v is not None]
    if len(set(meant)) < len(meant):
        return  # nobody hands a thing to himself
    if not is_verb(token) and not _happens(token, roles):
        return
    for words, each in _each(scene, told, roles):
        event = scene.event("handover", found.predicate, each)
        if event is None:
            continue
        if isinstance(thing := event.roles.get("item"), Thing):
            thing.is_followed = True
        if any(_is_not_him(word) for word in words.values() if word is not None):
            event.polarity = "denies" if event.polarity == "asserts" else "asserts"
        yield event
        yield from denied_twin(scene, found.predicate, event)


def _mend(scene: Scene, found: Transfer, told: dict[str, Token | None]) -> None:
    """Fill from the line of words what the parse left empty."""
    verb = found.trigger
    if not is_verb(verb):
        return
    passive = is_passive(verb)
    if found.doer in told and told[found.doer] is None and not passive:
        told[found.doer] = scene.subject_before(verb) or _who_follows(verb)
    if told["receiver"] is None and verb.dep_ == "csubj" and preposition(verb.head) == "to":
        told["receiver"] = verb.head  # "it was to Gale that she handed it"


def _who_follows(verb: Token) -> Token | None:
    """ "Having handed it over, Gale left": the subject of the clause after."""
    if verb.tag_ != "VBG" and not any(a.tag_ == "VBG" for a in children(verb, "aux")):
        return None
    after = next((c for c in children(verb, "parataxis", "ccomp", "conj") if c.i > verb.i), None)
    return child(after, "nsubj") if after is not None else None


def _told_on(found: Transfer, roles: dict[str, Meant]) -> bool:
    return lemma(found.trigger) == "pass" and found.particle == "on" and roles["item"] is None and roles["giver"] is not None


def _passed_on(scene: Scene, found: Transfer, roles: dict[str, Meant]) -> Iterator[Event]:
    """ "I passed it on to the manager": what was complained of."""
    if isinstance(roles["receiver"], Figure):
        event = scene.event("concern", found.trigger, {"agent": roles["giver"], "to": roles["receiver"], "subject": None})
        if event is not None:
            yield event


def _happens(noun: Token, roles: dict[str, Meant]) -> bool:
    """Whether a noun tells that it happened ("the hand-over of ... took place"), and does not just point back."""
    head = noun.head
    return (
        roles["item"] is not None
        and roles["receiver"] is not None
        and is_verb(head)
        and lemma(head) in HAPPENS
        and noun.dep_ in ("nsubj", "nsubj:pass", "obj")
    )


def _is_not_him(word: Token) -> bool:
    """ "not to Gale but to Tamsin": the one that "not" stands before."""
    before = min([word, *children(word, "case", "det")], key=lambda t: t.i)
    return before.i > before.sent.start and before.nbor(-1).lower_ in NEGATIONS and before.nbor(-1).head.pos_ not in ("VERB", "AUX")


def _each(
    scene: Scene, told: dict[str, Token | None], roles: dict[str, Meant]
) -> Iterator[tuple[dict[str, Token | None], dict[str, Meant]]]:
    """One set of roles for each thing or person in a list, and for each pair in "the rifle to Gale and the pistol to Tamsin"."""
    yield told, roles
    for role, word in told.items():
        for other in children(word, "conj") if word is not None else ():
            if TAG.fullmatch(other.text) and role != "item":
                continue
            to = next((c for c in children(other, "nmod") if preposition(c) == "to"), None)
            if to is not None and scene.is_thing(other) and role in ("item", "receiver"):
                words = {**told, "item": other, "receiver": to}
            else:
                words = {**told, role: other}
            each = {r: fill(scene, r, w, "handover", {}) if w is not told[r] else roles[r] for r, w in words.items()}
            changed = [r for r in each if words[r] is not told[r]]
            if all(each[r] not in (None, False) and each[r] is not roles[r] for r in changed):
                yield words, each
