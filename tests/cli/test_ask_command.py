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


def test_a_claim_that_somebody_might_make_can_be_supposed(run, claims):
    line = json.dumps(
        {"kind": "loading", "by": "Petra Haim", "polarity": "denies", "roles": {"agent": "Ines Vael", "item": "rifle R-7"}}
    )

    result = run("ask", "case", "who loaded rifle R-7?", "--if", line)

    assert "was +10" in result.stdout
    assert "Petra Haim" not in run("brief", "case").stdout


def test_what_a_supposition_changes_is_said_in_words(run, claims):
    result = run("ask", "case", "who loaded rifle R-7?", "--if", f"{claims[1]} is untrue")

    assert "Who loaded rifle R-7? +0, was +10: If it was Tomas Reth" in result.stdout
    assert "Nothing changes." in run("ask", "case", "who loaded rifle R-7?", "--if", f"{claims[0]} is true").stdout


def test_whom_to_hear_is_a_question_like_any_other(run, claims):
    result = run("ask", "case", "whom to hear next?")

    assert result.exit_code == 0
    assert "Ask: Was it you who loaded rifle R-7?" in result.stdout
    assert json.loads(run("ask", "case", "whom to hear next?", "--format", "json").stdout)["ranking"]


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_an_interview_guide_says_why_and_what_and_shows_willingness_beside(run, claims, tmp_path, form):
    asked = {"kind": "step", "by": "Abe Lorne", "roles": {"act": "request", "target": "Ines Vael", "matter": "interview"}}
    said = {"kind": "holding", "by": "Ines Vael", "roles": {"holder": "Ines Vael", "item": "rifle R-7"}}
    (tmp_path / "more.jsonl").write_text("\n".join(json.dumps(x) for x in (asked, said)), encoding="utf-8")
    run("claims", "case", "--state", tmp_path / "more.jsonl")

    guide = run("ask", "case", "whom to hear next?", "--guide", "ines vael", "--format", form).stdout

    assert "Was it you who loaded rifle R-7?" in guide
    assert "Interview: requested." in guide
    assert ("says nothing against" in guide) == (form != "json")
    assert "<script" not in guide


def test_a_guide_for_nobody_known_names_those_who_are(run, claims):
    result = run("ask", "case", "whom to hear next?", "--guide", "Rumpelstiltskin")

    assert result.exit_code == 2
    assert "Tomas Reth" in result.stderr


def test_rules_from_a_file_count_in_the_brief_once_they_have_passed(run, claims, tmp_path):
    lines = [
        {"kind": "inspection", "by": "Ruth Onslow", "roles": {"agent": "Ines Vael", "item": "rifle R-7"}, "event": "c"},
        {"kind": "loading", "by": "Abe Lorne", "roles": {"agent": "Ines Vael", "item": "rifle R-7", "content": "dummy rounds"}},
    ]
    (tmp_path / "more.jsonl").write_text("\n".join(json.dumps(x) for x in lines), encoding="utf-8")
    run("claims", "case", "--state", tmp_path / "more.jsonl")

    found = json.loads(run("brief", "case", "--rules", "two-persons", "--format", "json").stdout)["findings"]

    assert {f["rule"] for f in found if "Nobody checks what he has loaded himself." in f["says"]} == {"TWO-PERSONS"}
    assert "Nobody checks" not in run("brief", "case").stdout


def test_a_rule_that_names_somebody_is_refused(run, claims, tmp_path):
    bad = tmp_path / "bad.lp"
    bad.write_text('% NOT-INES She did not.\n:- event(L,load), on_item(L,I), occ(L), role(L,actor,"Ines Vael").', encoding="utf-8")

    result = run("ask", "case", "whom to hear next?", "--rules", bad)

    assert result.exit_code == 2
    assert "never of a person" in result.stderr
