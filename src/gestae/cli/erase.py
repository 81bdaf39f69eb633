"""``gestae erase``: take the bytes and words of a source out of a case for good."""

import os
from typing import TYPE_CHECKING

import click

from gestae.cli.show import as_json, case_argument, clock, count, deliver, format_option, say

if TYPE_CHECKING:
    from gestae.desk.erasing import Erasure
    from gestae.model.address import Where


@click.command(
    "erase",
    epilog="""\b
Examples:
  gestae erase CASE letter.docx --reason "withdrawn by its author" --decided-by "Data protection officer"
  gestae erase CASE letter.docx --reason "withdrawn by its author" --decided-by "Data protection officer" --yes
  gestae erase CASE --entry 0199a1b2 --reason "a name too many" --decided-by "Robin Tallis" --yes

Without --yes it says what would go, and nothing is changed. Without anything to erase it finishes an erasure that was cut off.""",
)
@case_argument
@click.argument("sources", nargs=-1)
@click.option("--entry", "entries", multiple=True, metavar="ID", help="Erase the names and words of this entry.")
@click.option("--reason", help="Why; kept in the record.")
@click.option("--decided-by", metavar="NAME", help="Who decided it; kept in the record.")
@click.option("--yes", is_flag=True, help="Erase. It cannot be undone.")
@format_option("text", "json")
def command(
    *, case: "Where", sources: tuple[str, ...], entries: tuple[str, ...], reason: str | None, decided_by: str | None, yes: bool,
    form: str,
) -> int:  # fmt: skip
    """Erase a source: its bytes, its text, and all words taken from it. That it was there, and who decided, stays provable."""
    from gestae.desk.case_file import open_case  # noqa: PLC0415
    from gestae.desk.erasing import erase, finish, planned  # noqa: PLC0415

    if (sources or entries) and not (reason and decided_by):
        raise click.UsageError("Say why with --reason, and who decided with --decided-by.")
    with open_case(case, clock=clock, environment=os.environ) as opened:
        if not sources and not entries:
            with opened.writing():
                pass
            finish(opened)
            say("Nothing erased is left in the files of the case.")
            return 0
        if not yes:
            return _tell(planned(opened, sources, entries), (), form)
        going, written = erase(opened, sources, entries, str(reason), str(decided_by))
    return _tell(going, written, form)


def _tell(going: "Erasure", written: tuple[str, ...], form: str) -> int:
    if form == "json":
        told = {"sources": [s.id for s in going.sources], "blobs": list(going.blobs), "entries": list(going.entries)}
        deliver(as_json({"erased": bool(written), **told, "by": list(written)}), None)
        return 0
    done = "Erased" if written else "Would be erased"
    for source in going.sources:
        say(f"{done}: {source.name} ({source.id})")
    say(f"{done}: {count(len(going.blobs), 'file')}, and the names and words of {count(len(going.entries), 'entry', 'entries')}.")
    if written:
        say(f"The record says so for good. (entry {written[0]})")
        say("Copies of the case folder, and backups, still hold it: they are yours to erase.")
    else:
        say("Nothing was changed. Once it is as you want it: --yes")
    return 0


COMMAND = command
