"""Steps of a proceeding: requested, declined, subpoenaed, ordered, granted, held. The frames are rules/cues/steps.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.events.matters import is_process, matter, matters
from gestae.extract.events.step_idioms import court, expected, nominal, ongoing, subpoenaed, will_not, would_you
from gestae.extract.grammar import Token, child, children, is_negated, is_verb, lemma, opening, preposition
from gestae.extract.names.figures import Figure, fold
from gestae.extract.parts import Parts
from gestae.rules import cues

AUTHORITY = frozenset(cues("steps")["authorities"])
COUNTS = {"twice": 2, "once": 1, "both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "thrice": 3, "one": 1}


@dataclass(frozen=True)
class StepFrame:
    """How verbs tell an act: the objects it needs, where its target and matter stand, whether only an authority does it."""

    act: str
    particles: tuple[str, ...]
    obj: frozenset[str]
    target: str
    matter: str
    authority: bool


@cache
def frames() -> dict[str, tuple[StepFrame, ...]]:
    """Frames by verb, in the order of the file."""
    table: dict[str, list[StepFrame]] = {}
    for raw in cues("steps")["frames"]:
        one = StepFrame(
            raw["act"],
            tuple(raw.get("particles", ())),
            frozenset(raw.get("obj", ())),
            raw.get("target", ""),
            raw.get("matter", ""),
            raw.get("actor") == "authority",
        )
        for verb in raw["verbs"]:
            table.setdefault(verb, []).append(one)
    return {verb: tuple(found) for verb, found in table.items()}


def events(scene: Scene) -> Iterator[Event]:
    """Steps of a block's verbs, in text order."""
    for token in scene.parsed.doc:
        if not is_verb(token) or token.dep_ in ("amod", "compound", "fixed", "case", "aux", "aux:pass", "cop"):
            if token.lower_ == "ongoing" and child(token, "nsubj") is not None:
                yield from ongoing(scene, token)
            if token.pos_ == "NOUN":
                yield from nominal(scene, token)
            if token.lower_ == "subpoenaed":
                yield from subpoenaed(scene, token)
            continue
        if lemma(token) in ("expect", "say", "due") and child(token, "xcomp") is not None:
            yield from expected(scene, token)
        yield from will_not(scene, token)
        yield from would_you(scene, token)
        for frame in frames().get(lemma(token), ()):
            made = list(_fill(scene, token, frame))
            yield from made
            if made:
                break


def _fill(scene: Scene, verb: Token, frame: StepFrame) -> Iterator[Event]:
    parts = Parts(verb)
    if frame.particles and parts.particle not in frame.particles:
        return
    back = _pointed_at(scene, parts.obj, frame) if frame.obj else None
    if frame.obj and back is None and (parts.obj is None or not (lemma(parts.obj) in frame.obj or _inside(parts.obj, frame.obj))):
        return
    if (
        not frame.obj
        and parts.obj is None
        and parts.iobj is None
        and parts.clause is None
        and frame.act not in ("cooperate", "agree", "decline", "contest", "petition")
        and not any(parts.slot(name) is not None for name in frame.matter.split("|") if name in ("for", "about"))
    ):
        return
    actor = (
        scene.agent(parts.subj) if parts.subj is not None and (scene.is_person(parts.subj) or parts.subj.lower_ == "it") else None
    )
    if actor is None and parts.subj is None and not parts.passive and (near := scene.subject_before(verb)) is not None:
        actor = scene.agent(near)
    if parts.subj is not None and actor is None and parts.subj.pos_ != "PRON" and not frame.obj:
        return
    if frame.authority and not _is_authority(parts.subj, actor):
        return
    target = _target(scene, parts, frame)
    about = back or _matter(scene, parts, frame)
    if frame.act == "request" and target is not None and {"court", "tribunal", "judge"} & {*target.words, *target.titles}:
        frame = replace(frame, act="petition")  # what is asked of a court is petitioned
    if (
        frame.act == "hold"
        and frame.matter == "=interview"
        and (
            target is None
            or (lemma(verb) == "question" and not parts.passive)
            or (verb.dep_ == "xcomp" and lemma(verb.head) in ("want", "seek", "wish", "ask"))
        )
    ):
        return
    if (
        frame.act == "hold"
        and parts.passive
        and is_negated(verb)
        and any(t.lower_ in ("will", "wo", "would") for t in children(verb, "aux"))
    ):
        return
    if (
        about is not None
        and frame.act in ("decline", "agree")
        and set(fold(about))
        <= {
            "both",
            "times",
            "time",
            "twice",
            "occasions",
            "all",
            "requests",
            "request",
            "two",
            "three",
            "the",
            "invitations",
            "each",
        }
    ):
        about = scene.last_matter()
    if frame.act in ("request", "agree", "decline", "order") and not is_process(frame.act, about, parts):
        return
    if frame.act == "request" and target is None and lemma(verb) != "seek" and not _inquires(parts.subj, actor):
        return
    if lemma(verb) == "participate" and about not in matters().values() and "fully" not in {t.lower_ for t in verb.children}:
        return
    if about is None and frame.act not in ("cooperate", "agree", "decline", "charge", "cite"):
        return
    if frame.act == "petition" and parts.obj is None and parts.clause is None and about not in matters().values():
        return  # "applied for a job"
    if frame.act == "order" and target is None and parts.clause is not None and _shall(parts.clause):
        return  # "ORDERED that she shall appear": the "shall" tells it
    if frame.act == "order" and target is None and about in ("motion", "petition", "subpoena"):
        return  # "ORDERED that the motion is granted" grants it
    if frame.act == "cite":
        about = "citation"
        if target is None and not frame.obj:
            return
    if about is None and frame.act == "decline":
        about = scene.last_matter()
    if about is None and frame.act == "decline":
        return
    if frame.act == "charge" and not frame.obj:
        about = "charges"
    roles: dict[str, Meant] = {"act": frame.act, "actor": actor, "target": target, "matter": about}
    event = scene.event("step", verb, roles)
    if event is None:
        return
    if frame.act in ("decline", "request"):
        roles["reason"], roles["count"] = _reason(scene, verb), _count(verb)
    if frame.act == "schedule" and parts.passive and actor is None and event.modality == "asserted":
        event.modality = "expected"
    if frame.act == "order" and event.modality == "ordered":
        event.modality = "asserted"
    if frame.act == "cooperate" and event.modality == "expected":
        roles["act"] = "agree"
    if scene.genre == "order" and event.by is None and frame.act in ("grant", "deny", "quash") and actor is None:
        roles["actor"] = court(scene)
        event.when = event.when or scene.written
    scene.matters.append(str(about))
    yield event
    yield from _again(scene, verb, frame, event)


def _pointed_at(scene: Scene, obj: Token | None, frame: StepFrame) -> str | None:
    """ "It was served on her": the paper last told of, where that is one that the frame is about."""
    if obj is None or obj.lower_ not in ("it", "which", "that", "this", "they", "these"):
        return None
    last = scene.last_matter()
    if last is not None and last.split()[-1].removesuffix("s") in frame.obj:
        return last
    before = (t for t in reversed(obj.doc[max(0, obj.i - 30) : obj.i]) if t.pos_ == "NOUN" and lemma(t) in frame.obj)
    return next((matter(scene, t) for t in before), None)


def _inquires(token: Token | None, actor: Figure | None) -> bool:
    """Whether the one who asks is a body, or somebody with power to ask."""
    return actor is not None and (actor.kind == "organisation" or _is_authority(token, actor))


def _shall(clause: Token) -> bool:
    return any(c.lower_ == "shall" for c in children(clause, "aux"))


def _inside(obj: Token, words: frozenset[str]) -> bool:
    """Whether one of the words stands within the object: "an interview request"."""
    return any(lemma(c) in words and c.dep_ in ("compound", "nmod") and preposition(c) in (None, "of", "for") for c in obj.children)


def _is_authority(token: Token | None, actor: Figure | None) -> bool:
    if token is None:
        return True
    words = {lemma(token)}
    if actor is not None:
        words |= {*actor.words, *(w for t in actor.titles for w in fold(t))}
    return bool(words & AUTHORITY)


def _target(scene: Scene, parts: Parts, frame: StepFrame) -> Figure | None:
    """Whom the step is for: the filler of the frame's slots, else somebody named within the object."""
    for slot in frame.target.split("|") if frame.target else ():
        for token in (parts.slot(slot), *(t for name, t in parts.every if name == slot)):
            if token is not None and scene.is_person(token):
                return scene.agent(token)
            part = child(token, "nmod") if token is not None and token.pos_ == "NUM" else None
            if part is not None and scene.is_person(part):
                return scene.agent(part)  # "three of our managers"
    if frame.obj and parts.obj is not None:
        for c in parts.obj.subtree:
            if (
                c.dep_ == "nmod:poss"
                and scene.is_person(c)
                and c.head.i != parts.obj.i
                and matters().get(lemma(c.head)) == "interview"
            ):
                return scene.agent(c)
            if (
                c.dep_ == "nmod"
                and preposition(c) in ("with", "of", "to", "against")
                and c.head.i == parts.obj.i
                and scene.is_person(c)
            ):
                return scene.agent(c)
    return None


def _matter(scene: Scene, parts: Parts, frame: StepFrame) -> str | None:
    """What the step is about: fixed by the frame ("=interview"), or the first of its slots that says it."""
    if frame.matter.startswith("="):
        return frame.matter[1:]
    for slot in frame.matter.split("|"):
        if slot.startswith("="):
            return slot[1:]
        if slot == "clause":
            clause = parts.clause
            if clause is not None:
                found = matter(scene, clause)
                if found is not None:
                    return found
            continue
        token = parts.slot("obj") if slot in ("obj", "obj2") else parts.slot(slot)
        if token is None and slot not in ("obj", "obj2", "iobj"):
            token = next(
                (
                    c
                    for o in (parts.obj, parts.iobj)
                    if o is not None
                    for c in o.children
                    if c.dep_ == "nmod" and preposition(c) == slot
                ),
                None,
            )
        if token is not None and not (scene.is_person(token) and slot in ("obj", "obj2")):
            if frame.act == "subpoena" and slot == "obj":
                inner = next((c for c in token.subtree if matters().get(c.lower_) == "interview"), None)
                if inner is not None:
                    return "interview"
            if frame.act == "grant":
                inner = next(
                    (
                        c
                        for c in [
                            *(g for g in token.children if g.dep_ == "nmod" and preposition(g) == "for"),
                            token,
                            *token.children,
                        ]
                        if matters().get(lemma(c)) in ("subpoena", "petition")
                    ),
                    None,
                )
                if inner is not None:
                    return matters()[lemma(inner)]
            asked = next((c for c in children(token, "nmod") if preposition(c) == "for"), None)
            if asked is not None and frame.act in ("deny", "grant") and lemma(token) == "request":
                return scene.core(asked)
            found = matter(scene, token)
            if found is not None:
                return found
    return None


def _reason(scene: Scene, verb: Token) -> str | None:
    """The reason given for asking or declining, in its words."""
    for c in verb.children:
        if c.dep_ in ("advcl", "xcomp") and lemma(c) in ("cite", "give", "invoke") and child(c, "obj") is not None:
            return scene.text(child(c, "obj"))
        if c.dep_ == "advcl" and opening(c) in ("because", "while", "as", "since", "until"):
            return scene.text(c)
        if c.dep_.startswith("obl") and preposition(c) in ("because of", "because", "due to", "owing to", "on"):
            return scene.text(c) if preposition(c) != "on" or "advice" in c.sent.text else None
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp"):
            return _reason(scene, c)
    return None


def _count(verb: Token) -> int | None:
    """How many times: "twice", "on three occasions"."""
    for c in verb.subtree:
        if verb.i not in (c.head.i, c.head.head.i):
            continue
        if c.lower_ in ("twice", "thrice"):
            return COUNTS[c.lower_]
        if c.lower_ in ("times", "time", "occasions", "requests", "invitations"):
            for n in c.children:
                if n.lower_ in COUNTS:
                    return COUNTS[n.lower_]
                if n.text.isdigit():
                    return int(n.text)
    return None


def _again(scene: Scene, verb: Token, frame: StepFrame, event: Event) -> Iterator[Event]:
    """ "on February 9 and again on March 1": the second time is a second step."""
    if frame.act not in ("request", "serve", "decline") or event.when is None:
        return
    text = scene.parsed.text
    others = [(m, h) for m, h in scene.timing.heads if h is not None and h.sent.start == verb.sent.start and m.when() != event.when]
    again = re.compile(r"\band (?:then )?(?:once )?again (?:on |in |at )?$")
    if others and any(again.search(text[: m.start]) for m, _ in scene.timing.heads if m.when() == event.when):
        first = others[0][0].when()
        others, event.when = [(m, h) for m, h in scene.timing.heads if m.when() == event.when], first
    for mention, _ in others:
        if again.search(text[: mention.start]):
            yield replace(event, when=mention.when(), roles=dict(event.roles))
