"""Asking an open question from the command line."""

import json

import pytest

LINES = [
    {"kind": "handover", "by": "Ruth Onslow", "roles": {"giver": "Ines Vael", "item": "rifle R-7", "receiver": "Tomas Reth"}},
    {"kind": "loading", "by": "Ruth Onslow", "polarity": "denies", "roles": {"agent": "Tomas Reth", "item": "rifle R-7"}},
    {"kind": "loading", "by": "Abe Lorne", "modality": "asked", "roles": {"item": "rifle R-7"}},
]


@pytest.fixture
def claims(run, tmp_path):
    """A case with a rifle, and the ids of its claims."""
    file = tmp_path / "claims.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    run("new", "case")
    assert run("claims", "case", "--state", file).exit_code == 0
    return [c["id"] for c in json.loads(run("brief", "case", "--format", "json").stdout)["claims"]]


def extras(result):
    found = json.loads(result.stdout)
    return [row["extra"] for row in found["hypotheses"]]


def test_an_open_question_is_answered_with_what_each_answer_would_cost(run, claims):
    result = run("ask", "case", "who loaded the rifle R-7?", "--format", "json")

    assert (result.exit_code, extras(result)) == (0, [0, 10, 15])
    assert "not probabilities" in run("ask", "case", "who loaded rifle R-7").stdout


def test_what_is_supposed_changes_the_answers_and_nothing_is_recorded(run, claims):
    before = run("brief", "case", "--format", "json").stdout

    result = run("ask", "case", "who loaded rifle R-7?", "--if", f"{claims[1]} is untrue", "--format", "json")

    assert extras(result) == [0, 0, 15]
    assert "(was +10)" in run("ask", "case", "who loaded rifle R-7?", "--if", f"{claims[1]} is untrue").stdout
    assert run("brief", "case", "--format", "json").stdout == before


def test_what_cannot_be_asked_is_refused_with_what_can(run, claims):
    result = run("ask", "case", "who painted the rifle?")

    assert result.exit_code == 2
    assert "Who loaded rifle R-7?" in result.stderr


def test_a_supposition_that_is_not_understood_is_refused(run, claims):
    result = run("ask", "case", "who loaded rifle R-7?", "--if", "she lied")

    assert result.exit_code == 2
    assert "is untrue" in result.stderr
