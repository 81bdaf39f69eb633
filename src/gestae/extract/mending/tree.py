"""A parse as lists that can be changed and written back."""

from bisect import insort
from collections.abc import Iterator
from typing import Any

from spacy.attrs import DEP, HEAD, POS, TAG

Doc = Any  # spacy.tokens.Doc: spaCy ships no types that strict checking accepts
Token = Any


class Heads(list[int]):
    """What each token hangs on, and with it what hangs on each."""

    def __init__(self, heads: list[int]) -> None:
        super().__init__(heads)
        self._below: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head != i:
                self._below[head].append(i)

    def below(self, at: int) -> list[int]:
        """What hangs on a token, in text order; what is hung elsewhere meanwhile is still in the list."""
        return list(self._below[at])

    def __setitem__(self, at: Any, head: Any) -> None:
        if self[at] != at:
            self._below[self[at]].remove(at)
        if head != at:
            insort(self._below[head], at)
        super().__setitem__(at, head)


class Tree:
    """A parse as lists: one entry a token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = [t.lower_ for t in doc]
        self.heads = Heads([t.head.i for t in doc])
        self.deps = [t.dep_ for t in doc]
        self.tags = [t.tag_ for t in doc]
        self.pos = [t.pos_ for t in doc]

    def children(self, at: int) -> Iterator[int]:
        return iter(self.heads.below(at))

    def child(self, at: int, *deps: str) -> int | None:
        return next((i for i in self.children(at) if self.deps[i] in deps), None)

    def top(self, at: int) -> int:
        """What the sentence of a token hangs on."""
        sent = self.doc[at].sent
        return next(i for i in range(sent.start, sent.end) if self.heads[i] == i)

    def left_edge(self, at: int) -> int:
        """The first word of the phrase that hangs on a token."""
        first = at
        while (lower := min((i for i in self.children(first) if i < first), default=None)) is not None:
            first = lower
        return first

    def hang(self, at: int, head: int, dep: str) -> None:
        self.heads[at], self.deps[at] = head, dep

    def root(self, at: int, was: int, as_: str) -> None:
        """``at`` becomes what its sentence hangs on; the old root hangs on it."""
        self.hang(at, at, "ROOT")
        self.hang(was, at, as_)
        for i in list(self.children(was)):
            if self.deps[i] == "punct" and (i > at > was or i < at < was):
                self.heads[i] = at

    def write(self) -> None:
        import numpy as np  # noqa: PLC0415 - comes with spaCy, when something is read

        strings = self.doc.vocab.strings
        rows = [
            [strings.add(d), (h - i) & 0xFFFFFFFFFFFFFFFF, strings.add(t), strings.add(p)]
            for i, (d, h, t, p) in enumerate(zip(self.deps, self.heads, self.tags, self.pos, strict=True))
        ]
        self.doc.from_array([DEP, HEAD, TAG, POS], np.array(rows, dtype="uint64"))
