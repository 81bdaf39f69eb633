"""``gestae read``: documents in, brief out, nothing kept."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gestae.desk import reading


def names(path):
    return sorted(p.name for p in Path(path).iterdir())


def lines(told):
    return [line for line in told.splitlines() if line.strip()]


@pytest.mark.usefixtures("plain_sentences")
class TestWithPlainSentences:
    def test_a_document_becomes_a_brief_and_leaves_nothing_behind(self, run, note):
        told = run("read", note)

        assert told.exit_code == 0
        assert "handed the lamp to Perrin Oyelaran" in told.stdout
        assert told.stderr == ""
        assert names(".") == ["note.txt"]

    def test_json_is_one_object_with_every_part_of_the_contract(self, run, note):
        told = json.loads(run("read", note, "--format", "json").stdout)

        assert list(told) == [
            "gestae", "sources", "texts", "agents", "items", "places", "claims", "timeline", "custody", "findings", "questions",
            "hypotheses", "proceedings", "ranking", "problems",
        ]  # fmt: skip
        assert len(told["claims"]) == 2
        span = told["claims"][0]["span"]
        assert told["texts"][0]["body"][span["start"] : span["end"]] == span["quote"]

    def test_html_goes_into_a_file_as_a_whole(self, run, note):
        told = run("read", note, "--format", "html", "--out", "brief.html")

        assert told.exit_code == 0
        assert told.stdout == ""
        assert Path("brief.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
        assert names(".") == ["brief.html", "note.txt"]

    def test_an_existing_result_is_replaced_and_keeps_its_rights(self, run, note):
        out = Path("out.json")
        out.write_text("old")
        out.chmod(0o640)
        run("read", note, "--format", "json", "--out", out)

        assert json.loads(out.read_text(encoding="utf-8"))["claims"]
        assert out.stat().st_mode & 0o777 == 0o640

    def test_nothing_accepted_claims_nothing(self, run, note):
        told = json.loads(run("read", note, "--format", "json", "--accept", "none").stdout)

        assert told["claims"] == []
        assert told["texts"]

    def test_when_every_file_is_refused_the_brief_is_empty_and_says_why(self, run):
        Path("empty.txt").write_bytes(b"")
        Path("folder").mkdir()
        told = run("read", "empty.txt", "folder", "none.txt", "--format", "json")
        problems = json.loads(told.stdout)["problems"]

        assert told.exit_code == 1
        assert sorted(p["where"] for p in problems) == ["empty.txt", "folder", "none.txt"]
        assert all(p["what"] and p["why"] and p["next"] for p in problems)

    def test_a_bad_file_does_not_hold_up_the_others_and_is_told_once(self, run, note):
        Path("zeros.bin").write_bytes(bytes(50))
        told = run("read", "zeros.bin", note)

        assert told.exit_code == 1
        assert "handed the lamp" in told.stdout
        assert len(lines(told.stderr)) == 1
        assert told.stderr.startswith("zeros.bin: ")

    def test_the_same_file_twice_is_a_note(self, run, note):
        told = run("read", note, note)

        assert told.exit_code == 0
        assert "already in" in told.stderr

    @pytest.mark.parametrize("date", ["2026-13-01", "yesterday", "2026-02-30", "", "26-09-17", "2026-09-17T25:00"])
    def test_a_date_that_is_none_is_misuse_in_one_sentence(self, run, note, date):
        told = run("read", note, "--date", date)

        assert told.exit_code == 2
        assert told.stdout == ""
        assert "is not a date" in told.stderr
        assert len(lines(told.stderr)) == 1

    @pytest.mark.parametrize("date", ["2026-09-17", "2026-09", "2026", "2026-09-17T09:30", "2026-09-17 09:30:00"])
    def test_a_date_may_be_less_or_more_than_a_day(self, run, note, date):
        assert run("read", note, "--date", date).exit_code == 0

    def test_a_zone_that_is_none_is_misuse(self, run, note):
        assert run("read", note, "--zone", "Mars/Olympus").exit_code == 2
        assert run("read", note, "--zone", "America/Denver").exit_code == 0

    @pytest.mark.parametrize("out", ["nowhere/brief.html", "."])
    def test_a_result_that_cannot_be_written_is_misuse_before_any_work(self, run, note, out, monkeypatch):
        monkeypatch.setattr(reading, "read", lambda *_args, **_more: pytest.fail("read before the place was checked"))
        told = run("read", note, "--out", out)

        assert told.exit_code == 2
        assert "cannot be written here" in told.stderr

    def test_a_name_that_steers_the_screen_is_told_harmlessly(self, run):
        name = 'a"b\n\x1b[31mred.txt'
        Path(name).write_bytes(b"")
        told = run("read", name)

        assert told.exit_code == 1
        assert "\x1b" not in told.stdout + told.stderr
        assert len(lines(told.stderr)) == 1

    def test_a_fault_of_the_program_is_one_sentence_with_a_reference(self, run, note, monkeypatch, tmp_path):
        def fail(*_args, **_more):
            raise ZeroDivisionError("inside")

        monkeypatch.setattr(reading, "receive", fail)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        told = run("read", note)
        reference = re.search(r"reference ([0-9a-f]{8})", told.stderr)[1]

        assert told.exit_code == 1
        assert "inside" in (tmp_path / f"gestae-{reference}.txt").read_text(encoding="utf-8")
        assert "Traceback" not in told.stderr
        assert len(lines(told.stderr)) == 1


def test_no_file_at_all_is_misuse(run):
    assert run("read").exit_code == 2


def test_a_real_statement_is_read_for_its_claims(run):
    Path("statement.txt").write_text(
        "On 17 September 2026 Ida Fennimore handed the revolver to Perrin Oyelaran.\n", encoding="utf-8"
    )
    told = json.loads(run("read", "statement.txt", "--format", "json").stdout)

    assert "handover" in {c["kind"] for c in told["claims"]}
    assert {"Ida Fennimore", "Perrin Oyelaran"} <= {a["label"] for a in told["agents"]}


def test_a_reader_of_the_output_may_leave_early(note):
    script = f"{sys.executable} -m gestae read note.txt --format json | head -n 1"
    told = subprocess.run(["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True, check=False)

    assert told.stdout == "{\n"
    assert told.stderr == ""


def test_output_is_utf_8_wherever_it_goes(note):
    Path("cafe.txt").write_text("Zoë Marín handed the lamp to Sol.\n", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "gestae", "read", "cafe.txt", "--format", "json"],
        capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )  # fmt: skip

    assert "Zoë Marín" in json.loads(told.stdout.decode("utf-8"))["texts"][0]["body"]
    assert told.stderr == b""


@pytest.mark.parametrize(("where", "code"), [(">&-", 0), ("2>&-", 0), (">/dev/full", 1)])
def test_an_output_that_takes_nothing_causes_no_traceback(note, where, code):
    if where.endswith("full") and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    told = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m gestae read note.txt {where}"], capture_output=True, text=True, check=False
    )

    assert told.returncode == code
    assert "Traceback" not in told.stderr
    assert "Exception" not in told.stderr
