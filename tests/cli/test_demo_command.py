"""``gestae demo``: the sample case, from its documents to its brief."""

import json
from pathlib import Path


def names(path):
    return sorted(p.name for p in Path(path).iterdir())


def test_the_demonstration_makes_a_case_and_says_what_to_run_next(run):
    told = run("demo")

    assert told.exit_code == 0, told.stderr
    assert "gestae serve gestae-demo" in told.stdout
    assert "gestae claims gestae-demo" in told.stdout
    assert {"log.sqlite", "blobs", "brief.html"} <= set(names("gestae-demo"))
    assert Path("gestae-demo/brief.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    found = json.loads(run("brief", "gestae-demo", "--format", "json").stdout)
    assert len(found["sources"]) >= 10
    assert found["claims"]
    assert found["custody"]


def test_a_second_demonstration_leaves_the_first_alone(run):
    Path("gestae-demo").mkdir()
    Path("gestae-demo/mine.txt").write_text("x")
    told = run("demo")

    assert told.exit_code == 0
    assert names("gestae-demo") == ["mine.txt"]
    assert Path("gestae-demo-2/log.sqlite").is_file()


def test_a_demonstration_over_something_else_is_misuse(run):
    Path("taken").write_text("x")

    assert run("demo", "taken").exit_code == 2
