"""Installing on a bare machine: what is missing is said in one line, and CI tells its counts."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
APT = "apt-get update && apt-get install -y"


class Machine:
    """A folder with the repository's scripts, and a PATH on which only what is named exists."""

    def __init__(self, folder: Path) -> None:
        self.repository, self.programs = folder / "gestae", folder / "bin"
        for kept in ("tools", ".ci"):
            shutil.copytree(REPOSITORY / kept, self.repository / kept)
        for kept in ("constraints.txt", "constraints-test.txt", "pyproject.toml"):
            shutil.copy(REPOSITORY / kept, self.repository)
        self.programs.mkdir()
        for name in ("sh", "bash", "dirname", "cat", "grep", "rm", "mktemp", "tail", "tee"):
            (self.programs / name).symlink_to(str(shutil.which(name)))
        self.program("id", "echo 0")

    def program(self, name: str, script: str) -> None:
        path = self.programs / name
        path.write_text(f"#!{shutil.which('sh')}\n{script}\n")
        path.chmod(0o755)

    def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.programs), "HOME": str(self.repository), "TMPDIR": str(self.programs.parent)}
        command = [str(self.programs / "bash"), str(self.repository / script), *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    if os.name != "posix":
        pytest.skip("the make targets are for POSIX systems")
    return Machine(tmp_path)


def test_without_python_the_apt_line_is_said(machine: Machine) -> None:
    done = machine.run("tools/environment", "core")

    assert done.returncode == 1
    assert done.stderr == f"gestae: Python 3 is missing. Install it with: {APT} python3 python3-venv\n"


def test_with_an_old_python_its_version_is_said(machine: Machine) -> None:
    machine.program("python3", '[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1')
    done = machine.run("tools/environment", "core")

    assert done.returncode == 1
    assert "3.11 or newer is needed, and this machine has Python 3.9.2" in done.stderr


def test_without_the_venv_module_the_apt_line_is_said(machine: Machine) -> None:
    real = shutil.which("python3.11") or shutil.which("python3.12") or shutil.which("python3.13")
    if real is None:
        pytest.skip("no Python to pretend with")
    real = os.path.realpath(subprocess.check_output([real, "-c", "import sys; print(sys.executable)"], text=True).strip())
    machine.program("python3", f'case "$2" in *ensurepip*) exit 1;; esac\nexec {real} "$@"')
    done = machine.run("tools/environment", "core")

    assert done.returncode == 1
    assert done.stderr == f"gestae: Python's venv module is missing. Install it with: {APT} python3-venv\n"


def test_who_is_not_root_is_shown_how_to_become_it(machine: Machine) -> None:
    machine.program("id", "echo 1000")
    done = machine.run("tools/environment", "core")

    assert f"sudo sh -c '{APT} python3 python3-venv'" in done.stderr


def test_an_environment_nobody_knows_is_misuse(machine: Machine) -> None:
    assert machine.run("tools/environment", "everything").returncode == 2


def test_a_browser_that_cannot_be_installed_stops_nothing(machine: Machine) -> None:
    machine.program("apt-get", "echo 'E: no network'; exit 100")
    machine.program("timeout", 'shift; exec "$@"')
    done = machine.run("tools/chromium")

    assert done.returncode == 0
    assert "could not be installed (E: no network); the browser tests are skipped." in done.stdout


def test_without_rights_the_browser_is_left_to_the_user(machine: Machine) -> None:
    machine.program("id", "echo 1000")
    machine.program("apt-get", "exit 100")
    done = machine.run("tools/chromium")

    assert done.returncode == 0
    assert f"sudo sh -c '{APT} chromium'" in done.stdout


@pytest.mark.parametrize(
    ("closing", "code", "counts"),
    [
        ("411 passed, 2 skipped, 3 deselected in 61.20s (0:01:01)", 0, "411 tests passed, 0 failed, 0 in error, 2 skipped"),
        ("1 failed, 410 passed, 1 error in 8.01s", 2, "410 tests passed, 1 failed, 1 in error, 0 skipped"),
    ],
)
def test_ci_tells_the_counts_and_keeps_the_exit_code(machine: Machine, closing: str, code: int, counts: str) -> None:
    machine.program("make", f"echo '{closing}'; exit {code}")
    done = machine.run(".ci/run")

    assert done.returncode == code
    assert closing in done.stdout
    assert done.stdout.splitlines()[-1].endswith(counts)


def test_a_peer_that_cannot_be_installed_stops_nothing(machine: Machine) -> None:
    machine.program("apt-get", "echo 'E: no network'; exit 100")
    machine.program("timeout", 'shift; exec "$@"')
    done = machine.run("tools/peers")

    assert done.returncode == 0
    assert "Go could not be installed (E: no network); the tests with Go are skipped." in done.stdout
