"""The second reader: what a language model is asked, and what is kept of its answers. Pure; the asking itself is the desk's."""

from gestae.extract.layout import lay_out
from gestae.extract.second.answer import Told, parse
from gestae.extract.second.grounding import Grounded, Missing, ground
from gestae.extract.second.prompt import VERSION, instructions, question
from gestae.extract.second.proposing import propose
from gestae.extract.second.stretches import Stretch, stretches

__all__ = [
    "VERSION", "Grounded", "Missing", "Stretch", "Told", "ground", "instructions", "lay_out", "parse", "propose", "question",
    "stretches",
]  # fmt: skip
