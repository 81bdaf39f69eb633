"""Whatever is in a text, it is read to its end, and twice the text takes at most about twice the steps.

A step is a call of a function, Python's or C's; what a regular expression does within one call is not seen by this count, and
neither is what the pipeline does within one matrix.
"""

import random
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.extract import propose
from gestae.extract.layout import lay_out
from gestae.extract.times import find
from gestae.model import Proposals, Source, Text
from gestae.model.ids import SourceId, TextId

GIVEN = ("Ann", "Bob", "Cora", "Dan", "Ella", "Finn", "Greta", "Hugh")
FIRST = ("Bran", "Cor", "Del", "Fen", "Gar", "Hol", "Jar", "Kel", "Lan", "Mor", "Nor", "Pel", "Quin", "Ros", "Sel", "Tor", "Ulm")
LAST = ("ton", "ley", "ham", "wick", "ford", "stead", "croft", "more", "shaw", "well", "den", "by")


def _a_name(number: int) -> str:
    return f"{GIVEN[number % 8]} {FIRST[number % 17]}{LAST[number // 17 % 12]}{'s' * (number // 204)}"


SHAPES: dict[str, Callable[[int], str]] = {
    "a sentence without end": lambda n: "the driver moved it and " * (n // 5),
    "a line of names": lambda n: "Ann Roe, " * (n // 3),
    "thousands of names": lambda n: "\n\n".join(f"{_a_name(k)} said that {_a_name(k + 1)} had the key." for k in range(n // 9)),
    "thousands of quotations": lambda n: '"I gave him the key," Ann Roe said. ' * (n // 9),
    "sayings within sayings": lambda n: "He said " + "that she told him " * (n // 4) + "so.",
    "paragraphs of quotations": lambda n: "Ann Roe agreed.\n\n" + "“I gave him the key.”\n\n" * (n // 6),
    "quotations without a verb": lambda n: "Ann Roe agreed. “I gave him the key.” It was shut. " * (n // 10),
    "quotations left open": lambda n: "“I gave him the key, he said, " * (n // 7),
    "single marks": lambda n: "‘the riggers' hut " * (n // 3),
    "nested brackets": lambda n: "( " * (n // 2) + "he had the key " + ") " * (n // 2),
    "nested quotations": lambda n: 'He said "' * (n // 3) + "no" + '"' * (n // 3),
    "brackets without blanks": lambda n: "[(" * n,
    "a word without end": lambda n: "x" * (5 * n),
    "marks": lambda n: ". , ; : - " * (n // 5),
    "clock times": lambda n: "12:30 " * n,
    "dates": lambda n: "3 May 2021 at 10 a.m., " * (n // 6),
    "a table of thousands of columns": lambda n: "| Time " * n + "|\n" + "| 10:30 " * n + "|\n",
    "thousands of tabs": lambda n: "Item\t" * n + "\n" + "saw\t" * n,
    "labels": lambda n: "Name: " * n,
    "questions and answers": lambda n: "Q. Did he have it?\nA. No.\n" * (n // 7),
    "marks of a reply": lambda n: "> " * n + "\nFrom: a\n",
    "white space": lambda n: "\n \t" * n,
    "an apostrophe after the other": lambda n: "'s " * n,
}


SOURCE = Source(id=SourceId("src-fuzz"), name="fuzz.txt", media_type="text/plain", size=1, digest="0" * 64)


def a_text(body: str) -> Text:
    return Text(id=TextId("txt-fuzz"), source=SOURCE.id, reader="plain-1", body=body)


def proposed(body: str) -> Proposals:
    return propose(a_text(body), SOURCE)


def steps(work: Callable[[], object]) -> int:
    count = 0

    def step(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _grows(read: Callable[[str], object], shape: str, size: int) -> tuple[float, float]:
    """How many times the steps that twice and four times the text take, against half of it."""
    read(SHAPES[shape](4 * size))  # rules loaded, words known
    one, two, four = (steps(lambda n=n: read(SHAPES[shape](n * size))) for n in (1, 2, 4))
    return two / one, four / two


@pytest.mark.parametrize("shape", ["a sentence without end", "thousands of names", "nested brackets", "brackets without blanks"])
def test_twice_the_text_is_read_in_about_twice_the_steps(shape: str) -> None:
    assert max(_grows(proposed, shape, 150)) < 3


@pytest.mark.full
@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_a_long_text_takes_more_than_its_share_of_steps(shape: str) -> None:
    assert _grows(proposed, shape, 2_000)[1] < 3


@pytest.mark.parametrize("shape", SHAPES)
def test_layout_and_times_take_steps_in_proportion_to_the_text(shape: str) -> None:
    assert _grows(lambda body: lay_out(a_text(body)), shape, 500)[1] < 3
    assert _grows(find, shape, 500)[1] < 3


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_are_read(body: str) -> None:
    for claim in proposed(body).claims:
        assert body[claim.span.start : claim.span.end] == claim.span.quote


def test_a_mixture_of_all_shapes_and_of_any_characters_is_read() -> None:
    chance = random.Random(7)
    parts = [make(40) for make in SHAPES.values()]
    parts += ["".join(chr(chance.randrange(32, 0x3000)) for _ in range(60)) for _ in range(20)]
    for _ in range(3):
        chance.shuffle(parts)
        body = "".join(p[chance.randrange(len(p)) :] + chance.choice(["", " ", "\n", "\n\n"]) for p in parts)

        assert all(body[c.span.start : c.span.end] == c.span.quote for c in proposed(body).claims)
