"""Names of files, fit to be shown."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")


def shown(name: str) -> str:
    """The last part of a path, without characters that move the cursor, hide or turn round what is shown."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    plain = "".join(_plain(c) for c in last)
    return _SPACE.sub(" ", plain).strip() or "unnamed"


def extension(name: str) -> str:
    """In lower case, without the dot; empty when there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot and stem else ""


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
