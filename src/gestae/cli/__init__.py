"""The command line: one file per noun, each with its ``COMMAND``. Anything slow is imported inside the command that needs it."""

import gc
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

from gestae import __version__


class Commands(click.Group):
    """Finds a command in the module of its name when it is asked for, so that starting costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = [m.name.replace("_", "-") for m in pkgutil.iter_modules(__path__)]
        return sorted(name for name in names if self.get_command(ctx, name) is not None)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        name = cmd_name.replace("-", "_")
        if name not in {m.name for m in pkgutil.iter_modules(__path__)}:
            return None
        command = getattr(importlib.import_module(f"{__name__}.{name}"), "COMMAND", None)
        return command if isinstance(command, click.Command) else None

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **more: Any) -> Any:  # type: ignore[override]
        """Runs one command and exits: 0 fine, 1 problems reported, 2 misuse, 3 the record does not verify."""
        code = 1
        _open_closed()
        try:
            result = super().main(args, prog_name or "gestae", **{**more, "standalone_mode": False})
            sys.stdout.flush()
            code = result if isinstance(result, int) else 0
        except click.exceptions.Exit as e:
            code = e.exit_code
        except click.ClickException as e:
            e.show()
            code = 2
        except (KeyboardInterrupt, click.Abort):
            click.echo("Stopped.", err=True)
        except BrokenPipeError:
            code = 0
        except Exception as trouble:
            from gestae.cli.trouble import told  # noqa: PLC0415

            code = told(trouble)
        _end(code)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  gestae demo
  gestae read report.txt statement.pdf --date 2026-09-28""",
)
@click.version_option(__version__, prog_name="gestae", message="%(prog)s %(version)s")
def gestae() -> None:
    """From the documents of an investigation to a brief in which every line rests on its words."""


def main() -> None:
    """Runs the command that was typed."""
    gc.set_threshold(50_000, 20, 20)  # loading and reading make many small things that stay: looking them over costs a tenth
    gestae()


def _open_closed() -> None:
    """Gives a program started without standard output or error one that leads nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open as long as the program


def _end(code: int) -> None:
    """Leaves quietly even when whoever read our output has gone."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)
