"""A piece of an answer put where its question left a place: the doer, the receiver, the place, the time."""

from dataclasses import replace

from gestae.extract.events.clauses import VAGUE, Bit, Bits, Clause, bits, plainly
from gestae.extract.events.event import Scene
from gestae.extract.events.questions import Asked
from gestae.extract.events.replies import Reply, is_led
from gestae.extract.grammar import Token
from gestae.rules import cues

ADVERBS = ("here", "there", "outside", "inside", "upstairs", "downstairs")


def placed(scene: Scene, what: Asked, clause: Clause, part: list[Token]) -> Clause | None:
    """The clause with this piece where the wanted part stands; ``None`` when the piece cannot be that."""
    fill = plainly(bits(scene, part))
    if what.gap in ("time", "count"):
        return clause.timed(fill) if what.gap == "count" or is_time(scene, part) else None
    if is_time(scene, part):
        return None
    led = is_led(part)
    if what.gap == "subject":
        return None if led else clause.by((*fill, *_noun_of(what, part)))
    if what.gap == "object":
        return None if led else clause.with_object((*fill, *_noun_of(what, part)))
    if what.gap == "stranded":
        low = what.at - 1 if led and part[0].lower_ == what.preposition else what.at
        return replace(clause, rest=(*clause.rest[:low], *fill, *clause.rest[what.at :]))
    if what.gap == "phrase":
        fill = fill if led else (Bit(what.preposition), *fill)
        return _put(clause, what.at, fill) if what.clause else clause.without({what.preposition}).with_phrase(fill)
    if what.gap == "place" and part[0].pos_ not in ("VERB", "ADJ", "INTJ"):
        at = what.at if what.clause is not None else len(clause.rest)
        return _put(clause, at, fill if led or part[0].lower_ in ADVERBS else (Bit(_lead(clause)), *fill))
    return None


def _put(clause: Clause, at: int, fill: Bits) -> Clause:
    return replace(clause, rest=(*clause.rest[:at], *fill, *clause.rest[at:]))


def _lead(clause: Clause) -> str:
    """Whether something was got from a place or is in it."""
    verbs = {b.text.lower() for b in clause.rest[: clause.verb]}
    return "from" if verbs & {"get", "find", "take", "collect", "fetch", "draw"} else "in"


def _noun_of(what: Asked, part: list[Token]) -> Bits:
    """ "How many rounds?" - "Six": the noun that the answer leaves out."""
    return tuple(Bit(b.text) for b in what.noun) if what.noun and part[-1].pos_ not in ("NOUN", "PROPN", "PRON") else ()


def with_parts(scene: Scene, clause: Clause, reply: Reply, parts: list[list[Token]]) -> Clause:
    """The clause with the pieces an answer adds, each in place of what it makes plain."""
    for part in parts or (reply.parts if reply.doer else []):
        fill = plainly(bits(scene, part))
        if is_time(scene, part):
            clause = clause.timed(fill)
        elif is_led(part):
            lead = part[0].lower_
            at = clause.vague("person") if lead in ("to", "from") else clause.vague("place")
            bare = clause.without({lead})
            if bare.rest == clause.rest and at is not None and (at == 0 or clause.rest[at - 1].text.lower() not in ("to", "from")):
                bare = clause.naming(at, ())
            clause = bare.with_phrase(fill)
        elif part[0].lower_ in ("twice", "once"):
            clause = clause.plus(fill)
        else:
            clause = _named(scene, clause, part)
    return clause


def _named(scene: Scene, clause: Clause, part: list[Token]) -> Clause:
    """The clause with a name in place of its "anyone" or "anything"."""
    fill = plainly(bits(scene, part))
    chosen = clause.choosing(fill)
    if chosen is not clause:
        return chosen
    person = next((t for t in part if scene.is_person(t)), None) is not None
    if person:
        if clause.subject and clause.subject[0].text.lower() in cues("answers")["vague"]["person"]:
            return clause.by(fill)
        at = clause.vague("person")
        return clause.naming(at, fill) if at is not None else clause
    at = clause.vague("thing")
    return clause.naming(at, fill) if at is not None else clause


def is_time(scene: Scene, part: list[Token]) -> bool:
    start, end = part[0].idx, part[-1].idx + len(part[-1])
    return any(m.start < end and start < m.end and m.end - m.start >= (end - start) * 0.4 for m in scene.timing.mentions)


def means_same(scene: Scene, clause: Clause, doer: list[Token]) -> bool:
    """Whether the doer an answer names is the one the question asked of: "Did Mr. Cole?" - "He did"."""
    subject = clause.subject
    if len(doer) == 1 and doer[0].lower_ in ("he", "she", "they", "it", "we") and not any(b.text.lower() in VAGUE for b in subject):
        return True
    if len(doer) == 1 and doer[0].lower_ == "i":
        return len(subject) == 1 and subject[0].text == "I"
    mine = next((scene.agent(t) for t in doer if scene.is_person(t)), None)
    theirs = next(
        (b.scene.agent(b.token) for b in subject if b.scene is not None and b.token is not None and b.scene.is_person(b.token)),
        None,
    )
    return mine is not None and mine is theirs
