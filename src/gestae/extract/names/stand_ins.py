"""Stand-ins: the people of a text have names the parser knows while it is parsed, so that no claim hangs on how rare a name is.

A small parser takes "Hester" for an adjective and "Tremblay" for a verb. The names are found first, by the
parts of speech alone; then the words are parsed with common names in their place, and the parse is laid over them as they stand.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from gestae.extract.names.cast import Cast
from gestae.extract.names.figures import Figure, fold
from gestae.extract.parse import BATCH, FORMS, Parsed, forms, pipeline, words_let_go
from gestae.extract.tree import Doc, read

GIVEN = ("John", "David", "Michael", "Robert", "James", "George")
SURNAMES = ("Smith", "Brown", "Johnson", "Wilson", "Miller", "Davis")
LIKE = {"Ms": "Mr", "Ms.": "Mr.", "Mrs": "Mr", "Mrs.": "Mr.", "Miss": "Mr."}


@dataclass
class _Words:
    """The words of a block, and those to be parsed in their place."""

    parsed: Parsed
    words: list[str] = field(default_factory=list)
    stand: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    old: list[int] = field(default_factory=list)

    def vectors(self) -> Any:
        """Those of the first look at the block, with gaps (NaN) where a stand-in has a say."""
        import numpy as np  # noqa: PLC0415 - see parse.pipeline

        from gestae.extract.vectors import near  # noqa: PLC0415

        is_new = np.array([word != stand for word, stand in zip(self.words, self.stand, strict=True)])
        rows = self.parsed.doc.vectors[self.old]
        rows[near(is_new)] = np.nan
        return rows


def with_stand_ins(parsed: list[Parsed], cast: Cast) -> list[Parsed]:
    """The blocks parsed with stand-ins for those in the cast; a name joined by a hyphen is one token."""
    people = [f for f in cast.figures if f.kind == "person"]
    number = {id(f): n for n, f in enumerate(people)}
    return [replace(p, doc=doc) for p, doc in zip(parsed, _parse([_in_place(p, cast, number) for p in parsed]), strict=True)]


def _in_place(parsed: Parsed, cast: Cast, number: dict[int, int]) -> _Words:
    out = _Words(parsed)
    tokens = list(parsed.doc)
    at = 0
    while at < len(tokens):
        figure = cast.tokens.get((parsed.number, tokens[at].i))
        end = at + 1
        if figure is not None and id(figure) in number:
            while (
                end < len(tokens) and not tokens[end - 1].whitespace_ and cast.tokens.get((parsed.number, tokens[end].i)) is figure
            ):
                end += 1
        text = "".join(t.text for t in tokens[at:end])
        follows = cast.tokens.get((parsed.number, tokens[end].i)) if end < len(tokens) else None
        out.words.append(text)
        named = figure is not None and id(figure) in number
        out.stand.append(_name(text, figure, number, is_last=follows is not figure) if named and figure else LIKE.get(text, text))
        out.guesses.append("PERSON" if named else tokens[at].ent_type_)
        out.old.append(at)
        out.spaces.append(bool(tokens[end - 1].whitespace_))
        at = end
    return out


def _parse(blocks: list[_Words]) -> list[Doc]:
    """The parse of the stand-ins of each block, on its own words."""
    from spacy.tokens import Doc as Unparsed  # noqa: PLC0415 - see parse.pipeline

    with words_let_go():
        vocab = pipeline().vocab
        docs = [Unparsed(vocab, words=b.stand, spaces=b.spaces) for b in blocks]
        for doc, block in zip(docs, blocks, strict=True):
            doc.tensor = block.vectors()
        seen = pipeline().pipe(docs, batch_size=BATCH, disable=["ner", FORMS])
        return [read(doc, forms()(doc), block.words, block.guesses) for block, doc in zip(blocks, seen, strict=True)]


def _name(text: str, figure: Figure, number: dict[int, int], *, is_last: bool) -> str:
    """The stand-in of one word of a name; initials stay."""
    if len(text.strip(".")) <= 1:
        return text
    own = fold(figure.label)
    is_given = not is_last or (len(own) > 1 and fold(text)[:1] == own[:1])
    names = GIVEN if is_given else SURNAMES
    name = names[number[id(figure)] % len(names)]
    return name.upper() if text.isupper() else name
