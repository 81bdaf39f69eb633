"""Clock times: every way of saying one, how loose the loose ones are, and table cells."""

import pytest

from gestae.extract.times import TimeMention, clock, find, next_day

DAY = "On Tuesday 6 June 2023 we met. "


def told(words: str) -> TimeMention:
    """The clock time of a sentence that follows one naming the day."""
    found = find(DAY + words, None)

    assert len(found) == 2, [m.said for m in found]
    return found[1]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("It fell at 7 a.m.", "07:00"),
        ("It fell at 7am.", "07:00"),
        ("It fell at 12 a.m.", "00:00"),
        ("It fell at 12 p.m.", "12:00"),
        ("It fell at 1:32 p.m. CST.", "13:32"),
        ("It fell at 10.15 hrs BST.", "10:15"),
        ("It fell at 1015 hours.", "10:15"),
        ("It fell at 0730.", "07:30"),
        ("It fell at 0730 hrs.", "07:30"),
        ("It fell at 14:05.", "14:05"),
        ("It fell at 09.40 and rolled.", "09:40"),
        ("It fell at 11.05.", "11:05"),
        ("It fell at noon.", "12:00"),
        ("It fell at midday.", "12:00"),
        ("It fell at ten past two in the afternoon.", "14:10"),
        ("It fell at a quarter to nine in the morning.", "08:45"),
        ("It fell at half past six that evening.", "18:30"),
        ("It fell at six o'clock in the morning.", "06:00"),
        ("It fell at six-thirty a.m.", "06:30"),
        ("It fell at five minutes to three in the afternoon.", "14:55"),
        ("It fell at eleven at night.", "23:00"),
    ],
)
def test_a_time_told_to_the_minute_is_exact(words: str, at: str) -> None:
    mention = told(words)
    exact = f"2023-06-06T{at}:00"

    assert (mention.edtf, mention.earliest, mention.latest) == (exact, exact, exact)


@pytest.mark.parametrize(
    ("words", "said", "earliest", "latest"),
    [
        ("At about 10:40 p.m. it fell.", "about 10:40 p.m.", "22:25:00", "22:55:00"),
        ("It fell at around 10.30, behind the van.", "around 10.30", "10:15:00", "10:45:00"),
        ("It fell shortly after 7 a.m.", "shortly after 7 a.m.", "07:00:00", "07:30:00"),
        ("It fell just after 7 a.m.", "just after 7 a.m.", "07:00:00", "07:15:00"),
        ("It fell just before noon.", "just before noon", "11:45:00", "12:00:00"),
        ("It fell a little before 1 p.m.", "a little before 1 p.m.", "12:50:00", "13:00:00"),
        ("It fell shortly before 3 p.m.", "shortly before 3 p.m.", "14:30:00", "15:00:00"),
    ],
)
def test_a_loose_time_has_bounds_and_no_edtf(words: str, said: str, earliest: str, latest: str) -> None:
    mention = told(words)

    assert mention.said == said
    assert mention.edtf is None
    assert (mention.earliest, mention.latest) == (f"2023-06-06T{earliest}", f"2023-06-06T{latest}")


def test_a_time_that_may_be_morning_or_evening_holds_both() -> None:
    mention = told("Just after nine she asked for it.")

    assert mention.said == "Just after nine"
    assert mention.edtf is None
    assert (mention.earliest, mention.latest) == ("2023-06-06T09:00:00", "2023-06-06T21:15:00")


def test_between_two_clock_times_is_some_time_within_and_a_dash_is_throughout() -> None:
    within = told("The crane failed between 9 and 10 a.m.")
    throughout = told("Nobody saw it 12:50–13:00.")

    assert within.edtf is None
    assert (within.earliest, within.latest) == ("2023-06-06T09:00:00", "2023-06-06T10:00:00")
    assert within.when().said == "between 9 and 10 a.m."
    assert throughout.edtf == "2023-06-06T12:50:00/2023-06-06T13:00:00"


def test_midnight_of_a_day_is_its_beginning_or_its_end() -> None:
    (mention,) = find("It fell at midnight on 5 May 2023.", None)

    assert mention.edtf is None
    assert (mention.earliest, mention.latest) == ("2023-05-05T00:00:00", "2023-05-06T00:00:00")


def test_shortly_after_midnight_is_the_beginning() -> None:
    (mention,) = find("It fell shortly after midnight on 5 May 2023.", None)

    assert (mention.earliest, mention.latest) == ("2023-05-05T00:00:00", "2023-05-05T00:30:00")


@pytest.mark.parametrize(
    "text", ["It fell on 6 June 2023 at 09.40.", "It fell at 09.40 on 6 June 2023.", "On 6 June 2023, 09:40, it fell."]
)
def test_a_day_and_a_time_beside_it_are_one_mention(text: str) -> None:
    (mention,) = find(text, None)

    assert mention.edtf == "2023-06-06T09:40:00"


def test_a_time_told_in_another_zone_is_put_into_that_of_the_text() -> None:
    (there,) = find("The alarm came at 18:00 UTC on 6 June 2023.", None, "America/Denver")
    (here,) = find("The alarm came at 12:00 MDT on 6 June 2023.", None, "America/Denver")
    (unknown,) = find("The alarm came at 18:00 UTC on 6 June 2023.", None)

    assert there.edtf in ("2023-06-06T12:00:00", "2023-06-06T18:00:00")  # the second where the machine has no zones
    assert here.edtf == "2023-06-06T12:00:00"
    assert unknown.edtf == "2023-06-06T18:00:00"
    assert unknown.zone == "UTC"


def test_a_meal_is_a_time_that_no_clock_gives() -> None:
    mention = told("At lunch he wrote to me.")

    assert mention.said == "At lunch"
    assert (mention.edtf, mention.earliest, mention.latest) == (None, None, None)


@pytest.mark.parametrize(
    ("cell", "at"),
    [("07:44", "07:44:00"), (" 7:44 ", "07:44:00"), ("0744", "07:44:00"), ("07.44 hrs", "07:44:00"), ("7:44 p.m.", "19:44:00"),
     ("07:44:10", "07:44:10"), ("00:05", "00:05:00")],
)  # fmt: skip
def test_a_cell_of_a_log_is_read_on_the_clock_of_its_day(cell: str, at: str) -> None:
    mention = clock(cell, "2024-03-27")

    assert mention is not None
    assert mention.edtf == f"2024-03-27T{at}"
    assert cell[mention.start : mention.end] == mention.said


def test_a_loose_cell_keeps_its_bounds() -> None:
    mention = clock("about 07:44", "2024-03-27")

    assert mention is not None
    assert (mention.edtf, mention.earliest, mention.latest) == (None, "2024-03-27T07:29:00", "2024-03-27T07:59:00")


def test_a_cell_without_a_day_has_words_and_no_bounds() -> None:
    mention = clock("07:44", None)

    assert mention is not None
    assert (mention.value, mention.edtf, mention.earliest) == ("XXXX-XX-XXT07:44", None, None)


@pytest.mark.parametrize("cell", ["", "-", "P-3", "2 quarter blanks", "25:10", "07:61", "[illegible]", "07:44 Pistol"])
def test_a_cell_that_is_no_time_is_none(cell: str) -> None:
    assert clock(cell, "2024-03-27") is None


def test_a_row_past_midnight_belongs_to_the_next_day() -> None:
    mention = clock("00:20", next_day("2024-02-28"))

    assert mention is not None
    assert mention.edtf == "2024-02-29T00:20:00"
