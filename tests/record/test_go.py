"""A program that is not ours, Go's checksum database, accepts our log and refuses a flipped bit in it."""

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gestae.record import Act, Signer, SqliteLog, uuid7, write
from gestae.record.proof.tiles import Levels, tiles

PROGRAM = Path(__file__).with_name("go") / "check.go"
PACKAGES = Path("/usr/share/gocode")
AT = 1_790_000_000_000
CASE = uuid7(AT)
SIGNER = Signer(f"gestae/case/{CASE}", Ed25519PrivateKey.generate())
ENTRIES = 700


@pytest.fixture(scope="module")
def checker(tmp_path_factory):
    go = shutil.which("go")
    if go is None or not (PACKAGES / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        pytest.skip("Go with x/mod is not installed: apt-get install golang-go golang-golang-x-mod-dev")
    folder = tmp_path_factory.mktemp("go")
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": str(PACKAGES), "GOCACHE": str(folder / "cache"), "GOFLAGS": ""}
    subprocess.run([go, "build", "-o", str(folder / "check"), str(PROGRAM)], check=True, env=environment, timeout=240)

    def check(log, key=str(SIGNER.verifier)):
        done = subprocess.run([str(folder / "check"), key, str(log)], capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout.strip()

    return check


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A record of some hundred entries, as a folder of tlog-tiles."""
    folder = tmp_path_factory.mktemp("log")
    log = SqliteLog(folder / "log.sqlite", create=True)
    log.signer = SIGNER
    log.append(
        [write(Act("note.added", {"n": n}, {"note": f"lamp {n}"}), case=CASE, at=AT + n, by="mbr-1") for n in range(ENTRIES)]
    )
    entries = [body for _, body, _ in log.bodies()]
    levels = Levels(list(log.seals.levels()))
    for path, data in [*tiles(levels, entries), ("checkpoint", log.seals.last()[1])]:
        file = folder / "tiles" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    log.close()
    return folder / "tiles"


def test_every_entry_of_our_log_is_accepted(checker, exported):
    assert checker(exported) == f"accepted: {ENTRIES}"


def test_another_key_is_refused(checker, exported):
    other = Signer(SIGNER.name, Ed25519PrivateKey.generate())

    assert checker(exported, str(other.verifier)).startswith("refused")


def test_a_flipped_bit_in_any_file_of_the_log_is_refused(checker, exported, tmp_path):
    chance = random.Random(2)
    shutil.copytree(exported, tmp_path / "copy")
    files = sorted(p for p in (tmp_path / "copy").rglob("*") if p.is_file())
    assert len(files) > 6

    for file in files:
        whole = file.read_bytes()
        for _ in range(6):
            at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
            file.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            assert checker(tmp_path / "copy").startswith("refused"), f"{file.name}, bit {bit} of byte {at}"
        file.write_bytes(whole)

    assert checker(tmp_path / "copy").startswith("accepted")
