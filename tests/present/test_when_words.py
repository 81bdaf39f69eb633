"""Times in words."""

import pytest

from gestae.model import When
from gestae.present.when_words import bounds, date_of, day_of, moment, told, wants_seconds


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2026-09-17T12:50:00", "2026-09-17T12:57:00", "17 September 2026, 12:50–12:57"),
        ("2026-09-17T12:57:00", "2026-09-17T12:57:59", "17 September 2026, 12:57"),
        ("2026-09-17T00:00:00", "2026-09-17T23:59:59", "17 September 2026"),
        ("2026-09-17", "2026-09-17", "17 September 2026"),
        ("2026-09-17T00:00:00", "2026-09-19T23:59:59", "17–19 September 2026"),
        ("2026-09-01T00:00:00", "2026-09-30T23:59:59", "September 2026"),
        ("2024-02-01T00:00:00", "2024-02-29T23:59:59", "February 2024"),
        ("2026-01-01T00:00:00", "2026-12-31T23:59:59", "2026"),
        ("2026-09-28T00:00:00", "2026-10-02T23:59:59", "28 September – 2 October 2026"),
        ("2026-12-30T00:00:00", "2027-01-02T23:59:59", "30 December 2026 – 2 January 2027"),
        ("2026-09-17T23:50:00", "2026-09-18T00:10:00", "17 September 2026, 23:50 – 18 September 2026, 00:10"),
        ("2026-09-17T12:50:00", None, "17 September 2026, 12:50 or later"),
        (None, "2026-09-17T23:59:59", "17 September 2026 or earlier"),
        (None, None, None),
    ],
)  # fmt: skip
def test_bounds_are_said_as_a_reader_would(earliest: str | None, latest: str | None, words: str | None) -> None:
    assert bounds(earliest, latest) == words


@pytest.mark.parametrize(
    ("edtf", "said", "words"),
    [
        ("XXXX-10-21", "October 21", "21 October, year not given"),
        ("XXXX-10", "October", "October, year not given"),
        ("XXXX-10-21T09:40:00", "October 21, 9.40", "21 October, 09:40, year not given"),
        (None, "Friday", "“Friday”, date not known"),
        ("XXXX-XX-21", "the 21st", "“the 21st”, date not known"),
    ],
)
def test_what_is_open_stays_open(edtf: str | None, said: str, words: str) -> None:
    assert told(When(said=said, edtf=edtf)) == words


def test_seconds_are_shown_only_where_a_device_gave_them() -> None:
    at = "2026-09-17T13:06:12"

    assert bounds(at, at, seconds=True, day=False) == "13:06:12"
    assert bounds(at, at, day=False) == "13:06"
    assert wants_seconds(When(said="13:06:12"), "unstated")
    assert not wants_seconds(When(said="about one"), "told")
    assert wants_seconds(None, "device")


def test_a_day_is_named_only_when_both_bounds_lie_on_it() -> None:
    assert day_of("2026-09-17T12:50:00", "2026-09-17T12:57:00") == "17 September 2026"
    assert day_of("2026-09-17T23:50:00", "2026-09-18T00:10:00") is None
    assert day_of(None, "2026-09-18T00:10:00") is None


@pytest.mark.parametrize("iso", ["", "soon", "XXXX-10-21", "2026-13-01", "2026-10"])
def test_what_is_no_moment_is_none(iso: str) -> None:
    assert moment(iso) is None


@pytest.mark.parametrize("iso", ["2026-09-17", "2024-02-29", "2000-01-01", "1999-12-31", "0001-01-01", "9999-12-31"])
def test_the_plain_scale_gives_back_its_date(iso: str) -> None:
    at = moment(iso)

    assert at is not None
    assert date_of(at.seconds) == at[:3]
