"""Timeline: the claims that speak of a time, in the order their bounds entail. Never a midpoint."""

from dataclasses import replace

from gestae.derive.bounds import Bounds, bounds_of, yearless
from gestae.derive.making import Making, Part
from gestae.model import Claim, Dated

_LAST = "~"


def run(making: Making) -> Making:
    bounds = _shared({c.id: bounds_of(c.when) for c in making.claims}, making)
    dated = [c for c in making.claims if c.modality != "asked" and not bounds[c.id].are_open]
    open_year = [c for c in making.claims if c.modality != "asked" and bounds[c.id].are_open and yearless(c.when)]

    def moment(claim: Claim) -> tuple[str, str, int]:
        earliest, latest = bounds[claim.id]
        return earliest or latest or _LAST, latest or _LAST, making.rank[claim.id]

    def day(claim: Claim) -> tuple[int, str, int]:
        text = making.place_of_text.get(claim.span.text, 0) if claim.span else len(making.texts)
        return text, yearless(claim.when) or _LAST, making.rank[claim.id]

    ordered = [*sorted(dated, key=moment), *sorted(open_year, key=day)]
    timeline = tuple(Dated(claim=c.id, earliest=bounds[c.id].earliest, latest=bounds[c.id].latest) for c in ordered)
    return replace(making, bounds=bounds, timeline=timeline)


def _shared(own: dict[str, Bounds], making: Making) -> dict[str, Bounds]:
    """Reports of one event bound each other, unless together they leave no moment: then each keeps its own."""
    told = [c for c in making.claims if c.polarity == "asserts" and c.modality == "asserted" and not own[c.id].are_open]
    together: dict[str, Bounds] = {}
    clashing: set[str] = set()
    for claim in told:
        event = making.event[claim.id]
        before = together.get(event, Bounds())
        if not before.meet(own[claim.id]):
            clashing.add(event)
        together[event] = own[claim.id].within(before)
    shared = dict(own)
    for claim in making.claims:
        event = making.event[claim.id]
        if event in together and event not in clashing and claim.modality == "asserted" and claim.polarity == "asserts":
            shared[claim.id] = together[event]
    return shared


PART = Part(name="timeline", needs=("identity",), run=run)
