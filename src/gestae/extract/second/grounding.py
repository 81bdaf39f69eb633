"""Grounding: every word of a told claim is found in the text, or the claim is dropped. What the text does not say, the model
cannot bring in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from gestae.extract.blocks import Block
from gestae.extract.draft import Draft, Fill, Words
from gestae.extract.names.pronouns import HE, SHE
from gestae.extract.names.refer import FIRST, SECOND, THEY
from gestae.extract.second.answer import Told
from gestae.extract.second.stretches import Stretch
from gestae.model.claim import Basis, Modality, Polarity
from gestae.model.quoting import places
from gestae.rules import kinds

POINTING = FIRST | SECOND | HE | SHE | THEY | {"it", "its", "this", "that", "these", "those", "one", "who", "whom", "which"}

QUOTE = "whose quoted words are not in the text"
TWICE = "whose quoted words stand in more than one place"
NAME = "that named somebody or something the text does not name"
WORDS = "with words that are not in the text"
LOOSE = "whose quoted words have nothing of what is claimed in or near them"
CLOSE = 300  # characters: a sentence or two, or the cells of a row


class Grounded(NamedTuple):
    """A draft of places in the text, and the place of the words for its time."""

    draft: Draft
    when: Words | None


class Missing(Exception):
    """Words that are not where they were said to be; the reason is the message."""


def ground(told: Told, body: str, stretch: Stretch, blocks: Sequence[Block] = ()) -> Grounded:
    """The claim as places in the text. Raises ``Missing`` with the reason to drop it.

    ``blocks`` are those of the text laid out: words that run over a line number or a hyphen at a line's end are found in their
    copies.
    """
    search = _Search(body, blocks)
    quote = _quote(told, search, stretch)
    near = _Near(search, stretch, quote)
    kind = kinds()[told.kind]
    roles: dict[str, Fill] = {}
    for name, value in told.roles.items():
        role = kind.roles[name]
        if role.values or isinstance(value, bool):
            roles[name] = value
        elif role.of in ("value", "claim"):
            roles[name] = near.value(value)
        else:
            roles[name] = near.name(value)
    if not near.held:
        raise Missing(LOOSE)
    draft = Draft(
        told.kind,
        quote.start,
        quote.end,
        roles,
        polarity=msgspec.convert(told.choices.get("polarity", "asserts"), type=Polarity),
        hedged=told.hedged,
        modality=msgspec.convert(told.choices.get("modality", "asserted"), type=Modality),
        by=near.speaker(told.by) if told.by else None,
        channel=tuple(near.name(name) for name in told.channel),
        basis=msgspec.convert(told.choices.get("basis", "unstated"), type=Basis),
        place=near.name(told.where) if told.where else None,
        way="model",
    )
    return Grounded(draft, near.words(told.when) if told.when else None)


def _quote(told: Told, search: "_Search", stretch: Stretch) -> Words:
    found = search.places(told.quote, stretch.start, stretch.end)
    if not found:
        raise Missing(QUOTE)
    if told.nth is None and len(found) > 1:
        raise Missing(TWICE)
    if told.nth is not None and told.nth > len(found):
        raise Missing(QUOTE)
    return found[(told.nth or 1) - 1]


@dataclass(frozen=True)
class _Search:
    """Finds words in a text, and in the copies of its blocks where they do not stand in it as one piece."""

    body: str
    blocks: Sequence[Block]

    def places(self, words: str, start: int, end: int, *, whole: bool = True, any_case: bool = False) -> list[Words]:
        found = [Words(*at) for at in places(words, self.body, start, end, whole=whole, any_case=any_case)]
        return found or [at for block in self.blocks for at in self._copied(block, words, start, end, whole)]

    def _copied(self, block: Block, words: str, start: int, end: int, whole: bool) -> list[Words]:
        if block.end <= start or block.start >= end:
            return []
        found = [block.copy.span(*at) for at in places(words, block.copy.text, whole=whole)]
        return [at for at in found if start <= at.start and at.end <= end]


@dataclass
class _Near:
    """Where words of the claim may stand: within its quote, else nearest to it in what the model was sent. ``held`` counts those
    within it or close by."""

    search: _Search
    stretch: Stretch
    quote: Words
    held: int = 0

    def name(self, words: str) -> Words:
        """Of somebody or something, in capitals or not: a heading may write it so."""
        found = self._nearest(words) or self._nearest(words, any_case=True)
        if found is None:
            raise Missing(NAME)
        return found

    def speaker(self, words: str) -> Words | None:
        """ "I", where the quote does not hold it, is whoever speaks there: nobody needs naming."""
        if words.casefold() in FIRST and not self.search.places(words, self.quote.start, self.quote.end):
            return None
        return self.name(words)

    def words(self, words: str) -> Words:
        found = self._nearest(words)
        if found is None:
            raise Missing(WORDS)
        return found

    def value(self, words: str) -> str | int:
        """The text's own words, on one line: "interview" may stand in "interviewed". A bare number is one."""
        found = self._nearest(words, whole=False)
        if found is None:
            raise Missing(WORDS)
        value = " ".join(self.search.body[found.start : found.end].split())
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else value

    def _nearest(self, words: str, *, whole: bool = True, any_case: bool = False) -> Words | None:
        inside = self.search.places(words, self.quote.start, self.quote.end, whole=whole, any_case=any_case)
        if inside:
            self.held += 1
            return inside[0]
        if words.casefold() in POINTING:
            return None  # "he" outside the quote is somebody else's "he"
        around = self.search.places(words, self.stretch.before, self.stretch.end, whole=whole, any_case=any_case)
        if not around:
            return None
        nearest = min(around, key=self._distance)
        self.held += self._distance(nearest) <= CLOSE or self._is_called(words)
        return nearest

    def _is_called(self, name: str) -> bool:
        """Whether the quote holds a part of a name: "Mrs Hale" where the model says "Dora Hale"."""
        parts = (word for word in name.split() if len(word) > 2 and word[0].isupper())
        return any(self.search.places(part, self.quote.start, self.quote.end) for part in parts)

    def _distance(self, at: Words) -> int:
        """Characters between a place and the quote. What stands before is nearer than what stands after, as far away."""
        return max(self.quote.start - at.end, 2 * (at.start - self.quote.end), 0)
