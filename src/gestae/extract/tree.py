"""A parse as plain objects: tokens that know their head, children and sentence, read off the pipeline's document once.

The names are spaCy's, so that its documentation serves. The pipeline's own tokens look everything up anew at each access, which
took most of the time of reading; and a text that is read holds no memory of the pipeline.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, overload


class Token:
    """A token: offsets are in the text of its document, ``left_edge`` and ``right_edge`` the ends of all that hangs on it.

    ``form`` and ``acts`` are kept by ``grammar``: the dictionary form, and whether it is a verb, once somebody asked.
    """

    __slots__ = (
        "_left",
        "_right",
        "_size",
        "acts",
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "form",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_space",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )
    i: int
    idx: int
    text: str
    lower_: str
    whitespace_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    is_alpha: bool
    is_punct: bool
    is_space: bool
    like_num: bool
    form: str | None
    acts: bool | None
    head: "Token"
    children: list["Token"]
    sent: "Span"
    doc: "Doc"
    _left: int
    _right: int
    _size: int

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def left_edge(self) -> "Token":
        return self.doc.tokens[self._left]

    @property
    def right_edge(self) -> "Token":
        return self.doc.tokens[self._right]

    @property
    def subtree(self) -> list["Token"]:
        """The token and all that hangs on it, in text order."""
        if self._right - self._left + 1 == self._size:
            return self.doc.tokens[self._left : self._right + 1]
        found = [self]
        for token in found:
            found += token.children
        return sorted(found, key=_place)

    @property
    def ancestors(self) -> Iterator["Token"]:
        """What the token hangs on, what that hangs on, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: "Token") -> bool:
        """Whether ``other`` hangs on this token, directly or not."""
        if not self._left <= other.i <= self._right or other.doc is not self.doc:
            return False
        return any(a is self for a in other.ancestors)

    def nbor(self, by: int = 1) -> "Token":
        """The token this many further on."""
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc.tokens[self.i + by]


class Tokens(Sequence[Token]):
    """What is made of tokens."""

    __slots__ = ("tokens",)
    tokens: list[Token]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        return self.tokens[at]


class Span(Tokens):
    """Neighbouring tokens: ``start`` and ``end`` are places among the tokens, ``start_char`` and ``end_char`` in the text."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: "Doc", start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end
        self.tokens = doc.tokens[start:end]

    @property
    def start_char(self) -> int:
        return self.tokens[0].idx

    @property
    def end_char(self) -> int:
        return self.tokens[-1].idx + len(self.tokens[-1].text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.tokens else ""


class Doc(Tokens):
    """The parse of a block; ``vectors`` are those of its words where they will be wanted again."""

    def __init__(self, tokens: list[Token], vectors: Any = None) -> None:
        self.tokens = tokens
        self.sents: list[Span] = []
        self.vectors = vectors

    @cached_property
    def text(self) -> str:
        return "".join(t.text + t.whitespace_ for t in self.tokens)


def read(parsed: Any, forms: list[str], words: list[str] | None = None, guesses: list[str] | None = None) -> Doc:
    """A document of the pipeline as plain objects; with ``words`` for its own, those changed being their own dictionary forms.

    ``forms`` are the dictionary forms of its own words; ``guesses`` are the sorts of names found before. Without a tree every token
    is its own head.
    """
    attrs = ["ORTH", "TAG", "POS", "DEP", "HEAD", "ENT_TYPE", "SPACY", "IS_ALPHA", "IS_PUNCT", "IS_SPACE", "LIKE_NUM"]
    is_parsed = parsed.has_annotation("DEP")
    rows = parsed.to_array([*attrs, "SENT_START"]).tolist()
    strings = parsed.vocab.strings
    names: dict[int, str] = {0: ""}
    tokens = [Token() for _ in rows]
    doc = Doc(tokens, None if is_parsed else parsed.tensor)
    offset = 0
    starts = []
    for at, (token, row) in enumerate(zip(tokens, rows, strict=True)):
        orth, tag, pos, dep, head, kind, spaced, alpha, punct, space, numeral, begins = row
        for number in (orth, tag, pos, dep, kind):
            if number not in names:
                names[number] = strings[number]
        word = words[at] if words is not None else names[orth]
        token.doc, token.i, token.idx, token.text, token.lower_ = doc, at, offset, word, word.lower()
        token.whitespace_ = " " if spaced else ""
        token.lemma_ = forms[at] if word == names[orth] else word
        token.tag_, token.pos_, token.dep_ = names[tag], names[pos], names[dep]
        token.ent_type_ = guesses[at] if guesses is not None else names[kind]
        token.is_alpha, token.is_punct, token.is_space = bool(alpha), bool(punct), bool(space)
        token.like_num = bool(numeral)
        token.head = tokens[at + (head - (1 << 64) if head >> 63 else head)]
        token.children = []
        token.form = token.acts = None
        token._left = token._right = at
        token._size = 1
        offset += len(word) + spaced
        is_first = begins == 1 if is_parsed else at > 0 and _ends(tokens[at - 1])
        if is_first or at == 0:
            starts.append(at)
    doc.sents = [Span(doc, start, end) for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True)]
    for sent in doc.sents:
        _hang(sent)
    return doc


def _hang(sent: Span) -> None:
    """Gives the tokens of a sentence their children and edges."""
    for token in sent.tokens:
        token.sent = sent
        if token.head is not token:
            token.head.children.append(token)
    order = [t for t in sent.tokens if t.head is t]
    for token in order:
        order += token.children
    for token in reversed(order):  # from the leaves to the root
        above = token.head
        if above is not token:
            above._left, above._right = min(above._left, token._left), max(above._right, token._right)
            above._size += token._size


def _ends(token: Token) -> bool:
    """Whether a sentence ends here as far as its words tell; a full stop within "Mr." or "J." is part of the word."""
    return token.text in (".", "!", "?") or (token.text == '"' and token.i > 0 and token.doc[token.i - 1].text in (".", "!", "?"))


def _place(token: Token) -> int:
    return token.i
