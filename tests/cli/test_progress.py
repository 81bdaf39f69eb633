"""Progress is shown to a person who waits, and to nobody else."""

import io
import sys

import pytest

from gestae.cli.progress import Bar


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def screen(monkeypatch):
    """Call it inside the test: pytest puts its own in place of what a fixture sets."""

    def shown():
        monkeypatch.setattr(sys, "stderr", Screen())
        return sys.stderr

    monkeypatch.setenv("TERM", "xterm")
    return shown


def waited(bar):
    bar._start -= 60
    return bar


def test_work_of_more_than_a_second_shows_what_is_being_read(screen):
    seen = screen()
    with waited(Bar()) as bar:
        bar("statement.txt", 1, 3)

    assert "statement.txt" in seen.getvalue()


def test_quick_work_shows_nothing(screen):
    seen = screen()
    with Bar() as bar:
        bar("statement.txt", 1, 3)

    assert seen.getvalue() == ""


def test_where_nobody_looks_nothing_is_shown(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with waited(Bar()) as bar:
        bar("statement.txt", 1, 3)

    assert sys.stderr.getvalue() == ""


def test_progress_never_mixes_with_the_result(screen, capsys):
    screen()
    with waited(Bar()) as bar:
        bar("statement.txt", 1, 3)
        print("a line of the result")
        bar.hide()
        bar("other.txt", 1, 1)

    assert capsys.readouterr().out == "a line of the result\n"


def test_a_name_cannot_steer_the_screen(screen):
    seen = screen()
    with waited(Bar()) as bar:
        bar("\x1b[31m[bold]red\n.txt", 1, 3)

    assert "\x1b[31m[bold]" not in seen.getvalue()
    assert "[bold]red" in seen.getvalue()
