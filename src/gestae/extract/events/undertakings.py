"""What is said to a request for papers or an interview: "Yes, I'll bring it Monday" agrees, "I'd rather not" declines."""

from collections.abc import Iterator

from gestae.extract.events.event import Event, Scene
from gestae.extract.events.question_ends import PLAIN, alternatives
from gestae.extract.events.replies import Reply


def undertakings(answer: Scene, requests: list[Event], given: list[Reply], own: list[Event], end: int) -> Iterator[Event]:
    """The steps an answer takes on the requests of its question; ``end`` is where its first words end."""
    witness = answer.refer.author(answer.parsed.number)
    if witness is None or any(e.kind == "step" for e in own):
        return
    text = answer.parsed.text.translate(PLAIN).strip()
    first = given[0] if given else None
    stance = first.stance if first is not None and not first.hedged else ""
    if alternatives("declining").search(text):
        stance = "no"
    elif stance != "no" and alternatives("undertaking").search(text):
        stance = "yes"
    if stance not in ("yes", "no"):
        return
    for request in requests:
        roles = {**request.roles, "act": "agree" if stance == "yes" else "decline", "actor": witness, "target": None}
        begin = answer.parsed.words(next(t for t in answer.parsed.doc if not t.is_space)).start
        yield Event("step", begin, end, roles, by=witness, way="answer")
