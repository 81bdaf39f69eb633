"""Two offices: one keeps a case, the other signs what its record is, by files that go to and fro."""

import json
import os
import shutil
from pathlib import Path

import pytest

from gestae.cli import show
from gestae.desk.case_file import open_case
from gestae.record import acts


@pytest.fixture
def case(run, note):
    run("new", "quarry")
    run("add", "quarry", note)
    return Path("quarry")


@pytest.fixture
def office(monkeypatch, tmp_path):
    """Whose desk the next commands are typed at."""

    def sit(name):
        monkeypatch.setenv("GESTAE_CONFIG_HOME", str(tmp_path / name))

    return sit


@pytest.fixture
def clock(monkeypatch):
    """A clock that is set by hand; milliseconds."""

    class Clock:
        now = 1_790_000_000_000

    monkeypatch.setattr(show, "clock", lambda: Clock.now)
    for name in ("witness", "receipt", "add", "new", "verify", "witnesses", "same"):
        monkeypatch.setattr(f"gestae.cli.{name}.clock", lambda: Clock.now)
    return Clock


def _key(run, case):
    return json.loads(run("verify", case, "--format", "json").stdout)["keys"][0]["key"]


def _round(run, office, name, case, *trust):
    """A request goes to an office and its answer comes back; what the office said."""
    office("config")
    assert (
        run("receipt", case, "--for-witness", f"{name}.request", *(["--witness", _name(name)] if _name(name) else [])).exit_code
        == 0
    )
    office(name)
    told = run("witness", f"{name}.request", *trust, "--out", f"{name}.answer")
    office("config")
    return told


def _name(office):
    file = Path(f"{office}.key")
    return file.read_text(encoding="utf-8").split("+")[0] if file.exists() else None


def _asked(run, office, case, *names, need):
    """The case asks these offices."""
    keys = []
    for name in names:
        office(name)
        Path(f"{name}.key").write_text(run("witness").stdout.strip(), encoding="utf-8")
        keys += ["--set", Path(f"{name}.key").read_text(encoding="utf-8")]
    office("config")
    assert run("witnesses", case, *keys, "--need", need).exit_code == 0


def test_a_witness_signs_and_verify_says_since_when_the_record_exists(run, office, clock, case):
    _asked(run, office, case, "agency", need=1)
    clock.now += 60_000

    assert _round(run, office, "agency", case, "--trust", _key(run, case)).exit_code == 0
    assert run("receipt", case, "--cosigned", "agency.answer").exit_code == 0
    told = run("verify", case)

    assert told.exit_code == 0
    assert "existed no later than 2026-09-21 14:14 UTC, says the witness gestae/witness/" in told.stdout
    assert "(1 of 1 witness) had signed for the first 7 entries" in told.stdout


def test_two_of_three_are_needed_and_verify_says_when_they_have_signed(run, office, clock, case):
    _asked(run, office, case, "agency", "insurer", "union", need=2)
    key = _key(run, case)

    _round(run, office, "agency", case, "--trust", key)
    run("receipt", case, "--cosigned", "agency.answer")
    one = run("verify", case)
    _round(run, office, "union", case, "--trust", key)
    run("receipt", case, "--cosigned", "union.answer")
    two = json.loads(run("verify", case, "--format", "json").stdout)["witnesses"]

    assert one.exit_code == 0
    assert "asks for 2 of 3 witnesses: that many have not signed yet" in one.stdout
    assert two["need"] == 2
    assert two["met"]["size"] == 7


def test_the_second_request_starts_where_the_witness_is(run, office, clock, case):
    _asked(run, office, case, "agency", need=1)
    _round(run, office, "agency", case, "--trust", _key(run, case))
    run("receipt", case, "--cosigned", "agency.answer")
    Path("later.txt").write_text("Sol handed the lamp to Ida Fennimore.\n", encoding="utf-8")
    run("add", case, "later.txt")

    told = _round(run, office, "agency", case)

    assert Path("agency.request").read_text(encoding="utf-8").startswith("old 7\n")
    assert told.exit_code == 0


def test_a_request_that_starts_elsewhere_is_told_from_where_to_ask(run, office, clock, case):
    _asked(run, office, case, "agency", need=1)
    _round(run, office, "agency", case, "--trust", _key(run, case))

    told = _round(run, office, "agency", case)
    run("receipt", case, "--for-witness", "again.request", "--old", 7)
    office("agency")
    again = run("witness", "again.request")

    assert told.exit_code == 2
    assert "--old 7" in told.stderr
    assert again.exit_code == 0
    assert again.stdout.startswith("— gestae/witness/")


def test_a_witness_trusts_no_key_that_it_was_not_told(run, office, clock, case):
    _asked(run, office, case, "agency", need=1)

    told = _round(run, office, "agency", case)

    assert told.exit_code == 2
    assert "--trust" in told.stderr
    assert not Path("agency.answer").exists()


def test_a_record_written_anew_is_not_signed_again(run, office, clock, case, tmp_path):
    """The owner has another case under the same name and key, as if the first had never been."""

    shutil.copytree(case, "twin")
    _asked(run, office, case, "agency", need=1)
    _round(run, office, "agency", case, "--trust", _key(run, case))
    Path("other.txt").write_text("Ida Fennimore handed the lamp to Sol.\n", encoding="utf-8")
    run("add", "twin", "other.txt")
    run("same", "twin", "Ida Fennimore", "Perrin Oyelaran")
    run("receipt", "twin", "--for-witness", "twin.request", "--old", 7)
    office("agency")

    told = run("witness", "twin.request")

    assert told.exit_code == 3
    assert "not signed: the first 7 entries are not those" in told.stdout


def test_an_answer_of_somebody_nobody_asked_is_not_taken(run, office, clock, case):
    _asked(run, office, case, "agency", need=1)
    _round(run, office, "agency", case, "--trust", _key(run, case))
    office("stranger")
    run("receipt", case, "--for-witness", "stranger.request", "--old", 0)
    run("witness", "stranger.request", "--trust", _key(run, case), "--out", "stranger.answer")
    office("config")

    told = run("receipt", case, "--cosigned", "stranger.answer")

    assert told.exit_code == 2
    assert "by a witness of this case" in told.stderr


def test_a_receipt_that_rests_on_a_witness_names_it_when_it_is_checked(run, office, clock, case):
    _asked(run, office, case, "agency", need=1)
    key = _key(run, case)
    assert run("receipt", case, "--witnessed").exit_code == 2
    _round(run, office, "agency", case, "--trust", key)
    run("receipt", case, "--cosigned", "agency.answer")
    run("receipt", case, "--witnessed", "--out", "quarry.receipt")

    by_case = run("check-receipt", "quarry.receipt", "--case", case)
    by_keys = run("check-receipt", "quarry.receipt", "--key", key, "--key", Path("agency.key").read_text(encoding="utf-8"))

    for told in (by_case, by_keys):
        assert told.exit_code == 0
        assert "Signed by the witness gestae/witness/" in told.stdout


def test_an_entry_that_names_a_time_before_the_witness_signed_is_told_and_not_refused(run, office, clock, case):
    _asked(run, office, case, "agency", need=1)
    _round(run, office, "agency", case, "--trust", _key(run, case))
    run("receipt", case, "--cosigned", "agency.answer")
    on_time = run("verify", case)
    clock.now -= 3 * 86_400_000
    Path("later.txt").write_text("Sol handed the lamp to Ida Fennimore.\n", encoding="utf-8")

    assert run("add", case, "later.txt").exit_code == 0
    told = run("verify", case)

    assert "Recorded later" not in on_time.stdout
    assert told.exit_code == 0
    assert "Recorded later than the time they name: 3 entries" in told.stdout
    assert "2026-09-18" in told.stdout


def test_a_witness_whose_name_was_slipped_into_the_record_did_not_sign(run, office, clock, case):
    """The owner writes a note into the record under which the witness's signature is that of other words."""
    _asked(run, office, case, "agency", need=1)
    _round(run, office, "agency", case, "--trust", _key(run, case))
    answer = Path("agency.answer").read_text(encoding="utf-8")

    with open_case(case, clock=lambda: clock.now, environment=os.environ) as opened, opened.writing():
        earlier = opened.log.seals.checkpoints()[0][1].decode()
        opened.append([opened.draft(acts.checkpoint_cosigned(earlier + answer))])

    told = run("verify", case)

    assert told.exit_code == 3
    assert "does not belong to these words" in told.stderr


def test_what_is_no_request_is_told_so(run, office, case):
    told = run("witness", "note.txt")

    assert told.exit_code == 3
    assert "no request to a witness" in told.stdout
    assert run("witness", "nothing.txt").exit_code == 2
    assert run("witnesses", case, "--set", _key(run, case)).exit_code == 2


def test_what_a_witness_signed_still_shows_when_the_key_is_lost_and_the_record_goes_on(run, office, clock, case, tmp_path):
    _asked(run, office, case, "agency", need=1)
    _round(run, office, "agency", case, "--trust", _key(run, case))
    run("receipt", case, "--cosigned", "agency.answer")
    (tmp_path / "config" / "key.pem").unlink()
    run("new", "pit", "--continues", case)

    told = run("verify", "pit")

    assert told.exit_code == 0
    assert "Of the record that it continues, the first 7 entries existed no later than 2026-09-21" in told.stdout
