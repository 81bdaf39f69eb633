"""The house stands as it was planned: rooms, sizes, words."""

import ast
import re
import statistics
import tomllib
from pathlib import Path

import pytest

import gestae.model

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "src" / "gestae"
FOLDERS = ("src", "tests", "benchmarks", "tools", "training")
CODE = {".py", ".css", ".js", ".yaml", ".lp"}
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
SKIPPED = {"__pycache__", ".venv", "node_modules", "weights", "corpus"}

# Who may import what is dear: a heavy or a worldly library has one room, so that leaving it is a day's work.
HOMES = {
    "spacy": ("extract",),
    "thinc": ("extract",),
    "pypdfium2": ("sources",),
    "docx": ("sources",),
    "selectolax": ("sources",),
    "ftfy": ("sources",),
    "sqlite3": ("record",),
    "psycopg": ("record",),
    "bagit": ("record",),
    "rfc8785": ("model",),
    "httpx": ("desk",),
    "rfc3161_client": ("record",),
    "click": ("cli",),
    "rich": ("cli", "present"),
    "yaml": ("rules",),
    "clingo": ("derive",),
    "clingodl": ("derive",),
    "pysat": ("derive",),
    "numpy": ("derive", "extract"),
    "pyarrow": ("desk",),
}


def files(*suffixes: str, folders: tuple[str, ...] = FOLDERS) -> list[Path]:
    found = (path for folder in folders for path in (REPOSITORY / folder).rglob("*") if path.suffix in suffixes)
    return sorted(path for path in found if not SKIPPED & set(path.relative_to(REPOSITORY).parts))


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


MODULES = files(".py", folders=("src",))


def test_no_source_file_is_longer_than_five_hundred_lines() -> None:
    long = {name(path): lines for path in files(*CODE) if (lines := length(path)) > 500}

    assert long == {}


def test_a_module_is_usually_one_idea_long() -> None:
    lengths = [length(path) for path in MODULES if length(path) > 10]

    assert statistics.median(lengths) <= 200


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert not tree.body or ast.get_docstring(tree), f"{name(path)} has no docstring"


def rooms() -> set[str]:
    house = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "house")
    return {room.strip() for layer in house["layers"] for room in layer.split("|")}


def test_every_room_has_its_place_in_the_house() -> None:
    standing = {p.stem if p.is_file() else p.name for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()}

    assert standing - {"__init__"} == rooms()


def imports(path: Path) -> set[str]:
    """Top-level names this module imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("library", HOMES)
def test_a_library_that_is_dear_is_imported_in_its_room_only(library: str) -> None:
    importers = {path.relative_to(PACKAGE).parts[0] for path in MODULES if library in imports(path)}

    assert importers <= set(HOMES[library])


@pytest.mark.parametrize(("library", "module"), [("clingo", "logic"), ("clingodl", "logic"), ("pysat", "conflicts")])
def test_a_solver_is_imported_by_one_module_only(library: str, module: str) -> None:
    assert [path.stem for path in MODULES if library in imports(path)] == [module]


CLOCK = re.compile(r"\b(datetime|date)\.(now|today|utcnow)\(|\btime\.time(_ns)?\(")


@pytest.mark.parametrize("room", ["model", "rules", "sources", "extract", "derive", "present"])
def test_below_the_desk_nobody_looks_at_the_clock(room: str) -> None:
    assert [name(p) for p in (PACKAGE / room).rglob("*.py") if CLOCK.search(p.read_text(encoding="utf-8"))] == []


def test_every_public_noun_is_in_the_glossary() -> None:
    glossary = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = {word.strip().lower() for row in re.findall(r"^\| ([^|]+) \|", glossary, re.MULTILINE) for word in row.split(",")}

    assert {noun for noun in gestae.model.__all__ if noun.lower() not in words} == set()


def test_nothing_is_left_to_do_later_in_the_code() -> None:
    later = re.compile(r"#\s*(TODO|FIXME|XXX|HACK)\b")

    assert [name(p) for p in files(".py", ".js", ".css") if later.search(p.read_text(encoding="utf-8"))] == []


def test_nothing_names_a_folder_of_somebodys_machine() -> None:
    machine = re.compile(r"/(home|Users|root|work|tmp/\w*job)" + r"/\w|[A-Z]:\\\\Users")
    places = [
        *files(*CODE, ".md", ".html", ".toml", ".cfg", ".txt", folders=(*FOLDERS, "docs")),
        *REPOSITORY.glob("*.*"),
        REPOSITORY / "Makefile",
    ]
    texts = {name(p): p.read_text(encoding="utf-8", errors="replace") for p in places if p.is_file()}

    assert {place: found.group() for place, text in texts.items() if (found := machine.search(text))} == {}


def test_whoever_installs_gets_what_was_tested() -> None:
    """Every pinned line has a hash, and the core's pins are the same in the test environment."""
    core, test = (pins(REPOSITORY / f) for f in ("constraints.txt", "constraints-test.txt"))

    assert core.items() <= test.items()
    assert all(test.values())


def pins(path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    pin = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.strip().removesuffix("\\").strip()
        if words.startswith("--hash=sha256:"):
            found[pin] += (words,)
        elif words:
            assert "://" not in words, f"{path.name} holds an address: {words}"
            pin = words
            found[pin] = ()
    return found


@pytest.mark.parametrize("extra", [None, "llm", "test", "build"])
def test_everything_that_is_asked_for_is_pinned(extra: str | None) -> None:
    wanted = PROJECT["project"]["optional-dependencies"][extra] if extra else PROJECT["project"]["dependencies"]
    pinned = {pin.split("==")[0] for pin in pins(REPOSITORY / ("constraints-test.txt" if extra == "test" else "constraints.txt"))}

    assert {re.split(r"[<>=\[ ]", line)[0].lower() for line in wanted} <= pinned
