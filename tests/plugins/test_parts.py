"""How a folder is found: one new file is one new part."""

import importlib
import itertools
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from gestae import plugins

_numbers = itertools.count()


@dataclass(frozen=True)
class Tool:
    name: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    name = f"shed_{next(_numbers)}"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path / name, name


def write(folder: Path, module: str, *names: str, constant: str = "TOOL") -> None:
    body = "from types import SimpleNamespace as Tool\n" + "".join(f"{constant} = Tool(name={n!r})\n" for n in names)
    (folder / f"{module}.py").write_text(body)


def load(name: str) -> ModuleType:
    importlib.invalidate_caches()
    return importlib.import_module(name)


def found(name: str) -> list[str]:
    return [part.name for part in plugins.parts(load(name), "TOOL", SimpleNamespace)]


def test_every_module_of_the_folder_gives_its_part_in_the_order_of_their_names(folder: tuple[Path, str]) -> None:
    for module in ("saw", "axe", "drill"):
        write(folder[0], module, module.upper())

    assert found(folder[1]) == ["AXE", "DRILL", "SAW"]


def test_a_module_without_the_constant_and_a_private_one_are_passed_over(folder: tuple[Path, str]) -> None:
    write(folder[0], "axe", "axe")
    write(folder[0], "handles", "oak", constant="HANDLE")
    write(folder[0], "_rust", "rust")

    assert found(folder[1]) == ["axe"]


def test_two_parts_of_one_name_are_a_fault(folder: tuple[Path, str]) -> None:
    write(folder[0], "axe", "axe")
    write(folder[0], "hatchet", "axe")

    with pytest.raises(ValueError, match=r"hatchet.*already.*'axe'"):
        found(folder[1])


def test_a_part_of_another_type_is_a_fault(folder: tuple[Path, str]) -> None:
    write(folder[0], "axe", "axe")

    with pytest.raises(TypeError, match="SimpleNamespace where Tool"):
        plugins.parts(load(folder[1]), "TOOL", Tool)


class Point:
    """An installed package's entry point."""

    def __init__(self, name: str, part: object) -> None:
        self.name, self.value, self._part = name, f"outside.{name}", part

    def load(self) -> object:
        return self._part


def test_outside_parts_come_after_our_own(folder: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    (folder[0] / "own.py").write_text("TOOL = 'own'\n")
    monkeypatch.setattr(plugins, "entry_points", lambda group: [Point("b", "lathe"), Point("a", "anvil")])

    assert plugins.parts(load(folder[1]), "TOOL", str, group="tests.tools") == ("own", "anvil", "lathe")


def test_an_outside_part_cannot_take_the_place_of_our_own(folder: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    (folder[0] / "own.py").write_text("TOOL = 'own'\n")
    monkeypatch.setattr(plugins, "entry_points", lambda group: [Point("a", "own")])

    with pytest.raises(ValueError, match=r"outside\.a.*already"):
        plugins.parts(load(folder[1]), "TOOL", str, group="tests.tools")
