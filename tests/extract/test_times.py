"""Times as texts tell them: dates, weekdays, distances, ranges, deadlines; and what is no time at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.extract.times import TimeMention, document_date, find
from gestae.model import edtf

MONDAY = "2024-10-14"


WORDS = [
    "the", "a", "last", "next", "every", "at", "about", "just", "after", "between", "and", "from", "to", "until", "by", "of",
    "in", "early", "mid-", "–", ",", ".", "1", "3", "10", "31", "2021", "0730", "24:00", "9.40", "7", "a.m.", "noon",
    "midnight", "quarter", "half", "past", "ten", "six", "May", "October", "Friday", "morning", "night", "week", "year",
    "days", "ago", "later", "2021-02-30", "31/12/2099", "second", "that", "same", "following", "BST", "é", "\n",
]  # fmt: skip


def only(text: str, anchor: str | None = MONDAY) -> TimeMention:
    """The one time of a text."""
    found = find(text, anchor)

    assert len(found) == 1, [m.said for m in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The crane fell on 3 May 2022.", "2022-05-03"),
        ("The crane fell on May 3, 2022, at dusk.", "2022-05-03"),
        ("It fell on Tuesday 3 May 2022.", "2022-05-03"),
        ("It fell on Tuesday, May 3rd, 2022.", "2022-05-03"),
        ("DATED: MAY 3, 2022", "2022-05-03"),
        ("It fell on the 3rd of May 2022.", "2022-05-03"),
        ("It fell on 2022-05-03.", "2022-05-03"),
        ("It fell on 13/05/2022.", "2022-05-13"),
        ("It fell on 3.5.2022.", "2022-05-03"),
        ("It was bought in May 2022.", "2022-05"),
        ("It was bought in 2022.", "2022"),
        ("It was built in the 1990s.", "199X"),
        ("It was bought in the summer of 2022.", "2022-22"),
        ("It was bought in nineteen ninety-six.", "1996"),
        ("Sat, 12 Oct 2024", "2024-10-12"),
        ("It fell on 2022/05/03.", "2022-05-03"),
        ("It fell on October twenty-first, twenty twenty-one.", "2021-10-21"),
    ],
)
def test_a_date_told_in_full_needs_no_other(text: str, told: str) -> None:
    mention = only(text, None)

    assert mention.edtf == told
    assert (mention.earliest, mention.latest) == edtf.bounds(told)


def test_a_figure_date_that_may_be_either_day_keeps_both() -> None:
    mention = only("It was repaired on 03/04/2021.")

    assert mention.edtf is None
    assert (mention.earliest, mention.latest) == ("2021-03-04T00:00:00", "2021-04-03T23:59:59")


@pytest.mark.parametrize(
    ("text", "told", "value"),
    [
        ("He died on October 21.", "XXXX-10-21", "XXXX-10-21"),
        ("He was hired in October.", "XXXX-10", "XXXX-10"),
        ("The judge ruled on Friday.", None, "XXXX-WXX-5"),
        ("She was told on Friday morning.", None, "XXXX-WXX-5TMO"),
        ("She was told yesterday.", None, "XXXX-XX-XX"),
        ("That night he slept.", None, "XXXX-XX-XXTNI"),
        ("He was told two weeks before.", None, "PAST_REF"),
        ("It fell at 7:10 a.m.", None, "XXXX-XX-XXT07:10"),
    ],
)
def test_without_a_date_of_its_own_a_text_leaves_its_times_open(text: str, told: str | None, value: str) -> None:
    mention = only(text, None)

    assert (mention.edtf, mention.earliest, mention.latest) == (told, None, None)
    assert mention.value == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He died on October 11.", "2024-10-11"),
        ("He died on December 20.", "2023-12-20"),
        ("The hearing will be held on December 20.", "2024-12-20"),
        ("The hearing is scheduled for January 9.", "2025-01-09"),
        ("He was told on Friday.", "2024-10-11"),
        ("He was told on Monday.", "2024-10-14"),
        ("We are meeting on Thursday.", "2024-10-17"),
        ("The meeting will take place on Thursday.", "2024-10-17"),
        ("He was told last Thursday.", "2024-10-10"),
        ("He raised it in September.", "2024-09"),
        ("They had raised it in November.", "2023-11"),
        ("He rang yesterday.", "2024-10-13"),
        ("She will send it tomorrow.", "2024-10-15"),
        ("He rang last night.", "2024-10-13"),
        ("He left last year.", "2023"),
        ("He left last month.", "2024-09"),
        ("He wrote three days ago.", "2024-10-11"),
        ("On Saturday, October 12, it fell.", "2024-10-12"),
        ("The hearing was adjourned to 12 November.", "2024-11-12"),
        ("He will come this coming Friday.", "2024-10-18"),
        ("He rang on the 21st of last month.", "2024-09-21"),
    ],
)
def test_against_the_date_of_the_document_the_tense_tells_the_direction(text: str, told: str) -> None:
    assert only(text).edtf == told


def test_a_tense_given_by_the_caller_wins_over_the_words_around() -> None:
    def to_come(_start: int, _end: int) -> str:
        return "future"

    (mention,) = find("He was told on Friday.", MONDAY, tense=to_come)  # type: ignore[arg-type]

    assert mention.edtf == "2024-10-18"


def test_a_week_ago_is_no_day() -> None:
    mention = only("He complained two weeks ago.")

    assert mention.edtf is None
    assert (mention.earliest, mention.latest) == ("2024-09-26T00:00:00", "2024-10-04T23:59:59")


def test_a_week_told_by_a_day_of_it_is_no_day() -> None:
    round_it = only("It was seen in the week of 5 June 2024.")
    from_it = only("It was seen in the week beginning 5 June 2024.")

    assert (round_it.edtf, round_it.earliest, round_it.latest) == (None, "2024-06-03T00:00:00", "2024-06-09T23:59:59")
    assert (from_it.edtf, from_it.earliest, from_it.latest) == (None, "2024-06-05T00:00:00", "2024-06-11T23:59:59")


def test_a_clock_time_beside_a_day_that_may_be_another_is_not_the_documents_day() -> None:
    mention = only("The log says 10/3/24 3:15 PM.")

    assert mention.edtf is None
    assert (mention.earliest, mention.latest) == ("2024-03-10T00:00:00", "2024-10-03T23:59:59")


def test_the_small_hours_of_a_day_end_at_six() -> None:
    mention = only("It burned in the early hours of 5 May 2024.")

    assert (mention.edtf, mention.earliest, mention.latest) == ("2024-05-05", "2024-05-05T00:00:00", "2024-05-05T05:59:59")


def test_on_or_about_is_marked_so() -> None:
    mention = only("On or about May 3, 2022, he signed.")

    assert mention.edtf == "2022-05-03~"


@pytest.mark.parametrize(
    ("text", "said", "told"),
    [
        ("Produce it by May 18, 2025.", "by May 18, 2025", "2025-05-18"),
        ("Appear not later than May 28, 2025.", "not later than May 28, 2025", "2025-05-28"),
        ("Appear on or before May 28, 2025.", "on or before May 28, 2025", "2025-05-28"),
    ],
)
def test_a_deadline_is_the_day_it_names(text: str, said: str, told: str) -> None:
    when = only(text).when()

    assert (when.said, when.edtf) == (said, told)
    assert (when.earliest, when.latest) == edtf.bounds(told)


def test_before_since_and_until_move_the_time_meant() -> None:
    before = only("Did anyone complain before Friday?").when()
    since = only("He has been off since Friday.").when()
    until = only("He was off until 3 May 2024.").when()
    after = only("It was seen after 3 May 2024.").when()
    not_before = only("Serve it no earlier than 3 May 2024.").when()

    assert (before.said, before.edtf, before.earliest, before.latest) == ("before Friday", None, None, "2024-10-10T23:59:59")
    assert (since.edtf, since.earliest, since.latest) == ("2024-10-11/..", "2024-10-11T00:00:00", None)
    assert (until.edtf, until.earliest, until.latest) == ("../2024-05-03", None, "2024-05-03T23:59:59")
    assert (after.edtf, after.earliest, after.latest) == (None, "2024-05-04T00:00:00", None)
    assert (not_before.edtf, not_before.earliest, not_before.latest) == (None, "2024-05-03T00:00:00", None)


def test_within_thirty_days_of_an_order_runs_from_its_date() -> None:
    mention = only("Respondent shall answer within 30 days of this order.")

    assert (mention.type, mention.value) == ("DURATION", "P30D")
    assert (mention.earliest, mention.latest) == ("2024-10-14T00:00:00", "2024-11-13T23:59:59")


def test_a_range_of_days_is_throughout_and_between_is_some_time_within() -> None:
    throughout = only("He was off from Monday to Wednesday.", "2024-10-18")
    within = only("It rained between 10 and 12 May 2024.")

    assert throughout.edtf == "2024-10-14/2024-10-16"
    assert within.edtf is None
    assert (within.earliest, within.latest) == ("2024-05-10T00:00:00", "2024-05-12T23:59:59")
    assert [p.edtf for p in within.parts] == ["2024-05-10", "2024-05-12"]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("He has been a rigger for three years.", "P3Y", "DURATION"),
        ("He waited for half an hour.", "PT30M", "DURATION"),
        ("He waited about forty-five minutes.", "PT45M", "DURATION"),
        ("It takes several weeks.", "PXW", "DURATION"),
        ("The 10-minute delay cost nothing.", "PT10M", "DURATION"),
        ("They meet every Thursday.", "XXXX-WXX-4", "SET"),
        ("It is inspected every morning.", "XXXX-XX-XXTMO", "SET"),
        ("It is inspected twice a week.", "P1W", "SET"),
    ],
)
def test_a_stretch_and_a_habit_are_no_points_in_time(text: str, value: str, kind: str) -> None:
    mention = only(text)

    assert (mention.value, mention.type) == (value, kind)
    assert (mention.edtf, mention.earliest, mention.latest) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "A 24-year-old rigger fell. The 24-year-old's mother spoke.",
        "She may march, said May Cooper. March on.",
        "The second take was in Sc. 62; the 1st AD called it on Day 14 of 31.",
        "Case 22-0417, docket No. 2021, room 2019, line 7, bay 12.",
        "Call 555-2021 or 020 7946 0958. Invoice 2021-77.",
        "It cost $1,945.20, at 3.45 per kilo, and 12.30 euros.",
        "Inspected, 0 of 8 chambers loaded; 2 quarter blanks; 2000 rounds.",
        "About seven men were there at five places. At one point he left. One by one they went.",
        "He sat in the sun. The spring of the latch broke in the fall guard. They came before the fall, and after it.",
        "At six feet he stopped; from ten to twenty men ran.",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert [m.said for m in find(text, MONDAY)] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Thursday, September 19, 2024", "2024-09-19"),
        ("Date: Wednesday 27 March 2024", "2024-03-27"),
        ("DATED May 11, 2021.", "2021-05-11"),
        ("Date: Mon, 14 Oct 2024 16:52 +0100", "2024-10-14T16:52:00"),
        ("Taken at Marlow on 20 June 2023, 10.15 hrs BST, by DC Pym", "2023-06-20T10:15:00"),
        ("Wednesday, November 9, 2022 – recording begins 1:32 p.m. CST", "2022-11-09T13:32:00"),
        ("3/4/2021", None),
        ("Between 3 May 2022 and 4 May 2023", None),
        ("Friday", None),
        ("", None),
    ],
)
def test_a_line_gives_the_one_full_date_it_has(line: str, told: str | None) -> None:
    found = document_date(line)

    assert found == told


def test_a_day_that_the_calendar_lacks_is_no_day() -> None:
    assert [m.edtf for m in find("It fell on 31 April 2022.", None)] == ["2022-04"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=40,
    ),
    st.sampled_from([None, "2024-02-29", "2024-10-14T16:52:00", "9999-12-31", "2021"]),
)
def test_whatever_the_words_mentions_are_in_order_quote_the_text_and_bound_soundly(parts: list[str], anchor: str | None) -> None:
    text, end = " ".join(parts), 0
    for mention in find(text, anchor, "Europe/London"):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.said
        end = mention.end
        when = mention.when()
        assert when.edtf is None or edtf.is_valid(when.edtf)
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@pytest.mark.parametrize("unit", ["1 ", "between 9 and ", "May 5 and ", "the ", "2021-", "two weeks ", "had been "])
def test_a_line_twice_as_long_takes_no_more_than_its_share(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        find(text, MONDAY)
        return time.process_time() - started

    seconds(1_000)

    assert seconds(40_000) < 4 * 4 * seconds(10_000) / 2 + 0.05
