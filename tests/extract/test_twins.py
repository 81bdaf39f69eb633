"""A reader that knows the world by its words finds the same story when every name, sex, thing, place and day in it is another."""

import json
import sys
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gestae.desk.intake import Offer
from gestae.desk.reading import read
from gestae.present import brief_json

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT.parent / "shared" / "examples"
DOCUMENTS = sorted(
    p.with_suffix("").with_suffix("") for p in [*EXAMPLES.glob("*.gold.json"), *EXAMPLES.glob("reading/*.gold.json")]
)
SEEDS = 2
MANY_SEEDS = 10

needs_examples = pytest.mark.skipif(not DOCUMENTS, reason="the examples beside the repository (../shared/examples) are not there")


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def twins() -> ModuleType:
    return _module(ROOT / "tools" / "twins.py")


@pytest.fixture(scope="session")
def score():
    scorer = _module(EXAMPLES / "score_reading.py")

    def scored(text: str, gold: dict[str, Any]) -> dict[str, Any]:
        found = read([Offer("paper.txt", partial(str.encode, text))], clock=lambda: 0)
        return dict(scorer.Scorer(gold, json.loads(json.dumps(brief_json(found.case)))).report())

    return scored


@pytest.fixture(scope="session")
def first_score(score):
    kept: dict[Path, dict[str, Any]] = {}

    def scored(document: Path) -> dict[str, Any]:
        if document not in kept:
            kept[document] = score(*_paper(document))
        return kept[document]

    return scored


def _paper(document: Path) -> tuple[str, dict[str, Any]]:
    text = document.with_suffix(".txt").read_text(encoding="utf-8")
    return text, json.loads(document.with_suffix(".gold.json").read_text(encoding="utf-8"))


def _count(share: str) -> int:
    return int(share.split("/", 1)[0])


def _differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What the twin loses or gains that a reader of the words alone would not."""
    lost = sorted(set(after["missed"]) - set(before["missed"]))
    said = []
    if len(after["missed"]) > len(before["missed"]) + 1:
        said.append(f"lost {', '.join(lost)}")
    said += [f"forbidden: {why}" for why in after["forbidden found"] if why not in before["forbidden found"]]
    said += [f"split: {name}" for name in after["split agents"] if len(after["split agents"]) > len(before["split agents"])]
    said += [
        f"{what} {after[what]}, were {before[what]}"
        for what in ("agents", "positions")
        if _count(after[what]) < _count(before[what])
    ]
    return said


@needs_examples
@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_a_twin_with_other_names_tells_the_same_story(document, seed, twins, score, first_score):
    made = twins.twin(*_paper(document), seed)

    assert _differences(first_score(document), score(made.text, made.gold)) == []


@pytest.mark.full
@needs_examples
@pytest.mark.parametrize("seed", range(SEEDS + 1, SEEDS + MANY_SEEDS + 1))
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_ten_more_twins_tell_the_same_story(document, seed, twins, score, first_score):
    made = twins.twin(*_paper(document), seed)

    assert _differences(first_score(document), score(made.text, made.gold)) == []
