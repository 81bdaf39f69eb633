"""Spans, pages and lines: the words are found again exactly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.model import Page, Span, Text
from gestae.model.ids import SourceId, text_id


def a_text(body: str, pages: tuple[Page, ...] = ()) -> Text:
    return Text(id=text_id("plain-1", body), source=SourceId("src-0123456789abcdef"), reader="plain-1", body=body, pages=pages)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, int, int]:
    body = draw(st.text(min_size=1, max_size=60))
    start = draw(st.integers(0, len(body) - 1))
    return body, start, draw(st.integers(start + 1, len(body)))


@settings(max_examples=80, deadline=None)
@given(stretches())
def test_a_span_quotes_its_text_whatever_the_characters(stretch: tuple[str, int, int]) -> None:
    body, start, end = stretch
    span = Span.of(a_text(body), start, end)

    assert span.quotes(a_text(body))
    assert span.quote == body[start:end]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 2), (3, 2), (0, 6)])
def test_there_is_no_span_outside_the_text_or_without_words(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span.of(a_text("words"), start, end)


def test_a_span_does_not_quote_another_text() -> None:
    span = Span.of(a_text("the key"), 4, 7)

    assert not span.quotes(a_text("the key."))


def test_a_span_whose_words_were_altered_does_not_quote() -> None:
    text = a_text("the key")

    assert not Span(text=text.id, start=4, end=7, quote="kex").quotes(text)


def test_a_line_is_counted_from_one() -> None:
    text = a_text("first\nsecond\nthird")

    assert [text.line_at(at) for at in (0, 5, 6, 13)] == [1, 1, 2, 3]
    assert text.page_at(0) is None


def test_on_a_paged_source_the_lines_are_those_of_the_page() -> None:
    pages = (Page(label="i", start=0, end=6), Page(label="ii", start=6, end=18))
    text = a_text("first\nsecond\nthird", pages)

    assert [page.label for at in (0, 5, 6, 17) if (page := text.page_at(at))] == ["i", "i", "ii", "ii"]
    assert [text.line_at(at) for at in (0, 6, 13)] == [1, 1, 2]
