"""What stands in a quotation is its speaker's claim, not the paper's, in whatever paragraph it stands and whatever brings it."""

import pytest

from gestae.desk.intake import Offer
from gestae.desk.reading import read


def by(body: str) -> dict[str, str]:
    """Who claims what, by kind: the name of the speaker, or "the paper"."""
    case = read([Offer("report.txt", body.encode)], clock=lambda: 0).case
    label = {a.id: a.label for a in case.agents}
    return {c.kind: label.get(c.by or "", "the paper") for c in case.claims}


@pytest.mark.parametrize(
    "quoted",
    [
        "“This was an accident,” Paul Rhodes, a lawyer for Tom Harker, said.\n\n“He took the gun from the cart.”",
        "“This was an accident,” Paul Rhodes, a lawyer for Tom Harker, said. “He took the gun from the cart.”",
        "Paul Rhodes is a lawyer for Tom Harker. He issued a statement on Friday:\n\n“Tom Harker took the gun from the cart.”",
        "Defense attorney Paul Rhodes gave his opening statement on Friday. “Tom Harker took the gun from the cart.”",
        "Said Paul Rhodes, a lawyer for Tom Harker: “He took the gun from the cart.”",
        "”Tom Harker took the gun from the cart.” ― Paul Rhodes",
        "“Tom Harker took the gun from the cart.”\n\n- Paul Rhodes",
    ],
)
def test_what_counsel_says_in_quotation_marks_is_counsels(quoted: str) -> None:
    assert by(f"The trial opened on Tuesday.\n\n{quoted}\n\nThe trial goes on.")["pick_up"] == "Paul Rhodes"


def test_what_the_paper_tells_after_a_quotation_is_the_papers() -> None:
    told = by("The trial opened.\n\n“It was an accident,” Paul Rhodes said.\n\nTom Harker took the gun from the cart on Monday.")

    assert told["pick_up"] == "the paper"


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    body = "The trial opened.\n\n“It was an accident,” Paul Rhodes said.\n\n“Tom Harker took the gun from the cart.”"
    case = read([Offer("report.txt", body.encode)], clock=lambda: 0).case

    assert [c.kind for c in case.claims].count("statement") == 1
