"""Sentences that point back at what was just told: "that is wrong", "he never did", "denies it", "nothing of the sort"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gestae.extract.events.event import DOERS, Event, Meant, Scene
from gestae.extract.grammar import Token, child, is_negated, lemma, preposition, surface_subject

WRONG = re.compile(
    r"^(?:but |and )?(?:that|this|it)(?: is|'s| was) "
    r"(?:wrong|untrue|false|not (?:true|so|right|correct)|incorrect|not what happened|a lie)",
    re.IGNORECASE,
)


SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\b[A-Z])[.?!][\"”’)]*\s")


NOTHING = re.compile(r"\b(?:nothing of the (?:sort|kind)|no such thing)\b", re.IGNORECASE)


NEAR = 500  # characters within which a sentence points back


PLAIN = str.maketrans({"’": "'", "‘": "'"})


def pointing_back(scene: Scene, told: "Told") -> Iterator[Event]:
    """Claims of a block's sentences that repeat or deny one of the deeds ``told`` before them."""
    for sent in scene.parsed.doc.sents:
        said = sent.text
        text = said.strip().translate(PLAIN)
        offset = scene.parsed.words(next((t for t in sent if not t.is_space), sent[0])).start
        back = told.between(offset - NEAR, offset + len(said))
        just = [d for d in back if d.start >= offset or _is_just_before(scene, d.end, offset)]
        if WRONG.match(text):
            yield from _wrong(scene, sent, offset, just)
        for token in sent:
            yield from _ellipsis(scene, token, back)
            if lemma(token) in ("deny", "dispute") or token.lower_ in ("denies", "denied", "disputes"):
                yield from _denied(scene, token, just)
                yield from _denied_call(scene, token)
        if NOTHING.search(text):
            yield from _nothing_said(scene, sent, just)


class Told:
    """Deeds by where they are told, so that a sentence looks at those near it only."""

    def __init__(self, deeds: list[Event]) -> None:
        told = [(d.start, n, d) for n, d in enumerate(deeds) if d.token is not None]
        self._long = [(n, d) for _, n, d in told if d.end - d.start > NEAR]
        self._short = sorted(((start, n, d) for start, n, d in told if d.end - d.start <= NEAR), key=lambda t: t[:2])
        self._starts = [start for start, _, _ in self._short]

    def between(self, first: int, last: int) -> list[Event]:
        """Those that end after ``first`` and start by ``last``, in the order they were given."""
        near = self._short[bisect_left(self._starts, first - NEAR) : bisect_right(self._starts, last)]
        found = [(n, d) for n, d in self._long if d.start <= last and d.end > first]
        found += [(n, d) for _, n, d in near if d.end > first]
        return [d for _, d in sorted(found, key=lambda t: t[0])]


def _is_just_before(scene: Scene, end: int, offset: int) -> bool:
    """Whether what ends there is told in the sentence right before this place: nobody denies what was told three sentences ago."""
    return len(SENTENCE_END.findall(scene.refer.body[end:offset])) <= 1


def _wrong(scene: Scene, sent: Any, offset: int, back: list[Event]) -> Iterator[Event]:
    voice = scene.voice(next(t for t in sent if not t.is_space).idx)
    theirs = [d for d in back if d.by is not voice.by and d.modality == "asserted"]
    if theirs and voice.by is not None:
        last = theirs[-1]
        words = scene.parsed.words(sent[0], sent[-1])
        yield replace(
            last,
            start=offset,
            end=words.end,
            polarity="denies" if last.polarity == "asserts" else "asserts",
            by=voice.by,
            channel=voice.channel,
            basis="did" if voice.by in last.roles.values() else "unstated",
            token=None,
        )


def _ellipsis(scene: Scene, verb: Token, back: list[Event]) -> Iterator[Event]:
    """ "I did not.", "that she had done so", "he would do it": the deed told just before, done or not by this one."""
    if lemma(verb) != "do" or verb.dep_ == "aux":
        return
    rest = [
        c
        for c in verb.children
        if c.dep_ in ("obj", "obl", "ccomp", "xcomp")
        and c.lower_ not in ("so", "it", "that", "this")
        and not c.dep_.startswith("obl")
    ]
    in_question = any(t.tag_ in ("WP", "WDT", "WRB") for t in verb.doc[max(verb.sent.start, verb.i - 4) : verb.i])
    with_ = any(c.dep_.startswith("obl") and preposition(c) in ("with", "to", "about") for c in verb.children)
    if rest or in_question or with_:
        return  # "what she did with the key" tells of no deed
    subject = child(verb, "nsubj") or surface_subject(verb)
    points = any(c.lower_ in ("so", "it", "that", "this") for c in verb.children)
    if subject is None or not scene.is_person(subject):
        return
    stands = scene.standing(verb)
    doer = scene.agent(subject)
    offset = scene.parsed.words(verb).start
    earlier = [
        d
        for d in back
        if d.start < offset
        and not (d.token is not None and d.token.doc is verb.doc and (d.token.i >= verb.i or verb.is_ancestor(d.token)))
        and any(r in d.roles for r in DOERS)
        and _is_near(d, verb)
    ]
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
        yield replace(
            last,
            start=start,
            end=scene.parsed.words(verb.sent[-1]).end,
            modality="asserted",
            polarity="denies" if is_negated(verb) else "asserts",
            hedged=how.hedged,
            by=voice.by,
            channel=voice.channel,
            basis="did" if doer is voice.by else "unstated",
            token=None,
        )
        return
    if not points and not is_negated(verb):
        return
    last = earlier[-1]
    role = next(r for r in DOERS if r in last.roles)
    start, end = scene.stretch(verb)
    yield replace(
        last,
        start=start,
        end=end,
        roles={**last.roles, role: doer},
        polarity=how.polarity,
        hedged=how.hedged,
        modality=how.modality,
        by=voice.by,
        channel=voice.channel,
        when=scene.timing.of(verb),
        basis="did" if doer is voice.by else "unstated",
        token=verb,
    )


def _is_near(deed: Event, verb: Token) -> bool:
    """Whether a deed was told in the same sentence or the one before: an elided verb points no further back."""
    if deed.token is None or deed.token.doc is not verb.doc:
        return bool(verb.sent.start == 0)
    return bool(verb.sent.start - deed.token.sent.end <= 1)


def _is_before(deed: Event, verb: Token) -> bool:
    """Whether a deed was told earlier in this very sentence: "had it from Gale, who denies it"."""
    return deed.token is not None and deed.token.doc is verb.doc and deed.token.i < verb.i


def _denied_call(scene: Scene, verb: Token) -> Iterator[Event]:
    """ "Moss denies making that call"."""
    made = child(verb, "xcomp", "ccomp", "advcl")
    call = child(made, "obj") if made is not None and lemma(made) in ("make", "give", "shout") else None
    subject = child(verb, "nsubj")
    if made is None or call is None or lemma(call) not in ("call", "announcement", "warning", "shout") or subject is None:
        return
    speaker = scene.agent(subject) if scene.is_person(subject) else None
    if speaker is None:
        return
    voice = scene.voice(verb.idx)
    channel = (*voice.channel, *((voice.by,) if voice.by is not None and voice.by is not speaker else ()))
    start, end = scene.stretch(verb)
    roles: dict[str, Meant] = {"agent": speaker, "words": None, "item": None}
    yield Event("announcement", start, end, roles, "denies", by=speaker, channel=channel, basis="did")


def _denied(scene: Scene, verb: Token, back: list[Event]) -> Iterator[Event]:
    """ "Teague denies it": the last deed told of him by somebody else, denied by him; and the statement that he does."""
    obj = next(
        (
            t
            for t in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]
            if t.lower_ in ("it", "this", "that") and (t.i + 1 >= verb.sent.end or t.nbor(1).pos_ in ("PUNCT", "CCONJ", "SPACE"))
        ),
        None,
    )
    if obj is None:
        return
    subject = child(verb, "nsubj") or surface_subject(verb)
    speaker = scene.agent(subject) if subject is not None and scene.is_person(subject) else None
    if speaker is None:
        near = next(
            (t for t in reversed(verb.doc[verb.sent.start : verb.i]) if (scene.parsed.number, t.i) in scene.refer.cast.tokens), None
        )
        speaker = scene.agent(near) if near is not None else None
        subject = near
    if speaker is None or subject is None:
        return
    words = scene.parsed.words(
        min(subject, verb, key=lambda t: t.i).left_edge if subject.left_edge.i >= verb.sent.start else subject, obj
    )
    voice = scene.voice(verb.idx)
    if not any(a.cue is not None and a.cue.i == verb.i for a in scene.speech):
        yield Event(
            "statement",
            words.start,
            words.end,
            {"speaker": speaker, "form": "indirect", "words": scene.parsed.text[verb.idx : obj.idx + len(obj)], "to": None},
            by=voice.by,
            channel=voice.channel,
            way="pointing",
        )
    of_him = [
        d for d in back[-1:] if d.by is not speaker and d.modality == "asserted" and (d.end <= words.start or _is_before(d, verb))
    ]
    mine = [d for d in of_him if speaker in d.roles.values()] or of_him
    if mine:
        last = mine[-1]
        yield replace(
            last,
            start=words.start,
            end=words.end,
            polarity="denies" if last.polarity == "asserts" else "asserts",
            by=speaker,
            channel=(*voice.channel, *((voice.by,) if voice.by is not None and voice.by is not speaker else ())),
            basis="did" if speaker in last.roles.values() else "unstated",
            when=None,
            token=None,
        )


def _nothing_said(scene: Scene, sent: Any, back: list[Event]) -> Iterator[Event]:
    """ "he said nothing of the sort": the call told just before is denied."""
    verb = next((t for t in sent if lemma(t) in ("say", "do", "shout", "call")), None)
    calls = [d for d in back if d.kind == "announcement"]
    if verb is None or not calls:
        return
    subject = surface_subject(verb)
    doer = scene.agent(subject) if subject is not None else None
    voice = scene.voice(verb.idx)
    if doer is not None and calls[-1].roles.get("agent") is doer:
        start, end = scene.stretch(verb)
        yield replace(calls[-1], start=start, end=end, polarity="denies", by=voice.by, channel=voice.channel, when=None, token=None)
