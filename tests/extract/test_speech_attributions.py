"""Who says, thinks or wants what, in which words: the attributions of invented paragraphs."""

import pytest
from speech_maker import Told, nested, outermost, told

from gestae.extract.speech.occasions import statements


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "“The hoist was already running,” the foreman said. “Nobody had locked it out.”",
            ("the foreman", "said", "The hoist was already running | Nobody had locked it out."),
        ),
        (
            "“We checked the hoist,” said Nora Quill, a rigger from the night shift, “and we found nothing.”",
            ("Nora Quill, a rigger from the night shift", "said", "We checked the hoist | and we found nothing."),
        ),
        ("The inspector asked: “Who signed the permit?”", ("The inspector", "asked", "Who signed the permit?")),
        ("“Not on my watch!” beamed Nora Quill.", ("Nora Quill", "beamed", "Not on my watch!")),
        (
            "The union’s answer: “Nobody asked us about the permit.”",
            ("The union’s answer", ":", "Nobody asked us about the permit."),
        ),
    ],
)
def test_a_quotation_belongs_to_the_one_whose_verb_or_label_stands_by_it(body: str, expected: Told) -> None:
    assert outermost(body) == [expected]


def test_a_quotation_that_is_a_paragraph_goes_on_with_the_speaker_of_the_one_before() -> None:
    body = "“The hoist was already running,” the foreman said.\n\n“Nobody had locked it out. I told them so.”\n\nThe works closed."

    assert outermost(body) == [("the foreman", "said", "The hoist was already running | Nobody had locked it out. I told them so.")]


def test_a_quotation_announced_by_the_paragraph_before_is_that_announcers() -> None:
    body = "On Monday the company issued the following statement:\n\n“We are sorry for the family of our colleague.”"

    assert outermost(body) == [("the company", "issued", "We are sorry for the family of our colleague.")]


def test_quotations_with_a_name_after_a_dash_are_of_those_names() -> None:
    body = "“Nobody had locked the hoist that night.” ― Nora Quill “I told them so and they laughed at me.” ― Tom Harker."

    assert outermost(body) == [
        ("Nora Quill", "―", "Nobody had locked the hoist that night."),
        ("Tom Harker", "―", "I told them so and they laughed at me."),
    ]


def test_who_asked_is_not_the_one_who_answers() -> None:
    rows = [row for row, one in told("Asked whether he had signed the permit, Tom Harker said no.") if one.is_statement]

    assert "Asked" not in [cue for _, cue, _ in rows]


def test_a_title_in_quotation_marks_is_nobodys_words() -> None:
    assert outermost("She had worked on “The Long Night” before the crew moved north.") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The foreman said on Friday that the hoist was running.",
            ("The foreman", "said", "that the hoist was running"),
        ),
        ("The hoist was running, the foreman said.", ("the foreman", "said", "The hoist was running")),
        (
            "The foreman said the hoist “was already running” when she arrived.",
            ("The foreman", "said", "the hoist “was already running” when she arrived"),
        ),
        ("According to the report, the hoist was running.", ("the report", "According to", "the hoist was running")),
        ("The hoist was running, according to the report.", ("the report", "according to", "The hoist was running")),
        ("The company refused to release the video.", ("The company", "refused", "to release the video")),
        ("The family called for an inquiry.", ("The family", "called for", "an inquiry")),
        ("The inspector was unaware that the hoist was running.", ("The inspector", "was unaware", "that the hoist was running")),
        ("The owner wants to close the works.", ("The owner", "wants", "to close the works")),
        ("The union criticized the owner for closing the works.", ("The union", "criticized", "the owner for closing the works")),
    ],
)
def test_words_are_ascribed_without_quotation_marks_too(body: str, expected: Told) -> None:
    assert outermost(body) == [expected]


def test_a_promise_told_by_a_noun_is_its_owners() -> None:
    rows = outermost("The foreman’s promise to return to the works was broken.")

    assert rows == [("The foreman", "promise", "to return to the works")]


def test_what_a_speaker_goes_on_to_say_is_a_saying_of_its_own() -> None:
    rows = outermost("The foreman said the hoist was running, adding that nobody had locked it out.")

    assert rows == [
        ("The foreman", "said", "the hoist was running"),
        ("The foreman", "adding", "that nobody had locked it out"),
    ]


def test_a_speaker_who_goes_on_is_the_speaker_of_both() -> None:
    found = [one for _, one in told("A spokesman did not deny that the brake had failed but said the cause was unknown.")]

    assert [(one.cue.text, one.speaker and one.speaker.text) for one in statements(found)] == [
        ("deny", "spokesman"),
        ("said", "spokesman"),
    ]


def test_a_name_set_off_by_commas_still_speaks() -> None:
    (row,) = outermost("The board’s chair, Ida Marsh, confirmed on Tuesday that the crane had not been inspected since May.")

    assert row == ("The board’s chair, Ida Marsh", "confirmed", "that the crane had not been inspected since May")


def test_quoted_words_within_a_clause_belong_to_the_clause() -> None:
    (row,) = outermost("His lawyer said Halloran “will answer when he is asked under oath.”")

    assert row == ("His lawyer", "said", "Halloran “will answer when he is asked under oath.”")


def test_speech_within_speech_is_nested_in_it() -> None:
    body = "The clerk testified that the foreman had told her the hoist was running."

    assert outermost(body) == [("The clerk", "testified", "that the foreman had told her the hoist was running")]
    assert nested(body) == [("the foreman", "had told", "the hoist was running")]


def test_two_clauses_with_that_are_one_saying() -> None:
    (row,) = outermost("The foreman said that the hoist was running, and that nobody had locked it out.")

    assert row[2] == "that the hoist was running, and that nobody had locked it out"


def test_a_wish_or_a_thought_is_ascribed_but_is_no_statement() -> None:
    found = [one for _, one in told("The owner wants to close the works. The foreman said the hoist was running.")]

    assert [one.sort for one in found] == ["will", "speech"]
    assert [one.cue.text for one in statements(found)] == ["said"]


def test_the_work_of_finding_whose_quotations_they_are_grows_with_their_number_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from gestae.extract.speech import leading  # noqa: PLC0415 - only this test counts

    looked: list[int] = []
    plain = leading._ends_the_sentence
    monkeypatch.setattr(leading, "_ends_the_sentence", lambda token: looked.append(token.i) or plain(token))
    counts = []
    for size in (20, 80):
        looked.clear()
        told(" ".join(f"“The hoist number {n} was already running,” the foreman said." for n in range(size)))
        counts.append(len(looked))

    assert counts[1] <= 5 * counts[0]
