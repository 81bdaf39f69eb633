"""Blocks that are somebody's words as a whole: block quotations that the block before announces ("Ann Hale wrote:"), and
paragraphs in quotation marks that an attribution elsewhere holds."""

import itertools
from collections.abc import Callable, Iterator

from gestae.extract.grammar import Token, is_verb
from gestae.extract.names.figures import Figure
from gestae.extract.parse import Parsed
from gestae.extract.speech.attribution import Attribution, speech_cues
from gestae.extract.speech.speakers import speaker_of

Finder = Callable[[Token | None, Parsed], Figure | None]


def announced(blocks: list[Parsed], agent: Finder) -> Iterator[tuple[int, Figure]]:
    """The number of each block quotation and its speaker: whom the block before it ends by naming."""
    quoted: dict[int, Figure] = {}
    for before, parsed in itertools.pairwise(blocks):
        if not parsed.block.is_quoted or parsed.block.speaker is not None:
            continue
        if before.block.is_quoted and before.number in quoted:
            quoted[parsed.number] = quoted[before.number]
            yield parsed.number, quoted[parsed.number]
            continue
        if not before.text.rstrip().endswith(":"):
            continue
        last = list(before.doc.sents)[-1]
        cue = next((t for t in last if is_verb(t) and speech_cues().verb(t)), None)
        speaker = agent(speaker_of(cue), before) if cue is not None else None
        if speaker is not None:
            quoted[parsed.number] = speaker
            yield parsed.number, speaker


def carried(parsed: list[Parsed], speech: dict[int, list[Attribution]], agent: Finder) -> dict[int, tuple[Figure, bool]]:
    """By the number of each paragraph that an attribution of another one holds: its speaker, and whether that other one began
    the quotation. One whose speaker nobody knows is left out."""
    found: dict[int, tuple[Figure, bool]] = {}
    for one in parsed:
        for told in speech.get(one.number, ()):
            speaker = agent(told.speaker, one) if told.beyond else None
            if speaker is not None:
                found.update((number, (speaker, bool(told.content))) for number, _ in told.beyond)
    return found
