"""A case in a database is the same case: made, added to, decided on, verified and read by the same commands."""

import json
import os
import subprocess
import sys

import pytest

from gestae.desk.bundle.checking import check_bundle
from gestae.desk.bundle.exporting import export_bag
from gestae.desk.bundle.importing import import_bundle
from gestae.desk.case_file import new, open_case
from gestae.desk.dossier import dossier
from gestae.desk.erasing import erase
from gestae.desk.receipts import check, receipt
from gestae.desk.verify import verify_case
from gestae.model import Refusal
from gestae.model.address import Address, where

STATEMENT = b"On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\n"
LATER = b"On Tuesday Perrin Oyelaran handed the lamp to Ida Fennimore.\n"


@pytest.fixture
def address(postgres, request):
    return Address(postgres.address(f"case-{abs(hash(request.node.name)) % 10**9}"))


@pytest.fixture
def case(desk, address):
    new(address, "harbour", clock=desk.clock, environment=desk.environment)
    with open_case(address, clock=desk.clock, environment=desk.environment) as opened:
        desk.receive(opened, ("statement.txt", STATEMENT))
    return address


def _verify(desk, address):
    return verify_case(address, clock=desk.clock, environment=desk.environment)


def test_it_holds_as_a_folder_does(desk, case):
    found = _verify(desk, case)

    assert found.holds
    assert (found.record.entries, found.unsealed, found.sources, found.texts) == (6, 0, 1, 1)


def test_its_dossier_is_that_of_a_folder_with_the_same_documents(desk, case):
    with desk.open("folder") as folder:
        desk.receive(folder, ("statement.txt", STATEMENT))
        in_folder = dossier(folder)
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        in_database = dossier(opened)

    assert in_database.proposals == in_folder.proposals
    assert in_database.texts == in_folder.texts


def test_a_receipt_holds_after_others_have_added(desk, case):
    kept = receipt(case, None, clock=desk.clock, environment=desk.environment)
    other = {"GESTAE_CONFIG_HOME": str(desk.roof / "other"), "GESTAE_NAME": "Kim Adeyemi"}
    with open_case(case, clock=desk.clock, environment=other) as opened:
        desk.receive(opened, ("later.txt", LATER))

    found = check(kept, (), case, clock=desk.clock, environment=desk.environment)

    assert (found.checkpoint.size, found.now) == (6, 11)
    assert [_verify(desk, case).sealer(k) for k in _verify(desk, case).record.keys] == ["Robin Tallis", "Kim Adeyemi"]


def test_a_source_whose_bytes_were_changed_is_named(desk, case):
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        opened.log.db.run("SET session_replication_role = replica")
        opened.log.db.run("UPDATE blob SET data = set_byte(data, 3, 7) WHERE data = ?", (STATEMENT,))

    found = _verify(desk, case)

    assert [p.what for p in found.problems] == ["its bytes are not those that were received."]


def test_a_place_that_is_taken_is_refused_and_left_as_it_is(desk, case):
    with pytest.raises(Refusal, match="already a case"):
        new(case, "harbour", clock=desk.clock, environment=desk.environment)

    assert _verify(desk, case).record.entries == 6


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("postgresql://gestae@/cases/none?host={folder}", "no case of this name"),
        ("postgresql://gestae@/nothing?host={folder}", "no such database"),
        ("postgresql://gestae@/cases/a/b?host={folder}", "not the address of a case"),
        ("postgresql://gestae@localhost:99999/cases", "no address"),
        ("postgresql://gestae@/cases?hots=x", "no address of a database"),
    ],
)
def test_an_address_without_a_case_is_refused_with_the_next_step(desk, postgres, words, told):
    with pytest.raises(Refusal, match=told) as refusal:
        open_case(where(words.format(folder=postgres.folder)), clock=desk.clock, environment=desk.environment)

    assert refusal.value.next


def test_a_server_that_is_not_there_is_told_as_one(desk, tmp_path):
    pytest.importorskip("psycopg")
    with pytest.raises(ConnectionError, match="does not answer"):
        open_case(where(f"postgresql:///cases?host={tmp_path}"), clock=desk.clock, environment=desk.environment)


def test_a_password_in_an_address_is_never_told():
    assert "swordfish" not in str(Address("postgresql://kim:swordfish@office/cases/harbour"))


def test_without_the_extra_it_says_what_to_install(desk, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(Refusal, match=r"gestae\[team\]"):
        open_case(where("postgresql://office/cases"), clock=desk.clock, environment=desk.environment)


def test_a_user_who_may_only_read_reads(desk, case, postgres):
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        opened.log.db.run(
            f"""DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA "{case.schema}" TO reader;
            GRANT SELECT ON ALL TABLES IN SCHEMA "{case.schema}" TO reader"""
        )
    reader = Address(case.url.replace("gestae@", "reader@"))

    assert _verify(desk, reader).holds
    with open_case(reader, clock=desk.clock, environment=desk.environment) as opened:
        assert not opened.store.can_write
        with pytest.raises(Refusal, match="cannot be written to"), opened.writing():
            pass


def test_a_server_that_stops_in_the_middle_loses_nothing_that_was_acknowledged(desk, stopping_postgres):
    address = Address(stopping_postgres.address("harbour"))
    new(address, "harbour", clock=desk.clock, environment=desk.environment)
    with open_case(address, clock=desk.clock, environment=desk.environment) as opened:
        desk.receive(opened, ("statement.txt", STATEMENT))
        stopping_postgres.stop("immediate")
        told = desk.receive(opened, ("later.txt", LATER))
        stopping_postgres.start()
        again = desk.receive(opened, ("later.txt", LATER))

    assert told.stopped is not None
    assert "database" in told.stopped.what
    assert again.count("in") == 1
    assert _verify(desk, address).holds
    assert _verify(desk, address).sources == 2


@pytest.mark.parametrize("words", [["new"], ["add", "note.txt"], ["claims"], ["brief"], ["verify"], ["receipt"]])
def test_every_command_takes_an_address_or_says_what_is_wrong_with_it(postgres, tmp_path, words):
    (tmp_path / "note.txt").write_bytes(STATEMENT)
    command, *more = words
    address = postgres.address(f"absent-{command}") if command != "new" else "postgresql://gestae@/cases/b/c"
    done = subprocess.run(
        [sys.executable, "-m", "gestae", command, address, *more],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "GESTAE_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip

    assert done.returncode == 2
    assert "case" in done.stderr
    assert "Traceback" not in done.stderr


def test_commands_from_new_to_verify_run_on_an_address(postgres, tmp_path):
    (tmp_path / "note.txt").write_bytes(STATEMENT)
    address = postgres.address("commands")
    environment = {**os.environ, "GESTAE_CONFIG_HOME": str(tmp_path / "config")}

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "gestae", *words], capture_output=True, text=True, check=True, cwd=tmp_path, env=environment
        ).stdout

    run("new", address)
    run("add", address, "note.txt")
    run("claims", address, "--accept", "all")
    brief = json.loads(run("brief", address, "--format", "json"))
    (tmp_path / "harbour.receipt").write_text(run("receipt", address))

    assert brief["claims"]
    assert "The case holds" in run("verify", address)
    assert "unaltered" in run("check-receipt", "harbour.receipt", "--case", address)


def test_what_is_erased_is_gone_from_its_tables_and_the_record_holds(desk, case):
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        erase(opened, ["statement.txt"], (), "withdrawn by its author", "the officer")
        left = [name for table in ("blob", "disclosure") for name in _rows_with(opened, table, "Fennimore")]
    found = _verify(desk, case)

    assert left == []
    assert found.holds
    assert [e.decided_by for e in found.erasures] == ["the officer"]


def _rows_with(opened, table, word):
    rows = opened.log.db.rows(f"SELECT * FROM {table}")
    return [row for row in rows if any(word.encode() in _raw(value) for value in row)]


def _raw(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_it_is_handed_over_and_opened_in_the_database_of_another_office(desk, case, postgres):
    with open_case(case, clock=desk.clock, environment=desk.environment) as opened:
        exported = export_bag(opened, desk.roof / "bundle", ["words:Perrin Oyelaran"])
    checked = check_bundle(exported.path, exported.receipt.read_bytes(), (), environment=desk.environment)
    there = Address(postgres.address("theirs"))
    import_bundle(
        checked, there, clock=desk.clock, environment={**desk.environment, "GESTAE_CONFIG_HOME": str(desk.roof / "other")}
    )
    found = _verify(desk, there)

    assert checked.problems == []
    assert exported.absent == (("statement.txt", "it holds something that is withheld"),)
    assert found.holds
    assert (found.sources, found.left_out, found.record.chain.held[0].sealed[-1][1]) == (0, 1, exported.facts.size - 1)
