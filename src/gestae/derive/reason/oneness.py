"""Oneness: different names that may stand for one holder of an item. What may be one is not two people or two places, so no
contradiction rests on it."""

from collections import defaultdict

from gestae.derive.joining import Joining
from gestae.derive.making import Making
from gestae.derive.moves import may_be_one
from gestae.derive.reason.tokens import Token


class Oneness:
    """Places of one item go by the least of those that may be one; an agent by the one fuller name that fits, if only one does."""

    def __init__(self, making: Making, found: list[Token]) -> None:
        self._known: dict[tuple[str | None, str], str] = {}
        named: dict[str | None, set[str]] = defaultdict(set)
        for token in found:
            for claim in token.claims:
                ids = {f.id for f in claim.roles.values() if f and f.id} | {claim.where or ""}
                named[token.item] |= {i for i in ids if i in making.agents or i in making.places}
        for item, ids in named.items():
            places = sorted(i for i in ids if i in making.places)
            joining = Joining()
            for n, a in enumerate(places):
                for b in places[n + 1 :]:
                    if may_be_one(making, a, b) or making.places[a].label.casefold() == making.places[b].label.casefold():
                        joining.join(a, b)
            self._known |= {(item, place): joining.root(place) for place in places}
            agents = sorted(i for i in ids if i in making.agents)
            for agent in agents:
                fuller = [o for o in agents if o != agent and may_be_one(making, agent, o) and _is_fuller(making, o, agent)]
                if len(fuller) == 1:
                    self._known[item, agent] = fuller[0]

    def of(self, item: str | None, id_: str | None) -> str | None:
        return id_ if id_ is None else self._known.get((item, id_), id_)


def _is_fuller(making: Making, a: str, b: str) -> bool:
    return len(making.agents[a].label.split()) > len(making.agents[b].label.split())
