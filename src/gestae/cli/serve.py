"""``gestae serve``: the case in a browser on this machine."""

import os
import webbrowser
from pathlib import Path

import click

from gestae.cli.show import case_argument, clock


@click.command(
    "serve",
    epilog="""\b
Examples:
  gestae serve cases/halden-quarry
  gestae serve cases/halden-quarry --port 8400 --no-browser""",
)
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to listen on; a free one if left out.")
@click.option("--browser/--no-browser", default=True, help="Open the desk in the browser at once.")
def command(*, case: Path, port: int, browser: bool) -> int:
    """Open a case in the browser: read its documents, decide on claims, see what follows.

    The desk answers on this machine only. The link opens once; who opened it stays in until the desk is stopped with Ctrl-C.
    """
    from gestae.desk.arrivals import Arrivals  # noqa: PLC0415
    from gestae.desk.case_file import open_case  # noqa: PLC0415
    from gestae.desk.workplace import Workplace  # noqa: PLC0415
    from gestae.web.serving import serve  # noqa: PLC0415

    def ready(link: str) -> None:
        click.echo(f"The desk is open: {link}")
        click.echo("The link opens once. Stop with Ctrl-C.")
        if browser:
            webbrowser.open(link)

    workplace = Workplace(open_case(case, clock=clock, environment=os.environ))
    arrivals = Arrivals(lambda: open_case(case, clock=clock, environment=os.environ))
    try:
        serve(workplace, arrivals, port=port, ready=ready)
    finally:
        arrivals.close()
        workplace.close()
    return 0


COMMAND = command
