"""The sample case: an invented death at work, told by its documents."""

import json
from importlib.resources import files

NAME = "Low Water"


def documents() -> tuple[tuple[str, bytes], ...]:
    """File name and bytes of every document, by name, which is the order in which they were written."""
    folder = files("gestae.sample").joinpath("documents")
    found = sorted((entry for entry in folder.iterdir() if entry.is_file()), key=lambda entry: entry.name)
    return tuple((entry.name, entry.read_bytes()) for entry in found)


def same() -> tuple[tuple[tuple[str, str], tuple[str, str]], ...]:
    """What a reviewer of the sample case says is one: pairs of (file name, label) of people and things in two documents."""
    pairs = json.loads(files("gestae.sample").joinpath("same.json").read_text(encoding="utf-8"))
    return tuple(((one["file"], one["label"]), (other["file"], other["label"])) for one, other in pairs)
