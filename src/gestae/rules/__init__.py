"""The domain as data: kinds, cue words, sentences. Loaded once, checked, and stamped with one digest."""

import hashlib
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec
import yaml

from gestae.model import Kind


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its name, in the order of the files."""
    found: dict[str, Kind] = {}
    for file in _yaml_files("kinds"):
        for name, shape in _load(file).items():
            if name in found:
                raise ValueError(f"{file.name}: kind {name!r} is defined twice")
            found[name] = msgspec.convert({"name": name, **shape}, type=Kind)
    return found


@cache
def cues(name: str) -> dict[str, Any]:
    """One file of cue words, ``rules/cues/<name>.yaml``."""
    return _load(_folder("cues").joinpath(f"{name}.yaml"))


@cache
def phrases(language: str = "en") -> dict[str, Any]:
    """How findings and questions speak, ``rules/phrases/<language>.yaml``."""
    return _load(_folder("phrases").joinpath(f"{language}.yaml"))


@cache
def process(name: str) -> dict[str, Any]:
    """One file of how proceedings go, ``rules/process/<name>.yaml``."""
    return _load(_folder("process").joinpath(f"{name}.yaml"))


@cache
def access() -> dict[str, Any]:
    """Who may do what in a shared case, ``rules/access/roles.yaml``."""
    return _load(_folder("access").joinpath("roles.yaml"))


@cache
def logic() -> tuple[str, ...]:
    """The texts of the rule files, ``rules/logic/*.lp``, in the order of their names."""
    return tuple(file.read_text(encoding="utf-8") for file in _files("logic", ".lp"))


@cache
def logic_sentences() -> dict[str, str]:
    """What each rule of the rule files says, by its name (``R1``)."""
    return {m[1]: m[2] for text in logic() for m in re.finditer(r"^% (R\d+[a-z]?) (.+)$", text, re.MULTILINE)}


@cache
def rule_packs() -> dict[str, str]:
    """Rule files that a case can add, ``rules/packs/<name>.lp``, by name."""
    return {file.name.removesuffix(".lp"): file.read_text(encoding="utf-8") for file in _files("packs", ".lp")}


@cache
def prompts(name: str) -> dict[str, Any]:
    """What a language model is told, ``rules/prompts/<name>.yaml``."""
    return _load(_folder("prompts").joinpath(f"{name}.yaml"))


def protocol_names() -> list[str]:
    """The rule sets of the package, ``rules/protocol/NAME.yaml`` or a folder of that name."""
    return sorted(f.name.removesuffix(".yaml") for f in _folder("protocol").iterdir() if f.is_dir() or f.name.endswith(".yaml"))


def protocol(name: str) -> dict[str, bytes]:
    """The files of one rule set by name; empty where there is no such set."""
    if name not in protocol_names():
        return {}
    file = _folder("protocol").joinpath(f"{name}.yaml")
    found = [file] if file.is_file() else _files(f"protocol/{name}", ".yaml")
    return {f.name: f.read_bytes() for f in found}


@cache
def weights() -> dict[str, Any]:
    """How strong claims are, ``rules/logic/weights.yaml``."""
    return _load(_folder("logic").joinpath("weights.yaml"))


@cache
def digest() -> str:
    """SHA-256 over every rule file's name and bytes: the same log and the same digest give the same brief."""
    total = hashlib.sha256()
    for folder in ("access", "cues", "kinds", "logic", "packs", "phrases", "process", "prompts"):
        for file in _files(folder, ".lp", ".yaml"):
            total.update(f"{folder}/{file.name}\0".encode())
            total.update(file.read_bytes())
    for name in protocol_names():
        for part, data in protocol(name).items():
            total.update(f"protocol/{name}/{part}\0".encode() + data)
    return total.hexdigest()


def _folder(name: str) -> Traversable:
    return files("gestae.rules").joinpath(name)


def _yaml_files(folder: str) -> list[Traversable]:
    return _files(folder, ".yaml")


def _files(folder: str, *endings: str) -> list[Traversable]:
    return sorted((f for f in _folder(folder).iterdir() if f.name.endswith(endings)), key=lambda f: f.name)


_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # eight times as quick, where it is built in


class _PlainLoader(_Safe):  # type: ignore[misc, valid-type]
    """YAML as people write it: only true and false are booleans; "on", "no" and 12:30 stay words."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the shape PyYAML wants
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag not in {f"tag:yaml.org,2002:{name}" for name in ("bool", "timestamp", "int", "float")}
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]*)\Z"), list("-0123456789"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?[0-9]+\.[0-9]+\Z"), list("-0123456789"))


def _load(file: Traversable) -> dict[str, Any]:
    loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=_PlainLoader)  # noqa: S506 - a SafeLoader
    if not isinstance(loaded, dict):
        raise TypeError(f"{file.name}: a mapping is wanted")
    return loaded
