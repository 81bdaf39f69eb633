"""The published verdicts over the published logs, to the row."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gestae.cli import gestae

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks" / "protocol"
EXPECTED: list[dict[str, Any]] = json.loads((SHARED / "expected.json").read_text()) if SHARED.is_dir() else []
NAMED = {3000: "sample.csv", 42: "edges.csv"}
BIG = 10_000

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the published logs are not beside the repository")


def log_of(expected: dict[str, Any], folder: Path) -> Path:
    """The log that was published, or generated again and the same to the byte."""
    events = expected["events"]
    if events in NAMED:
        return SHARED / NAMED[events]
    path = folder / "log.csv"
    command = [
        sys.executable,
        str(SHARED / "generate.py"),
        "--seed",
        str(expected["seed"]),
        "--events",
        str(events),
        "--out",
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return path


def checked(log: Path) -> dict[str, Any]:
    result = CliRunner().invoke(gestae, ["protocol", "check", str(log), "--rules", "benchmark", "--format", "json"])
    assert result.exit_code == 1, result.stderr  # a rule of severity stop is violated in every one of them
    told: dict[str, Any] = json.loads(result.stdout)
    return told


@pytest.mark.parametrize(
    "expected",
    [pytest.param(e, marks=pytest.mark.full) if e["events"] > BIG else e for e in EXPECTED],
    ids=lambda e: f"{e['events']} events",
)
def test_every_published_verdict_comes_out(expected: dict[str, Any], tmp_path: Path) -> None:
    log = log_of(expected, tmp_path)
    told = checked(log)
    found = {
        rule: {
            "activations": v["activations"], "violated": v["violated"], "pending": v["pending"], "satisfied": v["satisfied"],
            "violations_sha256": hashlib.sha256(",".join(map(str, v["violating"])).encode()).hexdigest(),
        }
        for rule, v in told["verdicts"].items()
    }  # fmt: skip

    assert hashlib.sha256(log.read_bytes()).hexdigest() == expected["csv_sha256"]
    assert told["events"] == expected["events"]
    assert found == {r: {k: told for k, told in v.items() if k in found[r]} for r, v in expected["rules"].items()}


def test_parquet_gives_what_csv_gives(tmp_path: Path) -> None:
    csv = pytest.importorskip("pyarrow.csv")
    parquet = pytest.importorskip("pyarrow.parquet")
    log = SHARED / "sample.csv"
    parquet.write_table(csv.read_csv(log), tmp_path / "sample.parquet")

    assert checked(tmp_path / "sample.parquet")["verdicts"] == checked(log)["verdicts"]
