"""Finding a word: wherever it stands, and leading to where it stands."""


def test_a_word_is_found_in_whatever_letters_it_is_written(desk):
    desk.add("strasse.txt", "Die Straße war zu. İda Fennimore handed the LAMP to Sol.\n")
    page = desk.get("/find?q=lamp").text

    assert "<b>LAMP</b>" in page
    assert "#:~:text=LAMP" in page


def test_words_are_found_across_the_end_of_a_line(desk):
    desk.add("note.txt", "Ida Fennimore handed\nthe lamp to Sol.\n")

    assert "S1 l.1–2" in desk.get("/find?q=handed%20the").text


def test_what_stands_nowhere_is_said_to(desk):
    desk.add("note.txt", "Ida Fennimore handed the lamp to Sol.\n")

    assert "It stands nowhere in this case." in desk.get("/find?q=(anvil").text
