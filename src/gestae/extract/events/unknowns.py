"""What a question asks and its answer leaves unknown: "I don't know", "No" to "Did you see who ...?"."""

import re
from collections.abc import Iterator

from gestae.extract.events.clauses import Clause
from gestae.extract.events.event import Event, Scene
from gestae.extract.events.question_ends import PLAIN


def not_known(
    question: Scene, answer: Scene, clause: Clause | None, own: list[Event], made: list[Event], *, is_unknown: bool
) -> Iterator[Event]:
    """That the one who answers does not know; where the answer says so itself, only what it is he does not know."""
    ignorant = [e for e in own if e.kind == "awareness" and e.roles.get("aware") is False]
    about = topic(question, clause)
    for event in ignorant:
        if event.roles.get("of") in (None, "it", "that", "who", "when", "why", "where", "what", "how"):
            event.roles["of"] = about
    witness = answer.refer.author(answer.parsed.number)
    if is_unknown and witness is not None and not ignorant and not any(e.kind == "awareness" for e in made):
        start, end = opening(answer)
        yield Event("awareness", start, end, {"agent": witness, "of": about, "aware": False}, by=witness, way="answer")


def topic(question: Scene, clause: Clause | None) -> str:
    """What was asked, as words: "who was driving", "whether Ms. Nair had a certificate"."""
    text = " ".join(question.parsed.text.translate(PLAIN).split()).rstrip("?")
    m = re.search(r"\b(?:who|what|where|when|how|why|whether|which)\b.*", text, re.IGNORECASE)
    if m is None and clause is not None:
        text = "whether " + " ".join(b.text for b in clause.said())
        return text[:200]
    return (m.group() if m else text)[:200]


def opening(scene: Scene) -> tuple[int, int]:
    """The words of the first sentence or two of an answer: those that together are more than a word."""
    tokens = [t for t in scene.parsed.doc if not t.is_space]
    last = tokens[0]
    for sent in scene.parsed.doc.sents:
        inside = [t for t in sent if not t.is_space]
        if inside:
            last = inside[-1]
        if last.i - tokens[0].i >= 6:
            break
    words = scene.parsed.words(tokens[0], last)
    return words.start, min(words.end, words.start + 300)
