"""Who and what claims are about: agents, items, places."""

from typing import Literal

from gestae.model.ids import AgentId, ItemId, PlaceId
from gestae.model.value import Value

AgentKind = Literal["person", "organisation", "software", "unidentified"]
ItemKind = Literal["firearm", "ammunition", "key", "document", "vehicle", "equipment", "container", "substance", "other"]
Sex = Literal["f", "m"]


class Agent(Value, frozen=True):
    """A person, organisation, software, or someone not yet identified (known by a role only: "the judge").

    ``label`` is the fullest name found, titles like Mr left out. ``forms`` are all the names used, as written. ``sex`` is
    what titles and pronouns say, for telling people apart only. Jobs and employers are claims about the agent.
    """

    id: AgentId
    kind: AgentKind
    label: str
    forms: tuple[str, ...] = ()
    title: str | None = None
    sex: Sex | None = None


class Item(Value, frozen=True):
    """A physical thing that is followed. ``marks`` are serial numbers and tags (``P-3``)."""

    id: ItemId
    kind: ItemKind
    label: str
    forms: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class Place(Value, frozen=True):
    id: PlaceId
    label: str
    forms: tuple[str, ...] = ()
