"""Steps of a proceeding: requested, declined, subpoenaed, ordered, granted, held. The frames are rules/cues/steps.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
import re

from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.grammar import Parts, Token, child, children, is_negated, is_verb, lemma, preposition
from gestae.extract.names.figures import Figure, fold
from gestae.rules import cues

AUTHORITY = frozenset("court judge magistrate justice tribunal bureau agency department office board commission authority coroner sheriff inspector state police regulator osha commissioner secretary".split())
COUNTS = {"twice": 2, "once": 1, "both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "thrice": 3, "one": 1}


@dataclass(frozen=True)
class StepFrame:
    act: str
    particles: tuple[str, ...]
    obj: frozenset[str]
    target: str
    matter: str
    authority: bool


@cache
def frames() -> dict[str, tuple[StepFrame, ...]]:
    table: dict[str, list[StepFrame]] = {}
    for raw in cues("steps")["frames"]:
        one = StepFrame(raw["act"], tuple(raw.get("particles", ())), frozenset(raw.get("obj", ())), raw.get("target", ""), raw.get("matter", ""), raw.get("actor") == "authority")
        for verb in raw["verbs"]:
            table.setdefault(verb, []).append(one)
    return {verb: tuple(found) for verb, found in table.items()}


@cache
def matters() -> dict[str, str]:
    return {word: group[0] for group in cues("steps")["matters"] for word in group}


def matter(scene: Scene, token: Token | None) -> str | None:
    """What a step is about, in the words of the field where they are known ("to be interviewed" is an interview)."""
    if token is None:
        return None
    words = [t for t in token.subtree if not t.is_punct]
    for t in [token, *words]:
        known = matters().get(t.lower_) or matters().get(lemma(t))
        if known == "motion to quash" and "quash" not in {w.lower_ for w in words}:
            known = "motion"
        if known is not None and (t.i == token.i or known in ("interview", "subpoena") or is_verb(token)):
            return known
    if token.lower_ in ("which", "that") and token.head.dep_ == "acl:relcl":
        return matter(scene, token.head.head)
    if token.pos_ == "PRON" and token.lower_ in ("it", "them", "that", "this"):
        thing = scene.item(token)
        return thing.label if thing is not None else scene.last_matter()
    if is_verb(token):
        obj = child(token, "obj", "obl")
        if obj is not None and obj.pos_ == "PRON":
            return matter(scene, obj)
        return matter(scene, obj) if obj is not None and obj.pos_ == "NOUN" else scene.text(token)
    return scene.core(token) if token.pos_ in ("NOUN", "PROPN") else None


def events(scene: Scene) -> Iterator[Event]:
    """Steps of a block's verbs, in text order."""
    for token in scene.parsed.doc:
        if not is_verb(token) or token.dep_ in ("amod", "compound", "fixed", "case", "aux", "aux:pass", "cop"):
            if token.lower_ == "ongoing" and child(token, "nsubj") is not None:
                yield from _ongoing(scene, token)
            if token.pos_ == "NOUN":
                yield from _nominal(scene, token)
            continue
        if lemma(token) in ("expect", "say", "due") and child(token, "xcomp") is not None:
            yield from _expected(scene, token)
        yield from _will_not(scene, token)
        yield from _would_you(scene, token)
        for frame in frames().get(lemma(token), ()):
            made = list(_fill(scene, token, frame))
            yield from made
            if made:
                break


def _fill(scene: Scene, verb: Token, frame: StepFrame) -> Iterator[Event]:
    parts = Parts(verb)
    if frame.particles and parts.particle not in frame.particles:
        return
    if frame.obj and (parts.obj is None or not (lemma(parts.obj) in frame.obj or _inside(parts.obj, frame.obj))):
        return
    if not frame.obj and parts.obj is None and parts.iobj is None and parts.clause is None and frame.act not in ("cooperate", "agree", "decline", "contest"):
        return
    actor = scene.agent(parts.subj) if parts.subj is not None and (scene.is_person(parts.subj) or parts.subj.lower_ == "it") else None
    if actor is None and parts.subj is None and not parts.passive and (near := scene.subject_before(verb)) is not None:
        actor = scene.agent(near)
    if parts.subj is not None and actor is None and parts.subj.pos_ != "PRON" and not frame.obj:
        return
    if frame.authority and not _is_authority(scene, parts.subj, actor):
        return
    target = _target(scene, parts, frame)
    about = _matter(scene, parts, frame, verb)
    if frame.act == "hold" and frame.matter == "=interview" and (target is None or lemma(verb) == "question" and not parts.passive):
        return
    if about is not None and frame.act in ("decline", "agree") and set(fold(about)) <= {"both", "times", "time", "twice", "occasions", "all"}:
        about = scene.last_matter()
    if frame.act in ("request", "agree", "decline", "order") and not _is_process(frame.act, about, parts):
        return
    if frame.act in ("request",) and target is None and lemma(verb) != "seek":
        return
    if about is None and frame.act not in ("cooperate", "agree", "decline", "charge", "cite"):
        return
    if frame.act == "cite":
        about = "citation"
        if target is None and not frame.obj:
            return
    if about is None and frame.act == "decline":
        about = scene.last_matter()
        if about is None:
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
        roles["actor"] = _court(scene)
        event.when = event.when or scene.written
    scene.matters.append(str(about))
    yield event
    for again in _again(scene, verb, frame, event):
        yield again


def _inside(obj: Token, words: frozenset[str]) -> bool:
    return any(lemma(c) in words and c.dep_ in ("compound", "nmod") and preposition(c) in (None, "of", "for") for c in obj.children)


def _is_authority(scene: Scene, token: Token | None, actor: Figure | None) -> bool:
    if token is None:
        return True
    words = {lemma(token), *(w for w in (actor.words if actor else ())), *(w for t in (actor.titles if actor else ()) for w in fold(t))}
    return bool(words & AUTHORITY)


def _target(scene: Scene, parts: Parts, frame: StepFrame) -> Figure | None:
    for slot in frame.target.split("|") if frame.target else ():
        token = parts.slot(slot)
        if token is not None and scene.is_person(token):
            return scene.agent(token)
    if frame.obj and parts.obj is not None:
        for c in parts.obj.subtree:
            if c.dep_ == "nmod:poss" and scene.is_person(c) and c.head.i != parts.obj.i and matters().get(lemma(c.head)) == "interview":
                return scene.agent(c)
            if c.dep_ == "nmod" and preposition(c) in ("with", "of", "to", "against") and scene.is_person(c):
                return scene.agent(c)
    return None


def _matter(scene: Scene, parts: Parts, frame: StepFrame, verb: Token) -> str | None:
    if frame.matter.startswith("="):
        return frame.matter[1:]
    for slot in frame.matter.split("|"):
        if slot == "clause":
            clause = parts.clause
            if clause is not None:
                found = matter(scene, clause)
                if found is not None:
                    return found
            continue
        token = parts.slot("obj") if slot in ("obj", "obj2") else parts.slot(slot)
        if token is None and slot not in ("obj", "obj2", "iobj"):
            token = next((c for o in (parts.obj, parts.iobj) if o is not None for c in o.children if c.dep_ == "nmod" and preposition(c) == slot), None)
        if token is not None and not (scene.is_person(token) and slot in ("obj", "obj2")):
            if frame.act in ("subpoena", "grant") and slot == "obj" and frame.act == "subpoena":
                inner = next((c for c in token.subtree if matters().get(c.lower_) == "interview"), None)
                if inner is not None:
                    return "interview"
            if frame.act == "grant":
                inner = next((c for c in [*(g for g in token.children if g.dep_ == "nmod" and preposition(g) == "for"), token, *token.children] if matters().get(lemma(c)) in ("subpoena", "petition")), None)
                if inner is not None:
                    return matters()[lemma(inner)]
            if frame.act in ("deny", "grant") and lemma(token) == "request" and child(token, "nmod") is not None:
                return scene.core(child(token, "nmod"))
            found = matter(scene, token)
            if found is not None:
                return found
    return None


def _is_process(act: str, about: str | None, parts: Parts) -> bool:
    """Whether what is asked, agreed or declined belongs to an inquiry: everyday requests are no steps."""
    if about is None:
        return act == "decline" and any(m in parts.verb.sent.text.lower() for m in ("counsel", "lawyer", "attorney", "solicitor", "interview"))
    if about in matters().values():
        return True
    words = set(fold(about))
    papers = {"sheet", "sheets", "record", "records", "document", "documents", "permit", "message", "messages", "footage", "log", "logs", "statement", "evidence", "email", "emails", "recording", "interview", "appear", "meet", "files", "copies"}
    return bool(words & papers) or act == "order" or act == "agree" and lemma(parts.verb) == "comply"


def _reason(scene: Scene, verb: Token) -> str | None:
    for c in verb.children:
        if c.dep_ in ("advcl", "xcomp") and lemma(c) in ("cite", "give", "invoke") and child(c, "obj") is not None:
            return scene.text(child(c, "obj"))
        if c.dep_ == "advcl" and child(c, "mark") is not None and child(c, "mark").lower_ in ("because", "while", "as", "since", "until"):
            return scene.text(c)
        if c.dep_.startswith("obl") and preposition(c) in ("because of", "because", "due to", "owing to", "on"):
            return scene.text(c) if preposition(c) != "on" or "advice" in c.sent.text else None
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp"):
            return _reason(scene, c)
    return None


def _count(verb: Token) -> int | None:
    for c in verb.subtree:
        if c.head.i != verb.i and c.head.head.i != verb.i:
            continue
        if c.lower_ in ("twice", "thrice"):
            return COUNTS[c.lower_]
        if c.lower_ in ("times", "time", "occasions") :
            for n in c.children:
                if n.lower_ in COUNTS:
                    return COUNTS[n.lower_]
                if n.text.isdigit():
                    return int(n.text)
    return None


def _again(scene: Scene, verb: Token, frame: StepFrame, event: Event) -> Iterator[Event]:
    """"on February 9 and again on March 1": the second time is a second step."""
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
            yield Event(**{**event.__dict__, "when": mention.when(), "roles": dict(event.roles)})


def _ongoing(scene: Scene, token: Token) -> Iterator[Event]:
    subject = child(token, "nsubj")
    about = _investigation(scene, subject)
    if about is not None:
        event = scene.event("step", token, {"act": "continue", "actor": None, "target": None, "matter": about})
        if event is not None:
            yield event


def _investigation(scene: Scene, subject: Token | None) -> str | None:
    """The inquiry a subject names, also where the parser took its object for the subject."""
    if subject is None:
        return None
    for t in [subject, *subject.subtree, *(c for c in subject.head.children if c.dep_.startswith("nsubj"))]:
        if matters().get(lemma(t)) in ("investigation", "inspection", "hearing"):
            return matters()[lemma(t)]
    return None


def _expected(scene: Scene, verb: Token) -> Iterator[Event]:
    """"The investigation is expected to take weeks to complete"."""
    goal = child(verb, "xcomp")
    about = _investigation(scene, child(verb, "nsubj:pass", "nsubj"))
    if about is None or not any(lemma(t) in ("complete", "finish", "conclude", "end") for t in goal.subtree):
        return
    event = scene.event("step", verb, {"act": "complete", "actor": None, "target": None, "matter": about})
    if event is not None:
        event.modality = "expected"
        yield event


def _will_not(scene: Scene, verb: Token) -> Iterator[Event]:
    """"he will not give an interview" declines it; "will give evidence" agrees; "shall appear for an interview" is ordered."""
    auxes = {c.lower_ for c in children(verb, "aux")}
    parts = Parts(verb)
    about = None
    for token in (parts.obj, parts.slot("for|at|to"), verb):
        if token is not None and (matters().get(lemma(token)) or matters().get(token.lower_)) in ("interview",):
            about = "interview"
    name = lemma(verb)
    if "shall" in auxes and parts.subj is not None or name == "shall":
        yield from _shall(scene, verb, parts)
        return
    speaking = name in ("give", "attend", "sit", "grant", "do", "appear", "testify", "submit", "answer", "interview", "speak", "meet")
    if about is None and name in ("speak", "meet", "talk") and parts.slot("with|to") is not None and {lemma(t) for t in parts.slot("with|to").subtree} & {
        "investigator", "inspector", "police", "bureau", "agency", "detective", "regulator", "official"}:
        about = "interview"
    if not speaking or about is None or not auxes & {"will", "wo", "'ll", "would"} or parts.subj is None or not scene.is_person(parts.subj):
        return
    act = "decline" if is_negated(verb) else "agree"
    event = scene.event("step", verb, {"act": act, "actor": scene.agent(parts.subj), "target": None, "matter": about})
    if event is not None:
        event.polarity, event.modality = "asserts", "asserted" if act == "decline" else "expected"
        yield event


def _would_you(scene: Scene, verb: Token) -> Iterator[Event]:
    """"Will you give us the text messages?": an interviewer's request for papers."""
    parts = Parts(verb)
    opener = next((t for t in verb.sent if not t.is_space and not t.is_punct), verb)
    if not scene.asking or lemma(verb) not in PROVIDE or opener.lower_ not in ("will", "would", "can", "could", "please") or parts.obj is None:
        return
    about = matter(scene, parts.obj)
    if about is None or not _is_process("request", about, parts):
        return
    start, end = scene.stretch(verb)
    target = scene.refer.second_person(scene.parsed, verb.idx)
    scene.matters.append(about)
    yield Event("step", start, end, {"act": "request", "actor": scene.refer.author(scene.parsed.number), "target": target, "matter": about}, token=verb)


PROVIDE = frozenset("give send provide produce show let hand share".split())


def _shall(scene: Scene, verb: Token, parts: Parts) -> Iterator[Event]:
    """A court's "shall": an order to do it by a day; to appear for an interview is an interview ordered, too."""
    target = scene.agent(parts.subj) if scene.is_person(parts.subj) else None
    if target is None or is_negated(verb):
        return
    about = None
    if any(matters().get(t.lower_) == "interview" for t in verb.subtree):
        about = "interview"
    for token in (parts.obj, parts.slot("for|at|to")):
        about = about or (matter(scene, token) if token is not None else None)
    if about is None:
        return
    judge = _court(scene)
    conditional = any(c.dep_ == "advcl" and child(c, "mark") is not None and child(c, "mark").lower_ == "if" for c in verb.children)
    roles: dict[str, Meant] = {"act": "order", "actor": judge, "target": target, "matter": about}
    event = scene.event("step", verb, roles)
    if event is None:
        return
    event.modality = "conditional" if conditional else "asserted"
    yield event
    if about == "interview" and not conditional:
        yield Event(**{**event.__dict__, "roles": {"act": "hold", "actor": None, "target": target, "matter": about}, "modality": "ordered"})


def _court(scene: Scene) -> Figure | None:
    judges = [f for f in scene.refer.cast.figures if any({"judge", "justice", "magistrate"} & set(fold(t)) for t in f.titles)]
    judges += [j.figure for j in scene.refer.jobs if {"judge", "justice", "magistrate"} & set(fold(j.title))]
    return judges[-1] if judges else None


def _nominal(scene: Scene, noun: Token) -> Iterator[Event]:
    """"the petition of the Bureau, filed April 19", "a subpoena issued to Szabo", "no charges filed", "a citation issued on April 2"."""
    made = child(noun, "acl")
    if lemma(noun) in ("petition", "application") and child(noun, "nmod") is not None:
        owner = next((c for c in children(noun, "nmod") if preposition(c) == "of" and scene.is_person(c)), None)
        if owner is None:
            return
        about = "subpoena" if "subpoena" in {lemma(t) for t in noun.sent} else lemma(noun)
        event = scene.event("step", noun, {"act": "petition", "actor": scene.agent(owner), "target": None, "matter": about})
        if event is not None:
            if event.when is None and made is not None:
                event.when = scene.timing.of(made)
            event.when = event.when or next((m.when() for m, h in scene.timing.heads if h is not None and h.sent.start == noun.sent.start and any(lemma(a) == "file" for a in h.ancestors)), None)
            yield event
        return
    if lemma(noun) == "charge" and any(c.lower_ == "no" for c in noun.children) and (made is not None or noun.dep_ in ("nsubj", "nsubj:pass")):
        verb = made if made is not None else noun.head
        if lemma(verb) in ("file", "bring", "lay", "press") and not _framed(verb):
            event = scene.event("step", verb, {"act": "charge", "actor": None, "target": None, "matter": "charges"})
            if event is not None:
                event.polarity = "denies"
                yield event


def _framed(verb: Token) -> bool:
    """Whether the verb frame already takes this noun as its object."""
    obj = Parts(verb).obj
    return obj is not None and lemma(obj) == "charge" and verb.dep_ != "acl:relcl"
