"""Labels: the things that a person names by hand. Equal labels are one thing, whoever wrote them and when."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from gestae.model import Agent, Item, Place
from gestae.model.ids import AgentId, ItemId, PlaceId, hashed, is_id

Thing = Agent | Item | Place


def normalised(label: str) -> str:
    """The form in which labels are compared: case and spacing set aside."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def stated_id(prefix: str, label: str) -> str:
    return hashed(prefix, "stated", normalised(label))


@dataclass
class Labels:
    """``known`` are the things of the case, ``near`` those of the text at hand, which a label is looked for in first.

    ``agents`` and ``places`` are the normalised labels used as such anywhere in what is being stated: a label said of a holder is
    a place where another line says so, and what may be agent or item is an agent where another line says so.
    """

    known: dict[str, Thing]
    near: tuple[Thing, ...] = ()
    agents: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    used: dict[str, Thing] = field(default_factory=dict)

    def agent(self, label: str) -> str:
        return self._named("agt", label)

    def item(self, label: str) -> str:
        return self._named("itm", label)

    def place(self, label: str) -> str:
        return self._named("plc", label)

    def holder(self, label: str) -> str:
        """An agent, or a place that holds things."""
        return self._named("plc" if self._is(label, "plc", self.places) else "agt", label)

    def thing(self, label: str) -> str:
        """An agent or an item."""
        return self._named("agt" if self._is(label, "agt", self.agents) else "itm", label)

    def _is(self, label: str, prefix: str, said: Iterable[str]) -> bool:
        return normalised(label) in said or self._near(prefix, label) is not None or stated_id(prefix, label) in self.known

    def _named(self, prefix: str, label: str) -> str:
        words = " ".join(label.split())
        found = self.known.get(words) if is_id(words) else self._near(prefix, words)
        thing = found or self.known.get(stated_id(prefix, words)) or _made(prefix, words)
        self.used[thing.id] = thing
        return thing.id

    def _near(self, prefix: str, label: str) -> Thing | None:
        wanted = normalised(label)
        fits = [t for t in self.near if t.id.startswith(prefix) and wanted in {normalised(n) for n in (t.label, *t.forms)}]
        return fits[0] if len({t.id for t in fits}) == 1 else None


def _made(prefix: str, label: str) -> Thing:
    id_ = stated_id(prefix, label)
    match prefix:
        case "agt":
            return Agent(id=AgentId(id_), kind="person", label=label, forms=(label,))
        case "itm":
            return Item(id=ItemId(id_), kind="other", label=label, forms=(label,))
        case _:
            return Place(id=PlaceId(id_), label=label, forms=(label,))
