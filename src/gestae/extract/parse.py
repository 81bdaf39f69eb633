"""The parsed sentences of a document: our small English pipeline over the parsing copies of its blocks."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gestae.extract.blocks import Block, Document
from gestae.extract.draft import Words
from gestae.extract.lemmas import Forms
from gestae.extract.tree import read

Token = Any  # gestae.extract.tree.Token
PARSED = ("prose", "question", "answer", "remark")
BLANKS = "\u00a0\t\n\u200b\u200e\u200f\ufeff"
PLAIN = str.maketrans(
    dict.fromkeys("“”„‟＂«»❝❞", '"') | dict.fromkeys("‘’‚‹›", "'") | dict.fromkeys("–—―", "-") | dict.fromkeys(BLANKS, " ")
)
GLUED = (r'(?<=\S)[,;:!?.)](?=[,;:!?.)]*")', r'(?<=\S)"(?=\S)', r'(?<=")-+(?=[A-Z])')  # in a word: "said,“Look", "shut.”-Ann"
SIGNING = r"-+(?=[A-Z][a-z])"  # before a word: "-Ann Roe"
KNOWN = 60_000  # words that are kept from text to text
BATCH = 64
TREES = ["gestae_sentences", "parser", "gestae_mends"]
FORMS = "lemmatizer"  # see ``forms``
SECTION = 60_000
NO_WORDS = re.compile(r"\S{300,}")
AGE = re.compile(r",( \d{1,2}),")
FOOTNOTES = re.compile(r"(?<=[\w.,;:!?\"'])(?:\[\d{1,3}\])+")


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
    """The copy for the parser, of equal length: plain quotes and dashes; ages between commas, marks of footnotes, and what is no
    word, left blank."""
    return NO_WORDS.sub(_blank, FOOTNOTES.sub(_blank, AGE.sub(_blank, copy.translate(PLAIN))))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


@cache
def pipeline() -> Any:
    """The pipeline, loaded once: tagger, morphology, parser, lemmas, names."""
    import spacy  # noqa: PLC0415 - half a second that other commands need not wait for
    from spacy.util import compile_infix_regex, compile_prefix_regex  # noqa: PLC0415
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415

    import gestae.extract.mending  # noqa: F401, PLC0415 - registers the two components
    from gestae.extract.vectors import quickened  # noqa: PLC0415

    set_current_ops(NumpyOps(use_blis=False))  # NumPy's own product of matrices takes a third of the time
    loaded = spacy.load(str(files("gestae.extract").joinpath("weights")))
    index = loaded.get_pipe(FORMS).lookups.get_table("lemma_index")
    for part in list(index):
        index[part] = frozenset(index[part])  # kept as lists, which are searched from end to end for every new word
    loaded.tokenizer.infix_finditer = compile_infix_regex([*loaded.Defaults.infixes, *GLUED]).finditer
    loaded.tokenizer.prefix_search = compile_prefix_regex([*loaded.Defaults.prefixes, SIGNING]).search
    loaded.get_pipe("tok2vec").model = quickened(loaded.get_pipe("tok2vec").model, brought=True)
    names = loaded.get_pipe("ner").model.get_ref("tok2vec")
    names.layers[0] = quickened(names.layers[0])
    loaded.add_pipe("gestae_sentences", before="parser")
    loaded.add_pipe("gestae_mends", after="parser")
    return loaded


@cache
def forms() -> Forms:
    """The dictionary forms of a document's words."""
    return Forms(pipeline().get_pipe(FORMS))


Numbered = tuple[int, Block]


def sections(document: Document, size: int = SECTION) -> list[list[Numbered]]:
    """Blocks that hold sentences, with their numbers, in runs of about ``size`` characters, one held in memory at a time."""
    runs: list[list[Numbered]] = [[]]
    length = 0
    for number, block in enumerate(document.blocks):
        if block.kind not in PARSED or not block.copy.text.strip():
            continue
        if runs[-1] and length + len(block.copy.text) > (2 * size if block.kind == "answer" else size):
            runs.append([])
            length = 0
        runs[-1].append((number, block))
        length += len(block.copy.text)
    return runs


def parse(blocks: list[Numbered]) -> Iterator[Parsed]:
    """These blocks, parsed as they stand, in order."""
    return _piped(blocks, [])


def tagged(blocks: list[Numbered]) -> Iterator[Parsed]:
    """These blocks, in order, with the parts of speech and names of their words but without trees: enough to find who is named."""
    return _piped(blocks, TREES)


def _piped(blocks: list[Numbered], without: list[str]) -> Iterator[Parsed]:
    with words_let_go():
        docs = pipeline().pipe((_readable(b.copy.text) for _, b in blocks), batch_size=BATCH, disable=[*without, FORMS])
        parsed = [Parsed(number, block, read(doc, forms()(doc))) for (number, block), doc in zip(blocks, docs, strict=True)]
    return iter(parsed)


def words_let_go() -> AbstractContextManager[Any]:
    """Within it the pipeline may forget afterwards what words it saw: always, once it knows ``KNOWN`` of them."""
    vocab = pipeline().vocab
    return pipeline().memory_zone() if len(vocab) > KNOWN else nullcontext()
