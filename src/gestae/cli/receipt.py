"""``gestae receipt``: proof, for whoever keeps it, of what the record was."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import case_argument, clock, deliver, out_option, refuse_unwritable

if TYPE_CHECKING:
    from gestae.model.address import Where


@click.command(
    "receipt",
    epilog="""\b
Examples:
  gestae receipt cases/halden-quarry --out halden.receipt
  gestae check-receipt halden.receipt --case cases/halden-quarry""",
)
@case_argument
@click.option("--entry", metavar="ID", help="The entry that it is of, by its id or the beginning of it; else the last.")
@out_option
def command(*, case: "Where", entry: str | None, out: Path | None) -> int:
    """Give a receipt of the record: whoever keeps it can prove later that nothing before it was altered or removed."""
    refuse_unwritable(out)
    from gestae.desk.receipts import receipt  # noqa: PLC0415

    deliver(receipt(case, entry, clock=clock, environment=os.environ).decode(), out)
    return 0


COMMAND = command
