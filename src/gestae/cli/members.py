"""``gestae members``: who works on a shared case, and what each may do."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import as_json, case_argument, clock, deliver, format_option, read_file, say

if TYPE_CHECKING:
    from gestae.desk.case_file import CaseFile
    from gestae.model.address import Where

LARGEST = 10_000


@click.command(
    "members",
    epilog="""\b
Examples:
  gestae members CASE
  gestae members CASE --add kim.card --role reviewer
  gestae members CASE --change "Kim Adeyemi" --role lead
  gestae members CASE --remove "Kim Adeyemi" --reason "has left the office"

The roles are reader, contributor, reviewer, lead and auditor. A card is what 'gestae key --card' writes. Bringing in the first
makes the case a shared one, and you its lead.""",
)
@case_argument
@click.option("--add", metavar="CARD", type=click.Path(path_type=Path), help="Bring in the member of this card.")
@click.option("--change", metavar="NAME", help="Give this member another role.")
@click.option("--remove", metavar="NAME", help="Let this member go.")
@click.option("--role", metavar="ROLE", help="What the member may do.")
@click.option("--reason", help="Why; kept in the record.")
@format_option("text", "json")
def command(
    *, case: "Where", add: Path | None, change: str | None, remove: str | None, role: str | None, reason: str | None, form: str
) -> int:
    """Show the members of a case with their roles; bring one in, change a role, let one go."""
    if sum(each is not None for each in (add, change, remove)) > 1:
        raise click.UsageError("Give one of --add, --change and --remove at a time.")
    if (add is not None or change is not None) != (role is not None):
        raise click.UsageError("--role goes with --add or --change.")
    if (remove is not None) != (reason is not None):
        raise click.UsageError("--reason goes with --remove.")
    from gestae.desk import members  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ) as opened:
        done = ""
        if add is not None:
            done = f"{members.add(opened, read_file(add, LARGEST), str(role))} is in, as {role}."
        elif change is not None:
            done = f"{members.change(opened, change, str(role))} is {role} now."
        elif remove is not None:
            done = f"{members.remove(opened, remove, str(reason))} is no member any more."
        return _show(opened, done, form)


def _show(opened: "CaseFile", done: str, form: str) -> int:
    ledger = opened.ledger
    rows = [(member, ledger.member_name(member), ledger.roles.get(member)) for member in ledger.members]
    if form == "json":
        told = [{"member": member, "name": name, "role": role} for member, name, role in rows]
        deliver(as_json({"shared": ledger.is_shared, "members": told}), None)
        return 0
    if done:
        say(done)
    if not ledger.is_shared:
        say("This case is not shared: it has no roles, and asks nobody.")
    for member, name, role in rows:
        say(f"{name}: {role or ('may do everything' if not ledger.is_shared else 'no role, may do nothing')}  ({member})")
    return 0


COMMAND = command
