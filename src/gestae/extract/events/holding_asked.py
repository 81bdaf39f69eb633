"""What something held, asked and answered in a word: "What was on the forks?" - "Drums. Four drums of solvent, I think"."""

import re
from collections.abc import Iterator

from gestae.extract.events.event import Event, Meant, Scene
from gestae.extract.events.question_ends import PLAIN, alternatives
from gestae.extract.names.figures import Figure

HELD = re.compile(
    r"\b(?:what (?:was|were|is)|(?:was|were|is) there (?P<any>anything|something))(?: left| else| still)? (?:on|in|inside) "
    r"(?P<holder>(?:the |that )?[\w -]+)\?",
    re.IGNORECASE,
)
NOTHING = re.compile(r"(?:no|nothing|none|nope)\b", re.IGNORECASE)
UNSURE = re.compile(r"\b(?:i think|i believe|maybe|could have been|not sure|about)\b", re.IGNORECASE)


def contents_asked(scene: Scene, asked: Scene, witness: Figure | None, start: int, end: int) -> Iterator[Event]:
    """The contents an answer names; ``start`` and ``end`` are its first words."""
    m = HELD.search(asked.parsed.text)
    text = scene.parsed.text.translate(PLAIN)
    if m is None or alternatives("unknown").match(text):
        return
    holder = next(
        (t for t in asked.parsed.doc if m.start("holder") <= t.idx < m.end("holder") and t.pos_ in ("NOUN", "PROPN")), None
    )
    nouns = [
        t
        for t in scene.parsed.doc
        if t.pos_ in ("NOUN", "PROPN") and t.dep_ in ("ROOT", "nsubj", "obj", "appos", "parataxis", "conj", "ccomp")
    ]
    item = asked.item(holder) if holder is not None else None
    if item is None:
        return
    if NOTHING.match(text):
        yield Event("contents", start, end, {"item": item, "content": "nothing"}, by=witness, way="answer")
        return
    if not nouns:
        return
    best = max(nouns[:3], key=lambda t: len(list(t.subtree)) if len(list(t.subtree)) < 8 else 0)
    content = scene.item(best)
    if content is not None and item is not content:
        roles: dict[str, Meant] = {"item": item, "content": content}
        yield Event("contents", start, end, roles, hedged=bool(UNSURE.search(text)), by=witness, way="answer")
