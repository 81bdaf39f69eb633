"""Ways of telling a step that no verb frame holds: "is ongoing", "will not give an interview", "shall appear"."""

from collections.abc import Iterator
from dataclasses import replace

from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.events.matters import investigation, is_process, matter, matters, papers_after
from gestae.extract.grammar import Token, child, children, is_negated, lemma, opening, preposition, surface_subject
from gestae.extract.names.figures import Figure, fold
from gestae.extract.parts import Parts

PROVIDE = frozenset(["give", "send", "provide", "produce", "show", "let", "hand", "share"])
SPEAKING = frozenset(
    ["give", "attend", "sit", "grant", "do", "appear", "testify", "submit", "answer", "interview", "speak", "meet"]
)
INQUIRERS = frozenset(["investigator", "inspector", "police", "bureau", "agency", "detective", "regulator", "official"])


def ongoing(scene: Scene, token: Token) -> Iterator[Event]:
    """ "The investigation is ongoing"."""
    about = investigation(child(token, "nsubj"))
    if about is not None:
        event = scene.event("step", token, {"act": "continue", "actor": None, "target": None, "matter": about})
        if event is not None:
            yield event


def expected(scene: Scene, verb: Token) -> Iterator[Event]:
    """ "The investigation is expected to take weeks to complete"."""
    goal = child(verb, "xcomp")
    about = investigation(child(verb, "nsubj:pass", "nsubj"))
    if about is None or goal is None or not any(lemma(t) in ("complete", "finish", "conclude", "end") for t in goal.subtree):
        return
    event = scene.event("step", verb, {"act": "complete", "actor": None, "target": None, "matter": about})
    if event is not None:
        event.modality = "expected"
        yield event


def subpoenaed(scene: Scene, token: Token) -> Iterator[Event]:
    """ "it has subpoenaed ride mechanic Dale Moss", where the parser took the verb for a noun."""
    doc = token.doc
    if token.i <= token.sent.start or doc[token.i - 1].lower_ not in ("has", "have", "had"):
        return
    has = doc[token.i - 1]
    subject = surface_subject(has)
    named = (doc[k] for k in range(token.i + 1, min(token.sent.end, token.i + 9)))
    target = next((t for t in named if (scene.parsed.number, t.i) in scene.refer.cast.tokens and scene.is_person(t)), None)
    if subject is None or target is None or not (scene.is_person(subject) or subject.lower_ == "it"):
        return
    roles: dict[str, Meant] = {
        "act": "subpoena",
        "actor": scene.agent(subject),
        "target": scene.agent(target),
        "matter": "testimony",
    }
    event = scene.event("step", has, roles)
    if event is not None:
        event.end = max(event.end, scene.parsed.words(target).end)
        yield event


def will_not(scene: Scene, verb: Token) -> Iterator[Event]:
    """ "he will not give an interview" declines it; "will give evidence" agrees; "shall appear for an interview" is ordered."""
    auxes = {c.lower_ for c in children(verb, "aux")}
    parts = Parts(verb)
    about = None
    for token in (parts.obj, parts.slot("for|at|to"), verb):
        if token is not None and (matters().get(lemma(token)) or matters().get(token.lower_)) in ("interview",):
            about = "interview"
    name = lemma(verb)
    if (
        name in ("interview", "depose", "question")
        and parts.passive
        and is_negated(verb)
        and auxes & {"will", "wo", "would"}
        and scene.is_person(parts.obj)
    ):
        refused = scene.event(
            "step", verb, {"act": "decline", "actor": scene.agent(parts.obj), "target": None, "matter": "interview"}
        )
        if refused is not None:
            refused.polarity, refused.modality = "asserts", "asserted"
            yield refused
        return
    if (
        name in ("interview", "question", "depose")
        and lemma(verb.head) in ("want", "seek", "wish", "ask")
        and verb.dep_ == "xcomp"
        and scene.is_person(parts.obj)
    ):
        subject = surface_subject(verb.head)
        asked = scene.event(
            "step",
            verb.head,
            {"act": "request", "actor": scene.agent(subject), "target": scene.agent(parts.obj), "matter": "interview"},
        )
        if asked is not None:
            scene.matters.append("interview")
            yield asked
        return
    if ("shall" in auxes and parts.subj is not None) or name == "shall":
        yield from _shall(scene, verb, parts)
        return
    if (
        about is None
        and name in ("speak", "meet", "talk")
        and (asker := parts.slot("with|to")) is not None
        and {lemma(t) for t in asker.subtree} & INQUIRERS
    ):
        about = "interview"
    if (
        name not in SPEAKING
        or about is None
        or not auxes & {"will", "wo", "'ll", "would"}
        or parts.subj is None
        or not scene.is_person(parts.subj)
    ):
        return
    if scene.asking:
        asker = scene.refer.author(scene.parsed.number)
        if parts.subj.lower_ == "you" and asker is not None:
            start, end = scene.stretch(verb)
            roles: dict[str, Meant] = {"act": "request", "actor": asker, "target": scene.agent(parts.subj), "matter": about}
            yield Event("step", start, end, roles, token=verb)
        return
    act = "decline" if is_negated(verb) else "agree"
    event = scene.event("step", verb, {"act": act, "actor": scene.agent(parts.subj), "target": None, "matter": about})
    if event is not None:
        event.polarity, event.modality = "asserts", "asserted" if act == "decline" else "expected"
        yield event


def would_you(scene: Scene, verb: Token) -> Iterator[Event]:
    """ "Will you give us the text messages?": an interviewer's request for papers."""
    parts = Parts(verb)
    opener = next((t for t in verb.sent if t.is_alpha and t.pos_ not in ("CCONJ", "INTJ") and t.lower_ not in ("so", "then")), verb)
    may_we = (
        opener.lower_ in ("may", "might", "can", "could") and lemma(verb) in ("have", "get", "see", "take") and _is_asker(parts)
    )
    if not scene.asking or not (
        may_we or (lemma(verb) in PROVIDE and opener.lower_ in ("will", "would", "can", "could", "please", "are"))
    ):
        return
    about = matter(scene, parts.obj) if parts.obj is not None else None
    if about is None or not is_process("request", about, parts):
        about = papers_after(verb)
    elif parts.obj is not None and (owner := child(parts.obj, "nmod:poss")) is not None and owner.lower_ == "your":
        about = papers_after(verb) or about
    if about is None or not is_process("request", about, parts):
        return
    start, end = scene.stretch(verb)
    target = scene.refer.second_person(scene.parsed, verb.idx)
    scene.matters.append(about)
    yield Event(
        "step",
        start,
        end,
        {"act": "request", "actor": scene.refer.author(scene.parsed.number), "target": target, "matter": about},
        token=verb,
    )


def _is_asker(parts: Parts) -> bool:
    """Whether the one who asks is to get it: "May we have ..."."""
    return parts.subj is not None and parts.subj.lower_ in ("we", "i")


def _shall(scene: Scene, verb: Token, parts: Parts) -> Iterator[Event]:
    """A court's "shall": an order to do it by a day; to appear for an interview is an interview ordered, too."""
    target = scene.agent(parts.subj) if scene.is_person(parts.subj) else None
    if target is None or is_negated(verb):
        return
    about = None
    if any(matters().get(t.lower_) == "interview" for t in verb.subtree):
        about = "interview"
    if about is None and lemma(verb) == "appear" and (before := parts.slot("before")) is not None:
        body = scene.agent(before)
        if body is not None and body.kind == "organisation":
            about = "hearing" if {"court", "tribunal"} & set(body.words) else "interview"
    for token in (parts.obj, parts.slot("for|at|to")):
        about = about or (matter(scene, token) if token is not None else None)
    if about is None:
        return
    judge = court(scene)
    conditional = any(c.dep_ == "advcl" and opening(c) == "if" for c in verb.children)
    roles: dict[str, Meant] = {"act": "order", "actor": judge, "target": target, "matter": about}
    event = scene.event("step", verb, roles)
    if event is None:
        return
    event.modality = "conditional" if conditional else "asserted"
    yield event
    if about == "interview" and not conditional:
        held: dict[str, Meant] = {"act": "hold", "actor": None, "target": target, "matter": about}
        yield replace(event, roles=held, modality="ordered")


def court(scene: Scene) -> Figure | None:
    """The judge of a document, where it names one."""
    judges = [f for f in scene.refer.cast.figures if any({"judge", "justice", "magistrate"} & set(fold(t)) for t in f.titles)]
    judges += [j.figure for j in scene.refer.jobs if {"judge", "justice", "magistrate"} & set(fold(j.title))]
    return judges[-1] if judges else None


def nominal(scene: Scene, noun: Token) -> Iterator[Event]:
    """ "the petition of the Bureau, filed April 19", "no charges filed"."""
    made = child(noun, "acl")
    if lemma(noun) in ("petition", "application", "motion") and child(noun, "nmod") is not None:
        owner = next((c for c in children(noun, "nmod") if preposition(c) == "of" and scene.is_person(c)), None)
        if owner is None:
            return
        words = {lemma(t) for t in noun.subtree} | {t.lower_ for t in noun.subtree}
        about = "subpoena" if "subpoena" in {lemma(t) for t in noun.sent} else lemma(noun)
        if lemma(noun) == "motion":
            about = "motion to quash" if "quash" in words else "motion"
        event = scene.event("step", noun, {"act": "petition", "actor": scene.agent(owner), "target": None, "matter": about})
        if event is not None:
            if event.when is None and made is not None:
                event.when = scene.timing.of(made)
            event.when = event.when or next(
                (
                    m.when()
                    for m, h in scene.timing.heads
                    if h is not None and h.sent.start == noun.sent.start and any(lemma(a) == "file" for a in h.ancestors)
                ),
                None,
            )
            yield event
        return
    if (
        lemma(noun) == "charge"
        and any(c.lower_ == "no" for c in noun.children)
        and (made is not None or noun.dep_ in ("nsubj", "nsubj:pass"))
    ):
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
