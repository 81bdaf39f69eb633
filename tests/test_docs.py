"""The documentation says what the program does: every command shown exists, every word leads somewhere."""

import importlib.util
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from gestae import rules
from gestae.cli import gestae
from gestae.model import (
    Agent,
    Case,
    Claim,
    Custody,
    Dated,
    Finding,
    Item,
    Place,
    Problem,
    Proceeding,
    Question,
    Source,
    Span,
    Spell,
    Text,
    When,
)
from gestae.model.ids import AgentId, ClaimId, ItemId, PlaceId, source_id, text_id
from gestae.present import brief_json

REPOSITORY = Path(__file__).resolve().parent.parent
DOCS = REPOSITORY / "docs"
PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
BY_HAND = [p for p in PAGES if "Written by tools/make_reference.py" not in p.read_text(encoding="utf-8")]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CONTEXT = click.Context(gestae, info_name="gestae", **gestae.context_settings)
COMMANDS = [name for name in gestae.list_commands(CONTEXT) if (c := gestae.get_command(CONTEXT, name)) and not c.hidden]


def page_name(page: Path) -> str:
    return str(page.relative_to(REPOSITORY))


def shown(page: Path) -> Iterator[list[str]]:
    """The words of every ``gestae`` and ``make`` command on a page, in blocks and in running text."""
    text = page.read_text(encoding="utf-8")
    for language, block in FENCE.findall(text):
        if language == "sh":
            for line in block.replace("\\\n", " ").splitlines():
                yield shlex.split(line, comments=True)
    for inline in re.findall(r"`((?:gestae|make) [^`\n]+)`", FENCE.sub("", text)):
        yield shlex.split(inline.replace("...", ""))


def trouble(words: list[str]) -> str | None:
    """Why this command line would not be understood; ``None`` when it would."""
    command: click.Command = gestae
    options = {"--help": None, "-h": None} | {opt: p for p in gestae.params for opt in (*p.opts, *p.secondary_opts)}
    rest = iter(words)
    operands = 0
    for word in rest:
        if word.startswith("-") and word != "-":
            name, _, value = word.partition("=")
            if name not in options:
                return f"{command.name} has no option {name}"
            option = options[name]
            if isinstance(option, click.Option) and not option.is_flag:
                value = value or next(rest, "")
                if not value:
                    return f"{name} is shown without its value"
                if (
                    isinstance(option.type, click.Choice)
                    and not value.isupper()
                    and not set(value.split("|")) <= set(option.type.choices)
                ):
                    return f"{name} cannot be {value}"
        elif isinstance(command, click.Group):
            inner = command.get_command(CONTEXT, word)
            if inner is None:
                return f"there is no command {word}"
            command = inner
            options = {"--help": None, "-h": None} | {opt: p for p in command.params for opt in (*p.opts, *p.secondary_opts)}
        else:
            operands += 1
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    if operands > len(arguments) and all(a.nargs == 1 for a in arguments):
        return f"{command.name} takes {len(arguments)} words, {operands} are shown"
    return None


@pytest.mark.parametrize("page", BY_HAND, ids=page_name)
def test_every_command_that_is_shown_exists_with_its_options(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wrong = {}
    for words in shown(page):
        match words:
            case [program, *rest] if program.split("/")[-1] == "gestae":
                if reason := trouble(rest):
                    wrong[" ".join(words)] = reason
            case ["make", target, *_] if target not in targets:
                wrong[" ".join(words)] = "there is no such target"

    assert wrong == {}


def test_a_command_that_does_not_exist_would_be_noticed() -> None:
    assert trouble(["divine", "harbour"]) == "there is no command divine"
    assert trouble(["read", "a.txt", "--certainty", "1"]) == "read has no option --certainty"
    assert trouble(["read", "a.txt", "--format", "stone"]) == "--format cannot be stone"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_shown_at_work_in_a_page_written_for_people(name: str) -> None:
    pages = [page_name(page) for page in BY_HAND for words in shown(page) if words[1:2] == [name]]

    assert pages


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = gestae.get_command(CONTEXT, name)
    assert command is not None
    told = command.get_help(click.Context(command, info_name=name, parent=CONTEXT))

    assert command.help
    assert f"gestae {name}" in told.split("\n", 1)[1]


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", REPOSITORY / "tools" / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "kinds.md", "protocols.md"])
def test_the_reference_is_what_the_code_says(name: str) -> None:
    written = (DOCS / "reference" / name).read_text(encoding="utf-8")

    assert written == reference().pages()[name], "run make reference"


@pytest.mark.parametrize("kind", rules.kinds())
def test_every_kind_is_documented_with_its_roles(kind: str) -> None:
    page = (DOCS / "reference" / "kinds.md").read_text(encoding="utf-8")
    section = page.split(f"\n## {kind}\n", 1)[1].split("\n## ", 1)[0]

    assert all(f"\n| {role} |" in section for role in rules.kinds()[kind].roles)


def test_every_setting_is_documented() -> None:
    settings = {
        found
        for path in (REPOSITORY / "src").rglob("*.py")
        for found in re.findall(r"\bGESTAE_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    page = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")

    assert {name for name in settings if f"`{name}`" not in page} == set()


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    why = (DOCS / "why.md").read_text(encoding="utf-8")

    assert {name for line in wanted if (name := re.split(r"[<>= ]", line)[0]) not in why} == set()


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", page.read_text(encoding="utf-8"))):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if "://" in link:
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [REPOSITORY / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.exists():
            continue
        reached.add(page)
        if page.is_dir():
            waiting.extend(page.rglob("*.md"))
        elif page.suffix == ".md":
            links = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
            waiting.extend((page.parent / link).resolve() for link in links if "://" not in link)

    assert {page_name(p) for p in DOCS.rglob("*.md") if p not in reached} == set()


def test_the_places_to_touch_are_where_contributing_says() -> None:
    page = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    places = re.findall(r"\| `([\w/]+)/<\w+>(\.\w+)`(?: with `([A-Z]+)`)?", page)
    package = REPOSITORY / "src" / "gestae"
    wrong = [
        place
        for place in places
        if not any(place[2] in path.read_text(encoding="utf-8") for path in (package / place[0]).glob(f"*{place[1]}"))
    ]

    assert len(places) >= 6
    assert wrong == []


def keys(told: object) -> set[str]:
    """Every field name in a JSON value, at any depth; roles are the kinds' own."""
    if isinstance(told, dict):
        return {str(key) for key in told} | {key for name, value in told.items() if name != "roles" for key in keys(value)}
    return {key for value in told for key in keys(value)} if isinstance(told, list) else set()


def test_every_field_of_the_json_is_documented() -> None:
    words = Text(id=text_id("plain-1", "the key"), source=source_id("0" * 64), reader="plain-1", body="the key")
    claim = Claim(
        id=ClaimId("clm-0000000000000000"), kind="holding", by=None, roles={}, span=Span.of(words, 4, 7), when=When(said="then")
    )
    case = Case(
        name="a case", dates={}, proposed=(), sameness=(), timeline=(Dated(claim=claim.id, earliest=None, latest=None),),
        sources=(Source(id=words.source, name="a.txt", media_type="text/plain", size=7, digest="0" * 64),), texts=(words,),
        agents=(Agent(id=AgentId("agt-0"), kind="person", label="Ines Varga"),), claims=(claim,),
        items=(Item(id=ItemId("itm-0"), kind="key", label="the key"),), places=(Place(id=PlaceId("plc-0"), label="the gate"),),
        custody=(Custody(item="itm-0", spells=(Spell(holder=None, earliest=None, latest=None, standing="unknown"),)),),
        findings=(
            Finding(
                id="fnd-0", rule="r", topic="gap", verdict="contested", severity="note", says="a gap", because=(claim.id,)
            ),
        ),
        questions=(Question(id="qst-0", says="who?", raised_by=(claim.id,)),),
        proceedings=(Proceeding(id="prc-0", instrument="interview", to=None, state="requested", steps=()),),
        problems=(Problem(severity="note", where="a", what="b", why="c", next="d"),),
    )  # fmt: skip
    page = (DOCS / "reference" / "json.md").read_text(encoding="utf-8")
    told = keys(brief_json(case))

    assert "standing" in told
    assert {key for key in told if f"`{key}`" not in page} == set()
