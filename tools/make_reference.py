"""Writes docs/reference/ from the code: the commands, the kinds, and every message a person can meet.

python tools/make_reference.py           write the pages
python tools/make_reference.py --check   write nothing; exit code 1 when a page is not what the code says
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from gestae import rules
from gestae.cli import main as gestae
from gestae.model import Kind

REPOSITORY = Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "docs" / "reference"
SOURCE = REPOSITORY / "src" / "gestae"
NOTE = "<!-- Written by tools/make_reference.py; change the code and run make reference. -->\n"
COMMANDS = f"""{NOTE}
# Commands

`gestae --help` lists them, `gestae COMMAND --help` shows what stands here.
"""
KINDS = f"""{NOTE}
# Kinds

What can be claimed. A claim has one kind, and its kind says which roles it has. A needed role that a document leaves out
is shown as a gap and asked for; the claim is kept. What a claim is: [claims and their words](../concepts/claims.md).
"""
PROBLEMS = f"""{NOTE}
# Problems and refusals

Every message says where, what was found, why it matters and what to do next. `...` stands for a name or a number.

A **problem** is something wrong in what came in. A note changes nothing. From a warning up the command still does the
rest of its work, and ends with exit code 1. A **refusal** means that the request could not be done: nothing was
changed, and the exit code is 2.
"""
FILLED_BY = {
    "agent": "a person or organisation",
    "item": "an item",
    "place": "a place",
    "thing": "an agent or an item",
    "value": "words, a number, or yes or no",
    "claim": "another claim",
}


class Message(NamedTuple):
    """A problem or refusal as the code writes it; ``...`` stands for what is put in when it is shown."""

    sort: str
    what: str
    why: str
    next: str


def pages() -> dict[str, str]:
    """The generated pages by file name."""
    return {"commands.md": commands(), "kinds.md": kinds(), "problems.md": problems()}


def commands() -> str:
    context = click.Context(gestae, info_name="gestae")
    names = gestae.list_commands(context)
    parts = [COMMANDS]
    for name in names:
        command = gestae.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context, terminal_width=100, max_content_width=100)
        parts.append(f"## gestae {name}\n\n```text\n{command.get_help(inner).rstrip()}\n```\n")
    return "\n".join(parts)


def kinds() -> str:
    return "\n".join([KINDS, *(_kind(kind) for kind in rules.kinds().values())])


def _kind(kind: Kind) -> str:
    rows = [f"| {name} | {FILLED_BY[role.of]} | {'yes' if role.needed else ''} |" for name, role in kind.roles.items()]
    lines = [
        f"## {kind.name}",
        "",
        f"{kind.label}: `{kind.sentence}`",
        "",
        "| role | filled by | needed |",
        "|---|---|---|",
        *rows,
    ]
    if kind.moves:
        lines += ["", f"Custody: {_effect(kind)}."]
    return "\n".join(lines) + "\n"


def _effect(kind: Kind) -> str:
    moves = kind.moves
    if moves is None:
        return "none"
    if moves.holds:
        return f"the {moves.holds} has the item"
    ends = [f"leaves the {moves.leaves}" if moves.leaves else "", f"comes to the {moves.comes}" if moves.comes else ""]
    return "the item " + " and ".join(end for end in ends if end)


def problems() -> str:
    parts = [PROBLEMS]
    found = sorted(set(_messages()))
    for sort, title in (("note", "Notes"), ("warning", "Warnings"), ("error", "Errors"), ("refusal", "Refusals")):
        rows = [f"| {m.what} | {m.why} | {m.next} |" for m in found if m.sort == sort]
        if rows:
            parts.append("\n".join([f"## {title}", "", "| what | why | next |", "|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _messages() -> Iterator[Message]:
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Problem", "Refusal"):
                message = _message(node)
                if message is not None:
                    yield message


def _message(call: ast.Call) -> Message | None:
    """``None`` where the message is put together elsewhere and this call has no words of its own."""
    given = {word.arg: word.value for word in call.keywords if word.arg}
    if isinstance(call.func, ast.Name) and call.func.id == "Refusal":
        given |= dict(zip(("where", "what", "why", "next"), call.args, strict=False))
        sort = "refusal"
    else:
        sort = _words(given.get("severity"))
    what, why, following = (_words(given.get(part)) for part in ("what", "why", "next"))
    return Message(sort, what, why, following) if what.strip(". ") else None


def _words(node: ast.expr | None) -> str:
    """The words of a literal, for a table cell; ``...`` for what only the running program knows."""
    if isinstance(node, ast.Constant):
        return " ".join(str(node.value).split()).replace("|", "\\|")
    if isinstance(node, ast.JoinedStr):
        return _words(ast.Constant("".join(str(p.value) if isinstance(p, ast.Constant) else "..." for p in node.values)))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _words(ast.Constant(f"{_words(node.left)} {_words(node.right)}"))
    return "..."


def main() -> int:
    stale = []
    for name, page in pages().items():
        file = FOLDER / name
        if file.is_file() and file.read_text(encoding="utf-8") == page:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            FOLDER.mkdir(parents=True, exist_ok=True)
            file.write_text(page, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print(f"Not what the code says: {', '.join(stale)}. Run make reference.")
        return 1
    print(f"Written: {', '.join(stale)}" if stale else "Everything is as the code says.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
