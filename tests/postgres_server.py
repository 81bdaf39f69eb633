"""A PostgreSQL server of the tests' own: in a temporary folder, reached by a socket in it, gone when they are done."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

FOLDERS = ("/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/14/bin")
UNPRIVILEGED = "nobody"
SETTINGS = "-c listen_addresses='' -c max_connections=100 -c shared_buffers=32MB"


class Server:
    """``stop`` and ``start`` do to it what the world does to servers."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs
        self._as = ["runuser", "-u", UNPRIVILEGED, "--"] if os.geteuid() == 0 else []
        self._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "gestae", "--no-sync", "-E", "UTF8", "--locale=C")
        self.start()
        self._run("psql", "-h", str(folder), "-U", "gestae", "-d", "postgres", "-c", "CREATE DATABASE cases")

    def address(self, name: str) -> str:
        return f"postgresql://gestae@/cases/{name}?host={self.folder}"

    def start(self) -> None:
        options = f"-k {self.folder} {SETTINGS}"
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-o", options, "-w", "-l", str(self.folder / "log"), "start")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")

    def _run(self, program: str, *words: str) -> None:
        path = self.programs / program if (self.programs / program).exists() else shutil.which(program)
        done = subprocess.run([*self._as, str(path), *words], capture_output=True, text=True, check=False, cwd="/", timeout=60)
        if done.returncode:
            raise OSError(f"{program}: {done.stderr or done.stdout}")


def started(folder: Path) -> Server:
    """Skips the test, saying why, where there is no server to start."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'gestae[team]'")
    places = [Path(p).parent for p in (shutil.which("initdb"),) if p and Path(p).with_name("pg_ctl").exists()]
    programs = next((f for f in [*places, *map(Path, FOLDERS)] if (f / "initdb").exists()), None)
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no runuser here to run it as somebody else")
    try:
        return Server(folder, programs)
    except (OSError, subprocess.SubprocessError) as e:
        pytest.skip(f"PostgreSQL cannot be started here: {e}")


def home() -> Path:
    """A folder whose path is short enough for a socket, and which the server's user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="gestae-pg-"))
    if os.geteuid() == 0:
        with suppress(LookupError):
            shutil.chown(folder, UNPRIVILEGED)
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server that the whole run shares; each test takes an address of its own."""
    with _served() as server:
        yield server


@pytest.fixture
def stopping_postgres() -> Iterator[Server]:
    """A server that one test may stop and start."""
    with _served() as server:
        yield server


@contextmanager
def _served() -> Iterator[Server]:
    folder = home()
    try:
        server = started(folder)
        yield server
        with suppress(OSError):
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
