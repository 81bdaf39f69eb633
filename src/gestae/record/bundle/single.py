"""The verifier as one file, for somebody who has nothing of Gestae: the modules that it is made of, one after the other."""

import ast
from functools import cache
from importlib.resources import files

MODULES = (
    "proof/tree.py", "proof/notes.py", "proof/succession.py", "proof/receipt.py", "proof/tiles.py", "bundle/reported.py",
    "bundle/bag.py", "bundle/slice.py", "bundle/verifier.py",
)  # fmt: skip
OWN = "gestae."


@cache
def single_file() -> bytes:
    """What is imported from one another is left out, and the words of the last module come first."""
    sources = [files("gestae.record").joinpath(*name.split("/")).read_text(encoding="utf-8") for name in MODULES]
    head = ast.get_docstring(ast.parse(sources[-1]), clean=False)
    return f'"""{head}"""\n{"".join(map(_inlined, sources))}'.encode()


def _inlined(source: str) -> str:
    """A module without its docstring and without what it imports from the others."""
    lines = source.splitlines(keepends=True)
    gone: set[int] = set()
    for number, statement in enumerate(ast.parse(source).body):
        is_docstring = number == 0 and isinstance(statement, ast.Expr)
        if is_docstring or (isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith(OWN)):
            gone.update(range(statement.lineno - 1, statement.end_lineno or statement.lineno))
    return "".join(line for at, line in enumerate(lines) if at not in gone)
