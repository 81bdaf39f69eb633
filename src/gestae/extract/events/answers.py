"""What only the question before makes clear: a question and its answer are one claim ("Who had the key?" - "I did.")."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gestae.extract.events.event import DOERS, Event, Meant, Scene
from gestae.extract.events.pointing_back import PLAIN, pointing_back
from gestae.extract.names.figures import Figure
from gestae.model.claim import Polarity

DEEDS = frozenset(
    [
        "concern",
        "handover",
        "holding",
        "set_down",
        "pick_up",
        "storing",
        "taking_out",
        "loading",
        "unloading",
        "inspection",
        "showing_clear",
        "announcement",
        "pointing",
        "discharge",
        "contents",
    ]
)
YES = re.compile(
    r"^(?:yes|yeah|yep|correct|that's right|that is right|right|i did|he did|she did|we did|they did)\b", re.IGNORECASE
)
NO = re.compile(
    r"^(?:no|nope|never|i did not|i didn't|he did not|he didn't|she did not|she didn't|we didn't|we did not|negative)\b",
    re.IGNORECASE,
)
ME = re.compile(r"^(?:i did|me\b|i was|myself|it was me|that was me|i had)", re.IGNORECASE)
UNKNOWING = re.compile(
    r"\b(?:do not|don't|did not|didn't|cannot|can't|couldn't|could not) (?:know|say|tell|remember|recall|see)"
    r"|no idea|have to ask|would need to ask|not sure who",
    re.IGNORECASE,
)
TIME_ASKED = re.compile(r"\b(?:what time|when)\b", re.IGNORECASE)


def events(scenes: list[Scene], found: list[Event]) -> Iterator[Event]:
    """Claims that only question and answer, or a sentence and the one before it, together make."""
    deeds = sorted((e for e in found if e.kind in DEEDS), key=lambda e: e.start)
    before: Scene | None = None
    for scene in scenes:
        if scene.parsed.block.kind == "answer" and before is not None and before.asking:
            yield from _answer(scene, before, deeds, found)
        yield from pointing_back(scene, deeds)
        before = scene if scene.parsed.block.kind != "remark" else before


def _answer(scene: Scene, asked: Scene, deeds: list[Event], found: list[Event]) -> Iterator[Event]:
    text = scene.parsed.text.strip().translate(PLAIN)
    lo, hi = asked.parsed.block.start, asked.parsed.block.end
    questions = [e for e in found if lo <= e.start < hi and e.modality == "asked" and e.kind != "statement"]
    unknowing = UNKNOWING.search(text) is not None
    if unknowing:
        questions = []
    witness = scene.refer.author(scene.parsed.number)
    start, end = _opening(scene)
    own = [e for e in found if scene.parsed.block.start <= e.start < scene.parsed.block.end and e.modality == "asserted"]
    for question in questions:
        question.is_answered = True  # the answer is the claim; what it does not say was not said
        doer = next((r for r in DOERS if r in question.roles), None)
        open_role = doer is not None and question.roles.get(doer) is None
        if (
            question.kind == "loading"
            and not open_role
            and text.lower().startswith("with ")
            and question.roles.get("content") is None
        ):
            yield from _loaded_with(scene, question, witness, start, end)
        if open_role and ME.match(text) and witness is not None and doer is not None:
            yield _answered(question, {**question.roles, doer: witness}, witness, start, end)
        elif not open_role and (YES.match(text) or NO.match(text)) and _is_closed(asked):
            polarity: Polarity = "denies" if NO.match(text) else "asserts"
            if any(
                e.kind == question.kind and e.polarity == polarity and e.roles.get(doer or "") is question.roles.get(doer or "")
                for e in own
            ):
                continue  # "No. I did not hand him the gun": the sentence says it itself
            yield replace(_answered(question, question.roles, witness, start, end), polarity=polarity)
        elif question.kind != "contents" and open_role and doer is not None and (named := _named_first(scene)) is not None:
            yield _answered(question, {**question.roles, doer: named}, witness, start, end)
    yield from _content_asked(scene, asked, witness, start, end)
    if (
        unknowing
        and not any(e.kind == "awareness" and scene.parsed.block.start <= e.start < scene.parsed.block.end for e in found)
        and witness is not None
    ) or (
        NO.match(text)
        and re.search(r"\b(?:did|could|do) you (?:see|know|hear|notice)\b", asked.parsed.text, re.IGNORECASE)
        and witness is not None
    ):
        yield Event("awareness", start, end, {"agent": witness, "of": _topic(asked), "aware": False}, by=witness, confidence=700)
    if TIME_ASKED.search(asked.parsed.text):
        yield from _timed(scene, deeds)


def _loaded_with(scene: Scene, question: Event, witness: Figure | None, start: int, end: int) -> Iterator[Event]:
    """ "And then you loaded it?" - "With six dummies, about seven"."""
    content = next((t for t in scene.parsed.doc if t.pos_ == "NOUN" and t.i < 5), None)
    if content is not None:
        times = [m for m in scene.timing.mentions if m.start < 200]
        made = _answered(question, {**question.roles, "content": scene.item(content)}, witness, start, end)
        yield replace(made, when=times[0].when() if times else made.when)


def _answered(question: Event, roles: dict[str, Meant], witness: Figure | None, start: int, end: int) -> Event:
    doer = next((roles[r] for r in DOERS if r in roles), None)
    return replace(
        question,
        start=start,
        end=end,
        roles=roles,
        modality="asserted",
        by=witness,
        channel=(),
        polarity="asserts",
        basis="did" if doer is witness and witness is not None else "unstated",
        token=None,
    )


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
            rest = [
                t
                for t in token.sent
                if t.i > token.i and not t.is_punct and scene.refer.cast.tokens.get((scene.parsed.number, t.i)) is not figure
            ]
            return figure if not rest or (rest[0].lower_ in ("did", "had", "was", "has", "does") and len(rest) <= 2) else None
    return None


def _topic(asked: Scene) -> str:
    """What was asked, as words: "who was driving"."""
    text = " ".join(asked.parsed.text.split()).rstrip("?")
    m = re.search(r"\b(who|what|where|when|how|why|whether|which|if)\b.*", text, re.IGNORECASE)
    return (m.group() if m else text)[:200]


def _content_asked(scene: Scene, asked: Scene, witness: Figure | None, start: int, end: int) -> Iterator[Event]:
    """ "What was on the forks?" - "Drums. Four drums of solvent, I think." """
    m = re.search(r"\bwhat (?:was|were|is) (?:on|in|inside) ((?:the |that )?[\w -]+)\?", asked.parsed.text, re.IGNORECASE)
    if m is None or UNKNOWING.search(scene.parsed.text.translate(PLAIN)):
        return
    holder = next((t for t in asked.parsed.doc if m.start(1) <= t.idx < m.end(1) and t.pos_ in ("NOUN", "PROPN")), None)
    nouns = [
        t
        for t in scene.parsed.doc
        if t.pos_ in ("NOUN", "PROPN") and t.dep_ in ("ROOT", "nsubj", "obj", "appos", "parataxis", "conj", "ccomp")
    ]
    if holder is None or not nouns:
        return
    best = max(nouns[:3], key=lambda t: len(list(t.subtree)) if len(list(t.subtree)) < 8 else 0)
    hedged = bool(re.search(r"\b(?:i think|i believe|maybe|could have been|not sure|about)\b", scene.parsed.text, re.IGNORECASE))
    item, content = asked.item(holder), scene.item(best)
    if item is not None and content is not None and item is not content:
        yield Event("contents", start, end, {"item": item, "content": content}, hedged=hedged, by=witness, confidence=700)


def _timed(scene: Scene, deeds: list[Event]) -> Iterator[Event]:
    """ "At what time?" - "Six-fifteen. No, wait. Six-thirty": the last time said is the time of the deed just told."""
    times = [m for m in scene.timing.mentions if m.type == "TIME"]
    earlier = [d for d in deeds if d.end <= scene.parsed.block.start and d.modality == "asserted"]
    if not times or not earlier:
        return
    deed = earlier[-1]
    last = times[-1]
    sent = next((s for s in scene.parsed.doc.sents if s.start_char <= last.start < s.end_char), None)
    words = scene.parsed.span(
        last.start, max(last.end, len(sent.text.rstrip()) + sent.start_char if sent is not None else last.end)
    )
    yield replace(deed, start=words.start, end=words.end, when=last.when(), token=None)
