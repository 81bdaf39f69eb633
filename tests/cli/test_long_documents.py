"""A document of hundreds of pages is read with its progress told, and can be stopped in the middle without loss."""

import os
import signal
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "sources"))

from pdf_maker import Sheet, broken, pdf

from gestae.cli.progress import Bar
from gestae.extract import proposing

PARAGRAPH = (
    "On {day} March 2024 the fitter, {name}, handed the key of the store to the driver. He said that nobody had looked into the "
    "cabinet since the morning, and that the foreman had told him to leave the saw where it stood. The driver signed for the key "
    "and carried the fuel to the yard. Asked who had locked the gate, she said she did not know."
)
NAMES = ("Marta Ilves", "Jon Quarrell", "Piet Asker", "Rosa Tannen", "Abel Wray", "Nina Corder")
PAGES_OF_A_SECTION = 3


def a_document(pages: int) -> bytes:
    """About 450 words a page, a new day on each."""
    sheets = []
    for number in range(pages):
        sheet, y = Sheet(), 740.0
        for part in range(6):
            words = PARAGRAPH.format(day=1 + number % 28, name=NAMES[(number + part) % len(NAMES)])
            y = sheet.column(72, y, 468, broken(words, 468)) - 12
        sheets.append(sheet)
    return pdf(*sheets)


@pytest.fixture
def stopped_in_the_middle(monkeypatch):
    """Ctrl-C is pressed as soon as the first part of a text is told as done; gives what was told."""
    told = []

    def press(bar, name, done, total):
        told.append((name, done, total))
        if done < total:
            os.kill(os.getpid(), signal.SIGINT)

    with monkeypatch.context() as pressing:
        pressing.setattr(Bar, "__call__", press)
        yield told, pressing


@pytest.fixture
def short_sections(monkeypatch):
    real = proposing.sections
    monkeypatch.setattr(proposing, "sections", lambda document: real(document, 2_000 * PAGES_OF_A_SECTION))


def _is_added_whole_after_a_stop(run, stopped, pages):
    told, pressing = stopped
    Path("long.pdf").write_bytes(a_document(pages))
    run("new", "case")

    first = run("add", "case", "long.pdf")

    assert first.exit_code == 1
    assert "1 not taken: long.pdf" in first.output
    (name, done, total) = told[-1]
    assert name == "long.pdf"
    assert 0 < done < total
    assert run("verify", "case").exit_code == 0
    assert "long.pdf" not in run("claims", "case").output

    pressing.undo()
    again = run("add", "case", "long.pdf")

    assert "1 received: 1 in, 0 duplicate, 0 refused." in again.output
    assert run("verify", "case").exit_code == 0


def test_an_add_that_is_stopped_in_a_long_pdf_leaves_the_case_whole(run, stopped_in_the_middle, short_sections):
    _is_added_whole_after_a_stop(run, stopped_in_the_middle, pages=2 * PAGES_OF_A_SECTION)


@pytest.mark.full
def test_five_hundred_pages_can_be_stopped_and_added_again(run, stopped_in_the_middle):
    _is_added_whole_after_a_stop(run, stopped_in_the_middle, pages=500)


def test_a_reading_that_is_stopped_says_so_in_a_whole_brief(run, stopped_in_the_middle, short_sections):
    Path("long.pdf").write_bytes(a_document(2 * PAGES_OF_A_SECTION))

    stopped = run("read", "long.pdf", "--format", "html", "--out", "brief.html")

    assert stopped.exit_code == 1
    brief = Path("brief.html").read_text(encoding="utf-8")
    assert "The work was stopped before this file was in." in brief
    assert brief.rstrip().endswith("</html>")
