"""Verb frames: hand-overs, movements, loading, inspection, discharge, death, injury. The frames are rules/cues/events.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gestae.extract.events import nominals
from gestae.extract.events.details import add_details, denied_twin
from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.events.fillers import AGENTS, fill, is_load, is_open
from gestae.extract.events.handovers import handovers
from gestae.extract.grammar import Token, child, children, is_verb, lemma, linear
from gestae.extract.items import Thing
from gestae.extract.parts import Parts
from gestae.extract.speech.quotes import quotes
from gestae.rules import cues

MOVES = frozenset(["set_down", "pick_up", "storing", "taking_out", "holding"])


@dataclass(frozen=True)
class Frame:
    """One way in which verbs tell a kind of event.

    ``check`` maps a role to the sort of word wanted there: person, store, surface, firearm, followed, machine, container, thing;
    ``among`` to the words that it must be one of. ``with_``: one of these words completes the verb ("pronounced dead").
    ``alone``: the verb has no object. ``clause``: it governs a whole sentence.
    """

    kind: str
    particles: tuple[str, ...]
    roles: dict[str, str]
    need: tuple[str, ...]
    check: dict[str, str]
    obj: frozenset[str]
    quoted: bool
    content_of: tuple[str, ...]
    among: dict[str, frozenset[str]]
    with_: frozenset[str]
    alone: bool
    clause: bool


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Frames by verb, in the order of the file."""
    table: dict[str, list[Frame]] = {}
    for raw in cues("events")["frames"]:
        check = {k: v for k, v in raw.items() if k in AGENTS | {"item", "place"} and isinstance(v, str)}
        obj = frozenset(raw["obj"]) if isinstance(raw.get("obj"), list) else frozenset()
        one = Frame(
            raw["kind"],
            tuple(raw.get("particles", ())),
            raw["roles"],
            tuple(raw.get("need", ())),
            check,
            obj,
            bool(raw.get("quoted")),
            tuple(raw.get("content_of", ())),
            {role: frozenset(raw[role]) for role in raw["roles"] if isinstance(raw.get(role), list)},
            frozenset(raw.get("with", ())),
            bool(raw.get("alone")),
            bool(raw.get("clause")),
        )
        for verb in raw["verbs"]:
            table.setdefault(verb, []).append(one)
    return {verb: tuple(found) for verb, found in table.items()}


def events(scene: Scene) -> Iterator[Event]:
    """Events that a block's verbs and nouns tell."""
    for token in scene.parsed.doc:
        passed = list(handovers(scene, token))
        yield from passed
        if passed or not is_verb(token) or token.dep_ in ("amod", "compound", "fixed", "case", "aux", "aux:pass", "cop"):
            continue
        told = frames().get(lemma(token), ())
        if not told:
            continue
        parts = Parts(token)
        for frame in told:
            made = list(_fill(scene, parts, frame))
            yield from made
            if made:
                break
    yield from nominals.events(scene)


def _fill(scene: Scene, parts: Parts, frame: Frame) -> Iterator[Event]:
    verb = parts.verb
    particle = parts.particle or "-"
    if frame.particles and particle not in frame.particles:
        return
    if (
        not frame.particles
        and particle not in ("-", *(p for slot in frame.roles.values() for p in slot.split("|")))
        and frame.kind not in ("taking_out", "storing", "inspection")
    ):
        return
    if frame.quoted:
        yield from _announcement(scene, verb, parts)
        return
    found = {role: parts.slot(slot) for role, slot in frame.roles.items()}
    _mend(scene, verb, parts, frame, found)
    if frame.obj and (parts.obj is None or lemma(parts.obj) not in frame.obj):
        return
    if any((word := found.get(role)) is None or lemma(word) not in words for role, words in frame.among.items()):
        return
    if frame.clause and child(verb, "ccomp") is None:
        return
    if frame.alone and (parts.obj is not None or parts.clause is not None):
        return
    if frame.with_ and not any(c.lower_ in frame.with_ for c in children(verb, "xcomp", "amod", "obj", "obl")):
        return
    roles: dict[str, Meant] = {}
    for role, token in found.items():
        value = fill(scene, role, token, frame.kind, frame.check)
        if value is False:
            return
        roles[role] = value
    there = frame.kind == "set_down" and any(c.lower_ == "there" for c in verb.children)
    needed = [role for role in frame.need if roles.get(role) is None and not (there and role == "place")]
    if any(not is_open(frame.kind, role, found.get(role)) for role in needed):
        return
    if frame.content_of and not is_load(found.get("content"), frame.content_of):
        return
    meant = [id(v) for v in roles.values() if v is not None and not isinstance(v, str)]
    if len(set(meant)) < len(meant):
        return  # nobody hands a thing to himself
    for each in _each(scene, found, roles, frame):
        event = scene.event(frame.kind, verb, each)
        if event is not None:
            add_details(scene, verb, event, found.get("item"))
            if isinstance(thing := event.roles.get("item"), Thing) and frame.kind in MOVES:
                thing.is_followed = True
            yield event
            yield from denied_twin(scene, verb, event)


def _mend(scene: Scene, verb: Token, parts: Parts, frame: Frame, found: dict[str, Token | None]) -> None:
    """Fill from the line of words what the parse left empty: the subject right before, a place after "out of"."""
    doer = next((r for r, s in frame.roles.items() if s == "subj"), None)
    if doer is not None and found[doer] is None and not parts.passive and doer in AGENTS:
        found[doer] = scene.subject_before(verb)
    if parts.passive and verb.dep_ == "conj" and child(verb, "nsubj:pass", "nsubj") is None:
        hurt = next((r for r, s in frame.roles.items() if s == "obj"), None)
        near = scene.subject_before(verb)
        if hurt in AGENTS and near is not None:
            found[hurt] = near
    if frame.kind == "injury" and frame.obj and parts.obj is not None and (owner := child(parts.obj, "nmod:poss")) is not None:
        found["agent"] = owner  # "the panel came down and broke his leg"
    place = frame.roles.get("place")
    if place and found.get("place") is None and "place" in frame.need:
        found["place"] = next((t for p in place.split("|") if (t := linear(verb, p)) is not None), None)


def _each(scene: Scene, found: dict[str, Token | None], roles: dict[str, Meant], frame: Frame) -> Iterator[dict[str, Meant]]:
    """One set of roles for each thing or person in a list: a role holds one."""
    yield roles
    for role in ("item", "agent", "holder", "to", "struck"):
        token = found.get(role)
        if token is None or role not in roles:
            continue
        for other in children(token, "conj"):
            value = fill(scene, role, other, frame.kind, frame.check)
            if value not in (None, False) and value is not roles[role]:
                yield {**roles, role: value}


def _announcement(scene: Scene, verb: Token, parts: Parts) -> Iterator[Event]:
    """A call with its words: "she called out “Cold gun”"; without quoted words it is no announcement."""
    copy = scene.parsed.text
    speaker = parts.subj
    if speaker is None or not scene.is_person(speaker):
        return
    near = [q for q in quotes(copy) if 0 <= q.start - verb.idx < 60]
    if not near:
        return
    quote = near[0]
    between = [c for c in (parts.obj, child(verb, "ccomp")) if c is not None and verb.idx < c.idx < quote.start]
    if between:
        return  # "called the plan “dangerous”" calls it so
    own = next((a for a in scene.speech if a.cue is not None and a.cue.i == verb.i), None)
    event = scene.event(
        "announcement",
        verb,
        {"agent": scene.agent(speaker), "words": copy[quote.inner_start : quote.inner_end].strip(" .,!"), "item": None},
        own,
    )
    if event is None:
        return
    first = scene.parsed.words(min((t for t in (speaker.left_edge, verb)), key=lambda t: t.i)).start
    event.start, event.end = first if abs(first - event.start) < 200 else event.start, scene.parsed.span(quote.start, quote.end).end
    event.start = min(event.start, event.end - 1)
    yield event
