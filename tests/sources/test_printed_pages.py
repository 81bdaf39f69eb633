"""A PDF reads in the order a person reads it."""

import pytest
from made_papers import LOG, ROWS, log_sheet, word_document
from pdf_maker import Sheet, broken, pdf

from gestae.model import Text
from gestae.sources import Reading, read

FIRST = (
    "The lamp operator said that the counterweight had been inspected on the Tuesday before the performance and that nothing "
    "unusual was found. He remembered that the inspection sheet was handed to the assistant manager afterwards."
)
SECOND = (
    "According to the technical supervisor no inspection took place on that day because the responsible rigger was unavailable. "
    "She explained that the documentation was completed retrospectively by somebody in the administration."
)
THIRD = (
    "The commission has requested additional correspondence between the theatre and the manufacturer, and it expects an answer "
    "before the beginning of November at the latest."
)


def text_of(reading: Reading) -> Text:
    assert reading.text is not None
    return reading.text


def marked(text: Text, kind: str) -> list[str]:
    return [text.body[m.start : m.end] for m in text.marks if m.kind == kind]


def words_in_order(body: str) -> str:
    """Printed lines joined again, as a person would read them on."""
    return " ".join(body.replace("-\n", "").split())


def two_columns(number: int, left: list[list[str]], right: list[list[str]], shift: float = 0) -> Sheet:
    sheet = Sheet().text(72, 762, "COMMISSION OF INQUIRY", 9).text(470, 762, "Interim report", 9).text(300, 30, str(number), 9)
    for x, down, paragraphs in ((72, 0.0, left), (320, shift, right)):
        y = 700 - down
        for lines in paragraphs:
            y = sheet.column(x, y, 220, lines) - 8
    return sheet


@pytest.mark.parametrize("shift", [0, 5])
def test_two_justified_columns_with_hyphens_and_running_heads_read_in_order(shift: float) -> None:
    first, second, third = (broken(p, 220) for p in (FIRST, SECOND, THIRD))
    reading = read(
        pdf(
            two_columns(1, [first, second], [third, first[:3]], shift),
            two_columns(2, [first[3:], third], [second], shift),
        ),
        "a.pdf",
    )
    text = text_of(reading)
    running = marked(text, "running")
    plain = text.body
    for line in running:
        plain = plain.replace(line, "", 1)

    assert words_in_order(plain) == " ".join((FIRST, SECOND, THIRD, FIRST, THIRD, SECOND))
    assert running == ["COMMISSION OF INQUIRY    Interim report", "1", "COMMISSION OF INQUIRY    Interim report", "2"]
    assert [p.label for p in text.pages] == ["1", "2"]


def test_a_heading_across_two_columns_comes_first() -> None:
    sheet = two_columns(1, [broken(FIRST, 220)], [broken(SECOND, 220)]).text(
        120, 725, "Who saw the counterweight fall that night?", 18
    )

    text = text_of(read(pdf(sheet), "a.pdf"))

    assert marked(text, "heading") == ["Who saw the counterweight fall that night?"]
    assert text.body.index("Who saw") < text.body.index("The lamp") < text.body.index("According")


def test_three_columns_read_one_after_the_other() -> None:
    sheet = Sheet()
    for x, words in ((50, FIRST), (230, SECOND), (410, THIRD)):
        sheet.column(x, 700, 150, broken(words, 150))

    assert words_in_order(text_of(read(pdf(sheet), "a.pdf")).body) == " ".join((FIRST, SECOND, THIRD))


def test_paragraphs_are_told_by_blanks_by_indents_and_by_short_lines() -> None:
    spaced, indented = Sheet(), Sheet()
    y = spaced.column(72, 700, 300, broken(FIRST, 300))
    spaced.column(72, y - 8, 300, broken(SECOND, 300))
    y = 700.0
    for words in (FIRST, SECOND, THIRD):
        first, *rest = broken("---- " + words, 300)
        indented.column(72 + 20, y, 280, [first.removeprefix("---- ")])
        y = indented.column(72, y - 12, 300, rest)

    assert len(text_of(read(pdf(spaced), "a.pdf")).body.split("\n\n")) == 2
    assert len(text_of(read(pdf(indented), "a.pdf")).body.split("\n\n")) == 3


PRINTED = {
    "spaced": log_sheet(),
    "tight": log_sheet(12),
    "ruled": log_sheet(18, is_ruled=True),
    "wrapped": log_sheet(18, wrap=100),
    "wrapped and tight": log_sheet(12, wrap=100),
    "wrapped and ruled": log_sheet(12, is_ruled=True, wrap=100),
}


@pytest.mark.parametrize("sheet", PRINTED.values(), ids=PRINTED)
def test_the_same_log_gives_the_same_rows_in_every_format(sheet: Sheet) -> None:
    page = "<html><body><table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in LOG) + "</table>"
    readings = [read(pdf(sheet), "log.pdf"), read(word_document("Log", table=LOG), "log.docx"), read(page.encode(), "log.html")]

    assert [marked(text_of(r), "table") for r in readings] == [[ROWS]] * 3


def test_what_stands_around_a_table_is_no_part_of_it() -> None:
    body = text_of(read(pdf(log_sheet()), "a.pdf")).body

    assert body.startswith("WEAPONS LOG\n\nKept by the armourer")
    assert body.endswith("\n\nSigned by the armourer.")


def test_numbered_lines_of_a_transcript_are_no_table() -> None:
    sheet = Sheet()
    turns = ("Q.   Who had the key?", "A.   I did, all morning.", "Q.   And after lunch?", "A.   I do not know.", "Q.   Thank you.")
    for n, turn in enumerate(turns, 1):
        sheet.text(72, 700 - 24 * n, str(n)).text(108, 700 - 24 * n, turn)

    text = text_of(read(pdf(sheet), "a.pdf"))

    assert marked(text, "table") == []
    assert text.body.splitlines()[0] == "1    Q. Who had the key?"


def test_a_page_turned_on_its_side_and_a_stamp_on_the_edge_are_read() -> None:
    sideways = Sheet(rotate=90).turned(100, 100, "The first line").turned(114, 100, "and the second.")
    stamped = Sheet().text(72, 700, "The words of the page.").turned(30, 200, "Received 3 May")

    text = text_of(read(pdf(sideways, stamped), "a.pdf"))

    assert text.body == "The first line\nand the second.\n\nThe words of the page.\n\nReceived 3 May"
    assert marked(text, "running") == ["Received 3 May"]


def test_letters_printed_twice_are_read_once() -> None:
    sheet = Sheet().text(72, 700, "All bells off.").text(72.3, 700, "All bells off.")

    assert text_of(read(pdf(sheet), "a.pdf")).body == "All bells off."


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = broken(FIRST, 300)
    top, low = Sheet(), Sheet()
    top.column(72, 100, 300, lines[:2])
    low.column(72, 700, 300, lines[2:])

    assert "\n\n" not in text_of(read(pdf(top, low), "a.pdf")).body


def test_a_raised_figure_belongs_to_its_line() -> None:
    sheet = Sheet().text(72, 700, "The order").text(120, 704, "1", 6).text(126, 700, "was granted.")

    assert text_of(read(pdf(sheet), "a.pdf")).body == "The order1 was granted."


def test_a_number_that_ends_a_sentence_at_the_beginning_of_a_row_is_no_item_of_a_list() -> None:
    lines = [
        "The board asked the owner for the records of the",
        "hoist; the answer of the owner is due on November",
        "23. Nobody has come to inspect the works, and the",
        "board has sent a letter to the owner of the works.",
    ]
    sheet = Sheet()
    sheet.column(72, 700, 240, lines)

    assert words_in_order(text_of(read(pdf(sheet), "a.pdf")).body) == " ".join(lines)
    assert "\n\n" not in text_of(read(pdf(sheet), "a.pdf")).body.strip()


def test_items_of_a_list_stay_apart() -> None:
    lines = [
        "1. The board asked the owner for the records of",
        "the hoist and of every crane that stands in there",
        "2. Nobody has come to inspect the works as yet,",
    ]
    sheet = Sheet()
    sheet.column(72, 700, 240, lines)

    assert "\n\n2. Nobody" in text_of(read(pdf(sheet), "a.pdf")).body
