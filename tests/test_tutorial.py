"""What the tutorial and the how-tos tell people to type works, in the order in which it stands there."""

import json
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gestae.cli import gestae, second

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY / "tests" / "second"))

from model_server import ModelServer, claims  # noqa: E402

DATABASE = "postgresql://kim@office/gestae/harbour"
MODELS = "https://models.example/v1"  # the pages' own
PAGES = [REPOSITORY / "README.md", REPOSITORY / "docs" / "tutorial.md", *sorted((REPOSITORY / "docs" / "howto").glob("*.md"))]
BLOCK = re.compile(r"^```(sh|json)\n(.*?)^```", re.MULTILINE | re.DOTALL)
GIVEN = {
    "report.html": ".html",
    "statement.docx": ".docx",
    "mails.eml": ".eml",
    "your-document.pdf": ".pdf",
    "undated-note.txt": ".txt",
}


class Desk:
    """A folder with documents to work on, and somebody who types what a page says."""

    def __init__(self, folder: Path, models: str = "") -> None:
        self.folder = folder
        self.runner = CliRunner()
        self.entries: list[str] = []
        self.settings: dict[str, str | None] = {}
        self.models, self.database = models, DATABASE
        with as_file(files("gestae.sample") / "documents") as sample:
            documents = sorted(path for path in sample.iterdir() if path.is_file() and not path.name.startswith("_"))
            for place in ("documents", "src/gestae/sample/documents"):
                shutil.copytree(sample, folder / place)
        for name, suffix in GIVEN.items():
            shutil.copy(next(path for path in documents if path.suffix == suffix), folder / name)

    def type(self, line: list[str]) -> None:
        match line:
            case ["make", "demo"]:
                self.gestae("demo")
            case ["export", setting]:
                name, _, value = setting.partition("=")
                self.settings[name] = value.replace(MODELS, self.models)
            case [".", _] | []:
                pass
            case [_, "serve", *words]:  # answers until it is stopped: tests/web starts it
                self.gestae("serve", "--help", *words)
            case ["cp", "-r", what, where]:
                shutil.copytree(self.folder / what, self.folder / where)
            case [_, *words]:
                self.gestae(*self.filled(words))

    def gestae(self, *words: str) -> Result:
        result = self.runner.invoke(gestae, list(words), catch_exceptions=False, env=self.settings, input="y\n")
        fine = (0, 1) if words[0] in ("add", "read", "brief", "demo", "protocol") else (0,)
        assert result.exit_code in fine, f"gestae {shlex.join(words)}: {result.output}"
        assert "a fault of the program" not in result.output
        self.entries += re.findall(r"\(entry ([0-9a-f-]{36})\)", result.output)
        return result

    def filled(self, words: list[str]) -> list[str]:
        """The words with the numbers and names of this case in place of the page's own."""
        if words[0] in ("same", "not-same") and words[1] == "harbour":
            agents = json.loads(self.gestae("brief", words[1], "--format", "json").stdout)["agents"]
            return [*words[:2], agents[0]["id"], agents[1]["id"]]
        if "--undo" in words:
            return [*words[:-1], self.entries[-1]]
        if any(word.startswith("clm-") for word in words):
            claims = json.loads(self.gestae("claims", words[1], "--format", "json").stdout)["claims"]
            wanted = iter(c["id"] for c in claims if (c["kind"] == "handover") == ("--correct" in words))
            return [next(wanted)[:12] if word.startswith("clm-") else word for word in words]
        return [
            found for word in words for found in self.matching(word.replace(MODELS, self.models).replace(DATABASE, self.database))
        ]

    def matching(self, word: str) -> list[str]:
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.glob(word)) if "*" in word else [word]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the sample's documents, made once; each page that starts from a case works on a copy."""
    desk = Desk(tmp_path_factory.mktemp("harbour"))
    desk.gestae("new", str(desk.folder / "harbour"))
    desk.gestae("add", str(desk.folder / "harbour"), *map(str, sorted(desk.folder.glob("documents/*"))))
    return desk.folder / "harbour"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GESTAE_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(second, "somebody_is_there", lambda: True)
    models = ModelServer(claims())
    yield Desk(tmp_path, models.url)
    models.close()


def lines(page: Path) -> Iterator[tuple[str, str]]:
    """What stands in a page's blocks: commands to type, and files to write under the name last told."""
    for language, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        yield from ((language, line) for line in block.splitlines()) if language == "sh" else ((language, block),)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_tells_to_type_works(page: Path, desk: Desk, request: pytest.FixtureRequest) -> None:
    if page.parent.name == "howto" and page.stem not in ("add-documents", "read-without-a-case"):
        shutil.copytree(request.getfixturevalue("harbour"), desk.folder / "harbour")
        desk.gestae("claims", "harbour", "--accept", "all") if page.stem in ("same-person", "hand-over", "undo") else None
    written = iter(re.findall(r"`([\w-]+\.jsonl?)`", page.read_text(encoding="utf-8")))
    if DATABASE in page.read_text(encoding="utf-8"):
        desk.database = request.getfixturevalue("postgres").address("tutorial")
    typed = 0
    for language, line in lines(page):
        if language == "json":
            (desk.folder / next(written)).write_text(with_claims(line, desk), encoding="utf-8")
        else:
            desk.type(shlex.split(line, comments=True))
            typed += 1

    assert typed


def with_claims(block: str, desk: Desk) -> str:
    """A file of decisions with claims of this case."""
    wanted = re.findall(r"clm-[0-9a-f]+", block)
    if wanted:
        claims = json.loads(desk.gestae("claims", "harbour", "--format", "json").stdout)["claims"]
        proposed = [c["id"] for c in claims]
        for number, id_ in enumerate(dict.fromkeys(wanted)):
            block = block.replace(id_, proposed[number])
    return block
