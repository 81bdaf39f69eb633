"""``gestae stamp``: a time stamp of the record by an authority."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gestae.cli.show import as_json, case_argument, clock, count, deliver, format_option, moment, read_file, refuse_unwritable, say

if TYPE_CHECKING:
    from gestae.model.address import Where

LARGEST = 100_000


@click.command(
    "stamp",
    epilog="""\b
Examples:
  gestae stamp CASE --request quarry.tsq
  gestae stamp CASE --reply quarry.tsr
  gestae stamp CASE --send

GESTAE_TIMESTAMP_ROOTS names the file with the authority's root certificate, GESTAE_TIMESTAMP_URL its address. Only --send uses
the network; what goes out is a digest.""",
)
@case_argument
@click.option("--request", "ask", metavar="FILE", type=click.Path(path_type=Path), help="Write a request, to be carried there.")
@click.option("--reply", metavar="FILE", type=click.Path(path_type=Path), help="Take in what the authority replied.")
@click.option("--send", is_flag=True, help="Send a request to the authority, and take in its reply.")
@format_option("text", "json")
def command(*, case: "Where", ask: Path | None, reply: Path | None, send: bool, form: str) -> int:
    """Have an authority for time stamps (RFC 3161) sign when the record existed. 'gestae verify' shows it."""
    if sum((ask is not None, reply is not None, send)) != 1:
        raise click.UsageError("Give one of --request, --reply and --send.")
    refuse_unwritable(ask)
    from gestae.desk import stamping  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415

    with open_case(case, clock=clock, environment=os.environ) as opened:
        if ask is not None:
            ask.write_bytes(stamping.ask(opened))
            say(f"Send {ask} to the authority. Then: gestae stamp CASE --reply REPLY")
            return 0
        if reply is not None:
            size, found, entry = stamping.take(opened, read_file(reply, LARGEST), os.environ)
        else:
            size, found, entry = stamping.stamp_by(opened, os.environ)
    if form == "json":
        deliver(as_json({"size": size, "at": found.at, "authority": found.authority, "root": found.root, "entry": entry}), None)
    else:
        there = count(size, "entry", "entries")
        say(f"The first {there} existed no later than {moment(found.at)}, says {found.authority}. (entry {entry})")
    return 0


COMMAND = command
