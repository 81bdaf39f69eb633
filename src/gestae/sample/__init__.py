"""The sample case: an invented death at work, told by its documents."""

from importlib.resources import files

NAME = "Low Water"


def documents() -> tuple[tuple[str, bytes], ...]:
    """File name and bytes of every document, by name, which is the order in which they were written."""
    folder = files("gestae.sample").joinpath("documents")
    found = sorted((entry for entry in folder.iterdir() if entry.is_file()), key=lambda entry: entry.name)
    return tuple((entry.name, entry.read_bytes()) for entry in found)
