"""Block quotations: whose words they hold, when the block before them says so ("Ann Hale wrote:")."""

import itertools
from collections.abc import Callable, Iterator

from gestae.extract.grammar import Token, is_verb
from gestae.extract.names.figures import Figure
from gestae.extract.parse import Parsed
from gestae.extract.speech.attribution import speech_cues
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
