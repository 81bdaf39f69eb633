"""Writes the pages of docs/reference/ that the code knows best: the commands and the kinds.

python tools/make_reference.py           write the pages
python tools/make_reference.py --check   write nothing; exit code 1 when a page is not what the code says
"""

import sys
from pathlib import Path

import click

from gestae import rules
from gestae.cli import gestae
from gestae.desk.protocol_rules import told_rules
from gestae.model import Kind, Role

REPOSITORY = Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "docs" / "reference"
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
PROTOCOLS = f"""{NOTE}
# Protocols

The rule sets of the package: what each rule says, and what it reads as. The examples of each stand with it in
`src/gestae/rules/protocol/`. What the verdicts mean: [rules of how work is done](../concepts/protocol.md).

None of it is legal advice.
"""
FILLED_BY = {
    "agent": "a person or organisation",
    "item": "an item",
    "place": "a place",
    "thing": "an agent or an item",
    "value": "words, a number, or yes or no",
    "claim": "another claim",
}


def pages() -> dict[str, str]:
    """The generated pages by file name."""
    return {"commands.md": commands(), "kinds.md": kinds(), "protocols.md": protocols()}


def commands() -> str:
    context = click.Context(gestae, info_name="gestae", **gestae.context_settings)
    names = gestae.list_commands(context)
    parts = [COMMANDS]
    for name in names:
        command = gestae.get_command(context, name)
        if command is None or command.hidden:
            continue
        parts += _command(command, name, context, "##")
    return "\n".join(parts)


def _command(command: click.Command, name: str, parent: click.Context, heading: str) -> list[str]:
    """The help of a command, and of those below it."""
    inner = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    parts = [f"{heading} {inner.command_path}\n\n```text\n{command.get_help(inner).rstrip()}\n```\n"]
    for below, each in command.commands.items() if isinstance(command, click.Group) else ():
        parts += _command(each, below, inner, f"{heading}#")
    return parts


def kinds() -> str:
    return "\n".join([KINDS, *(_kind(kind) for kind in rules.kinds().values())])


def protocols() -> str:
    parts = [PROTOCOLS]
    for name in rules.protocol_names():
        told = told_rules(name)
        parts.append(f"## {name}\n\n{told['title']}, version {told['version']}.\n\n| rule | says | reads as | severity | basis |")
        parts.append("|---|---|---|---|---|")
        for id_, rule in told["rules"].items():
            cells = (id_, rule["says"], rule["reads_as"], rule["severity"], rule["basis"])
            parts.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _kind(kind: Kind) -> str:
    rows = [f"| {name} | {_filled(role)} | {'yes' if role.needed else ''} |" for name, role in kind.roles.items()]
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


def _filled(role: Role) -> str:
    words = [("yes" if value else "no") if isinstance(value, bool) else value for value in role.values]
    return ", ".join(words) if words else FILLED_BY[role.of]


def _effect(kind: Kind) -> str:
    moves = kind.moves
    if moves is None:
        return "none"
    if moves.holds:
        return f"the {moves.holds} has the item"
    ends = [f"leaves the {moves.leaves}" if moves.leaves else "", f"comes to the {moves.comes}" if moves.comes else ""]
    return "the item " + " and ".join(end for end in ends if end)


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
