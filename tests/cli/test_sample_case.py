"""The sample case with the real reading of English: what must hold for any case holds for this one."""

import itertools
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


def test_the_contradictions_of_the_sample_are_those_the_documentation_lists(in_order):
    found, _ = in_order

    told = {f.says for f in found.findings if f.topic == "conflict"}

    handed = "Dolores Achterberg handed Revolver W-03 to Perrin Oyelaran"
    assert told == {
        f"Accounts clash: Perrin Oyelaran says that {handed}; Dolores Achterberg denies that {handed}.",
        "Accounts clash: Teo Brandvold says that Perrin Oyelaran picked Revolver W-03 up from the cart; Perrin Oyelaran denies that "
        "Perrin Oyelaran picked Revolver W-03 up from the prop cart.",
        "Accounts clash: 12-press-report.html says that the one person handed Revolver W-03 to Perrin Oyelaran; Dolores Achterberg "
        "denies that the one person handed Revolver W-03 to Perrin Oyelaran.",
    }


def test_nobody_in_question_in_the_sample_stands_alone_and_who_is_silent_is_no_nearer(in_order):
    found, _ = in_order
    loaded = next(q for q in found.questions if q.says == "Who loaded Revolver W-03?")
    labels = {a.id: a.label for a in found.agents}

    rows = {labels.get(h.candidate, "somebody else"): h.extra for h in found.hypotheses if h.question == loaded.id}

    assert [p for p, extra in rows.items() if not extra] == [
        "Perrin Oyelaran", "Dolores Achterberg", "Lucan Marsh", "Ida Fennimore",
    ]  # fmt: skip
    assert labels[found.ranking[0].agent] == "Dolores Achterberg"
    assert not any("guilty" in text.casefold() for text in (h.says for h in found.hypotheses))


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
