"""Entities: where a text names a person, a body or a place, and which mentions are of one and the same.

The agents of the proposals are those of them that something is claimed of; the layer of entities is wider.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gestae.extract.layout import lay_out
from gestae.extract.names.cast import Cast
from gestae.extract.parse import sections
from gestae.extract.proposing import Section
from gestae.extract.times import Narrative
from gestae.model import Text

EntityKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True)
class Entity:
    """A name where it stands in the text. Mentions with the same ``figure`` are of one and the same."""

    start: int
    end: int
    kind: EntityKind
    figure: int | None


def entities(text: Text, date: str | None = None, zone: str | None = None) -> list[Entity]:
    """The names of a text that the reader takes for a person, a body or a place, in text order."""
    document = lay_out(text, date, zone)
    narrative = Narrative(anchor=document.date, zone=document.zone)
    found: dict[tuple[int, int], Entity] = {}
    number: dict[int, int] = {}
    before: Section | None = None
    for run in sections(document):
        before = Section.of(run, document, text.body, narrative, before)
        found |= {(e.start, e.end): e for e in _named(before.refer.cast, number)}
    return sorted(found.values(), key=lambda e: (e.start, e.end))


def _named(cast: Cast, number: dict[int, int]) -> Iterator[Entity]:
    for name in cast.names:
        figure = cast.at.get(name.start)
        kind = figure.kind if figure is not None else name.kind
        if kind in ("person", "organisation", "place"):
            same = number.setdefault(id(figure), len(number)) if figure is not None else None
            yield Entity(name.title_start, name.end, kind, same)
