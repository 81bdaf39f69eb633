"""EDTF: what it bounds, what it is, what it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.model import edtf


@pytest.mark.parametrize(
    ("told", "earliest", "latest"),
    [
        ("2021", "2021-01-01T00:00:00", "2021-12-31T23:59:59"),
        ("2021-10", "2021-10-01T00:00:00", "2021-10-31T23:59:59"),
        ("2023-02", "2023-02-01T00:00:00", "2023-02-28T23:59:59"),
        ("2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59"),
        ("1900-02", "1900-02-01T00:00:00", "1900-02-28T23:59:59"),
        ("2000-02-29", "2000-02-29T00:00:00", "2000-02-29T23:59:59"),
        ("2023-06-16T09:40:00", "2023-06-16T09:40:00", "2023-06-16T09:40:00"),
        ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30", "1985-04-12T23:20:30"),
        ("1985-04-12T23:20:30-04", "1985-04-12T23:20:30", "1985-04-12T23:20:30"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12T23:20:30", "1985-04-12T23:20:30"),
    ],
)
def test_a_date_or_time_runs_from_its_first_second_to_its_last(told: str, earliest: str, latest: str) -> None:
    assert edtf.bounds(told) == (earliest, latest)


@pytest.mark.parametrize(
    ("told", "earliest", "latest"),
    [
        ("1964/2008", "1964-01-01T00:00:00", "2008-12-31T23:59:59"),
        ("2004-06/2006-08", "2004-06-01T00:00:00", "2006-08-31T23:59:59"),
        ("2004-02-01/2005", "2004-02-01T00:00:00", "2005-12-31T23:59:59"),
        ("2024-09-17T07:00:00/2024-09-17T07:30:00", "2024-09-17T07:00:00", "2024-09-17T07:30:00"),
        ("1985-04-12/..", "1985-04-12T00:00:00", None),
        ("1985-04/", "1985-04-01T00:00:00", None),
        ("../1985", None, "1985-12-31T23:59:59"),
        ("/1985-04-12", None, "1985-04-12T23:59:59"),
        ("1984~/2004-06", "1984-01-01T00:00:00", "2004-06-30T23:59:59"),
    ],
)
def test_an_interval_is_open_where_it_says_so(told: str, earliest: str | None, latest: str | None) -> None:
    assert edtf.bounds(told) == (earliest, latest)


@pytest.mark.parametrize(
    ("told", "earliest", "latest"),
    [
        ("202X", "2020-01-01T00:00:00", "2029-12-31T23:59:59"),
        ("20XX", "2000-01-01T00:00:00", "2099-12-31T23:59:59"),
        ("2004-XX", "2004-01-01T00:00:00", "2004-12-31T23:59:59"),
        ("1985-04-XX", "1985-04-01T00:00:00", "1985-04-30T23:59:59"),
        ("1985-XX-XX", "1985-01-01T00:00:00", "1985-12-31T23:59:59"),
        ("2021-10-2X", "2021-10-20T00:00:00", "2021-10-29T23:59:59"),
        ("2023-02-2X", "2023-02-20T00:00:00", "2023-02-28T23:59:59"),
        ("2021-1X", "2021-10-01T00:00:00", "2021-12-31T23:59:59"),
        ("156X-12-25", "1560-12-25T00:00:00", "1569-12-25T23:59:59"),
        ("202X-02-29", "2020-02-29T00:00:00", "2028-02-29T23:59:59"),
    ],
)
def test_an_unspecified_digit_takes_its_lowest_and_its_highest(told: str, earliest: str, latest: str) -> None:
    assert edtf.bounds(told) == (earliest, latest)


@pytest.mark.parametrize("told", ["XXXX-10-21", "XXXX", "XXXX-02-29", "-1985", "Y170000002", "Y-170000002", "0000"])
def test_a_year_nobody_told_bounds_nothing(told: str) -> None:
    assert edtf.bounds(told) == (None, None)


@pytest.mark.parametrize("told", ["1984?", "2004-06~", "2004-06-11%", "2004-06~-11", "?2004-06-~11"])
def test_a_qualifier_moves_no_bound(told: str) -> None:
    plain = told.translate({ord(c): None for c in "?~%"})

    assert edtf.bounds(told) == edtf.bounds(plain)


@pytest.mark.parametrize(
    ("told", "earliest", "latest"),
    [
        ("2001-21", "2001-03-01T00:00:00", "2001-05-31T23:59:59"),
        ("2021-22", "2021-06-01T00:00:00", "2021-08-31T23:59:59"),
        ("2021-24", "2021-12-01T00:00:00", "2022-02-28T23:59:59"),
        ("2021-34", "2021-04-01T00:00:00", "2021-06-30T23:59:59"),
        ("2021-41", "2021-07-01T00:00:00", "2021-12-31T23:59:59"),
    ],
)
def test_a_season_a_quarter_a_half_have_their_months(told: str, earliest: str, latest: str) -> None:
    assert edtf.bounds(told) == (earliest, latest)


def test_one_of_several_dates_lies_between_the_first_and_the_last() -> None:
    assert edtf.bounds("[1667,1668,1670..1672]") == ("1667-01-01T00:00:00", "1672-12-31T23:59:59")
    assert edtf.bounds("[..2021-05-28]") == (None, "2021-05-28T23:59:59")


@pytest.mark.parametrize(
    "told",
    [
        "", "x", "Friday", "2021-1", "21", "2021-13", "2021-00", "2021-04-31", "2023-02-29", "1900-02-29", "XXXX-02-30",
        "2021-10-21T25:00:00", "2021-10-21T09:60:00", "2021-10-21T09:40", "2021-10-21 09:40:00", "2021-02-30T09:40:00", "1986/1985",
        "../..", "/", "2021/2022/2023", "2021-21-05", "21/10/2021", "2021-10-21T24:00:00", "٢٠٢١", "[]", "2021-10-21T",
    ],
)  # fmt: skip
def test_nonsense_is_refused(told: str) -> None:
    assert not edtf.is_valid(told)
    with pytest.raises(ValueError, match=r".+"):
        edtf.bounds(told)


def test_a_day_and_a_clock_time_can_be_taken_out() -> None:
    assert str(edtf.day("2021-10-21T09:40:00")) == "2021-10-21"
    assert edtf.clock("2021-10-21T09:40:00") == "09:40:00"
    assert edtf.day("2021-10") is None
    assert edtf.day("2023-02-29") is None
    assert edtf.clock("2021-10-21") is None


def test_the_day_after_knows_months_and_leap_years() -> None:
    assert edtf.next_day("2024-02-28") == "2024-02-29"
    assert edtf.next_day("2023-12-31") == "2024-01-01"
    with pytest.raises(ValueError, match="not told to the day"):
        edtf.next_day("2023-12")


@settings(max_examples=80, deadline=None)
@given(st.dates(), st.dates())
def test_the_bounds_of_an_interval_hold_those_of_its_ends(one: object, other: object) -> None:
    first, last = sorted((str(one), str(other)))
    earliest, latest = edtf.bounds(f"{first}/{last}")

    assert earliest == edtf.bounds(first)[0]
    assert latest == edtf.bounds(last)[1]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789X-/.~?%TZ:[],", max_size=14))
def test_anything_at_all_is_either_bounded_in_order_or_refused(told: str) -> None:
    if edtf.is_valid(told):
        earliest, latest = edtf.bounds(told)
        assert earliest is None or latest is None or earliest <= latest
