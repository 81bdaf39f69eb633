"""What the tests of the sample case share: the program that makes it, and what a careful reader finds in it."""

import json
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

MAKER = Path(__file__).resolve().parents[2] / "tools" / "make_sample.py"


@pytest.fixture(scope="session")
def maker() -> ModuleType:
    spec = spec_from_file_location("make_sample", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("gestae.sample").joinpath("expected.json").read_text(encoding="utf-8"))
    return found
