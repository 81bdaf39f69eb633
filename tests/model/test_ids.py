"""Ids reveal nothing and do not move."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.model import ids

words = st.text(min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(words, st.integers()), min_size=1, max_size=4))
def test_an_id_is_its_prefix_and_sixteen_hex_digits(parts: list[str | int]) -> None:
    assert re.fullmatch(r"agt-[0-9a-f]{16}", ids.hashed("agt", *parts))


def test_the_same_place_of_the_same_text_has_the_same_id_for_ever() -> None:
    text = ids.text_id("plain-1", "The key was handed over.\n")

    assert text == "txt-f0e9f65beca63341"
    assert ids.agent_id(text, 4) == "agt-29ffbe0c1744fb8b"
    assert ids.claim_id(text, "handover", 0, 24, 0) == "clm-1e6ce29491a5d88e"


def test_parts_do_not_run_together() -> None:
    assert ids.hashed("txt", "ab", "c") != ids.hashed("txt", "a", "bc")
    assert ids.hashed("txt", "1", 2) != ids.hashed("txt", 1, "2")


def test_another_reader_of_the_same_words_makes_another_text() -> None:
    assert ids.text_id("plain-1", "words") != ids.text_id("plain-2", "words")


def test_two_claims_of_one_kind_on_one_span_are_told_apart_by_their_ordinal() -> None:
    assert ids.claim_id("txt-0", "holding", 3, 9, 0) != ids.claim_id("txt-0", "holding", 3, 9, 1)


def test_what_begins_at_one_place_is_named_apart_by_sort() -> None:
    text = ids.text_id("plain-1", "words")

    assert len({ids.agent_id(text, 0)[4:], ids.item_id(text, 0)[4:], ids.place_id(text, 0)[4:]}) == 3


def test_a_source_is_named_by_its_digest() -> None:
    assert ids.source_id("0123456789abcdef" * 4) == "src-0123456789abcdef"


def test_people_are_shown_eight_digits() -> None:
    assert ids.short("clm-0123456789abcdef") == "clm-01234567"


@pytest.mark.parametrize(
    "text",
    ["", "clm", "clm-0123456789abcde", "clm-0123456789abcdef\n", "clm-0123456789ABCDEF", "xyz-0123456789abcdef", "clm-01234567"],
)
def test_what_is_not_an_id_is_not_taken_for_one(text: str) -> None:
    assert not ids.is_id(text)


@pytest.mark.parametrize("prefix", ids.PREFIXES)
def test_every_prefix_makes_ids(prefix: str) -> None:
    assert ids.is_id(ids.hashed(prefix, "x"))


def test_a_lone_surrogate_in_a_text_still_gets_an_id() -> None:
    assert ids.is_id(ids.text_id("plain-1", "\ud800"))
