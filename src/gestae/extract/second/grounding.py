"""Grounding: every word of a told claim is found in the text, or the claim is dropped. What the text does not say, the model
cannot bring in."""

from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from gestae.extract.draft import Draft, Fill, Words
from gestae.extract.names.refer import FIRST, HE, SECOND, SHE, THEY
from gestae.extract.second.answer import Told
from gestae.extract.second.prompt import CONFIDENCE
from gestae.extract.second.stretches import Stretch
from gestae.model.claim import Basis, Modality, Polarity
from gestae.model.quoting import places
from gestae.rules import kinds

POINTING = FIRST | SECOND | HE | SHE | THEY | {"it", "its", "this", "that", "these", "those", "one", "who", "whom", "which"}

QUOTE = "whose quoted words are not in the text"
TWICE = "whose quoted words stand in more than one place"
NAME = "that named somebody or something the text does not name"
WORDS = "with words that are not in the text"
LOOSE = "whose quoted words hold nothing of what is claimed"


class Grounded(NamedTuple):
    """A draft of places in the text, and the place of the words for its time."""

    draft: Draft
    when: Words | None


class Missing(Exception):
    """Words that are not where they were said to be; the reason is the message."""


def ground(told: Told, body: str, stretch: Stretch) -> Grounded:
    """The claim as places in the text. Raises ``Missing`` with the reason to drop it."""
    quote = _quote(told, body, stretch)
    near = _Near(body, stretch, quote)
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
        confidence=CONFIDENCE,
    )
    return Grounded(draft, near.words(told.when) if told.when else None)


def _quote(told: Told, body: str, stretch: Stretch) -> Words:
    found = places(told.quote, body, stretch.start, stretch.end)
    if not found:
        raise Missing(QUOTE)
    if told.nth is None and len(found) > 1:
        raise Missing(TWICE)
    if told.nth is not None and told.nth > len(found):
        raise Missing(QUOTE)
    return Words(*found[(told.nth or 1) - 1])


@dataclass
class _Near:
    """Where words of the claim may stand: within its quote, else nearest to it in what the model was sent. ``held`` counts the
    former."""

    body: str
    stretch: Stretch
    quote: Words
    held: int = 0

    def name(self, words: str) -> Words:
        found = self._nearest(words, whole=True)
        if found is None:
            raise Missing(NAME)
        return found

    def speaker(self, words: str) -> Words | None:
        """ "I", where the quote does not hold it, is whoever speaks there: nobody needs naming."""
        if words.casefold() in FIRST and not places(words, self.body, self.quote.start, self.quote.end):
            return None
        return self.name(words)

    def words(self, words: str) -> Words:
        found = self._nearest(words, whole=True)
        if found is None:
            raise Missing(WORDS)
        return found

    def value(self, words: str) -> str | int:
        """The text's own words, on one line: "interview" may stand in "interviewed". A bare number is one."""
        found = self._nearest(words, whole=False)
        if found is None:
            raise Missing(WORDS)
        value = " ".join(self.body[found.start : found.end].split())
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else value

    def _nearest(self, words: str, *, whole: bool) -> Words | None:
        inside = places(words, self.body, self.quote.start, self.quote.end, whole=whole)
        if inside:
            self.held += 1
            return Words(*inside[0])
        if words.casefold() in POINTING:
            return None  # "he" outside the quote is somebody else's "he"
        before = places(words, self.body, self.stretch.before, self.quote.start, whole=whole)
        after = places(words, self.body, self.quote.end, self.stretch.end, whole=whole)
        return Words(*before[-1]) if before else Words(*after[0]) if after else None
