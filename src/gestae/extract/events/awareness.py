"""What somebody knows or does not: "was aware that", "I do not know who", "could not say"."""

from collections.abc import Iterator

from gestae.extract.events.event import SPAN_LIMIT, Event, Scene
from gestae.extract.grammar import NOBODY, Token, child, children, is_negated, is_passive, is_verb, lemma, surface_subject
from gestae.extract.names.refer import VAGUE
from gestae.extract.status import WH

AWARE = frozenset(("aware", "unaware", "ignorant", "conscious"))


KNOW = frozenset(
    [
        "know",
        "see",
        "say",
        "tell",
        "remember",
        "recall",
        "hear",
        "notice",
        "guess",
        "recollect",
        "identify",
        "name",
        "determine",
        "establish",
    ]
)


def aware(scene: Scene, token: Token) -> Iterator[Event]:
    """ "She was not aware of it"."""
    subject = child(token, "nsubj") or surface_subject(token)
    far = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 6) : token.i]]
    if subject is None or not scene.is_person(subject) or "far" in far:
        return  # "so far as I am aware" hedges, and claims no knowledge
    known = child(token, "ccomp", "advcl:relcl", "advcl", "obl", "xcomp")
    knows = (lemma(token) in ("aware", "conscious")) != is_negated(token)
    event = scene.event("awareness", token, {"agent": scene.agent(subject), "of": _plain_words(scene, known), "aware": knows})
    if event is not None and event.modality != "asked":
        event.polarity = "asserts"
        yield event


def _plain_words(scene: Scene, token: Token | None) -> str | None:
    text = scene.text(token)
    return text.removeprefix("that ").removeprefix("of ") if text else None


def yet_to(scene: Scene, verb: Token) -> Iterator[Event]:
    """ "The board has yet to determine who filled it"."""
    if lemma(verb) not in FOUND_OUT or not any(t.lower_ == "yet" for t in verb.doc[max(verb.sent.start, verb.i - 4) : verb.i]):
        return
    subject = surface_subject(verb) or surface_subject(verb.head)
    clause = child(verb, "ccomp", "obj")
    if subject is None or clause is None or not scene.is_person(subject):
        return
    start, end = scene.stretch(verb.head if is_verb(verb.head) else verb)
    voice = scene.voice(verb.idx)
    yield Event(
        "awareness",
        start,
        end,
        {"agent": scene.agent(subject), "of": _plain_words(scene, clause), "aware": False},
        by=voice.by,
        channel=voice.channel,
        token=verb,
    )


FOUND_OUT = frozenset(["determine", "establish", "identify", "learn", "find", "discover"])


def ignorant(scene: Scene, verb: Token) -> Iterator[Event]:
    """ "I do not know who had put it there", "could not say", "did not see who she gave it to"."""
    if not is_negated(verb) or scene.asking:
        return
    subject = surface_subject(verb)
    if subject is None or not scene.is_person(subject) or subject.lower_ == "you":
        return
    name = lemma(verb)
    clause = child(verb, "ccomp", "xcomp")
    before = [t for t in verb.sent if t.lower_ in WH and t.i < verb.i and (t.head.i == verb.i or verb.is_ancestor(t))]
    question = (clause is not None and any(t.lower_ in (*WH, "whether", "if") for t in clause.subtree)) or bool(before)
    able = any(c.lower_ in ("can", "could", "ca") for c in children(verb, "aux"))
    after = [t for t in verb.children if t.i > verb.i and t.lower_ in WH]
    if name in ("say", "tell", "identify", "guess", "name") and not able:
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
    if words is None and (sunk := next((c for c in verb.subtree if c.i > verb.i and c.lower_ in WH), None)) is not None:
        words = " ".join(t.text for t in verb.doc[sunk.i : verb.right_edge.i + 1] if not t.is_punct) or None
    if words is None and after:
        words = " ".join(t.text for t in after)
    if known is not None and known.lower_ in ("it", "that"):
        words = "it"
    event = scene.event("awareness", verb, {"agent": scene.agent(subject), "of": words, "aware": False})
    if event is None or event.modality in ("asked", "conditional"):
        return
    if event.roles["agent"] is None and (is_passive(verb) or subject.lower_ in NOBODY or subject.lower_ in VAGUE):
        return  # "nobody knows who did": that asks, and says of no one that he does not know
    event.polarity, event.hedged = "asserts", False
    if before:
        start = scene.parsed.words(before[0]).start
        event.start = start if event.end - start < SPAN_LIMIT else event.start
    yield event
