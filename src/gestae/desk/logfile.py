"""What a log file holds, whatever its format, and which of it is wanted."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gestae.model import Problem, Refusal

NEEDED = ("t", "act")


@dataclass
class LogFile:
    """For every column its words and the code of each row. ``left_out`` has the rows that were not taken, by reason."""

    name: str
    header: tuple[str, ...]
    seq: Any = field(default_factory=lambda: array("q"))
    t: Any = field(default_factory=lambda: array("q"))
    words: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[str, Any] = field(default_factory=dict)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.t)


@dataclass(frozen=True)
class Wanted:
    """Which columns are to be read, under which names they stand in the file, and the zone of times that have none."""

    columns: tuple[str, ...]
    named: Mapping[str, str]
    zone: str | None = None

    def in_file(self, column: str) -> str:
        return self.named.get(column, column)


def refuse_without(name: str, header: Iterable[str], wanted: Wanted) -> None:
    """Refuses a log without the columns that every log needs, and a mapping to columns that are not there."""
    have = tuple(header)
    for column in (*NEEDED, *wanted.named):
        if wanted.in_file(column) not in have:
            shown = ", ".join(have[:12]) or "none"
            raise Refusal(
                name, f"there is no column '{wanted.in_file(column)}'; its columns are {shown}.",
                "Without it no event can be understood." if column in NEEDED else "It was to be read from there.",
                f"If it has another name, add --column {column}=NAME.",
            )  # fmt: skip
