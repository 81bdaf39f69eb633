"""Who is spoken of without a name."""

import pytest

from gestae.extract.entities import entities
from gestae.model import Text
from gestae.model.ids import source_id, text_id

SOURCE = source_id("0" * 64)


def _unnamed(body: str) -> list[tuple[str, str]]:
    text = Text(id=text_id("plain-1", body), source=SOURCE, reader="plain-1", body=body)
    return [(body[e.start : e.end], e.kind) for e in entities(text) if not e.named]


def _named(body: str) -> list[tuple[str, str, int | None]]:
    text = Text(id=text_id("plain-1", body), source=SOURCE, reader="plain-1", body=body)
    return [(body[e.start : e.end], e.kind, e.figure) for e in entities(text) if e.named]


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("She handed it to a soldier.", ("soldier", "person")),
        ("The soldiers left at noon.", ("soldiers", "organisation")),
        ("The regime denied it.", ("regime", "organisation")),
        ("We never saw the gun.", ("We", "organisation")),
        ("I never saw the gun.", ("I", "person")),
        ("France sent two inspectors.", ("France", "organisation")),
        ("The French sent two inspectors.", ("French", "organisation")),
        ("Some Norwegians waited at the gate.", ("Norwegians", "organisation")),
        ("The inspectors came from Oslo. The U.S. sent two more.", ("U.S.", "organisation")),
        ("Ministers met at noon, and the Coalition agreed.", ("Ministers", "organisation")),
        ("Foreign Secretary Ilse Brandvold signed it.", ("Ilse Brandvold", "person")),
    ],
)
def test_people_and_groups_are_seen_without_their_names(body, mention):
    assert mention in _unnamed(body)


def test_a_country_where_something_is_does_not_act():
    assert not {mention for mention, kind in _unnamed("The crane was made in France and Norway.") if kind == "organisation"}


def test_an_office_stands_for_its_holder():
    body = "The Foreign Secretary met the Norwegian Prime Minister at noon."

    assert [(mention, kind) for mention, kind, _ in _named(body)] == [
        ("Foreign Secretary", "person"),
        ("Norwegian Prime Minister", "person"),
    ]


def test_a_headline_names_whom_the_text_names():
    headline = "Brandvold denies opening the valve"
    body = f"{headline}\n\nIlse Brandvold said on Monday that she had not opened the valve. The plant stood still.\n"

    figures = {figure for mention, _, figure in _named(body) if "Brandvold" in mention}

    assert len([m for m, _, _ in _named(body) if m == "Brandvold"]) == 1
    assert len(figures) == 1


def test_a_thing_is_nobody():
    assert _unnamed("The gun lay on the table.") == []
