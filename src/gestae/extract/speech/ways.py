"""The ways of saying and thinking: which words bring what is said or thought, and in which construction."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from gestae.rules import cues

PREPOSITIONS = ("about", "for", "on", "to", "of", "against", "at", "with", "as", "in")


class Way(NamedTuple):
    """A word in a construction: ``clause``, ``infinitive``, ``object``, ``passive``, ``adjectives``, ``nouns`` or a preposition."""

    construction: str
    word: str


@dataclass(frozen=True)
class Ways:
    """The sort of attribution ("speech", "thought", "will", ...) by word and construction."""

    sort_by_way: dict[Way, str]
    statements: frozenset[str]

    def sort(self, construction: str, word: str) -> str | None:
        """The sort this word brings in this construction; ``None`` when it brings nothing."""
        return self.sort_by_way.get(Way(construction, word))


@cache
def ways() -> Ways:
    """The table of rules/cues/speech.yaml; of two sorts of one word the first counts."""
    table = cues("speech")["attribution"]
    found: dict[Way, str] = {}
    for sort, constructions in table.items():
        if sort != "statements":
            for construction, words in constructions.items():
                for word in words:
                    found.setdefault(Way(construction, word), sort)
    return Ways(found, frozenset(table["statements"]))
