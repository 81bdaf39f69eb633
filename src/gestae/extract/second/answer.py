"""An answer of the model: read as JSON of the schema and as nothing else. What does not fit is dropped, and why is counted."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, get_args

import msgspec

from gestae.model.claim import Basis, Modality, Polarity
from gestae.rules import kinds

MOST_CLAIMS = 200
LONGEST = 1_000  # characters of a quote or value; a name has fewer
LONGEST_NAME = 300
CHOICES: dict[str, tuple[str, ...]] = {"polarity": get_args(Polarity), "modality": get_args(Modality), "basis": get_args(Basis)}

# Why a proposal is dropped, in the words that complete "3 ...".
SHAPE = "not in the form that was asked for"
KIND = "of a kind that does not exist"
ROLE = "with a role or value that does not exist"
MANY = f"beyond the first {MOST_CLAIMS} of one answer"


@dataclass(frozen=True)
class Told:
    """A claim as the model tells it: shaped as the schema says, its words not yet looked for in the text."""

    kind: str
    quote: str
    nth: int | None = None
    roles: dict[str, str | bool] = field(default_factory=dict)
    by: str | None = None
    channel: tuple[str, ...] = ()
    when: str | None = None
    where: str | None = None
    hedged: bool = False
    choices: dict[str, str] = field(default_factory=dict)


class _Misfit(Exception):
    """The reason is the message."""


def parse(content: str) -> tuple[list[Told], Counter[str]] | None:
    """The claims of an answer and how many were dropped for which reason; ``None`` where it is not the JSON asked for.

    Words around the outermost braces are passed over: many models wrap their JSON. Fields nobody asked for have no effect.
    """
    try:
        answer = msgspec.json.decode(content[content.index("{") : content.rindex("}") + 1].encode())
    except (ValueError, msgspec.DecodeError, RecursionError):
        return None
    listed = answer.get("claims") if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        return None
    told: list[Told] = []
    dropped: Counter[str] = Counter()
    for each in listed[:MOST_CLAIMS]:
        try:
            told.append(_told(each))
        except _Misfit as misfit:
            dropped[str(misfit)] += 1
    if len(listed) > MOST_CLAIMS:
        dropped[MANY] += len(listed) - MOST_CLAIMS
    return told, dropped


def _told(found: Any) -> Told:
    if not isinstance(found, dict):
        raise _Misfit(SHAPE)
    kind = found.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        raise _Misfit(KIND)
    quote = _words(found.get("quote"), LONGEST)
    nth, hedged, channel = found.get("nth"), found.get("hedged"), found.get("channel") or []
    is_number = nth is None or (isinstance(nth, int) and not isinstance(nth, bool) and nth > 0)
    if quote is None or not is_number or not isinstance(channel, list) or hedged not in (None, True, False):
        raise _Misfit(SHAPE)
    return Told(
        kind,
        quote,
        nth,
        _roles(found.get("roles"), kind),
        _words(found.get("by")),
        tuple(name for each in channel if (name := _words(each))),
        _words(found.get("when")),
        _words(found.get("where")),
        bool(hedged),
        _choices(found),
    )


def _choices(found: dict[str, Any]) -> dict[str, str]:
    chosen = {name: found[name] for name in CHOICES if found.get(name) is not None}
    if not all(value in CHOICES[name] for name, value in chosen.items() if isinstance(value, str)):
        raise _Misfit(ROLE)
    if not all(isinstance(value, str) for value in chosen.values()):
        raise _Misfit(SHAPE)
    return chosen


def _roles(found: Any, kind: str) -> dict[str, str | bool]:
    if found is not None and not isinstance(found, dict):
        raise _Misfit(SHAPE)
    roles: dict[str, str | bool] = {}
    for name, value in (found or {}).items():
        role = kinds()[kind].roles.get(name)
        if role is None:
            raise _Misfit(ROLE)
        longest = LONGEST if role.of in ("value", "claim") else LONGEST_NAME
        told = value if isinstance(value, bool) else _words(str(value) if isinstance(value, int) else value, longest)
        if told is None:
            continue
        if isinstance(told, bool) and not role.values:
            raise _Misfit(SHAPE)
        if role.values and not any(told is v if isinstance(v, bool) else told == v for v in role.values):
            raise _Misfit(ROLE)
        roles[name] = told
    return roles


def _words(found: Any, longest: int = LONGEST_NAME) -> str | None:
    """A string of some length; ``None`` for null and for nothing but space."""
    if found is None:
        return None
    if not isinstance(found, str) or len(found) > longest:
        raise _Misfit(SHAPE)
    return found.strip() or None
