"""A brief is made of documents and is none: Gestae knows its own results when they are given to it."""

import json

import pytest

from gestae import present, sources
from gestae.model import Case

NONE: tuple[()] = ()
LISTS = [f for f in Case.__struct_fields__ if f not in ("name", "dates", "rules_digest")]
CASE = Case(name="Halden quarry", dates={}, **dict.fromkeys(LISTS, NONE))


@pytest.mark.parametrize(
    "brief",
    [
        present.brief_html(CASE),
        json.dumps(present.brief_json(CASE), indent=1),
        present.brief_text(CASE, 80),
    ],
    ids=["page", "json", "text"],
)
def test_a_brief_is_kept_and_not_read_and_the_reason_is_told(brief):
    reading = sources.read(brief.encode(), "brief")

    assert reading.text is None
    assert reading.problems[0].what.startswith("It is a brief that Gestae made")
    assert reading.problems[0].next == "Add the documents it rests on."


@pytest.mark.parametrize(
    "words", ["The brief of the Gestae society.", '{"gestae": 3}', "<html><body><p>Gestae 1.0 wrote this.</p></body></html>"]
)
def test_a_document_that_only_speaks_of_gestae_is_read(words):
    assert sources.read(words.encode(), "words").text is not None
