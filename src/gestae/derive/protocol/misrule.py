"""What is wrong in a rule file, told to the person who wrote it."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from gestae.rules.marked import Marked

_UNITS = {"s": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "day": 86_400}


class Misrule(Exception):
    """``what`` is wrong on ``line``, ``why`` that matters, ``next`` what to write instead."""

    def __init__(self, line: int, what: str, why: str, next: str) -> None:
        super().__init__(what)
        self.line, self.what, self.why, self.next = line, what, why, next


def a_mapping(node: Marked, what: str) -> dict[str, Marked]:
    if not isinstance(node.value, dict):
        raise Misrule(node.line, f"{what} is not a list of names with values.", "It cannot be read.", "Write it like {act: load}.")
    return node.value


def a_text(node: Marked, what: str) -> str:
    if node.text is None or not node.text.strip():
        raise Misrule(node.line, f"{what} has no words.", "It cannot be understood.", f"Write one line of words for {what}.")
    return node.text.strip()


def a_number(node: Marked, what: str) -> int:
    text = node.text or ""
    if not re.fullmatch(r"\d{1,9}", text.strip()):
        raise Misrule(node.line, f"{what} is not a whole number.", "It cannot be counted.", "Write it like 3.")
    return int(text)


def a_duration(node: Marked, what: str) -> int:
    """Seconds of such as ``4 hours``, ``15 min``, ``90 s``."""
    found = re.fullmatch(r"(\d{1,7}) ?(\w+?)s?", (node.text or "").strip())
    unit = _UNITS.get(found[2]) or _UNITS.get(found[2] + "s") if found else None
    if found is None or unit is None:
        raise Misrule(
            node.line, f"{what} '{node.text}' is no length of time.", "No deadline follows from it.", "Write it like 4 hours."
        )
    return int(found[1]) * unit


def one_of(node: Marked, what: str, known: Iterable[str]) -> str:
    text, names = a_text(node, what), list(known)
    if text not in names:
        raise Misrule(node.line, f"{what} '{text}' is not known.", "It cannot be followed.", meant(text, names))
    return text


def only_known(node: Marked, what: str, known: Collection[str]) -> None:
    """Refuses a mapping with a name that means nothing there."""
    for name in a_mapping(node, what):
        if name not in known:
            raise Misrule(
                node.lines[name],
                f"'{name}' means nothing in {what}.",
                "It would be passed over without a word.",
                meant(name, known),
            )


def meant(word: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(word, names, 1, 0.6)
    return f"Did you mean '{near[0]}'?" if near else f"Known are {', '.join(names)}."
