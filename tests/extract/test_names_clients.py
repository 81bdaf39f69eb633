"""A lawyer's letter speaks for somebody: "our client" is the one it names."""

from functools import partial

import pytest

from gestae.desk.intake import Offer
from gestae.desk.reading import read
from gestae.present import brief_json

LETTER = """Dear Ms Adair

{opening}

Our client handed the winch key to the bosun on 12 January.

Yours sincerely
Beatrice Hollin
"""


def _givers(text: str) -> list[str]:
    found = brief_json(read([Offer("letter.txt", partial(str.encode, text))], clock=lambda: 0).case)
    return [c["roles"]["giver"]["label"] for c in found["claims"] if c["kind"] == "handover"]


@pytest.mark.parametrize(
    "opening",
    [
        "We act for Captain Desmond Orme in this matter.",
        "I represent Captain Desmond Orme.",
        "We are instructed by Captain Desmond Orme.",
        "Our client: Captain Desmond Orme",
    ],
)
def test_our_client_is_whom_the_letter_says_it_acts_for(opening):
    assert _givers(LETTER.format(opening=opening)) == ["Desmond Orme"]


def test_a_client_who_is_nowhere_named_is_neither_who_writes_nor_who_is_written_to():
    (giver,) = _givers(LETTER.format(opening="Thank you for your letter."))

    assert "client" in giver
