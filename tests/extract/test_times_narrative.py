"""Narratives: the day a text is on, carried from block to block, and the half of the day its clock times fall in."""

from datetime import date

import pytest

from gestae.extract.times import Narrative, TimeMention, find


def by_words(mentions: tuple[TimeMention, ...]) -> dict[str, TimeMention]:
    """Mentions by what they say."""
    return {m.said: m for m in mentions}


def test_times_of_day_belong_to_the_day_last_told_of() -> None:
    told = by_words(
        find(
            "On Friday 3 May 2024 we met. At about 0730 I opened the safe. He had rung me the night before to say so. "
            "Just after nine she asked for it. I came out at 09.40. That morning I saw no one else.",
            "2024-05-07",
        )
    )

    assert told["the night before"].edtf == "2024-05-02"
    assert (told["Just after nine"].earliest, told["Just after nine"].latest) == ("2024-05-03T09:00:00", "2024-05-03T09:15:00")
    assert told["09.40"].edtf == "2024-05-03T09:40:00"
    assert told["That morning"].edtf == "2024-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "The crew met on Thursday. At noon it stopped, the sheriff said Friday. The hoist fell at 1:40 p.m.",
        "The crew met on Thursday. The sheriff said in a statement on Friday that it was shut. The hoist fell at 1:40 p.m.",
        "A rigger died on Thursday, the company told reporters on Friday. The hoist fell at 1:40 p.m.",
        "Officials said Friday that the crew had met on Thursday. The hoist fell at 1:40 p.m.",
        "Officials said Thursday that the crew met. The hoist fell at 1:40 p.m.",
    ],
)
def test_the_day_on_which_it_was_said_is_not_the_day_on_which_it_happened(text: str) -> None:
    assert by_words(find(text, "2026-11-06"))["1:40 p.m."].edtf == "2026-11-05T13:40:00"


def test_what_was_said_to_the_one_who_tells_goes_on_from_that_day() -> None:
    told = by_words(find("I inspected it on Wednesday. He said on Thursday that I should go. At 1:40 p.m. I went.", "2026-11-06"))

    assert told["1:40 p.m."].edtf == "2026-11-05T13:40:00"


def test_a_night_runs_on_into_the_next_morning() -> None:
    (_, night) = find("On 3 May 2024 he left. That night it burned.", None)

    assert (night.edtf, night.earliest, night.latest) == ("2024-05-03", "2024-05-03T18:00:00", "2024-05-04T05:59:59")


def test_a_weekday_of_that_week_is_of_the_week_told_of() -> None:
    told = by_words(find("On Friday 3 May 2024 we met. On the Wednesday of that week I had told him.", "2024-06-20"))

    assert told["the Wednesday of that week"].edtf == "2024-05-01"


def test_a_look_back_does_not_move_the_narrative() -> None:
    told = by_words(find("On 3 May 2024 we met. On 1 May I had told him so. At 9 a.m. it fell.", None))

    assert told["9 a.m."].edtf == "2024-05-03T09:00:00"


def test_a_next_day_that_opens_its_sentence_moves_the_narrative_and_one_in_passing_does_not() -> None:
    moved = by_words(find("He died on 3 May 2024. The next day I went in. At 9 a.m. I rang.", None))
    passing = by_words(find("He died on 3 May 2024. She was released the following morning. At 9 a.m. he had taken the key.", None))

    assert moved["9 a.m."].edtf == "2024-05-04T09:00:00"
    assert passing["the following morning"].edtf == "2024-05-04"
    assert passing["9 a.m."].edtf == "2024-05-03T09:00:00"


def test_a_year_told_once_carries_on() -> None:
    told = by_words(find("On February 2, 2021, a flange opened. He was asked on February 9 and again on March 1.", None))

    assert told["February 9"].edtf == "2021-02-09"
    assert told["March 1"].edtf == "2021-03-01"


def test_a_bare_year_gives_no_year_to_a_later_day() -> None:
    told = by_words(find("The firm was fined in 2019. On March 1 the inspectors came.", None))

    assert told["March 1"].edtf == "XXXX-03-01"


def test_the_question_gives_its_answer_the_day_and_the_half() -> None:
    narrative = Narrative("2022-11-09")
    narrative.read("Who had the key at the start of the shift on Monday?")
    (signed,) = narrative.read("I did. I signed it out at ten to six.")
    wrong, right = narrative.read("Six-fifteen. No, wait. Six-thirty, it was after the briefing.")

    assert signed.edtf == "2022-11-07T05:50:00"
    assert wrong.edtf == "2022-11-07T06:15:00"
    assert right.edtf == "2022-11-07T06:30:00"


def test_a_hint_of_another_day_does_not_hold() -> None:
    told = by_words(find("On Friday evening I went home. On Saturday at nine I came back.", "2024-10-14"))

    assert told["Saturday at nine"].edtf is None
    assert told["Saturday at nine"].latest == "2024-10-12T21:00:00"


def test_past_midnight_a_shift_goes_on_into_the_next_day() -> None:
    told = by_words(find("The shift began at 22:00 on 4 October 2024. At half two he was found.", None))

    assert told["half two"].edtf == "2024-10-05T02:30:00"


def test_the_subject_of_a_mail_says_what_it_is_about() -> None:
    narrative = Narrative("2024-10-14T11:20:00")
    narrative.headed("What happened Saturday")
    told = by_words(
        narrative.read(
            "On Friday evening I checked the lines. He said he would do the rest before the matinee. At ten past two the bar fell."
        )
    )

    assert told["Friday evening"].edtf == "2024-10-11"
    assert told["ten past two"].edtf == "2024-10-12T14:10:00"


def test_after_an_evening_an_early_hour_is_of_no_told_day() -> None:
    told = by_words(find("On Friday evening I checked the lines. At ten past two the bar fell.", "2024-10-14"))

    assert (told["ten past two"].edtf, told["ten past two"].earliest) == (None, None)


def test_another_message_begins_another_story() -> None:
    narrative = Narrative("2024-10-14T16:52:00")
    narrative.read("On 3 May 2024 it fell.")
    narrative.written("2024-10-13T09:05:00")

    assert narrative.day is None
    assert [m.edtf for m in narrative.read("I rang yesterday.")] == ["2024-10-12"]


def test_the_same_message_goes_on() -> None:
    narrative = Narrative("2024-10-14T16:52:00")
    narrative.read("On 3 May 2024 it fell.")
    narrative.written("2024-10-14T16:52:00")

    assert narrative.day == date(2024, 5, 3)


def test_a_caller_can_say_what_day_is_told_of() -> None:
    narrative = Narrative()
    narrative.on(date(2024, 3, 27))

    assert [m.edtf for m in narrative.read("Called at 07:43.")] == ["2024-03-27T07:43:00"]


def test_minutes_later_are_counted_from_the_last_clock_time() -> None:
    told = by_words(find("On 3 May 2024 at 10:00 it fell. Twenty minutes later he was found.", None))

    assert told["Twenty minutes later"].edtf is None
    assert told["Twenty minutes later"].earliest == "2024-05-03T10:15:00"
    assert told["Twenty minutes later"].latest == "2024-05-03T10:25:00"


def test_the_same_text_gives_the_same_times() -> None:
    text = "On Friday evening I checked the lines. At ten past two the bar fell. On 3 May 2022 at 10.15 hrs nobody was there."

    assert find(text, "2024-10-14") == find(text, "2024-10-14")


def test_a_day_shortly_after_the_date_of_writing_is_never_put_back_a_year() -> None:
    told = by_words(
        find("June 5: walk round the site. The gate opens on June 6. He was told of the June 20 inspection.", "2024-06-03")
    )

    assert (told["June 5"].edtf, told["June 6"].edtf, told["June 20"].edtf) == ("2024-06-05", "2024-06-06", "2024-06-20")


def test_what_is_told_as_past_of_a_day_still_to_come_has_no_year() -> None:
    (day,) = find("The hoist fell on June 5.", "2024-06-03")
    last, *_ = find("The hoist fell on June 5 last year.", "2024-06-03")

    assert (day.edtf, day.earliest, day.latest) == ("XXXX-06-05", None, None)
    assert last.edtf == "2023-06-05"


def test_a_clock_time_in_an_interview_is_not_of_the_day_of_the_interview() -> None:
    (told,) = Narrative("2026-09-23", its_own_day=False).read("I took it out at twenty to seven.")
    (written,) = Narrative("2026-09-23").read("I took it out at 6:40 a.m.")

    assert (told.earliest, told.latest) == (None, None)
    assert written.edtf == "2026-09-23T06:40:00"


def test_a_weekday_beside_a_counted_day_is_that_day() -> None:
    told = by_words(find("On Thursday 17 September 2026 it fired. Two days before, on the Tuesday, he complained.", "2026-09-22"))

    assert told["Tuesday"].edtf == "2026-09-15"


def test_a_clock_time_in_a_letter_is_of_the_day_it_is_about_and_never_of_the_day_it_was_written():
    about_friday = Narrative("2024-06-03", its_own_day=False)
    about_friday.about(date(2024, 5, 31))
    about_nothing = Narrative("2024-06-03", its_own_day=False)

    assert about_friday.read("At 10.20 I passed it to Callum.")[0].edtf == "2024-05-31T10:20:00"
    assert about_nothing.read("At 10.20 I passed it to Callum.")[0].edtf is None


def test_a_day_that_somebody_comes_on_lies_ahead():
    told = Narrative("2024-06-03").read("You asked me to write this before the inspector comes on Wednesday.")

    assert told[-1].edtf == "2024-06-05"
