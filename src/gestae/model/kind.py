"""Kinds: the shape of what can be claimed, read from rules/kinds/*.yaml."""

from typing import Literal

from gestae.model.value import Value

RoleOf = Literal["agent", "item", "place", "thing", "value", "claim"]


class Role(Value, frozen=True):
    """``of`` says what fills it (``thing``: agent or item); ``needed``: asked for when missing; ``values``: all that a value can
    be, where that is a closed list."""

    of: RoleOf
    needed: bool = False
    values: tuple[str | bool, ...] = ()


class Moves(Value, frozen=True):
    """Effect on custody: the item in role ``item`` leaves the holder in role ``leaves`` and comes to role ``comes``."""

    item: str
    leaves: str | None = None
    comes: str | None = None
    holds: str | None = None


class Kind(Value, frozen=True):
    """A class of what is claimed. ``sentence`` is a template over roles, with ``{role}`` slots."""

    name: str
    label: str
    sentence: str
    roles: dict[str, Role]
    moves: Moves | None = None
