"""Rule files that are wrong are told, and a changed rule changes the digest."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from gestae import rules


def forget() -> None:
    for part in vars(rules).values():
        if hasattr(part, "cache_clear"):
            part.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the rules that a test may spoil."""
    for source in Path(str(files("gestae.rules"))).iterdir():
        if source.is_dir() and source.name != "__pycache__":
            shutil.copytree(source, tmp_path / source.name)
    monkeypatch.setattr(rules, "_folder", lambda name: tmp_path / name)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


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


def test_every_folder_of_rules_is_in_the_digest(folder: Path) -> None:
    unseen = []
    for file in sorted(folder.rglob("*.yaml")):
        before = rules.digest()
        file.write_bytes(file.read_bytes() + b"# a word more\n")
        rules.digest.cache_clear()
        if rules.digest() == before:
            unseen.append(file.name)

    assert unseen == []


def test_a_word_in_a_rule_file_stays_a_word(folder: Path) -> None:
    (folder / "cues" / "small.yaml").write_text("small: [on, no, yes, off, 2026-03-02, 12:30, 007]\nwhole: 3\nright: true\n")

    assert rules.cues("small") == {"small": ["on", "no", "yes", "off", "2026-03-02", "12:30", "007"], "whole": 3, "right": True}
