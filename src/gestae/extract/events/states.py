"""States told with "to be" or by a noun: contents, presence, knowledge, injury, death, handling, meetings."""

import re
from collections.abc import Iterator

from gestae.extract.events.event import Event, Scene
from gestae.extract.grammar import Parts, Token, antecedent, child, children, is_negated, is_verb, lemma, preposition, surface_subject
from gestae.extract.items import goods
from gestae.extract.names.figures import fold
from gestae.extract.status import WH

EMPTY = frozenset("empty clear unloaded".split())
FULL = frozenset("loaded full hot live".split())
BODY = frozenset("arm leg wrist ankle collarbone rib finger hand nose hip foot shoulder back neck skull jaw eye head knee elbow pelvis thumb".split())
HARM = frozenset("broken fractured crushed injured hurt wounded burned burnt amputated severed dislocated bruised".split())
POSTURES = frozenset("stand sit wait lie be remain stay work kneel crouch stop".split())
AT = frozenset(("at", "in", "on", "inside", "by", "near", "next to", "beside", "behind", "outside", "with", "under", "around", "within"))
MIND = frozenset("time state pain shock trouble charge fact doubt way touch favour favor order condition line position hurry agreement dispute custody".split())
AWARE = frozenset(("aware", "unaware", "ignorant", "conscious"))
KNOW = frozenset("know see say tell remember recall hear notice guess recollect identify".split())


def events(scene: Scene) -> Iterator[Event]:
    """States of a block, in text order."""
    for token in scene.parsed.doc:
        if token.pos_ in ("ADJ", "VERB") and token.lower_ in EMPTY | FULL and child(token, "cop", "aux:pass") is not None:
            yield from _contents(scene, token)
        if token.lower_ in HARM or token.lower_ == "dead" or lemma(token) in ("hit", "strike"):
            yield from _harm(scene, token)
        if token.lower_ in ("worried", "concerned", "anxious") and child(token, "cop") is not None:
            yield from _worried(scene, token)
        if lemma(token) in AWARE:
            yield from _aware(scene, token)
        if is_verb(token) and lemma(token) in KNOW:
            yield from _ignorant(scene, token)
        if token.pos_ in ("NOUN", "PROPN", "ADV", "PRON") or is_verb(token):
            yield from _presence(scene, token)
        if token.pos_ == "NOUN":
            yield from _noun(scene, token)


def _contents(scene: Scene, token: Token) -> Iterator[Event]:
    """"the line was empty", "they were loaded"; "was loaded by" is a loading, not a state."""
    subject = child(token, "nsubj", "nsubj:pass")
    if subject is None or not scene.is_thing(antecedent(subject)):
        return
    if token.lower_ in FULL and (token.pos_ == "VERB" and token.lower_ == "loaded" and Parts(token).subj is not None):
        return
    thing = scene.item(antecedent(subject))
    if thing is None or thing.kind in ("document",) or token.lower_ in ("clear", "live", "hot", "full") and thing.kind not in ("firearm", "container", "equipment"):
        return
    content = "empty" if token.lower_ in EMPTY else token.lower_
    event = scene.event("contents", token, {"item": thing, "content": content})
    if event is not None:
        yield event


def _harm(scene: Scene, token: Token) -> Iterator[Event]:
    """"her collarbone is broken", "she was dead"."""
    if token.lower_ == "dead":
        subject = child(token, "nsubj") if child(token, "cop") is not None else None
        if subject is not None and scene.is_person(subject):
            yield from _one(scene, "death", token, {"agent": scene.agent(subject), "cause": None, "place": None})
        return
    subject = child(token, "nsubj:pass", "nsubj")
    if subject is None or lemma(subject) not in BODY or not (is_verb(token) or child(token, "cop") is not None) or token.lower_ not in HARM:
        return
    owner = child(subject, "nmod:poss")
    if owner is not None and scene.agent(owner) is not None:
        yield from _one(scene, "injury", token, {"agent": scene.agent(owner), "cause": f"{lemma(subject)} {token.lower_}", "place": None})


def _worried(scene: Scene, token: Token) -> Iterator[Event]:
    """"I was worried about the brakes", also as told to somebody."""
    subject = child(token, "nsubj")
    if subject is None or not scene.is_person(subject):
        return
    voice = scene.voice(token.idx)
    to = scene.agent(voice.innermost.to) if voice.innermost is not None and voice.innermost.to is not None else None
    text = scene.text(token) or ""
    event = scene.event("concern", token, {"agent": scene.agent(subject), "to": to, "subject": text.partition(" about ")[2] or text})
    if event is not None:
        if event.when is None and voice.innermost is not None and voice.innermost.cue is not None:
            event.when = scene.timing.of(voice.innermost.cue)
        if voice.innermost is not None and voice.innermost.cue is not None:
            event.start = min(event.start, scene.parsed.words(voice.innermost.cue).start)
        yield event


def _one(scene: Scene, kind: str, token: Token, roles: dict[str, object]) -> Iterator[Event]:
    event = scene.event(kind, token, roles)  # type: ignore[arg-type]
    if event is not None:
        yield event


def _aware(scene: Scene, token: Token) -> Iterator[Event]:
    subject = child(token, "nsubj") or surface_subject(token)
    if subject is None or not scene.is_person(subject):
        return
    known = child(token, "ccomp", "advcl:relcl", "advcl", "obl", "xcomp")
    aware = lemma(token) in ("aware", "conscious")
    if is_negated(token):
        aware = not aware
    event = scene.event("awareness", token, {"agent": scene.agent(subject), "of": _plain_words(scene, known), "aware": aware})
    if event is not None and event.modality not in ("asked",):
        event.polarity = "asserts"
        yield event


def _plain_words(scene: Scene, token: Token | None) -> str | None:
    text = scene.text(token)
    return text.removeprefix("that ").removeprefix("of ") if text else None


def _ignorant(scene: Scene, verb: Token) -> Iterator[Event]:
    """"I do not know who had put it there", "could not say", "did not see who she gave it to"."""
    if not is_negated(verb) or scene.asking:
        return
    subject = surface_subject(verb)
    if subject is None or not scene.is_person(subject) or subject.lower_ in ("you",):
        return
    name = lemma(verb)
    clause = child(verb, "ccomp", "xcomp")
    before = [t for t in verb.sent if t.lower_ in WH and t.i < verb.i and (t.head.i == verb.i or verb.is_ancestor(t))]
    question = clause is not None and any(t.lower_ in (*WH, "whether", "if") for t in clause.subtree) or bool(before)
    able = any(c.lower_ in ("can", "could", "ca") for c in children(verb, "aux"))
    after = [t for t in verb.children if t.i > verb.i and t.lower_ in WH]
    if name in ("say", "tell", "identify", "guess") and not able:
        return
    if name == "tell" and clause is None and not after:
        return
    if name in ("see", "hear", "notice") and clause is None and child(verb, "obj") is None and not after:
        return
    if name in ("remember", "recall") and not question:
        return
    known = clause if clause is not None else child(verb, "obj")
    words = _plain_words(scene, known)
    opener = next((t for t in verb.sent if not t.is_punct and not t.is_space), verb)
    if words is None and not before and opener.lower_ in WH and opener.i < subject.i:
        before = [opener]  # "Who told him to I honestly don't know"
    if words is None and before:
        words = " ".join(scene.parsed.text[before[0].idx : subject.left_edge.idx].split()).strip(" ,") or None
    if words is None and after:
        words = " ".join(t.text for t in after)
    if known is not None and known.lower_ in ("it", "that"):
        words = "it"
    event = scene.event("awareness", verb, {"agent": scene.agent(subject), "of": words, "aware": False})
    if event is None or event.modality in ("asked", "conditional"):
        return
    event.polarity, event.hedged = "asserts", False
    if before:
        start = scene.parsed.words(before[0]).start
        event.start = start if event.end - start < 380 else event.start
    yield event


def _presence(scene: Scene, token: Token) -> Iterator[Event]:
    """"I was in the office", "Vane was standing by the monitor"."""
    spot: Token | None
    if child(token, "cop") is not None and child(token, "case") is not None and preposition(token) in AT and token.pos_ in ("NOUN", "PROPN"):
        subject, spot, predicate = child(token, "nsubj"), token, token
    elif token.lower_ == "there" and child(token, "cop") is not None:
        subject, spot, predicate = child(token, "nsubj"), None, token
    elif is_verb(token) and lemma(token) in POSTURES and lemma(token) != "be":
        parts = Parts(token)
        spots = [n for p, n in parts.obliques.items() if p in AT and n.pos_ in ("NOUN", "PROPN", "PRON")]
        subject, spot, predicate = surface_subject(token), spots[0] if spots else None, token
        if spot is None:
            return
    else:
        return
    if subject is None or not scene.is_person(antecedent(subject)) or subject.lower_ in ("it", "that", "this"):
        return
    if spot is not None and (lemma(spot) in MIND or lemma(spot) in goods().abstract or spot.ent_type_ == "DATE"):
        return
    place = scene.items.place(spot, scene.parsed) if spot is not None else None
    for who in [antecedent(subject), *children(subject, "conj")]:
        agent = scene.agent(who)
        if agent is None:
            continue
        event = scene.event("presence", predicate, {"agent": agent, "place": place})
        if event is not None:
            event.confidence = 650
            yield event
    if spot is not None and preposition(spot) == "with":
        return
    with_ = next((c for c in [*children(token, "obl", "nmod")] if preposition(c) == "with" and scene.is_person(c)), None)
    if with_ is not None and spot is not None:
        yield from _one(scene, "presence", predicate, {"agent": scene.agent(with_), "place": place})


def _noun(scene: Scene, noun: Token) -> Iterator[Event]:
    """Events told by a noun: a death, the handling of a thing, a meeting."""
    name = lemma(noun)
    if name == "death" and noun.dep_ not in ("compound",):
        yield from _death(scene, noun)
    elif name in ("handling", "possession", "custody", "holding"):
        owner = child(noun, "nmod:poss")
        thing = next((c for c in children(noun, "nmod") if preposition(c) == "of"), None)
        if owner is not None and thing is not None and scene.is_thing(thing) and scene.agent(owner) is not None:
            yield from _one(scene, "holding", noun, {"holder": scene.agent(owner), "item": scene.item(thing)})
    elif name == "discharge" and noun.dep_ in ("obj", "nsubj", "obl") and scene.timing.of(noun) is not None:
        guns = [t for s, t, _ in scene.items.trail if s < scene.parsed.words(noun).start and t.kind == "firearm"]
        if guns:
            yield from _one(scene, "discharge", noun, {"item": guns[-1], "agent": None, "struck": None, "intended": None})
    elif name == "meeting":
        yield from _meeting(scene, noun)
    elif name == "pocket" or name in ("possession", "hand", "sight", "side"):
        yield from _never_left(scene, noun)
    elif name == "concern" and noun.dep_ == "obj" and lemma(noun.head) in ("have", "voice", "express"):
        subject = surface_subject(noun.head)
        about = next((c for c in children(noun, "nmod") if preposition(c) in ("about", "over", "with", "regarding")), None)
        if subject is not None and scene.is_person(subject):
            yield from _one(scene, "concern", noun.head, {"agent": scene.agent(subject), "to": None, "subject": scene.text(about)})


def _never_left(scene: Scene, noun: Token) -> Iterator[Event]:
    """"the key never left his pocket": he had it all along."""
    verb = noun.head
    owner = child(noun, "nmod:poss")
    thing = surface_subject(verb) if is_verb(verb) and lemma(verb) == "leave" and is_negated(verb) else None
    if thing is None or owner is None or not scene.is_thing(thing) or scene.agent(owner) is None:
        return
    event = scene.event("holding", verb, {"holder": scene.agent(owner), "item": scene.item(thing)})
    if event is not None:
        event.polarity = "asserts"
        yield event


def _death(scene: Scene, noun: Token) -> Iterator[Event]:
    """Told for the first time, or with a time or place; a bare "his death" later on repeats it."""
    owner = child(noun, "nmod:poss") or next((c for c in children(noun, "nmod") if preposition(c) == "of"), None)
    if owner is None or not scene.is_person(owner):
        return
    agent = scene.agent(owner)
    if agent is None or agent.kind != "person":
        return
    place = scene.place_after(noun)
    for c in [*noun.subtree, *(t for t in noun.head.children if t.i > noun.i)]:
        if c.dep_ in ("nmod", "obl") and preposition(c) in ("at", "in", "on", "inside") and c.pos_ in ("NOUN", "PROPN"):
            figure = scene.refer.cast.tokens.get((scene.parsed.number, c.i)) or next(
                (f for d in c.subtree if (f := scene.refer.cast.tokens.get((scene.parsed.number, d.i))) is not None and f.kind == "place"), None)
            place = place or (figure if figure is not None and figure.kind == "place" else None)
    when = scene.timing.of(noun)
    first = not getattr(agent, "told_dead", False)
    if not first and when is None and place is None:
        return
    if noun.sent.text.split() and any(t.dep_ in SUBJECT_OF_REPEAT and t.i == noun.i for t in [noun]) and not first and when is None:
        return
    agent.told_dead = True  # type: ignore[attr-defined]
    stands = scene.voice(noun.idx)
    start = scene.parsed.words(noun.left_edge).start
    end = scene.parsed.words(noun.right_edge).end
    tail = [t for t in noun.head.children if t.i > noun.i and t.dep_ in ("obl", "obl:unmarked", "nmod") ]
    for t in tail:
        stretch = scene.parsed.words(t.right_edge).end
        end = max(end, stretch) if stretch - start < 200 else end
    yield Event("death", start, end, {"agent": agent, "cause": None, "place": place}, by=stands.by, channel=stands.channel, when=when, token=noun)


SUBJECT_OF_REPEAT = ("nsubj", "nsubj:pass")


def _meeting(scene: Scene, noun: Token) -> Iterator[Event]:
    """"We are having a meeting on Thursday about the arbors", "that meeting was never held", "Safety meeting at 07:15"."""
    verb = noun.head
    there = noun.dep_ == "nsubj" and child(verb, "expl") is not None
    held = there or noun.dep_ in ("nsubj:pass", "obj") and lemma(verb) in ("hold", "have", "conduct", "call", "attend", "cancel")
    title = noun.dep_ == "ROOT" and child(noun, "cop") is None
    if not held and not title:
        return
    about = next((c for c in [*children(noun, "nmod"), *children(verb, "obl", "nmod")] if preposition(c) in ("about", "on", "regarding", "concerning") and lemma(c) not in DAYS), None)
    subject = scene.text(about)
    if subject is None:
        about_ = re.search(r"\babout (?:the |our |an? )?([\w' -]+?)[.,;]", scene.parsed.text[noun.idx : noun.sent.end_char + 1])
        subject = about_.group(1) if about_ else None
    if title:
        subject = _agenda(scene, noun) or subject
    if subject is None:
        subject = next((lemma(c) for c in children(noun, "compound", "amod") if lemma(c) not in ("next", "last", "first", "weekly", "daily", "general")), None)
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
    if held and event.modality == "asserted" and verb.tag_ in ("VBG", "VBP") and any(c.lower_ in ("are", "'re", "is", "am") for c in children(verb, "aux")) and event.when is not None:
        event.modality = "expected"
    yield event


def _agenda(scene: Scene, noun: Token) -> str | None:
    m = re.search(r"\bsubject: *([^\n]+?)(?:\.(?:\s|$)|$)", scene.parsed.text[noun.idx :], re.IGNORECASE)
    return m.group(1) if m else None


DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday time day morning".split())

