"""How surely a claim was read: less where something is missing, nameless, or told at second hand."""

from functools import partial

import pytest

from gestae.desk.intake import Offer
from gestae.desk.reading import read
from gestae.present import brief_json


def _sure(text: str, kind: str) -> float:
    found = brief_json(read([Offer("paper.txt", partial(str.encode, text))], clock=lambda: 0).case)
    return next(c["confidence"] for c in found["claims"] if c["kind"] == kind)


PLAIN = _sure("Ann Kelso handed the lamp to Ben Orme.", "handover")


def test_a_plain_sentence_with_nothing_missing_is_read_with_confidence():
    assert PLAIN >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Ann Kelso handed the lamp to a runner.",
        "Ann Kelso will hand the lamp to Ben Orme on Monday.",
        "Cara Voss said that Dan Pell told her that Ann Kelso handed the lamp to Ben Orme.",
    ],
)
def test_each_doubt_takes_something_away(text):
    assert _sure(text, "handover") < PLAIN


def test_words_in_quotation_marks_are_read_more_surely_than_reported_ones():
    quoted = _sure("“The lamp was lit,” Ann Kelso said.", "statement")
    reported = _sure("Ann Kelso said that the lamp was lit.", "statement")

    assert quoted > reported
