"""Nobody waits for what they did not ask for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
HEAVY = (
    "spacy", "thinc", "numpy", "docx", "pypdfium2", "selectolax", "ftfy", "rich", "sqlite3", "hypothesis", "cryptography", "httpx",
)  # fmt: skip


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that a command has loaded when it ends."""
    program = (
        "import atexit, json, sys\n"
        "atexit.register(lambda: print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})), file=sys.stderr))\n"
        "from gestae.cli import main\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["read", "--help"], ["claims", "--help"], ["brief", "--help"], ["second", "--help"]],
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded_by(*arguments) & set(HEAVY) == set()


def test_a_new_case_is_made_without_the_reading_machinery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESTAE_CONFIG_HOME", str(tmp_path / "config"))
    loaded = loaded_by("new", str(tmp_path / "harbour"))

    assert (tmp_path / "harbour" / "log.sqlite").is_file()
    assert loaded & {"spacy", "thinc", "numpy", "docx", "pypdfium2", "selectolax"} == set()


def startup(*arguments: str) -> dict[str, dict[str, dict[str, float]]]:
    command = [sys.executable, str(REPOSITORY / "benchmarks" / "startup.py"), "--json", *arguments]
    found: dict[str, dict[str, dict[str, float]]] = json.loads(subprocess.check_output(command, text=True))
    return found


def test_startup_is_told_in_ratios_first() -> None:
    told = startup("--runs", "1")

    assert next(iter(told)) == "ratios"
    assert told["ratios"]["python"]["python"] == 1
    assert any(name.startswith("gestae read") for name in told["ratios"])
