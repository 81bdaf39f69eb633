"""How surely a claim was read: by the way it was read, less what is doubtful about it. It never says whether the claim is true."""

from collections.abc import Iterator

from gestae.extract.draft import Way
from gestae.extract.events.event import Event
from gestae.extract.names.figures import Figure
from gestae.rules import cues, kinds

UNSETTLED = ("asked", "expected", "ordered", "conditional")


def confidence(event: Event) -> int:
    """Per mille. What a model read has one figure, whatever is doubtful: nothing is known of how often it is right."""
    less = 0 if event.way == "model" else sum(_less(doubt, times) for doubt, times in doubts(event))
    return sureness(event.way) - less


def sureness(way: Way) -> int:
    """Per mille, before any doubt."""
    return int(cues("confidence")["ways"][way])


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
    figure = cues("confidence")["doubts"][doubt]
    return min(int(figure["less"]) * times, int(figure.get("most", 1000)))
