"""How surely a claim was read: by the way it was read, less what is doubtful about it. It never says whether the claim is true."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from gestae.extract.events.event import Event
from gestae.extract.names.figures import Figure
from gestae.rules import cues, kinds

WAYS = {900: "form", 850: "quoted", 800: "pointing", 780: "reported", 750: "answer", 700: "sentence", 650: "request"}
"""What the figure that a rule gives its events stands for."""
UNSETTLED = ("asked", "expected", "ordered", "conditional")


def confidence(event: Event) -> int:
    """Per mille. The figure of an event that no rule of ours made is left as it is."""
    way = WAYS.get(event.confidence)
    if way is None:
        return event.confidence
    return int(_figures()["ways"][way]) - sum(_less(doubt, times) for doubt, times in doubts(event))


def doubts(event: Event) -> Iterator[tuple[str, int]]:
    """What is doubtful about a reading, and how many times: the names of rules/cues/confidence.yaml."""
    roles = kinds()[event.kind].roles
    missing = sum(roles[r].needed and event.roles.get(r) is None for r in roles)
    if missing and event.modality != "asked":
        yield "missing", missing
    if any(isinstance(v, Figure) and v.kind == "unidentified" for v in event.roles.values()):
        yield "nameless", 1
    if event.channel:
        yield "nested", 1
    if event.modality in UNSETTLED:
        yield "unsettled", 1
    if event.kind in ("contents", "holding"):
        yield "state", 1
    if event.kind == "awareness":
        yield "knowing", 1


def _less(doubt: str, times: int) -> int:
    figure = _figures()["doubts"][doubt]
    return min(int(figure["less"]) * times, int(figure.get("most", 1000)))


@cache
def _figures() -> dict[str, Any]:
    return cues("confidence")
