"""YAML with the line on which each thing stands, for rule files that people write and get wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml


@dataclass(frozen=True)
class Marked:
    """A scalar as it is written, a list or a mapping; ``lines`` are those of a mapping's keys. Lines count from 1."""

    line: int
    value: "str | list[Marked] | dict[str, Marked]"
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str | None:
        return self.value if isinstance(self.value, str) else None

    @property
    def mapping(self) -> dict[str, "Marked"]:
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list["Marked"]:
        """The members of a list; a thing that is no list is one of itself."""
        return self.value if isinstance(self.value, list) else [self]


class BadYaml(Exception):
    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line, self.what = line, what


def marked(text: str) -> Marked:
    """What stands in the text. Raises ``BadYaml`` where it is no YAML, or a key stands twice."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        what = str(getattr(fault, "problem", None) or "this cannot be read")
        raise BadYaml(mark.line + 1 if mark else 1, what) from None
    except ValueError as fault:
        raise BadYaml(1, str(fault)) from None
    except RecursionError:
        raise BadYaml(1, "things stand in each other too deeply, or are too many") from None
    return Marked(1, {}) if node is None else _of(node, 0, iter(range(_MOST)))


_DEEPEST = 20
_MOST = 200_000  # things in a file, those that aliases stand for counted each time


def _of(node: yaml.Node, depth: int, left: Iterator[int]) -> Marked:
    line = node.start_mark.line + 1
    if depth > _DEEPEST or next(left, None) is None:
        raise BadYaml(line, "things stand in each other too deeply, or are too many")
    if isinstance(node, yaml.SequenceNode):
        return Marked(line, [_of(n, depth + 1, left) for n in node.value])
    if not isinstance(node, yaml.MappingNode):
        return Marked(line, str(node.value))
    found: dict[str, Marked] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        name, at = str(key.value), key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise BadYaml(at, "a name is wanted before the colon")
        if name in found:
            raise BadYaml(at, f"'{name}' stands here a second time (first on line {lines[name]})")
        found[name], lines[name] = _of(value, depth + 1, left), at
    return Marked(line, found, lines)
