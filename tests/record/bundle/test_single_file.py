"""The verifier that lies in every bundle: one file, for somebody who has nothing else."""

import ast
import subprocess
import sys
from collections import Counter

from gestae.record.bundle.single import single_file

ALLOWED = {"cryptography", *sys.stdlib_module_names}


def _tree():
    return ast.parse(single_file())


def test_it_needs_the_standard_library_and_cryptography_alone():
    wanted = {
        name.split(".")[0]
        for node in ast.walk(_tree())
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert "cryptography" in wanted
    assert wanted <= ALLOWED


def test_no_name_in_it_is_given_twice():
    """It is put together of several modules: one that used a name of another would change what that one does."""
    given = Counter()
    for statement in _tree().body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            given[statement.name] += 1
        elif isinstance(statement, ast.Assign):
            given.update(node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name))

    assert [name for name, times in given.items() if times > 1] == []


def test_it_says_what_it_is_and_how_to_use_it(tmp_path):
    (tmp_path / "verify.py").write_bytes(single_file())

    done = subprocess.run([sys.executable, "-I", "verify.py", "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "python3 verify.py [FOLDER] [--receipt FILE] [--key KEY]" in done.stdout
