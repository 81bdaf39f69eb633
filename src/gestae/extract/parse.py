"""The parsed sentences of a document: our small English pipeline over the parsing copies of its blocks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gestae.extract.blocks import Block, Document
from gestae.extract.draft import Words

Token = Any  # spacy.tokens.Token: spaCy ships no types that strict checking accepts
PARSED = ("prose", "question", "answer", "remark")
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\t": " ", "\n": " "})
BATCH = 32
AGE = re.compile(r",( \d{1,2}),")


@dataclass(frozen=True)
class Parsed:
    """A block and its parse. Token offsets are in the block's copy; ``words`` brings them back to the text."""

    number: int
    block: Block
    doc: Any

    def words(self, first: Token, last: Token | None = None) -> Words:
        """The stretch of the stored text from the first to the last token."""
        last = first if last is None else last
        return self.block.copy.span(first.idx, last.idx + len(last))

    def span(self, start: int, end: int) -> Words:
        return self.block.copy.span(start, end)

    @property
    def text(self) -> str:
        return self.block.copy.text


def _readable(copy: str) -> str:
    """The copy as the parser gets it, of equal length: plain quotes and dashes; an age between commas left blank."""
    return AGE.sub(lambda m: " " * len(m.group()), copy.translate(PLAIN))


@cache
def pipeline() -> Any:
    """The pipeline, loaded once: tagger, morphology, parser, lemmas, names."""
    import spacy  # noqa: PLC0415 - half a second that other commands need not wait for

    return spacy.load(str(files("gestae.extract").joinpath("weights")))


def parse(document: Document, progress: Callable[[int, int], None] | None = None) -> Iterator[Parsed]:
    """Each block that holds sentences, parsed, in order. ``progress`` is told (characters done, characters in all)."""
    blocks = [(n, b) for n, b in enumerate(document.blocks) if b.kind in PARSED and b.copy.text.strip()]
    total = sum(len(b.copy.text) for _, b in blocks)
    done = 0
    docs = pipeline().pipe((_readable(b.copy.text) for _, b in blocks), batch_size=BATCH)
    for (number, block), doc in zip(blocks, docs, strict=True):
        yield Parsed(number, block, doc)
        done += len(block.copy.text)
        if progress:
            progress(done, total)
