"""Builders for tests of layout and rows."""

from gestae.extract.blocks import Block, Document
from gestae.extract.draft import Draft, Words
from gestae.extract.layout import lay_out
from gestae.extract.rows import drafts
from gestae.model import Mark, Text
from gestae.model.ids import SourceId, TextId


def a_text(body: str, *, marks: tuple[Mark, ...] = (), date: str | None = None, zone: str | None = None) -> Text:
    return Text(
        id=TextId("txt-0000000000000000"),
        source=SourceId("src-0000000000000000"),
        reader="test-1",
        body=body,
        marks=marks,
        date=date,
        zone=zone,
    )


def marked(body: str, kind: str, words: str) -> Mark:
    start = body.index(words)
    return Mark(kind=kind, start=start, end=start + len(words))  # type: ignore[arg-type]


class Page:
    """A laid-out text with its words at hand."""

    def __init__(self, body: str, *, marks: tuple[Mark, ...] = (), date: str | None = None, meta: str | None = None) -> None:
        self.body = body
        self.document: Document = lay_out(a_text(body, marks=marks, date=meta), date)

    def at(self, words: Words | None) -> str | None:
        return self.body[words.start : words.end] if words else None

    def kinds(self) -> list[tuple[str, str]]:
        return [(b.kind, b.copy.text) for b in self.document.blocks]

    def of(self, kind: str) -> list[str]:
        return [b.copy.text for b in self.document.blocks if b.kind == kind]

    def block(self, words: str) -> Block:
        return next(b for b in self.document.blocks if words in b.copy.text)

    def fields(self) -> dict[str, str | None]:
        return {f.label: self.at(f.value) for f in self.document.fields}

    def cells(self) -> list[list[str | None]]:
        return [[self.at(c) for c in row.cells] for table in self.document.tables for row in table.rows]

    def drafts(self) -> list[Draft]:
        return drafts(self.document, self.body)

    def told(self, kind: str) -> list[dict[str, object]]:
        """The roles of each draft of a kind, empty ones left out, words in place of their offsets."""
        return [
            {r: self.at(f) if isinstance(f, Words) else f for r, f in d.roles.items() if f is not None}
            for d in self.drafts()
            if d.kind == kind
        ]

    def one(self, kind: str) -> Draft:
        (found,) = [d for d in self.drafts() if d.kind == kind]
        return found

    def quote(self, draft: Draft) -> str:
        return self.body[draft.start : draft.end]
