"""What the rules came to, as text: a line a rule, then what is violated and by which rows."""

from textwrap import fill
from typing import Any

_COUNTS = ("activations", "satisfied", "violated", "pending", "contested", "not_evaluable")
_HEADS = ("events", "satisfied", "violated", "pending", "contested", "open")
_SHOWN = 5
_MARKS = {"stop": "STOP", "warn": "warn", "note": "note"}


def checked_text(told: dict[str, Any], width: int) -> str:
    verdicts: dict[str, dict[str, Any]] = told["verdicts"]
    lines = [f"{told['events']} events against {told['rules']}, version {told['version']}, digest {told['digest'][:12]}", ""]
    name_width = max((len(name) for name in verdicts), default=4)
    lines.append("  ".join([" " * name_width, *(f"{h:>9}" for h in _HEADS)]))
    for name, found in verdicts.items():
        lines.append("  ".join([f"{name:<{name_width}}", *(f"{found[c] or '':>9}" for c in _COUNTS)]).rstrip())
    lines += [line for name, found in verdicts.items() if found["violated"] for line in _violated(name, found, width)]
    return "\n".join(lines) + "\n"


def _violated(name: str, found: dict[str, Any], width: int) -> list[str]:
    head = fill(f"{name} ({_MARKS[found['severity']]}): {found['says']}", width, subsequent_indent="    ")
    lines = ["", head]
    rows = list(zip(found["violating"], found["because"], strict=True))
    for row, because in rows[:_SHOWN]:
        lines.append(f"    row {row}" + (f", by row {' and '.join(map(str, because))}" if because else ""))
    if len(rows) > _SHOWN:
        lines.append(f"    and {len(rows) - _SHOWN} more")
    return lines
