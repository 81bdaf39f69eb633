"""Rule files that are wrong are told, and a changed rule changes the digest."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from gestae import rules


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the rules that a test may spoil."""
    for name in ("kinds", "cues"):
        source = Path(str(files("gestae.rules").joinpath(name)))
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            (tmp_path / name).mkdir()
    monkeypatch.setattr(rules, "_folder", lambda name: tmp_path / name)
    for cached in (rules.kinds, rules.cues, rules.digest):
        cached.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for cached in (rules.kinds, rules.cues, rules.digest):
        cached.cache_clear()


def test_a_new_kind_is_one_new_file(folder: Path) -> None:
    (folder / "kinds" / "washing.yaml").write_text(
        'washing: {label: Washing, sentence: "{agent} washed", roles: {agent: {of: agent}}}\n'
    )

    assert rules.kinds()["washing"].label == "Washing"


def test_a_kind_defined_twice_is_a_fault(folder: Path) -> None:
    shutil.copy(folder / "kinds" / "death.yaml", folder / "kinds" / "death_again.yaml")

    with pytest.raises(ValueError, match="'death' is defined twice"):
        rules.kinds()


def test_a_word_that_kinds_do_not_have_is_a_fault(folder: Path) -> None:
    (folder / "kinds" / "death.yaml").write_text('death: {label: Death, sentence: "{agent} died", rolls: {}}\n')

    with pytest.raises(ValueError, match="rolls"):
        rules.kinds()


def test_a_rule_file_that_is_no_mapping_is_a_fault(folder: Path) -> None:
    (folder / "kinds" / "death.yaml").write_text("- death\n")

    with pytest.raises(TypeError, match=r"death\.yaml"):
        rules.kinds()


@pytest.mark.parametrize("change", ["edit", "rename", "add"])
def test_any_change_to_a_rule_file_changes_the_digest(folder: Path, change: str) -> None:
    before = rules.digest()
    rules.digest.cache_clear()
    file = folder / "kinds" / "death.yaml"
    if change == "edit":
        file.write_text(file.read_text() + "# a word more\n")
    elif change == "rename":
        file.rename(file.with_name("dying.yaml"))
    else:
        (folder / "kinds" / "zz.yaml").write_text("{}\n")

    assert rules.digest() != before
