"""The sample case with the real reading of English: what must hold for any case holds for this one."""

import itertools
import json
import random
import shutil

import pytest

from gestae import sample
from gestae.desk.brief import brief
from gestae.desk.case_file import in_memory
from gestae.desk.intake import from_bytes, receive
from gestae.desk.reading import READER
from gestae.desk.review import accept_all
from gestae.present import brief_html, brief_json, brief_text


def briefs(documents):
    ticks = itertools.count(1_790_000_000_000)
    with in_memory("sample", member=READER, clock=lambda: next(ticks)) as case:
        receive(case, from_bytes(documents))
        accept_all(case)
        found = brief(case)
        return found, (brief_json(found), brief_text(found, 100, False), brief_html(found))


@pytest.fixture(scope="module")
def in_order():
    return briefs(sample.documents())


def test_every_span_of_the_sample_quotes_its_text_exactly(in_order):
    found, _ = in_order
    texts = {t.id: t for t in found.texts}

    assert found.claims
    assert all(c.span.quotes(texts[c.span.text]) for c in found.claims)


def test_the_sample_documents_in_another_order_give_the_same_brief(in_order):
    shuffled = list(sample.documents())
    random.Random(3).shuffle(shuffled)
    _, forms = briefs(shuffled)

    assert forms == in_order[1]


def test_the_demonstration_rebuilt_from_log_and_blobs_alone_is_the_same(run):
    run("demo", "first")
    shutil.copytree("first", "second", ignore=shutil.ignore_patterns("cache", "brief.html"))

    for form in ("text", "json", "html"):
        assert run("brief", "second", "--format", form).stdout == run("brief", "first", "--format", form).stdout


def test_what_the_reasoner_tells_of_the_demonstration_is_what_the_documentation_lists(run):
    run("demo", "case")
    found = json.loads(run("brief", "case", "--format", "json").stdout)
    labels = {a["id"]: a["label"] for a in found["agents"]}
    loaded = next(q["id"] for q in found["questions"] if q["says"] == "Who loaded Revolver W-03?")

    clashes = {f["says"].removeprefix("Accounts clash: ") for f in found["findings"] if f["topic"] == "conflict"}
    nearest = {labels[h["candidate"]] for h in found["hypotheses"] if h["question"] == loaded and not h["extra"]}

    handed, picked = "handed Revolver W-03 to Perrin Oyelaran", "Perrin Oyelaran picked Revolver W-03 up from the"
    assert clashes == {
        f"Perrin Oyelaran says that Dolores Achterberg {handed}; Dolores Achterberg denies that Dolores Achterberg {handed}.",
        f"Teo Brandvold says that {picked} cart; Perrin Oyelaran denies that {picked} prop cart.",
        f"Marguerite Oduya says that the one person {handed}; Dolores Achterberg denies that the one person {handed}.",
    }
    assert nearest == {"Perrin Oyelaran", "Dolores Achterberg", "Lucan Marsh", "Ida Fennimore"}
    assert labels[found["ranking"][0]["agent"]] == "Dolores Achterberg"
