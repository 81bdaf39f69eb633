"""What a check of a bundle comes to, and the one form of JSON that is written in it."""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Report:
    """``faults`` are (place, what does not hold); ``absent`` (folder, digest, why) of what was left out on purpose. The counts
    say what was looked at and held."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    absent: list[tuple[str, str, str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    origin: str = ""
    files: int = 0
    entries: int = 0
    root: str = ""
    disclosed: int = 0
    withheld: int = 0
    evidence: int = 0
    quotes: int = 0
    receipts: int = 0

    def fault(self, where: str, what: str) -> None:
        self.faults.append((where, what))


def plain_json(data: bytes | str) -> Any:
    """Refuses, with ``ValueError``, numbers that are not whole, a name that stands twice, and what is nested without end."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a name stands in it twice")
        return dict(pairs)

    def refused(number: str) -> Any:
        raise ValueError(f"{number} is no whole number")

    try:
        return json.loads(data, object_pairs_hook=once, parse_float=refused, parse_constant=refused)
    except RecursionError:
        raise ValueError("it is nested deeper than anything that is written here") from None


def canonical_text(value: object) -> str:
    """As RFC 8785 writes what has whole numbers only, and names of ASCII letters."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
