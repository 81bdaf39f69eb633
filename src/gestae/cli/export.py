"""``gestae export``: a case handed over as files that a stranger can check."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import case_argument, clock, count, say

if TYPE_CHECKING:
    from gestae.desk.bundle.exporting import Exported
    from gestae.model.address import Where

SHOWN = 20


@click.command(
    "export",
    epilog="""\b
Examples:
  gestae export cases/halden-quarry --to for-the-court
  gestae export cases/halden-quarry --to for-the-paper --withhold "Ida Fennimore" --withhold field:note

\b
What can be withheld:
  NAME, person:NAME  all that holds a name of this person, organisation, item or place
  words:TEXT         all that holds these words, one after another
  field:NAME         this field of every entry (reason, name), or every claim that has it (note)
  kind:NAME          every claim of this kind
  source:NAME        this source, its text, and the claims that quote it
A source that holds what is withheld is left out, but for its digest.""",
)
@case_argument
@click.option("--format", type=click.Choice(["bag"]), default="bag", expose_value=False, help="In which form: a bag of BagIt 1.0.")
@click.option(
    "--to", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The folder to make; it must not be there."
)
@click.option("--withhold", "rules", multiple=True, metavar="WHAT", help="What to leave out; can be given many times.")
def command(*, case: "Where", to: Path, rules: tuple[str, ...]) -> int:
    """Hand a case over: its record, its evidence and its brief in a folder that anybody can check."""
    from gestae.cli.progress import Bar  # noqa: PLC0415
    from gestae.desk.bundle.exporting import export_bag  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ, to="exported", right="export") as opened, Bar() as bar:
        exported = export_bag(opened, to, rules, bar)
    for line in _lines(exported):
        say(line)
    return 0


def _lines(exported: "Exported") -> list[str]:
    from gestae.model.pasting import pasteable  # noqa: PLC0415

    facts, to, receipt = exported.facts, exported.path, exported.receipt
    whole = f"{count(facts.size, 'entry', 'entries')} of the record, {count(exported.sources, 'source')} by their bytes"
    lines = [f"The bundle is in {to}: {whole}; {count(facts.fields_withheld, 'field')} withheld."]
    if exported.absent:
        lines.append(f"{count(len(exported.absent), 'source')} left out, but for the digest (data/bundle.json lists them):")
        lines += [f"  {name}: {why}." for name, why in exported.absent[:SHOWN]]
        lines += [f"  and {len(exported.absent) - SHOWN} more."] if len(exported.absent) > SHOWN else []
    if exported.unread:
        lines.append(
            f"Nothing can be read from these, so they were not searched: {', '.join(exported.unread[:SHOWN])}. Look at them."
        )
    lines.append(f"That it was made is in the record (entry {exported.entry}).")
    if receipt is None:
        return [*lines, "No receipt could be made: no key could seal the entry."]
    lines.append(f"Its receipt is {receipt}. Hand it over on another way than the bundle.")
    return [*lines, f"Check it as whoever gets it will: gestae verify {pasteable(to)} --receipt {pasteable(receipt)}"]


COMMAND = command
