"""A narrative: times read block after block, each block carrying on the day of the one before."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from functools import cache

from gestae.extract.times import scan
from gestae.extract.times.context import Context, Tense
from gestae.extract.times.mention import TimeMention
from gestae.extract.times.relations import from_now, mention
from gestae.extract.times.settle import follow
from gestae.extract.times.words import DIGIT, SPACE
from gestae.model import edtf
from gestae.rules import cues

_DATED = re.compile(
    r"\b(?:sheet|letter|report|order|statement|notice|e-?mail|memo|log|schedule|list|invoice|permit|contract|rules|edition|interview|citation"
    rf"|subpoena|note|article){SPACE}(?:of|dated|from){SPACE}(?:the{SPACE})?$",
    re.IGNORECASE,
)
_I = re.compile(r"\b(?:I|me|we|us|my|our)\b")


class Narrative:
    """Reads the times of a document's blocks in their order.

    ``anchor`` is the date or date-time (EDTF) the document is written at; without it nothing is guessed. ``zone`` is the
    text's zone (IANA): a time said in another is put into it. ``tense`` may say, for a stretch of the block, whether it
    tells of the past or the future; where it gives ``None`` the words round the mention decide. ``topic`` is the day of the
    event the document is about. An interview or statement does not tell ``its_own_day``: a clock time in it is of a day before.
    """

    def __init__(
        self,
        anchor: str | None = None,
        zone: str | None = None,
        tense: Tense | None = None,
        topic: date | None = None,
        *,
        its_own_day: bool = True,
    ) -> None:
        self._context = Context(zone=zone, tense=tense, topic=topic, tells_its_own_day=its_own_day)
        self.written(anchor)

    def written(self, anchor: str | None) -> None:
        """What follows was written at this date or date-time; where it is another, a new story begins: the next message of
        a thread."""
        day = edtf.day(anchor) if anchor else None
        at = edtf.clock(anchor) if anchor else None
        held = self._context.anchor, self._context.written_at
        self._context.anchor = day if day and 1000 <= day.year <= 2999 else None
        self._context.written_at = time.fromisoformat(at) if at else None
        if held not in ((None, None), (self._context.anchor, self._context.written_at)):
            self.on(None)
            self.about(None)

    @property
    def day(self) -> date | None:
        """The day the narrative is on."""
        return self._context.day

    def on(self, day: date | None) -> None:
        """What follows is told of this day, until it says another."""
        self._context.open("")
        self._context.new_day(day)

    def headed(self, line: str) -> tuple[TimeMention, ...]:
        """The mentions of a heading or subject line; a day it names is what the text below is about, and where it begins."""
        mentions = self.read(line)
        if self._context.day:
            self.about(self._context.day)
        return mentions

    def about(self, day: date | None) -> None:
        """The day of the event the document is about, as its heading or subject says."""
        self._context.topic = day

    def read(self, block: str) -> tuple[TimeMention, ...]:
        """The mentions of a block, in order, none overlapping. Offsets are into the block."""
        self._context.open(block)
        return tuple(self._mentions(block))

    def _mentions(self, text: str) -> Iterator[TimeMention]:
        context, end, sentence = self._context, 0, 0
        for token in scan.TOKEN.finditer(text):
            start = token.start()
            if start < end:
                continue
            first = token[0]
            word = DIGIT if first.isdigit() else first.lower()
            if not scan.begins(text, start, word):
                continue
            opens = context.sentence(start)[0] if context.local else sentence
            if opens != sentence:
                sentence, context.local = opens, None
            found = scan.read_at(text, start, word, context)
            if found is None:
                continue
            finish, reading, parts = found
            sentence = context.sentence(start)[0]
            if reading.sets_day and _DATED.search(text[max(0, start - 40) : start]):
                reading = replace(reading, sets_day=False)  # "the letter of September 14" tells nothing of what follows
            if reading.sets_day and self._is_of_saying(text, start):
                reading = replace(reading, is_of_saying=True)
            follow(context, reading, start, finish)
            end = finish
            yield from_now(mention(text, start, finish, reading, parts), text, context.anchor)

    def _is_of_saying(self, text: str, start: int) -> bool:
        """Whether a day is when somebody said it, to others than the one who tells: "the sheriff said Friday"."""
        first, last = self._context.sentence(start)
        return _said_on().search(text, max(first, start - 80), start) is not None and _I.search(text, first, last) is None


@cache
def _said_on() -> re.Pattern[str]:
    """A verb of saying that a day is about to follow: "said", "told reporters on", "said in a statement on"."""
    said = "|".join(cues("speech")["said_on"])
    where = r" (?:in|at|during) (?:an?|the|his|her|its|their)(?: [\w’'-]+){1,3}"
    return re.compile(rf"\b(?:{said}|told(?: [\w’'-]+){{1,3}})(?: late| early|,|{where})?(?: on)? \Z")
