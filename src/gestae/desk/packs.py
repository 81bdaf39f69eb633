"""Packs: a rule file that somebody adds for a case. It is tried before it counts."""

from collections.abc import Sequence
from pathlib import Path

from gestae.model import Refusal
from gestae.rules import rule_packs


def packs(given: Sequence[str]) -> tuple[str, ...]:
    """The texts of these files, or of the packs of these names. Refuses one that cannot be read, or does not pass its trial, and
    says why."""
    return tuple(_tried(each, _text(each)) for each in given)


def _text(given: str) -> str:
    known = rule_packs()
    if given in known:
        return known[given]
    try:
        return Path(given).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refusal(
            f"--rules {given}",
            "there is no such file that can be read, and no pack of that name.",
            "No rules were added.",
            f"Give a file, or one of: {', '.join(sorted(known))}.",
        ) from None


def _tried(given: str, text: str) -> str:
    from gestae.derive.reason.packs import Unfit  # noqa: PLC0415
    from gestae.derive.reason.trial import tried  # noqa: PLC0415 - the solvers are loaded where they are needed

    try:
        tried(text)
    except Unfit as fault:
        raise Refusal(f"--rules {given}", str(fault), "No rules were added.", "Mend the rule, or leave the file out.") from None
    return text
