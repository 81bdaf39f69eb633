"""A web page reads as a person sees it."""

import pytest

from gestae.model import Text
from gestae.sources import read


def text_of(page: str, head: str = "") -> Text:
    reading = read(f"<!doctype html><html><head>{head}</head><body>{page}</body></html>".encode(), "page.html")
    assert reading.text is not None
    return reading.text


def marked(text: Text, kind: str) -> list[str]:
    return [text.body[m.start : m.end] for m in text.marks if m.kind == kind]


def test_blocks_are_paragraphs_and_inline_elements_are_not() -> None:
    text = text_of(
        "<h1>The\n  lift</h1><p>It <b>fe</b>ll  at <i>ten</i>.<p>One<br>two</p><div>Three</div><ul><li>a</li><li>b</li></ul>"
    )

    assert text.body == "The lift\n\nIt fell at ten.\n\nOne\ntwo\n\nThree\n\na\nb"
    assert marked(text, "heading") == ["The lift"]


def test_a_quotation_set_apart_is_found() -> None:
    text = text_of("<p>She wrote:</p><blockquote><p>I saw it.</p><p>It fell.</p></blockquote><p>He did not.</p>")

    assert marked(text, "quote") == ["I saw it.\n\nIt fell."]
    assert "Nobody was <q>there</q>" not in text.body


def test_a_short_quotation_has_the_marks_a_browser_shows() -> None:
    assert text_of("<p>He said <q>stop</q> twice.").body == "He said “stop” twice."


def test_what_nobody_sees_is_left_out_and_what_stands_aside_is_kept() -> None:
    text = text_of(
        "<nav>Home</nav><p>Words<!-- no --><span hidden>no</span></p><p style='color:red; display : none'>no</p>"
        "<template>no</template><noscript>no</noscript><svg><text>no</text></svg><aside>Beside</aside><footer>Below</footer>",
        "<title>no</title>",
    )

    assert text.body == "Home\n\nWords\n\nBeside\n\nBelow"


def test_spaces_set_by_hand_are_kept() -> None:
    assert text_of("<pre>06:50  Pistol\n06:52  Shotgun</pre><p>a&nbsp;b").body == "06:50  Pistol\n06:52  Shotgun\n\na\xa0b"


def test_a_cell_over_several_columns_or_rows_stands_once() -> None:
    text = text_of(
        "<table><caption>Log</caption><tr><th>Time<th>Item<th>To</tr><tr><td rowspan=2>06:50<td>Pistol<td></tr>"
        "<tr><td colspan=2>both<br>out</tr><tr><td><td><td></tr></table>"
    )

    assert marked(text, "table") == ["Time\tItem\tTo\n06:50\tPistol\t\n\tboth out\t"]
    assert text.body.startswith("Log\nTime")


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    text = text_of("<table><tr><td><h2>Head</h2><p>Left</td><td><table><tr><td>a<td>b</tr></table></td></tr></table>")

    assert marked(text, "table") == ["a\tb"]
    assert text.body == "Head\n\nLeft\n\na\tb"


@pytest.mark.parametrize(
    ("written", "date", "zone"),
    [
        ("2024-03-01T09:00:00+01:00", "2024-03-01T09:00:00", "+01:00"),
        ("2024-03-01T09:00:00Z", "2024-03-01T09:00:00", "+00:00"),
        ("2024-03-01", "2024-03-01", None),
        ("yesterday", None, None),
        ("2024-13-41", None, None),
    ],
)
def test_a_page_has_the_date_it_was_published(written: str, date: str | None, zone: str | None) -> None:
    text = text_of("<p>Words", f'<meta property="article:published_time" content="{written}">')

    assert (text.date, text.zone) == (date, zone)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-2", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    page = f"<html><head><meta charset={encoding}></head><body><p>café ü ö</body></html>"

    reading = read(page.encode(encoding), "page")

    assert reading.text is not None
    assert reading.text.body == "café ü ö"


def test_a_page_is_known_by_its_content_not_its_name() -> None:
    assert read(b"<p>Words</p>", "notes.txt").source.media_type == "text/html"
    assert read(b"The tag <p> begins a paragraph.", "notes.html").source.media_type == "text/plain"
