"""What the rules came to, as text: a line a rule, then what is violated and by which rows."""

from textwrap import fill
from typing import Any

_COUNTS = ("activations", "satisfied", "violated", "pending", "contested", "not_evaluable")
_HEADS = ("events", "satisfied", "violated", "pending", "contested", "open")
_SHOWN = 5
_OUTCOMES = {"satisfied": "satisfied", "violated": "violated", "pending": "pending", "not_evaluable": "open"}
_INDENT: dict[str, Any] = {"initial_indent": "  ", "subsequent_indent": "      "}
_MARKS = {"stop": "STOP", "warn": "warn", "note": "note"}


def checked_text(told: dict[str, Any], width: int) -> str:
    verdicts: dict[str, dict[str, Any]] = told["verdicts"]
    lines = [f"{told['events']} events against {told['rules']}, version {told['version']}, digest {told['digest'][:12]}", ""]
    name_width = max((len(name) for name in verdicts), default=4)
    lines.append("  ".join([" " * name_width, *(f"{h:>9}" for h in _HEADS)]))
    for name, found in verdicts.items():
        if found["activations"]:
            lines.append("  ".join([f"{name:<{name_width}}", *(f"{found[c] or '':>9}" for c in _COUNTS)]).rstrip())
    idle = [name for name, found in verdicts.items() if not found["activations"]]
    if idle:
        lines += ["", fill(f"No event for {', '.join(idle)}.", width)]
    lines += [line for name, found in verdicts.items() if found["violated"] for line in _violated(name, found, width)]
    if "accounts" in told:
        lines += _by_account(told, width)
    return "\n".join(lines) + "\n"


def _by_account(told: dict[str, Any], width: int) -> list[str]:
    """Which rules fail in every account, and who stands where on the others."""
    verdicts = told["verdicts"]
    lines = ["", f"Accounts: {', '.join(a['account'] for a in told['accounts'])}."]
    if len(told["accounts"]) == 1:
        return lines
    lines += ["", "Fails whoever is right:" if told["fails_whoever_is_right"] else "Nothing fails whoever is right."]
    lines += [fill(f"{r}: {verdicts[r]['says']}", width, **_INDENT) for r in told["fails_whoever_is_right"]]
    turns = told["turns_on_whom_you_believe"]
    lines += ["", "Turns on whom you believe:" if turns else "Nothing turns on whom you believe."]
    for rule, sides in turns.items():
        lines.append(fill(f"{rule}: {verdicts[rule]['says']}", width, **_INDENT))
        lines += [fill(f"  {_OUTCOMES[o]} if {' or '.join(who)} is right", width, **_INDENT) for o, who in sides.items()]
    return lines


def _violated(name: str, found: dict[str, Any], width: int) -> list[str]:
    head = fill(f"{name} ({_MARKS[found['severity']]}): {found['says']}", width, subsequent_indent="    ")
    lines = ["", head]
    noun = "row" if all(isinstance(v, int) for v in found["violating"]) else "claim"
    rows = found["violating"]
    for row, because in zip(rows[:_SHOWN], found["because"][:_SHOWN], strict=True):
        lines.append(f"    {noun} {row}" + (f", by {noun} {' and '.join(map(str, because))}" if because else ""))
    if len(rows) > _SHOWN:
        lines.append(f"    and {len(rows) - _SHOWN} more")
    return lines


def sets_text(sets: list[dict[str, Any]]) -> str:
    return "".join(f"{s['name']:<18} {s['rules']:>3} rules  {s['title']}\n" for s in sets)


def rules_text(told: dict[str, Any], width: int) -> str:
    lines = [f"{told['title']} ({told['name']}, version {told['version']}, digest {told['digest'][:12]})"]
    for name, rule in told["rules"].items():
        lines += ["", fill(f"{name} ({_MARKS[rule['severity']]}): {rule['says']}", width, subsequent_indent="    ")]
        lines.append(fill(rule["reads_as"], width, initial_indent="    reads as: ", subsequent_indent="      "))
        lines += [f"    basis: {rule['basis']}"] if rule["basis"] else []
    return "\n".join(lines) + "\n"
