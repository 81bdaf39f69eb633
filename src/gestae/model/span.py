"""A span: an exact place in a text, and its words."""

from gestae.model.ids import TextId
from gestae.model.text import Text
from gestae.model.value import Value


class Span(Value, frozen=True):
    """Code points ``start`` to ``end`` (exclusive) of a text; ``quote`` repeats them exactly."""

    text: TextId
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: Text, start: int, end: int) -> "Span":
        """Raises ``ValueError`` for an empty span or one outside the text."""
        if not 0 <= start < end <= len(text.body):
            raise ValueError(f"no span {start}-{end} in a text of {len(text.body)} code points")
        return cls(text=text.id, start=start, end=end, quote=text.body[start:end])

    def quotes(self, text: Text) -> bool:
        """Whether the words at this place of the text are these words."""
        return self.text == text.id and self.start < self.end and text.body[self.start : self.end] == self.quote
