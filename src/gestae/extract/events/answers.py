"""What only the sentence before makes clear: short answers, "he never did", "that is wrong", "denies it", "Subject: ...".

A question and its answer are one claim: "Who had the key?" - "I did." Denials that point back ("that is wrong") deny the
last claim of somebody else that they can mean.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.grammar import Token, child, is_negated, lemma, surface_subject
from gestae.extract.names.figures import Figure

DOERS = ("agent", "giver", "holder", "speaker", "actor")
DEEDS = frozenset("handover holding set_down pick_up storing taking_out loading unloading inspection showing_clear announcement pointing discharge contents".split())
YES = re.compile(r"^(?:yes|yeah|yep|correct|that's right|that is right|right|i did|he did|she did|we did|they did)\b", re.IGNORECASE)
NO = re.compile(r"^(?:no|nope|never|i did not|i didn't|he did not|he didn't|she did not|she didn't|we didn't|we did not|negative)\b", re.IGNORECASE)
ME = re.compile(r"^(?:i did|me\b|i was|myself|it was me|that was me|i had)", re.IGNORECASE)
WRONG = re.compile(r"^(?:but |and )?(?:that|this|it)(?: is|'s| was) (?:wrong|untrue|false|not true|not so|not right|incorrect|not what happened|a lie)", re.IGNORECASE)
UNKNOWING = re.compile(r"\b(?:do not|don't|did not|didn't|cannot|can't|couldn't|could not) (?:know|say|tell|remember|recall|see)|no idea", re.IGNORECASE)
TIME_ASKED = re.compile(r"\b(?:what time|when)\b", re.IGNORECASE)
NOTHING = re.compile(r"\b(?:nothing of the (?:sort|kind)|no such thing)\b", re.IGNORECASE)
PLAIN = str.maketrans({"’": "'", "‘": "'"})


def events(scenes: list[Scene], found: list[Event]) -> Iterator[Event]:
    """Claims that only question and answer, or a sentence and the one before it, together make."""
    deeds = sorted((e for e in found if e.kind in DEEDS), key=lambda e: e.start)
    before: Scene | None = None
    for scene in scenes:
        if scene.parsed.block.kind == "answer" and before is not None and before.asking:
            yield from _answer(scene, before, deeds, found)
        yield from _pointing_back(scene, deeds)
        before = scene if scene.parsed.block.kind != "remark" else before


# Question and answer

def _answer(scene: Scene, asked: Scene, deeds: list[Event], found: list[Event]) -> Iterator[Event]:
    text = scene.parsed.text.strip().translate(PLAIN)
    lo, hi = asked.parsed.block.start, asked.parsed.block.end
    questions = [e for e in found if lo <= e.start < hi and e.modality == "asked" and e.kind != "statement"]
    witness = scene.refer.author(scene.parsed.number)
    start, end = _opening(scene)
    for question in questions:
        doer = next((r for r in DOERS if r in question.roles), None)
        open_role = doer is not None and question.roles.get(doer) is None
        if UNKNOWING.search(text):
            continue
        if question.kind == "loading" and not open_role and text.lower().startswith("with ") and question.roles.get("content") is None:
            yield from _loaded_with(scene, question, witness, start, end)
        if open_role and ME.match(text) and witness is not None and doer is not None:
            yield _answered(question, {**question.roles, doer: witness}, witness, start, end)
        elif not open_role and (YES.match(text) or NO.match(text)) and _is_closed(asked):
            polarity = "denies" if NO.match(text) else "asserts"
            yield replace(_answered(question, question.roles, witness, start, end), polarity=polarity)
        elif question.kind == "contents" or open_role and (named := _named_first(scene)) is not None and doer is not None:
            if question.kind != "contents" and doer is not None:
                yield _answered(question, {**question.roles, doer: named}, witness, start, end)
    yield from _content_asked(scene, asked, witness, start, end)
    if UNKNOWING.search(text) and not any(e.kind == "awareness" and scene.parsed.block.start <= e.start < scene.parsed.block.end for e in found) and witness is not None:
        m = UNKNOWING.search(text)
        assert m is not None
        yield Event("awareness", start, end, {"agent": witness, "of": _topic(asked), "aware": False}, by=witness, confidence=700)
    elif NO.match(text) and re.search(r"\b(?:did|could|do) you (?:see|know|hear|notice)\b", asked.parsed.text, re.IGNORECASE) and witness is not None:
        yield Event("awareness", start, end, {"agent": witness, "of": _topic(asked), "aware": False}, by=witness, confidence=700)
    if TIME_ASKED.search(asked.parsed.text):
        yield from _timed(scene, deeds)


def _loaded_with(scene: Scene, question: Event, witness: Figure | None, start: int, end: int) -> Iterator[Event]:
    """"And then you loaded it?" - "With six dummies, about seven"."""
    content = next((t for t in scene.parsed.doc if t.pos_ == "NOUN" and t.i < 5), None)
    if content is not None:
        times = [m for m in scene.timing.mentions if m.start < 200]
        made = _answered(question, {**question.roles, "content": scene.item(content)}, witness, start, end)
        yield replace(made, when=times[0].when() if times else made.when)


def _answered(question: Event, roles: dict[str, Meant], witness: Figure | None, start: int, end: int) -> Event:
    doer = next((roles[r] for r in DOERS if r in roles), None)
    return replace(question, start=start, end=end, roles=roles, modality="asserted", by=witness, channel=(), polarity="asserts",
                   basis="did" if doer is witness and witness is not None else "unstated", token=None)


def _opening(scene: Scene) -> tuple[int, int]:
    """The first sentence or two of an answer: those that together are more than a word."""
    doc = scene.parsed.doc
    tokens = [t for t in doc if not t.is_space]
    last = tokens[0]
    for sent in doc.sents:
        inside = [t for t in sent if not t.is_space]
        if inside:
            last = inside[-1]
        if last.i - tokens[0].i >= 6:
            break
    words = scene.parsed.words(tokens[0], last)
    return words.start, min(words.end, words.start + 300)


def _is_closed(asked: Scene) -> bool:
    first = next((t for t in asked.parsed.doc if t.tag_ in ("WP", "WRB", "WDT", "WP$")), None)
    return first is None or first.i > 4


def _named_first(scene: Scene) -> Figure | None:
    """The person an answer opens with: "Marcus did.", "Len Okafor." """
    for token in list(scene.parsed.doc)[:3]:
        figure = scene.refer.cast.tokens.get((scene.parsed.number, token.i))
        if figure is not None and figure.kind == "person":
            rest = [t for t in token.sent if t.i > token.i and not t.is_punct and scene.refer.cast.tokens.get((scene.parsed.number, t.i)) is not figure]
            return figure if not rest or rest[0].lower_ in ("did", "had", "was", "has", "does") and len(rest) <= 2 else None
    return None


def _topic(asked: Scene) -> str:
    """What was asked, as words: "who was driving"."""
    text = " ".join(asked.parsed.text.split()).rstrip("?")
    m = re.search(r"\b(who|what|where|when|how|why|whether|which|if)\b.*", text, re.IGNORECASE)
    return (m.group() if m else text)[:200]


def _content_asked(scene: Scene, asked: Scene, witness: Figure | None, start: int, end: int) -> Iterator[Event]:
    """"What was on the forks?" - "Drums. Four drums of solvent, I think." """
    m = re.search(r"\bwhat (?:was|were|is) (?:on|in|inside) ((?:the |that )?[\w -]+)\?", asked.parsed.text, re.IGNORECASE)
    if m is None or UNKNOWING.search(scene.parsed.text.translate(PLAIN)):
        return
    holder = next((t for t in asked.parsed.doc if m.start(1) <= t.idx < m.end(1) and t.pos_ in ("NOUN", "PROPN")), None)
    nouns = [t for t in scene.parsed.doc if t.pos_ in ("NOUN", "PROPN") and t.dep_ in ("ROOT", "nsubj", "obj", "appos", "parataxis", "conj", "ccomp")]
    if holder is None or not nouns:
        return
    best = max(nouns[:3], key=lambda t: len(list(t.subtree)) if len(list(t.subtree)) < 8 else 0)
    hedged = bool(re.search(r"\b(?:i think|i believe|maybe|could have been|not sure|about)\b", scene.parsed.text, re.IGNORECASE))
    item, content = asked.item(holder), scene.item(best)
    if item is not None and content is not None and item is not content:
        yield Event("contents", start, end, {"item": item, "content": content}, hedged=hedged, by=witness, confidence=700)


def _timed(scene: Scene, deeds: list[Event]) -> Iterator[Event]:
    """"At what time?" - "Six-fifteen. No, wait. Six-thirty": the last time said is the time of the deed just told."""
    times = [m for m in scene.timing.mentions if m.type == "TIME"]
    earlier = [d for d in deeds if d.end <= scene.parsed.block.start and d.modality == "asserted"]
    if not times or not earlier:
        return
    deed = earlier[-1]
    last = times[-1]
    sent = next((s for s in scene.parsed.doc.sents if s.start_char <= last.start < s.end_char), None)
    words = scene.parsed.span(last.start, max(last.end, len(sent.text.rstrip()) + sent.start_char if sent is not None else last.end))
    yield replace(deed, start=words.start, end=words.end, when=last.when(), token=None)


# Sentences that point back

def _pointing_back(scene: Scene, deeds: list[Event]) -> Iterator[Event]:
    for sent in scene.parsed.doc.sents:
        text = sent.text.strip().translate(PLAIN)
        offset = scene.parsed.words(next((t for t in sent if not t.is_space), sent[0])).start
        back = [d for d in deeds if d.start <= offset + len(sent.text) and offset - d.end < 500 and d.token is not None]
        if WRONG.match(text):
            yield from _wrong(scene, sent, offset, back)
        for token in sent:
            yield from _ellipsis(scene, token, back)
            if lemma(token) in ("deny", "dispute") or token.lower_ in ("denies", "denied", "disputes"):
                yield from _denied(scene, token, back)
        if NOTHING.search(text):
            yield from _nothing_said(scene, sent, back)


def _wrong(scene: Scene, sent: object, offset: int, back: list[Event]) -> Iterator[Event]:
    voice = scene.voice(next(t for t in sent if not t.is_space).idx)  # type: ignore[attr-defined]
    theirs = [d for d in back if d.by is not voice.by and d.modality == "asserted"]
    if theirs and voice.by is not None:
        last = theirs[-1]
        words = scene.parsed.words(sent[0], sent[-1])  # type: ignore[index]
        yield replace(last, start=offset, end=words.end, polarity="denies" if last.polarity == "asserts" else "asserts", by=voice.by,
                      channel=voice.channel, basis="did" if voice.by in last.roles.values() else "unstated", token=None)


def _ellipsis(scene: Scene, verb: Token, back: list[Event]) -> Iterator[Event]:
    """"I did not.", "I believe he never did", "that she had done so", "he would do it": the deed told just before, done or not by this one."""
    if lemma(verb) != "do" or verb.dep_ == "aux":
        return
    rest = [c for c in verb.children if c.dep_ in ("obj", "obl", "ccomp", "xcomp") and c.lower_ not in ("so", "it", "that", "this") and not c.dep_.startswith("obl")]
    if rest or any(t.tag_ in ("WP", "WDT") for t in verb.children):
        return
    subject = child(verb, "nsubj") or surface_subject(verb)
    points = any(c.lower_ in ("so", "it", "that", "this") for c in verb.children)
    if subject is None or not scene.is_person(subject):
        return
    stands = scene.standing(verb)
    doer = scene.agent(subject)
    offset = scene.parsed.words(verb).start
    earlier = [d for d in back if d.start < offset and not (d.token is not None and d.token.doc is verb.doc and (d.token.i >= verb.i or verb.is_ancestor(d.token)))
               and next((r for r in DOERS if r in d.roles), None) is not None]
    here = [d for d in earlier if d.token is not None and d.token.doc is verb.doc]
    if points and here:
        earlier = sorted(here, key=lambda d: d.token.i)
    if stands is None or doer is None or not earlier:
        return
    how, voice = stands
    asked = [d for d in earlier if d.modality == "asked" and d.roles.get(next(r for r in DOERS if r in d.roles)) is doer]
    if asked and not points:
        last = asked[-1]
        start = last.start if offset - last.start < 120 else scene.parsed.words(subject).start
        start = min(start, *(scene.parsed.words(a).start for a in verb.sent if not a.is_space)) if start > offset else start
        yield replace(last, start=start, end=scene.parsed.words(verb.sent[-1]).end, modality="asserted", polarity="denies" if is_negated(verb) else "asserts",
                      hedged=how.hedged, by=voice.by, channel=voice.channel, basis="did" if doer is voice.by else "unstated", token=None)
        return
    if not points and not is_negated(verb):
        return
    last = earlier[-1]
    role = next(r for r in DOERS if r in last.roles)
    start, end = scene.stretch(verb)
    yield replace(last, start=start, end=end, roles={**last.roles, role: doer}, polarity=how.polarity, hedged=how.hedged, modality=how.modality,
                  by=voice.by, channel=voice.channel, when=scene.timing.of(verb), basis="did" if doer is voice.by else "unstated", token=verb)


def _denied(scene: Scene, verb: Token, back: list[Event]) -> Iterator[Event]:
    """"Teague denies it": the last deed told of him by somebody else, denied by him; and the statement that he does."""
    obj = next((t for t in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)] if t.lower_ in ("it", "this", "that") and (t.i + 1 >= verb.sent.end or t.nbor(1).pos_ in ("PUNCT", "CCONJ", "SPACE"))), None)
    if obj is None:
        return
    subject = child(verb, "nsubj") or surface_subject(verb)
    speaker = scene.agent(subject) if subject is not None and scene.is_person(subject) else None
    if speaker is None:
        near = next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if (scene.parsed.number, t.i) in scene.refer.cast.tokens), None)
        speaker = scene.agent(near) if near is not None else None
        subject = near
    if speaker is None or subject is None:
        return
    words = scene.parsed.words(min(subject, verb, key=lambda t: t.i).left_edge if subject.left_edge.i >= verb.sent.start else subject, obj)
    voice = scene.voice(verb.idx)
    if not any(a.cue is not None and a.cue.i == verb.i for a in scene.speech):
        yield Event("statement", words.start, words.end, {"speaker": speaker, "form": "indirect", "words": scene.parsed.text[verb.idx : obj.idx + len(obj)], "to": None},
                    by=voice.by, channel=voice.channel, confidence=800)
    of_him = [d for d in back if d.by is not speaker and d.modality == "asserted" and d.end <= words.start]
    mine = [d for d in of_him if speaker in d.roles.values()] or of_him
    if mine:
        last = mine[-1]
        yield replace(last, start=words.start, end=words.end, polarity="denies" if last.polarity == "asserts" else "asserts", by=speaker,
                      channel=(*voice.channel, *((voice.by,) if voice.by is not None and voice.by is not speaker else ())),
                      basis="did" if speaker in last.roles.values() else "unstated", when=None, token=None)


def _nothing_said(scene: Scene, sent: object, back: list[Event]) -> Iterator[Event]:
    """"he said nothing of the sort": the call told just before is denied."""
    verb = next((t for t in sent if lemma(t) in ("say", "do", "shout", "call")), None)  # type: ignore[attr-defined]
    calls = [d for d in back if d.kind == "announcement"]
    if verb is None or not calls:
        return
    subject = surface_subject(verb)
    doer = scene.agent(subject) if subject is not None else None
    voice = scene.voice(verb.idx)
    if doer is not None and calls[-1].roles.get("agent") is doer:
        start, end = scene.stretch(verb)
        yield replace(calls[-1], start=start, end=end, polarity="denies", by=voice.by, channel=voice.channel, when=None, token=None)
