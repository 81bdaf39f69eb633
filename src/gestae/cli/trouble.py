"""What is said when a command cannot go on: one sentence, never a traceback."""

import hashlib
import tempfile
import traceback
from pathlib import Path

import click

MISUSE = 2
TROUBLE = 1


def told(trouble: Exception) -> int:
    """Says what went wrong, on standard error, and gives the exit code."""
    from gestae.model import Refusal  # noqa: PLC0415
    from gestae.present.clean import one_line  # noqa: PLC0415

    if isinstance(trouble, Refusal):
        click.echo(one_line(str(trouble)), err=True)
        return MISUSE
    if isinstance(trouble, OSError) and trouble.errno is not None:
        where = str(trouble.filename or "the disk")
        click.echo(one_line(f"{where}: {trouble.strerror}. The work stopped here. Look after it and try again."), err=True)
        return TROUBLE
    trace = "".join(traceback.format_exception(trouble))
    reference = hashlib.sha256(trace.encode("utf-8", "replace")).hexdigest()[:8]
    click.echo(f"gestae: a fault of the program stopped the work, reference {reference}. {_kept(trace, reference)}", err=True)
    return TROUBLE


def _kept(trace: str, reference: str) -> str:
    file = Path(tempfile.gettempdir()) / f"gestae-{reference}.txt"
    try:
        file.write_text(trace, encoding="utf-8", errors="replace")
    except OSError:
        return "Please report it with the command you gave."
    return f"Please report it with the file {file}."
