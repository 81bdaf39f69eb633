"""Walls that can be moved without anybody noticing are no walls: every import contract fails when it is broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent

# The contract, the module that breaks it, and the forbidden line.
BREACHES = [
    pytest.param("rooms import one way", "model/span.py", "import gestae.rules", id="a word that imports the rules"),
    pytest.param(
        "rooms import one way", "extract/__init__.py", "import gestae.record", id="a working room that imports its sibling"
    ),
    pytest.param("only the desk opens the working rooms", "present/__init__.py", "import gestae.derive", id="a page that derives"),
    pytest.param("touch no disk, net or clock", "derive/__init__.py", "import sqlite3", id="a derivation that opens a database"),
    pytest.param("the canonical encoder is imported by model only", "record/__init__.py", "import rfc8785", id="a second encoder"),
    pytest.param("no import cycles", "model/value.py", "import gestae.model.case", id="two words that need each other"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__", "weights", "*.txt", "*.pdf", "*.docx", "*.html", "*.eml")
    shutil.copytree(REPOSITORY / "src" / "gestae", tmp_path / "src" / "gestae", ignore=ignored)
    return tmp_path


def lint(copy: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "COLUMNS": "200"}
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)


def test_the_house_keeps_its_contracts(copy: Path) -> None:
    done = lint(copy)

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(("contract", "module", "line"), BREACHES)
def test_a_breach_is_seen(copy: Path, contract: str, module: str, line: str) -> None:
    path = copy / "src" / "gestae" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = lint(copy)

    assert done.returncode != 0
    assert any(contract in row and "BROKEN" in row for row in done.stdout.splitlines()), done.stdout


def test_a_room_nobody_planned_is_seen(copy: Path) -> None:
    room = copy / "src" / "gestae" / "attic"
    room.mkdir()
    (room / "__init__.py").write_text('"""Things nobody wanted to throw away."""\n')
    done = lint(copy)

    assert done.returncode != 0
    assert "attic" in done.stdout
