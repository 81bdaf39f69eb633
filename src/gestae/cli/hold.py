"""``gestae hold``: legal hold, which no erasure overrides."""

import os
from typing import TYPE_CHECKING

import click

from gestae.cli.show import as_json, case_argument, clock, deliver, format_option, moment, say

if TYPE_CHECKING:
    from gestae.desk.case_file import CaseFile
    from gestae.model.address import Where


@click.command(
    "hold",
    epilog="""\b
Examples:
  gestae hold CASE
  gestae hold CASE letter.docx --reason "asked for by the court"
  gestae hold CASE --reason "proceedings are pending"
  gestae hold CASE --lift 0199a1b2 --reason "the court has returned it"

Without a source the whole case is held.""",
)
@case_argument
@click.argument("sources", nargs=-1)
@click.option("--reason", help="Why; kept in the record.")
@click.option("--lift", metavar="ENTRY", help="Lift the hold of this entry.")
@format_option("text", "json")
def command(*, case: "Where", sources: tuple[str, ...], reason: str | None, lift: str | None, form: str) -> int:
    """Hold sources, or a whole case, so that nothing of it is erased; show what is held; lift a hold."""
    if (sources or lift) and not reason:
        raise click.UsageError("Say why with --reason.")
    if sources and lift:
        raise click.UsageError("--lift goes without sources.")
    from gestae.desk import holding  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ) as opened:
        entry = None
        if reason:
            entry = holding.lift(opened, lift, reason) if lift else holding.hold(opened, sources, reason)
        return _show(opened, entry, form)


def _show(opened: "CaseFile", entry: str | None, form: str) -> int:
    from gestae.desk.holding import holds  # noqa: PLC0415

    found = holds(opened)
    names = {str(s.id): s.name for s in opened.ledger.sources.values()}
    if form == "json":
        told = [
            {"entry": h.entry.entry.id, "sources": sorted(h.sources), "reason": h.reason, "at": h.entry.entry.at} for h in found
        ]
        deliver(as_json({"holds": told, "entry": entry}), None)
        return 0
    if entry:
        say(f"It is in the record. (entry {entry})")
    for each in found:
        what = ", ".join(sorted(names.get(s, s) for s in each.sources)) or "the whole case"
        by = opened.ledger.member_name(each.entry.entry.by)
        say(f"Held since {moment(each.entry.entry.at)} by {by}: {what} ({each.reason}).  {each.entry.entry.id}")
    if not found:
        say("Nothing is held.")
    return 0


COMMAND = command
