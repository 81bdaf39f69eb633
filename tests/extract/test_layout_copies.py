"""Copies for parsing: what is joined and left out, and that every character still knows its place."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from layout_maker import Page, a_text, marked

from gestae.extract.blocks import Document
from gestae.extract.layout import lay_out

WRAPPED = """The foreman told the board on the second day of the hearing that the investi-
gation had begun without him and that the brass-framed lamp, with its make-
up of parts, had been handed to a co-
worker at the gate before the shift began and nobody had gone to look for it.
He said so.

The second man, who had come in late that morning, said that he had never been
asked about it.
"""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    prose = Page(WRAPPED).of("prose")

    assert len(prose) == 2
    assert prose[1] == "The second man, who had come in late that morning, said that he had never been asked about it."


def test_a_line_end_hyphen_is_joined_but_a_true_one_kept() -> None:
    prose = Page(WRAPPED).of("prose")[0]

    assert "the investigation had begun" in prose
    assert "a co-worker at the gate" in prose


def test_a_hyphen_the_text_uses_elsewhere_is_kept_at_a_line_end() -> None:
    body = (
        "The make-up bus stood by the gate all through the morning of that long day, and the make-\nup of the team was changed.\n"
    )
    body += "Later on the team went on with the take of the scene in the yard behind the old hall.\n"

    assert "the make-up of the team" in Page(body).of("prose")[0]


def test_a_hyphen_before_a_capital_or_a_figure_is_kept() -> None:
    body = (
        "He took the pistol marked with the tag of the store on the left of the hall, P-\n"
        "3, and the other, of the Anglo-\nSaxon sort.\n"
    )
    body += "Nobody saw the two of them go out through the gate and up the hill to the quarry.\n"
    prose = Page(body).of("prose")[0]

    assert "P-3" in prose
    assert "Anglo-Saxon" in prose


def test_a_running_head_does_not_break_a_sentence() -> None:
    body = "He gave the key to the driver and\n\nKestrel v. Board - Page 2\n\nwent back to the office.\n"
    page = Page(body, marks=(marked(body, "running", "Kestrel v. Board - Page 2"),))

    assert page.of("prose") == ["He gave the key to the driver and went back to the office."]


def test_a_sentence_that_ends_at_the_foot_of_a_page_stays_apart_from_the_next() -> None:
    body = "He gave the key to the driver.\n\nPage 2 of 9\n\nThe driver left it on a bench.\n"

    assert Page(body).of("prose") == ["He gave the key to the driver.", "The driver left it on a bench."]


def test_numbers_and_bullets_of_a_list_are_left_out() -> None:
    body = "1. The pump was off.\n\n(a) Nobody touched it.\n\n• The valve was shut.\n\n2021 was a dry year.\n"

    assert Page(body).of("prose") == ["The pump was off.", "Nobody touched it.", "The valve was shut.", "2021 was a dry year."]


def test_a_day_that_the_line_end_parts_from_its_month_is_no_item_of_a_list() -> None:
    body = "The board asked for the records of the hoist;\nthe answer of the owner is due on November\n23. Nobody came.\n"

    assert Page(body).of("prose") == [" ".join(body.split())]


def test_wide_spaces_and_soft_hyphens_are_left_out_of_the_copy() -> None:
    assert Page("He  gave\u00a0it to the inves\u00adtigator.\n").of("prose") == ["He gave it to the investigator."]


def test_a_block_quotation_is_prose_and_says_so() -> None:
    body = "The board wrote:\n\nWe found the guard off.\n\nThat was all.\n"
    page = Page(body, marks=(marked(body, "quote", "We found the guard off."),))

    assert [(b.kind, b.is_quoted) for b in page.document.blocks] == [("prose", False), ("prose", True), ("prose", False)]


def test_a_marked_heading_claims_nothing() -> None:
    body = "What happened to the driver\n\nHe fell.\n"

    assert Page(body, marks=(marked(body, "heading", "What happened to the driver"),)).kinds()[0][0] == "headline"


def test_a_note_with_a_sentence_is_prose_and_not_a_field() -> None:
    body = "Director: Ann Roe    Key medic: Bob Poe\nNOTE FROM OFFICE: If it rains, B. Lee may load the saw on Stage C.\n"
    page = Page(body)

    assert page.fields() == {"Director": "Ann Roe", "Key medic": "Bob Poe"}
    assert page.of("prose") == ["NOTE FROM OFFICE: If it rains, B. Lee may load the saw on Stage C."]


def test_a_paragraph_of_megabytes_is_cut_at_sentences() -> None:
    sentence = "The foreman handed the key to the driver at about seven. "
    page = Page(sentence * 40_000)
    blocks = page.document.blocks

    assert max(len(b.copy.text) for b in blocks) <= 20_000
    assert all(b.copy.text.startswith("The foreman") and b.copy.text.endswith("seven.") for b in blocks)
    assert sum(b.copy.text.count("foreman") for b in blocks) == 40_000


def test_layout_takes_time_in_proportion_to_the_text() -> None:
    def seconds(size: int) -> float:
        begun = time.perf_counter()
        lay_out(a_text("The driver left the key on the bench, and nobody saw it.\n\nName: value here\n\n" * size))
        return time.perf_counter() - begun

    seconds(100)

    assert seconds(8_000) < 40 * max(seconds(1_000), 0.02)


_LINES = """Q. Who had it?|A. I did.|From: Ann Roe
|To: Bob Poe|Date: 3 May 2022|Signed: A. Roe|Dear Ms Orde,|HOLT – He fell.|> |>> |make-
|up|investi-|gation|1. |(a) |Time   Item   From   To|06:50  Saw 2  Store  A. Roe|[12:00:01]|MR. ROE: No.|I, Ann Roe, declare
|IT IS ORDERED:|  |The driver left. |Page 2 of 9|: |é|ß|😀|\u00ad|\u00a0|\t"""
_PIECES = st.sampled_from([*_LINES.split("|"), "| Time | Item | To |", "\n", "\n\n"])
_BODIES = st.lists(_PIECES | st.text(max_size=6), max_size=40).map("".join).map(lambda s: s.replace("\x00", "").replace("\r", "\n"))


@settings(max_examples=100, deadline=None)
@given(_BODIES)
def test_every_character_of_a_copy_is_that_of_its_place(body: str) -> None:
    for block in _laid(body).blocks:
        for offset, char in enumerate(block.copy.text):
            assert char in (body[block.copy.at(offset)], " ")
            words = block.copy.span(offset, offset + 1)
            assert (words.end - words.start) == 1
            assert block.start <= words.start < block.end


@settings(max_examples=100, deadline=None)
@given(_BODIES)
def test_blocks_stand_in_order_and_point_to_what_there_is(body: str) -> None:
    document = _laid(body)
    blocks = document.blocks

    assert [b.start for b in blocks] == sorted(b.start for b in blocks)
    for block in blocks:
        assert block.copy.text.strip() == block.copy.text != ""
        assert block.question is None or blocks[block.question].kind == "question"
        for words in (block.speaker, block.addressee):
            assert words is None or body[words.start : words.end].strip()
    for table in document.tables:
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
        assert all(row.at.start <= c.start <= c.end <= row.at.end for row in table.rows for c in row.cells)


def _laid(body: str) -> Document:
    return lay_out(a_text(body))
