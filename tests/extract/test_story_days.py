"""A report says on which day it happened; clock times in it are of that day."""

from functools import partial

import pytest

from gestae.desk.intake import Offer
from gestae.desk.reading import read
from gestae.present import brief_json

REPORT = """INCIDENT REPORT

Prepared by: Ada Marsh, safety manager
Date of report: 9 October 2025
{line}

Bram Ould handed the pump key to Ida Fenn at 11:52.
"""


def _day(line: str) -> str | None:
    text = REPORT.format(line=line)
    found = brief_json(read([Offer("report.txt", partial(str.encode, text))], clock=lambda: 0).case)
    (handover,) = [c for c in found["claims"] if c["kind"] == "handover"]
    return handover["when"]["edtf"]


@pytest.mark.parametrize(
    "line",
    ["Date of incident: 7 October 2025", "Accident date: 7 October 2025", "Date and time of the incident: 7 October 2025, 11:50"],
)
def test_a_clock_time_is_of_the_day_that_the_head_gives(line):
    assert _day(line) == "2025-10-07T11:52:00"


def test_a_report_of_the_same_day_tells_its_own_day():
    assert _day("Date of incident: 9 October 2025") == "2025-10-09T11:52:00"
