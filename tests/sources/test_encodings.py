"""Letters come out as they were written, however they were saved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_papers import word_document

from gestae.sources import Reading, read

SIGNS = "“”‘’–—…éñ£€üàçÉ°½"
WORDS = "Zoë paid £5 – “in café” – at ten…\nNobody saw it."


def body(reading: Reading) -> str:
    assert reading.text is not None
    return reading.text.body


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    reading = read(WORDS.encode(encoding), "a.txt")

    assert body(reading) == WORDS
    assert reading.problems == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_byte_text_without_a_mark_is_known_by_its_zeros(encoding: str) -> None:
    assert body(read(WORDS.encode(encoding), "a.txt")) == WORDS


def test_each_part_of_a_file_in_mixed_encodings_is_read_in_its_own() -> None:
    reading = read("The café – first\n".encode() + "The café – second\n".encode("cp1252") + "the “third” – é".encode(), "a.txt")

    assert body(reading) == "The café – first\nThe café – second\nthe “third” – é"
    assert [p.severity for p in reading.problems] == ["note"]


def damaged(text: str, encoding: str, times: int) -> str:
    for _ in range(times):
        text = text.encode().decode(encoding)
    return text


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("around", ["{}", "She said {}stop{} twice.", "{} A\nthen a{}b", "He left.{} Zoë did not."])
def test_a_letter_damaged_once_or_twice_is_repaired_and_noted(sign: str, times: int, around: str) -> None:
    sound = around.format(sign, sign)
    for encoding in ("latin-1", "sloppy-windows-1252"):
        reading = read(damaged(sound, encoding, times).encode(), "a.txt")

        assert body(reading) == sound
        assert reading.text is not None
        assert reading.text.reader == "plain-1+ftfy"
        assert [p.severity for p in reading.problems] == ["note"]


def test_the_note_counts_the_repairs_and_shows_the_first() -> None:
    reading = read("Sound line\nA lamp â€“ fell â€“ at the cafÃ©".encode(), "a.txt")
    (note,) = reading.problems

    assert note.where == "a.txt, line 2"
    assert note.what == "3 damaged stretches were repaired, the first from “â€“” to “–”."


def test_a_closing_mark_that_lost_its_last_byte_is_repaired() -> None:
    assert body(read("He said â€œgoâ€\ufffd and leftâ€¦".encode(), "a.txt")) == "He said “go” and left…"


@pytest.mark.parametrize(
    "sound",
    [
        "château", "SÃO PAULO", "Ãmbito", "â", "Ã", "CHÂTEAU – PÂTÉ", "AMANHÃ DE MANHÃ", "a letra Ã foi usada", "a letra Ã é usada",
        "“IRMÔ disse", "ele disse “Ã” e “Â”", "«Ã» e ‘Â’", "IRMÃ – disse", "MAÇÔ…", "l’âme – “â”", "the letter â, “â” and ‘â’",
        "A “château” – NÃO É", "El Niño — Ãmbito", "It was 5° in the “café”…", "naïve façade, Übermut, Åse, Šárka",
        "½ & £3; &amp; <b>",
    ],
)  # fmt: skip
def test_a_sound_text_is_left_as_it_is(sound: str) -> None:
    for data in (sound.encode(), ("Plain line.\n" + sound + "\nPlain “line”.").encode()):
        reading = read(data, "a.txt")

        assert body(reading) == data.decode()
        assert reading.problems == ()


def test_only_the_encoding_is_repaired() -> None:
    odd = "“curly” &amp; ﬁne \u200b№ Ａ \u0065\u0301 it's"

    assert body(read(odd.encode(), "a.txt")) == odd


def test_damage_is_repaired_in_every_format() -> None:
    page = read("<html><body><p>A lamp â€“ fell".encode(), "a")
    word = read(word_document("A lamp â€“ fell"), "a")

    assert [body(page), body(word)] == ["A lamp – fell", "A lamp – fell"]
    assert [r.text.reader for r in (page, word) if r.text] == ["html-1+ftfy", "docx-1+ftfy"]


def test_line_ends_are_one_and_controls_are_gone() -> None:
    assert body(read(b"one\r\ntwo\rthree\x0cfour\x00 five\x07six\tseven\n", "a.txt")) == "one\ntwo\nthree\nfour five six\tseven\n"


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60))
def test_text_without_damage_comes_back_exactly(text: str) -> None:
    reading = read(b"Plain words first. " + text.encode(), "a.txt")

    if reading.text and not reading.text.reader.endswith("+ftfy"):
        assert reading.text.body == "Plain words first. " + text
