"""What is sought of a court and what a court commands."""

from functools import partial

import pytest

from gestae.desk.intake import Offer
from gestae.desk.reading import read
from gestae.present import brief_json


def _steps(text: str) -> list[tuple[str, str, str]]:
    found = brief_json(read([Offer("paper.txt", partial(str.encode, text))], clock=lambda: 0).case)

    def role(claim: dict, name: str) -> str:
        filler = claim["roles"].get(name) or {}
        return str(filler.get("label") or filler.get("value") or "")

    return [(role(c, "act"), role(c, "matter"), role(c, "target")) for c in found["claims"] if c["kind"] == "step"]


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("The Safety Bureau applied on Wednesday for a court order.", ("petition", "order", "")),
        ("The Safety Bureau asked a judge for a subpoena.", ("petition", "subpoena", "judge")),
        ("The Safety Bureau asked a judge to order Celia Nour to testify.", ("petition", "order", "judge")),
        (
            "The Safety Bureau asked Harlow Build Ltd to hand over its lifting plans.",
            ("request", "Harlow Build Ltd’s lifting plans", "Harlow Build Ltd"),
        ),
        ("Mr. Gideon Sallow shall appear before the Safety Bureau on March 2, 2026.", ("order", "interview", "Gideon Sallow")),
        (
            "IT IS ORDERED that Mr. Gideon Sallow shall appear before the Safety Bureau on March 2, 2026.",
            ("order", "interview", "Gideon Sallow"),
        ),
    ],
)
def test_each_is_the_step_that_it_says(sentence, step):
    assert step in _steps(f"{sentence}\n")


def test_who_applies_for_a_job_petitions_nobody():
    assert _steps("Ann Kelso applied for a job on Monday.\n") == []
