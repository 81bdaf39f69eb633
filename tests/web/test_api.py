"""The case for programs: what its description says holds, and what is decided is decided as in the browser."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import plain_extractor
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from opening_desk import a_desk, clock, over_a_network, until
from serving_desk import HOST

from gestae import extract
from gestae.desk.case_file import new

REPOSITORY = Path(__file__).resolve().parent.parent.parent
NOTE = "Ida Fennimore handed the lamp to Sol.\nSol handed the lamp to Perrin Oyelaran.\n"


class Program:
    """A program with a token, and no cookie."""

    def __init__(self, desk, token):
        self.client = type(desk.client)(desk.client.app, base_url=desk.client.base_url)
        self.client.headers["Authorization"] = f"Bearer {token}"

    def get(self, path, status=200, **query):
        return self._told(self.client.get(f"/api/{path}", params=query), status)

    def post(self, path, body, status=200):
        return self._told(self.client.post(f"/api/{path}", json=body), status)

    @staticmethod
    def _told(answer, status):
        assert answer.status_code == status, answer.text
        return answer.json()


@pytest.fixture
def program(desk):
    return Program(desk, desk.rules.make_token("a script"))


def test_a_program_without_a_token_is_told_where_to_get_one(desk):
    for token in ("", "gst_guessed", "Bearer"):
        stranger = Program(desk, token)

        assert "Settings" in stranger.get("case", status=401)["next"]


def test_a_token_opens_the_api_and_no_page(desk, program):
    assert program.get("case")["name"] == "Mill Lane"
    assert program.client.get("/").status_code == 403


def test_a_token_that_is_ended_opens_nothing(desk, program):
    page = desk.get("/settings").text
    digest = page[page.index('name="end" value="') + len('name="end" value="') :].partition('"')[0]
    desk.post("/settings", {"end": digest})

    assert program.get("case", status=401)


def test_a_token_is_shown_once(desk):
    page = desk.post("/settings", {"name": "the weekly report"}).text

    assert "gst_" in page
    assert "gst_" not in desk.get("/settings").text


def test_from_a_document_to_a_brief_by_program(desk, program):
    sent = program.client.post("/api/sources", files={"files": ("note.txt", NOTE.encode())})
    until(lambda: program.get("arrivals")["arrivals"][-1]["state"] == "over")
    claims = program.get("claims", standing="proposed")["claims"]
    done = [program.post(f"claims/{c['id']}/decisions", {"do": "accept"}) for c in claims]
    brief = program.get("brief")

    assert (sent.status_code, sent.json()) == (202, {"arrivals": [1]})
    assert [d["decided"][0]["id"] for d in done] == [c["id"] for c in claims]
    assert len(brief["claims"]) == 2
    assert program.get("find", q="perrin")["claims"][0]["standing"] == "accepted"
    assert program.get("record")["entries"][-1]["says"].startswith("accepted: Sol handed the lamp to Perrin Oyelaran")


def test_a_decision_by_program_is_undone_by_its_entry(desk, program):
    desk.add("note.txt", NOTE)
    claim = program.get("claims")["claims"][0]["id"]
    entry = program.post(f"claims/{claim}/decisions", {"do": "reject", "reason": "another day"})["decided"][0]["entry"]
    program.post("undo", {"entry": entry})

    assert program.get(f"claims/{claim}")["standing"] == "proposed"
    assert "undone already" in program.post("undo", {"entry": entry}, status=409)["what"]


def test_a_claim_that_does_not_fit_is_told_and_not_kept(desk, program):
    before = program.get("case")["entries"]
    told = program.post("claims", {"kind": "handover", "roles": {"finder": "Ida"}}, status=409)

    assert "has no role 'finder'" in told["what"]
    assert program.get("case")["entries"] == before


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """The description, over a desk with a document on it."""
    folder = tmp_path_factory.mktemp("api")
    environment = {"GESTAE_CONFIG_HOME": str(folder / "config"), "GESTAE_NAME": "Robin Tallis"}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(extract, "propose", plain_extractor.propose)
        new(folder / "case", "Mill Lane", clock=clock, environment=environment)
        with a_desk(folder / "case", environment) as desk:
            desk.add("note.txt", NOTE)
            allowed = {"Authorization": f"Bearer {desk.rules.make_token('a script')}", "Host": HOST}
            schema = schemathesis.openapi.from_asgi("/api/openapi.json", desk.client.app, headers=allowed)
            schema.allowed = allowed
            yield schema


def test_the_description_holds_whatever_is_asked(described):
    """No fault, and no answer that the description does not name."""
    tried = set()
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def asked(case):
            tried.add((case.method, case.path))
            case.call_and_validate(headers=described.allowed)

        asked()

    assert len(tried) == 14


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_examples_of_the_page_work(desk, tmp_path):
    page = (REPOSITORY / "docs" / "howto" / "use-from-a-program.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (commands,) = re.findall(r"```bash\n(.*?)```", page, re.DOTALL)
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    with over_a_network(desk.client.app, desk.rules) as address:
        told = {**os.environ, "DESK": address, "TOKEN": desk.rules.make_token("the example")}
        typed = ["bash", "-ec", commands.partition("\n")[2]]
        sent = subprocess.run(typed, check=True, timeout=60, cwd=tmp_path, env=told, capture_output=True, text=True)
        until(lambda: len(desk.claims()) == 2)
        subprocess.run([sys.executable, "-c", example], env=told, check=True)

    assert '{"arrivals": [1]}' in sent.stdout
    assert sorted(e.standing for e in desk.claims().values()) == ["accepted", "proposed"]
