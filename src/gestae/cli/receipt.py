"""``gestae receipt``: proof, for whoever keeps it, of what the record was; and what a witness is asked and answers."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import case_argument, clock, count, deliver, moment, out_option, read_file, refuse_unwritable, say

if TYPE_CHECKING:
    from gestae.desk.case_file import CaseFile
    from gestae.model.address import Where

LARGEST = 1_000_000


@click.command(
    "receipt",
    epilog="""\b
Examples:
  gestae receipt cases/halden-quarry --out halden.receipt
  gestae check-receipt halden.receipt --case cases/halden-quarry
  gestae receipt cases/halden-quarry --for-witness halden.request
  gestae receipt cases/halden-quarry --cosigned halden.answer
  gestae receipt cases/halden-quarry --witnessed --out halden.receipt""",
)
@case_argument
@click.option("--entry", metavar="ID", help="The entry that it is of, by its id or the beginning of it; else the last.")
@click.option("--witnessed", is_flag=True, help="Rest it on the last seal that a witness has signed.")
@click.option("--for-witness", "ask", metavar="FILE", type=click.Path(path_type=Path), help="Write a request to a witness instead.")
@click.option("--witness", metavar="NAME", help="For which witness the request is, where the case asks several.")
@click.option("--old", metavar="SIZE", type=int, help="How many entries the witness has seen, as it told.")
@click.option("--cosigned", metavar="FILE", type=click.Path(path_type=Path), help="Take in what a witness answered.")
@out_option
def command(
    *, case: "Where", entry: str | None, witnessed: bool, ask: Path | None, witness: str | None, old: int | None,
    cosigned: Path | None, out: Path | None,
) -> int:  # fmt: skip
    """Give a receipt of the record: whoever keeps it can prove later that nothing before it was altered or removed."""
    if ask and cosigned:
        raise click.UsageError("--for-witness and --cosigned are two things to do; give one at a time.")
    if (ask or cosigned) and (entry or witnessed or out):
        raise click.UsageError("--entry, --witnessed and --out are for a receipt.")
    if (witness or old is not None) and not ask:
        raise click.UsageError("--witness and --old go with --for-witness.")
    refuse_unwritable(ask or out)
    from gestae.desk.case_file import open_case  # noqa: PLC0415
    from gestae.desk.receipts import receipt_of  # noqa: PLC0415
    from gestae.desk.witnesses import fullest  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ) as opened:
        if ask:
            return _ask(opened, ask, witness, old)
        if cosigned:
            return _take(opened, read_file(cosigned, LARGEST))
        deliver(receipt_of(opened, entry, fullest(opened) if witnessed else None).decode(), out)
    return 0


def _ask(opened: "CaseFile", file: Path, witness: str | None, old: int | None) -> int:
    from gestae.desk.witnesses import request  # noqa: PLC0415

    asked, start = request(opened, witness, old)
    deliver(asked.decode(), file)
    say(f"Send {file} to the witness: it starts from {count(start, 'entry', 'entries')}.")
    say("Take in what comes back with: gestae receipt CASE --cosigned FILE")
    return 0


def _take(opened: "CaseFile", answer: bytes) -> int:
    from gestae.desk.witnesses import take  # noqa: PLC0415

    size, signed = take(opened, answer)
    for each in signed:
        by = f"{each.by.name}, {moment((each.at or 0) * 1000)}"
        say(f"The first {count(size, 'entry', 'entries')} are signed by the witness {by}.")
    return 0


COMMAND = command
