"""Names of files, fit to be shown."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")


def shown(name: str) -> str:
    """The last part of a path, without characters that move the cursor, hide or turn round what is shown."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    return _on_one_line(last)


def given(path: str) -> str:
    """A path as the user gave it, made fit to be shown as ``shown`` does."""
    return _on_one_line(path)


def extension(name: str) -> str:
    """In lower case, without the dot; empty when there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot and stem else ""


def _on_one_line(words: str) -> str:
    return _SPACE.sub(" ", "".join(_plain(c) for c in words)).strip() or "unnamed"


def _plain(char: str) -> str:
    match unicodedata.category(char):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf":
            return ""
        case "Cs":
            return "\ufffd"
        case _:
            return char
