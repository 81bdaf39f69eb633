"""Showing results: on the screen, as JSON, or in a file; and what to say about problems."""

import json
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from gestae.model import Case, Problem
    from gestae.model.address import Where

Command = TypeVar("Command", bound=Callable[..., Any])

UNSOUND = 3  # exit code: the record does not verify
NARROWEST, WIDEST = 40, 120
BROAD = 100


def clock() -> int:
    """Milliseconds UTC; the one place where the time of day comes in."""
    return time.time_ns() // 1_000_000


def format_option(*formats: str) -> Callable[[Command], Command]:
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], help="How to show the result.")


def out_option(command: Command) -> Command:
    return click.option("--out", type=click.Path(path_type=Path), help="Write the result to this file.")(command)


class CaseType(click.ParamType["Where"]):
    """A folder, or the address of a case in a database."""

    name = "case"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "Where":  # noqa: ARG002 - click's form
        from gestae.model.address import where  # noqa: PLC0415

        return where(str(value))


def case_argument(command: Command) -> Command:
    return click.argument("case", type=CaseType())(command)


def rules_option(command: Command) -> Command:
    return click.option(
        "--rules",
        multiple=True,
        metavar="FILE",
        help="Let the rules of this file, or of the pack of this name, count beside those of the house. They are tried first.",
    )(command)


def whole_option(command: Command) -> Command:
    return click.option("--whole", is_flag=True, help="Show long sections in full on the terminal, too.")(command)


def render(case: "Case", form: str, *, to_file: bool, whole: bool = False) -> str:
    """The brief in this form; colours only on a terminal that wants them."""
    from gestae import present  # noqa: PLC0415

    match form:
        case "json":
            return as_json(present.brief_json(case))
        case "html":
            return present.brief_html(case)
        case _:
            colour = not to_file and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
            return present.brief_text(case, width(), colour, whole=whole or to_file)


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def width() -> int:
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return BROAD
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((BROAD, 24)).columns))


def deliver(text: str, out: Path | None) -> None:
    """To standard output as UTF-8, or to a file that is replaced as a whole."""
    data = text.encode("utf-8", "replace")
    if not data.endswith(b"\n"):
        data += b"\n"
    if out is None:
        try:
            click.echo(data, nl=False)
        except BrokenPipeError:
            raise click.exceptions.Exit(0) from None
        return
    try:
        _write(out, data)
    except OSError as e:
        raise _unwritable(out, e.strerror or "the disk gave no reason") from e


def say(line: str) -> None:
    """One line on standard output, at once, whatever is in it."""
    from gestae.present.clean import clean  # noqa: PLC0415

    deliver(clean(line).replace("\n", " "), None)


def refuse_unwritable(out: Path | None) -> None:
    """Says so before the work is done rather than after."""
    if out is None:
        return
    if out.is_dir():
        raise _unwritable(out, "it is a folder")
    if not out.parent.is_dir():
        raise _unwritable(out, f"there is no folder {out.parent}")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise _unwritable(out, "you may not write there")


def say_problems(problems: "Iterable[Problem]", *, notes: bool = True) -> int:
    """Each as a sentence on standard error; the exit code they call for."""
    from gestae.present.clean import one_line  # noqa: PLC0415

    code = 0
    for problem in problems:
        if notes or problem.is_grave:
            click.echo(one_line(problem.sentence()), err=True)
        code = max(code, int(problem.is_grave))
    return code


def read_file(path: Path, most: int) -> bytes:
    """A small file that somebody was sent. Refuses one that is not there, or larger than anything of its sort."""
    from gestae.model import Refusal  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as e:
        raise Refusal(str(path), f"it cannot be read ({e.strerror}).", "Nothing was done.", "Name the file.") from e
    if len(data) > most:
        raise Refusal(str(path), "it is far too large for what it is said to be.", "Nothing was done.", "Name the file.")
    return data


def moment(at: int) -> str:
    """Milliseconds UTC, as people read it."""
    from gestae.present import entry_words  # noqa: PLC0415

    return entry_words.moment(at)


def count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def exit_code(problems: "Iterable[Problem]") -> int:
    return int(any(p.is_grave for p in problems))


def problem_json(problems: "Iterable[Problem]") -> list[dict[str, str]]:
    return [{"severity": p.severity, "where": p.where, "what": p.what, "why": p.why, "next": p.next} for p in problems]


def _write(out: Path, data: bytes) -> None:
    if out.exists() and not stat.S_ISREG(out.stat().st_mode):
        out.write_bytes(data)
        return
    target = Path(os.path.realpath(out))
    incoming = target.parent / f".gestae-{secrets.token_hex(8)}"
    try:
        incoming.write_bytes(data)
        if target.exists():
            shutil.copymode(target, incoming)
        incoming.replace(target)
    except BaseException:
        with suppress(OSError):
            incoming.unlink(missing_ok=True)
        raise


def _unwritable(out: Path, what: str) -> Exception:
    from gestae.model import Refusal  # noqa: PLC0415

    return Refusal(str(out), f"the result cannot be written here: {what}.", "Nothing was written.", "Give another --out.")
