"""Who is spoken of without a name."""

import pytest

from gestae.extract.entities import entities
from gestae.model import Text
from gestae.model.ids import source_id, text_id

SOURCE = source_id("0" * 64)


def _unnamed(body: str) -> list[tuple[str, str]]:
    text = Text(id=text_id("plain-1", body), source=SOURCE, reader="plain-1", body=body)
    return [(body[e.start : e.end], e.kind) for e in entities(text) if not e.named]


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("She handed it to a soldier.", ("soldier", "person")),
        ("The soldiers left at noon.", ("soldiers", "organisation")),
        ("The regime denied it.", ("regime", "organisation")),
        ("We never saw the gun.", ("We", "organisation")),
        ("I never saw the gun.", ("I", "person")),
        ("France sent two inspectors.", ("France", "organisation")),
    ],
)
def test_people_and_groups_are_seen_without_their_names(body, mention):
    assert mention in _unnamed(body)


def test_a_thing_is_nobody():
    assert _unnamed("The gun lay on the table.") == []
