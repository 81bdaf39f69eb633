"""``gestae reason``: a file in the published case format, solved."""

from pathlib import Path

import click

from gestae.cli.show import as_json, deliver, format_option, out_option, refuse_unwritable, rules_option, say_problems


@click.command(
    "reason",
    epilog="""\b
Examples:
  gestae reason quarry.json
  gestae reason quarry.json --format json --budget 2
  gestae reason quarry.json --probe asked.json --without c10,c33""",
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@format_option("text", "json")
@out_option
@click.option(
    "--budget",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Stop after so long; what is not proved by then is given as bounds.",
)
@click.option(
    "--probe",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help='Ask who could have held an item when: a list such as ["gun@240"], or an answers file.',
)
@click.option(
    "--without",
    metavar="ID,ID,...",
    help="Leave these claims out of the bounds of times (by default those that the least costly account rejects).",
)
@rules_option
def command(
    *,
    file: Path,
    form: str,
    out: Path | None,
    budget: float | None,
    probe: Path | None,
    without: str | None,
    rules: tuple[str, ...],
) -> int:
    """Solve a case given as events and weighted claims: what cannot all be true, and what each answer would cost."""
    refuse_unwritable(out)
    from gestae.desk.puzzles import problems_of, solve_file  # noqa: PLC0415
    from gestae.present.answers import answers_text  # noqa: PLC0415

    left_out = None if without is None else [name for name in without.split(",") if name]
    answers = solve_file(file, probe=probe, without=left_out, budget_s=budget, rules=rules)
    deliver(as_json(answers) if form == "json" else answers_text(answers), out)
    return say_problems(problems_of(answers))


COMMAND = command
