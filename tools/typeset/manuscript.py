"""A manuscript: what a document says and how its lines are meant, before it is set.

Plain text in UTF-8. Blocks are divided by empty lines; the first characters of a line say what it is: ``@name value`` a property,
``# `` the title, ``## `` a heading, ``^ `` a centred line, ``: `` a line that keeps its end, ``| `` a table row (the first is
the head); everything else is a paragraph. A soft hyphen marks where a word may be divided.
"""

from dataclasses import dataclass, field
from typing import Literal

Shape = Literal["title", "heading", "centred", "line", "row", "paragraph"]
SOFT_HYPHEN = "\u00ad"

_SHAPES: dict[str, Shape] = {"# ": "title", "##": "heading", "^ ": "centred", ": ": "line", "| ": "row"}


@dataclass(frozen=True)
class Block:
    """``cells`` are those of a row; ``opens`` is true where an empty line stands before the block."""

    shape: Shape
    text: str
    cells: tuple[str, ...] = ()
    opens: bool = True


@dataclass
class Manuscript:
    properties: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The property of this name, else the words of the block that is the title."""
        return self.properties.get("title") or next(b.text for b in self.blocks if b.shape == "title")

    def words(self) -> str:
        """All that is said, in order, a block a line, cells divided by one space, no word divided."""
        return "\n".join(" ".join(b.cells) or b.text.replace(SOFT_HYPHEN, "") for b in self.blocks)


def parse(text: str) -> Manuscript:
    """The manuscript this text holds."""
    manuscript = Manuscript()
    opens = True
    for line in text.splitlines():
        if not line.strip():
            opens = True
        elif line.startswith("@"):
            name, _, value = line[1:].partition(" ")
            manuscript.properties[name] = value
        else:
            manuscript.blocks.append(_block(line, opens))
            opens = False
    return manuscript


def _block(line: str, opens: bool) -> Block:
    shape = _SHAPES.get(line[:2], "paragraph")
    text = line if shape == "paragraph" else line.lstrip("#^:| ")
    cells = tuple(cell.strip() for cell in text.split("|")) if shape == "row" else ()
    return Block(shape, text, cells, opens)
