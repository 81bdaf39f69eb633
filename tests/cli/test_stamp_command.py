"""Time stamps of a case by an authority of the test's own, by files and over the network."""

import base64
import http.server
import json
import os
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "record" / "proof"))

from authority import OPENSSL, Authority

from gestae.desk.case_file import open_case
from gestae.record import acts
from gestae.record.proof.stamp import certificates

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="the openssl program is not installed")


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def case(run, note, authority, monkeypatch):
    monkeypatch.setenv("GESTAE_TIMESTAMP_ROOTS", str(authority.root))
    monkeypatch.delenv("GESTAE_TIMESTAMP_URL", raising=False)
    run("new", "quarry")
    run("add", "quarry", note)
    return Path("quarry")


@pytest.fixture
def address(authority, monkeypatch):
    """The authority's address, and what was sent there."""
    sent = []

    class Desk(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            sent.append(self.rfile.read(int(self.headers["Content-Length"])))
            reply = authority.reply(sent[-1])
            self.send_response(200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *words):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("GESTAE_TIMESTAMP_URL", f"http://127.0.0.1:{server.server_port}/")
    yield sent
    server.shutdown()


def _carried(run, authority, case):
    """A request by file, and the reply to it."""
    assert run("stamp", case, "--request", "quarry.tsq").exit_code == 0
    Path("quarry.tsr").write_bytes(authority.reply(Path("quarry.tsq").read_bytes()))
    return Path("quarry.tsr")


def test_an_office_without_a_network_carries_the_request_and_the_reply(run, authority, case):
    told = run("stamp", case, "--reply", _carried(run, authority, case))
    verified = run("verify", case)

    assert told.exit_code == 0
    assert "The first 6 entries existed no later than" in told.stdout
    assert verified.exit_code == 0
    assert "existed no later than" in verified.stdout
    assert "the authority CN=Harbour Time Authority (root certificate" in verified.stdout


def test_a_reply_that_comes_days_later_is_of_what_was_there_when_it_was_asked_for(run, authority, case):
    reply = _carried(run, authority, case)
    Path("later.txt").write_text("Sol handed the lamp to Ida Fennimore.\n", encoding="utf-8")
    run("add", case, "later.txt")

    told = run("stamp", case, "--reply", reply, "--format", "json")

    assert json.loads(told.stdout)["size"] == 6
    assert run("verify", case).exit_code == 0


def test_the_network_is_used_when_asked_and_a_digest_is_all_that_goes_out(run, case, address):
    run("verify", case)
    run("stamp", case, "--request", "quarry.tsq")
    assert address == []

    told = run("stamp", case, "--send")

    assert told.exit_code == 0
    assert len(address) == 1
    assert len(address[0]) < 100
    assert run("verify", case).exit_code == 0


def test_an_authority_that_does_not_answer_is_told_so(run, case, monkeypatch):
    monkeypatch.setenv("GESTAE_TIMESTAMP_URL", "http://127.0.0.1:9/")

    told = run("stamp", case, "--send")

    assert told.exit_code == 2
    assert "did not answer" in told.stderr
    assert "--request FILE" in told.stderr


def test_without_a_setting_nothing_is_sent_or_believed(run, authority, case, monkeypatch):
    reply = _carried(run, authority, case)
    no_address = run("stamp", case, "--send")
    monkeypatch.delenv("GESTAE_TIMESTAMP_ROOTS")
    no_root = run("stamp", case, "--reply", reply)

    assert no_address.exit_code == no_root.exit_code == 2
    assert "GESTAE_TIMESTAMP_URL" in no_address.stderr
    assert "GESTAE_TIMESTAMP_ROOTS" in no_root.stderr


def test_a_foreign_altered_or_other_stamp_is_refused_in_one_sentence(run, authority, case, tmp_path):
    reply = _carried(run, authority, case)
    foreign = Authority(tmp_path / "foreign", "Foreign Time").reply(Path("quarry.tsq").read_bytes())
    run("new", "pit")
    run("stamp", "pit", "--request", "pit.tsq")
    altered = bytearray(reply.read_bytes())
    altered[-5] ^= 1
    refused = authority.reply(b"0")
    expected = {
        "not signed by the authority": foreign,
        "altered": bytes(altered),
        "something else than any seal of this case": authority.reply(Path("pit.tsq").read_bytes()),
        "the authority refused": refused,
        "no reply of a time stamp authority": b"<html>",
    }

    for words, data in expected.items():
        Path("reply.tsr").write_bytes(data)
        told = run("stamp", case, "--reply", "reply.tsr")

        assert told.exit_code == 2
        assert words in told.stderr
    assert run("verify", case).exit_code == 0


def test_verify_says_when_the_stamp_is_of_an_authority_that_the_reader_has_not_named(run, authority, case, tmp_path, monkeypatch):
    run("stamp", case, "--reply", _carried(run, authority, case))
    named = run("verify", case)
    other = Authority(tmp_path / "other", "Other Time")
    monkeypatch.setenv("GESTAE_TIMESTAMP_ROOTS", str(other.root))

    told = run("verify", case)

    assert "not one that you have named" not in named.stdout
    assert told.exit_code == 0
    assert "not one that you have named" in told.stdout


def test_a_stamp_swapped_in_the_record_for_that_of_other_bytes_does_not_hold(run, authority, case):
    """The owner writes a stamp of another case into this one."""
    run("new", "pit")
    run("stamp", "pit", "--request", "pit.tsq")
    reply = base64.b64encode(authority.reply(Path("pit.tsq").read_bytes())).decode()
    root = base64.b64encode(certificates(authority.root.read_bytes())[0]).decode()
    with open_case(case, clock=lambda: 1_790_000_000_000, environment=os.environ) as opened, opened.writing():
        note = opened.log.seals.last()[1].decode()
        opened.append([opened.draft(acts.checkpoint_stamped(note, reply, root))])

    told = run("verify", case)

    assert told.exit_code == 3
    assert "of other bytes than this checkpoint" in told.stderr
