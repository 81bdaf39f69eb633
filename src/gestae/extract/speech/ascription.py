"""What is ascribed to somebody in a block - said, thought, known, wanted - on the way to becoming an attribution."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from gestae.extract.grammar import Token, is_verb, lemma
from gestae.extract.lexicon import lexicon
from gestae.extract.parse import Parsed
from gestae.extract.speech.quotes import Quote, quotes
from gestae.extract.speech.ways import ways

Range = tuple[int, int]
LONG_QUOTE = 5  # words: what is quoted at this length is speech, and who speaks in it speaks within it


@dataclass
class Ascription:
    """Words that are somebody's. ``content``, ``words`` (of the cue) and ``source`` are token numbers of the block's parse.

    ``way``: the construction that brings it ("clause", "quote", "object", "prep for" ...). ``beyond``: stretches of later
    blocks that go on with it, as (block, copy range). ``is_nested``: it stands within what another says. ``follows``: the verb
    whose speaker goes on with this one.
    """

    cue: Token
    sort: str
    way: str
    content: set[int]
    words: set[int] = field(default_factory=set)
    source: set[int] = field(default_factory=set)
    quoted: list[Quote] = field(default_factory=list)
    beyond: list[tuple[int, Range]] = field(default_factory=list)
    is_nested: bool = False
    follows: Token | None = None


class Reading:
    """One block, its quotations, and what has been found in it so far. ``goes_on``: it begins within a quotation."""

    def __init__(self, parsed: Parsed, goes_on: bool = False) -> None:
        self.parsed, self.doc, self.copy = parsed, parsed.doc, parsed.text
        self._starts = [t.idx for t in self.doc]
        self.marks = quotes(self.copy, goes_on)
        self.quote_at: dict[int, Quote] = {}
        self.spoken: set[int] = set()
        for quote in self.marks:
            inside = self.between(quote.start, quote.end)
            self.quote_at.update((t.i, quote) for t in inside)
            if len(inside) > LONG_QUOTE + 2:
                self.spoken.update(t.i for t in inside)
        self.found: list[Ascription] = []
        self.by_cue: dict[int, Ascription] = {}
        self.loose: list[Quote] = []
        self.last: Ascription | None = None

    @property
    def is_left_quoting(self) -> bool:
        """Whether the block ends within a quotation."""
        return bool(self.marks) and not self.marks[-1].is_closed

    def at(self, offset: int) -> int:
        """The number of the first token that begins at this copy offset or after it."""
        return bisect_left(self._starts, offset)

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that begin within a copy range."""
        return list(self.doc[self.at(start) : self.at(end)])

    def inside(self, quote: Quote) -> set[int]:
        """The tokens of a quotation, its marks left out."""
        return {t.i for t in self.between(quote.inner_start, quote.inner_end)}

    def add(self, one: Ascription) -> None:
        """Keeps an ascription; one a word."""
        self.found.append(one)
        self.by_cue[one.cue.i] = one

    def speaks(self, token: Token, quoting: bool = False) -> bool:
        """Whether a token is a verb that brings what is said or thought; with ``quoting`` also one that only quotations have."""
        if token.i in self.quote_at or not is_verb(token):
            return False
        name, after = lemma(token), token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
        constructions = ("clause", "quotation") if quoting else ("clause",)
        return any(ways().sort(c, words) is not None for c in constructions for words in (name, f"{name} {after}"))

    def is_stop(self, token: Token) -> bool:
        """Whether a token ends a sentence: a stop that no abbreviation brings."""
        if token.text not in (".", "!", "?"):
            return False
        before = token.nbor(-1) if token.i else None
        return before is None or not (len(before.text) == 1 or before.lower_ in lexicon().titles)

    def ranges(self, tokens: Iterable[int]) -> list[Range]:
        """Token numbers as copy ranges; punctuation in between joins two, at the ends it is left out."""
        runs: list[list[int]] = []
        for i in sorted(tokens):
            if runs and all(self.doc[k].is_punct or self.doc[k].is_space for k in range(runs[-1][-1] + 1, i)):
                runs[-1].append(i)
            else:
                runs.append([i])
        found = []
        for run in runs:
            low, high = 0, len(run)
            while low < high and self._is_edge(run[low]):
                low += 1
            while high > low and self._is_edge(run[high - 1]):
                high -= 1
            if high > low:
                first, last = self.doc[run[low]], self.doc[run[high - 1]]
                found.append((first.idx, last.idx + len(last)))
        return found

    def _is_edge(self, number: int) -> bool:
        token = self.doc[number]
        if token.is_space or token.text in (",", ";"):
            return True
        return token.is_punct and token.text not in ('"', "“", "”") and number not in self.quote_at
