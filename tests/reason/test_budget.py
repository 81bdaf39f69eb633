"""However little time there is, what is told of a large case are bounds, and the truth lies within them."""

import importlib
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gestae.cli import gestae

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks" / "reasoning"
LEAST = 3064
TABLE = {"p23": 3104, "p42": 3104, "p66": 3104, "p98": 3064}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the generator beside the repository (../shared) is not there")


@pytest.mark.full
@pytest.mark.parametrize("budget", ["0", "0.1", "3"])
def test_the_true_costs_and_times_of_five_thousand_claims_lie_within_the_bounds(budget, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(SHARED))
    case = importlib.import_module("generate").gen(5000, 1)
    sys.modules.pop("generate", None)
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")

    ran = CliRunner().invoke(gestae, ["reason", str(tmp_path / "case.json"), "--budget", budget, "--format", "json"])
    found = json.loads(ran.stdout)

    assert "base_cost" in found["proved"]
    low, high = found["bounds"]["base_cost"]
    assert low <= LEAST <= high
    for person, cost in TABLE.items():
        at_least, at_most = found["bounds"]["questions"]["Q"].get(person, [cost, cost])
        assert at_least <= cost <= at_most
    planted = case["planted"]["world"]
    false = set(case["planted"]["false_claims"])
    assert false <= set(found["without"])
    for moment, (first, last) in found["time_bounds"]["bounds"].items():
        event, point = moment.rsplit(".", 1)
        told = planted[event]["t"]
        assert first <= (told if point == "t" else told["se".index(point)]) <= last
