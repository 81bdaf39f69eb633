"""The command: it asks in plain words before anything is sent, and says what came of it."""

import json
import sys
from pathlib import Path

import pytest
from model_server import Answer, claims
from second_papers import STATEMENT, TAKING

from gestae.cli import second


@pytest.fixture
def case(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("statement.txt").write_bytes(STATEMENT[1])
    run("new", "quarry")
    run("add", "quarry", "statement.txt")
    return "quarry"


@pytest.fixture
def server(serving, monkeypatch):
    lying = {**TAKING, "quote": "the foreman took the lamp"}
    made = serving(claims(TAKING, lying, {"kind": "murder"}))
    monkeypatch.setenv("GESTAE_SECOND_URL", made.url)
    return made


def at_a_terminal(monkeypatch):
    monkeypatch.setattr(second, "somebody_is_there", lambda: True)


def acts(run, case):
    return [c["standing"] for c in json.loads(run("claims", case, "--format", "json").stdout)["claims"]]


def test_it_is_off_until_somebody_sets_an_endpoint(run, case, monkeypatch):
    monkeypatch.delenv("GESTAE_SECOND_URL", raising=False)
    told = run("second", case)

    assert told.exit_code == 2
    assert "GESTAE_SECOND_URL: no endpoint is set. Nothing was sent." in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_without_a_terminal_it_does_not_wait_for_an_answer(run, case, server):
    told = run("second", case, input="y\n")

    assert told.exit_code == 2
    assert f"--yes-send-to {server.url}" in told.stderr
    assert server.asked == []


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_whoever_does_not_say_yes_sends_nothing(run, case, server, monkeypatch, answer):
    at_a_terminal(monkeypatch)
    before = run("claims", case).stdout
    told = run("second", case, input=answer)

    assert told.exit_code != 0
    assert server.asked == []
    assert run("claims", case).stdout == before


def test_the_question_says_what_would_go_where(run, case, server, monkeypatch):
    at_a_terminal(monkeypatch)
    told = run("second", case, input="n\n")

    assert f"The words of 1 document ({len(STATEMENT[1]):,} characters) would be sent to {server.url}" in told.stderr
    assert "toy" in told.stderr
    assert "Nothing was sent." in told.stderr


def test_a_yes_is_written_down_and_not_asked_for_again(run, case, server, monkeypatch):
    at_a_terminal(monkeypatch)
    told = run("second", case, input="y\n")
    again = run("second", case, "--again", input="")

    assert (told.exit_code, again.exit_code) == (0, 0)
    assert "Written down" in told.stderr
    assert "Written down" not in again.stderr
    assert len(server.asked) == 2


def test_what_came_of_it_is_summed_up_in_one_sentence(run, case, server):
    told = run("second", case, "--yes-send-to", server.url)

    assert told.exit_code == 0
    assert (
        "3 claims came from the model: 1 is a new proposal, 2 were dropped (1 of a kind that does not exist, "
        "1 whose quoted words are not in the text)." in told.stdout
    )


def test_it_is_told_in_json_too(run, case, server):
    told = json.loads(run("second", case, "--yes-send-to", server.url, "--format", "json").stdout)

    assert (told["told"], told["proposed"], sum(told["dropped"].values())) == (3, 1, 2)
    assert told["told"] == told["proposed"] + sum(told["dropped"].values())
    assert told["sources"][0]["name"] == "statement.txt"
    assert told["problems"] == []


def test_a_yes_for_another_endpoint_sends_nothing(run, case, server):
    told = run("second", case, "--yes-send-to", "https://models.example/v1")

    assert told.exit_code == 2
    assert server.asked == []


def test_a_proposal_of_the_model_is_shown_as_such(run, case, server):
    run("second", case, "--yes-send-to", server.url)
    listed = json.loads(run("claims", case, "--format", "json").stdout)["claims"]

    assert "proposed by the second reader: second-1 toy" in run("claims", case).stdout
    assert [c["extractor"] for c in listed if c["extractor"]] == ["second-1 toy"]


def test_accepting_all_leaves_what_the_model_proposed(run, case, server):
    run("second", case, "--yes-send-to", server.url)
    told = run("claims", case, "--accept", "all")

    assert "1 proposal of the second reader left" in told.stdout
    assert acts(run, case).count("proposed") == 1
    run("claims", case, "--accept", "second")
    assert acts(run, case).count("proposed") == 0


def test_what_the_model_proposed_can_be_rejected_as_one(run, case, server):
    run("second", case, "--yes-send-to", server.url)
    run("claims", case, "--reject", "second", "--reason", "not wanted")

    assert acts(run, case).count("rejected") == 1


def test_consent_is_taken_back_by_the_command_and_by_undo(run, case, server):
    run("second", case, "--yes-send-to", server.url)
    told = run("second", case, "--withdraw")
    later = run("second", case, "--again")

    assert told.exit_code == 0
    assert later.exit_code == 2
    assert len(server.asked) == 1
    assert run("second", case, "--withdraw").exit_code == 2


def test_a_problem_is_an_exit_code_and_one_line(run, case, serving, monkeypatch):
    server = serving(Answer(b"\x1b[31m<script>", status=200))
    monkeypatch.setenv("GESTAE_SECOND_URL", server.url)
    told = run("second", case, "--yes-send-to", server.url)

    assert told.exit_code == 1
    assert "0 claims came from the model." in told.stdout
    assert len(told.stderr.splitlines()) == 2
    assert "\x1b" not in told.stderr + told.stdout


def test_nothing_left_to_read_is_said_and_nothing_sent(run, case, server):
    run("second", case, "--yes-send-to", server.url)
    told = run("second", case)

    assert told.exit_code == 0
    assert "toy has read 1 document already; nothing was sent." in told.stdout
    assert len(server.asked) == 1


def test_a_case_with_a_second_reading_verifies(run, case, server):
    run("second", case, "--yes-send-to", server.url)

    assert run("verify", case).exit_code == 0


def test_without_the_extra_all_else_works_and_its_name_is_told(run, case, server, monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx", None)
    told = run("second", case, "--yes-send-to", server.url)

    assert told.exit_code == 2
    assert "gestae[llm]" in told.stderr
    assert run("claims", case).exit_code == 0
    assert run("second", "--help").exit_code == 0
