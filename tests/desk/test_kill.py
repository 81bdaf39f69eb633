"""A kill at any moment loses nothing that was acknowledged, and leaves nothing by halves."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gestae.desk.case_file import new, open_case
from gestae.desk.dossier import dossier
from gestae.desk.verify import verify_case

ADDING = Path(__file__).with_name("adding.py")


def whole(path, environment):
    """Opens the case, checks that every source in it is there with its text, claims and blobs, sealed, and gives their ids."""
    verified = verify_case(path, clock=lambda: 0, environment=environment)
    assert verified.holds
    assert verified.unsealed == 0
    with open_case(path, clock=lambda: 0, environment=environment) as case:
        found = dossier(case)

        assert case.ledger.damage == []
        assert found.problems == ()
        assert {s for sharers in case.ledger.sharers.values() for s in sharers} == set(case.ledger.sources)
        assert set(case.ledger.proposals) == set(case.ledger.texts)
        assert all(isinstance(case.blobs.get(s.digest), bytes) for s in found.sources)
        return set(case.ledger.sources)


def kills(tmp_path, count):
    path, chance = tmp_path / "case", random.Random(7)
    environment = {**os.environ, "GESTAE_CONFIG_HOME": str(tmp_path / "config")}
    new(path, "case", clock=lambda: 0, environment=environment)
    acknowledged, number = set(), 0
    for _ in range(count):
        adding = subprocess.Popen(
            [sys.executable, str(ADDING), str(path), str(number)], stdout=subprocess.PIPE, text=True, env=environment
        )
        assert adding.stdout.readline() == "ready\n"
        killer = threading.Timer(chance.uniform(0, 0.12), adding.kill)
        killer.start()
        told = {line.strip() for line in adding.stdout if line.endswith("\n")}
        adding.wait()
        acknowledged |= told
        number += len(told) + 1
        assert acknowledged <= whole(path, environment)
    return acknowledged


def test_kills_while_adding_lose_no_acknowledged_source(tmp_path):
    assert kills(tmp_path, 20)


@pytest.mark.full
def test_two_hundred_kills_while_adding_lose_no_acknowledged_source(tmp_path):
    assert kills(tmp_path, 200)


@pytest.mark.full
def test_the_command_can_be_killed_at_any_moment(tmp_path):
    gestae = shutil.which("gestae", path=str(Path(sys.executable).parent))
    if gestae is None:
        pytest.skip("the gestae command is not installed beside this Python")
    environment = {**os.environ, "GESTAE_CONFIG_HOME": str(tmp_path / "config")}
    path, chance = tmp_path / "case", random.Random(11)
    files = []
    for n in range(30):
        files.append(tmp_path / f"{n}.txt")
        files[-1].write_text(f"Note {n}. On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\n")
    subprocess.run([gestae, "new", str(path)], check=True, env=environment)
    for _ in range(10):
        adding = subprocess.Popen([gestae, "add", str(path), *map(str, files)], stdout=subprocess.DEVNULL, env=environment)
        time.sleep(chance.uniform(0.2, 4))
        adding.kill()
        adding.wait()
        whole(path, environment)
