"""``gestae protocol check``: what it prints, and what it says of logs that are not as they should be."""

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gestae.cli import gestae

GOOD = """\
seq,prod,day,t,act,item,item2,actor,role,to,kind,result,declared
10,P,0,100,register_weapon,W1,,Ann,armourer,,,,
11,P,0,200,load,W1,A1,Ann,armourer,,blank,,
12,P,0,300,load,W2,A1,Bob,grip,,blank,,
"""


def check(folder: Path, text: str | bytes, *options: str, name: str = "log.csv") -> Result:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    words = ["protocol", "check", str(path), "--rules", "benchmark", *options]
    result = CliRunner().invoke(gestae, words, catch_exceptions=False)
    assert "a fault of the program" not in result.stderr
    return result


def test_rows_are_named_by_their_number_in_the_log_with_those_that_decide(tmp_path: Path) -> None:
    told = json.loads(check(tmp_path, GOOD, "--format", "json").stdout)
    first = told["verdicts"]["R01"]

    assert (told["rules"], told["events"], len(told["digest"])) == ("benchmark", 3, 64)
    assert first["violating"] == [12]
    assert [first[n] for n in ("activations", "satisfied", "violated", "pending", "contested", "not_evaluable")] == [
        2,
        1,
        1,
        0,
        0,
        0,
    ]
    assert told["verdicts"]["R02"]["violating"] == [12]


def test_only_a_broken_rule_that_stops_work_makes_the_exit_code_one(tmp_path: Path) -> None:
    mild = "".join(line for line in GOOD.splitlines(keepends=True) if "grip" not in line)

    assert check(tmp_path, GOOD).exit_code == 1
    assert check(tmp_path, mild).exit_code == 0


def test_the_screen_shows_which_row_broke_which_rule(tmp_path: Path) -> None:
    shown = check(tmp_path, GOOD).stdout

    assert "R02 (STOP): Only the armourer or the props master loads.\n    row 12\n" in shown


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the file is empty"),
        ("seq,act,item\n1,load,W1\n", "there is no column 't'; its columns are seq, act, item"),
        (b"\xff\xfe\x00\x01,\x00", "its letters are not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00", "its letters are not UTF-8"),
    ],
)
def test_a_file_that_is_no_log_is_refused(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    result = check(tmp_path, text)

    assert result.exit_code == 2
    assert sentence in result.stderr


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("13,P,0,noon,load,W1,,,,,,,\n", "has no time that can be read"),
        ("13,P,0,2026-03-02T09:00:00,load,W1,,,,,,,\n", "has a time without a zone"),
        ("13,P,0,400,,W1,,,,,,,\n", "does not say what happened"),
        ("13,P,0,400,load\n", "does not have as many cells"),
        ("thirteen,P,0,400,load,W1,,,,,,,\n", "has no whole number as 'seq'"),
        ("9" * 40 + ",P,0,400,load,W1,,,,,,,\n", "has no whole number as 'seq'"),
    ],
)
def test_a_row_that_cannot_be_understood_is_left_out_and_told(tmp_path: Path, row: str, sentence: str) -> None:
    result = check(tmp_path, GOOD + row, "--format", "json")
    told = json.loads(result.stdout)

    assert told["events"] == 3
    assert result.exit_code == 1
    assert [p["severity"] for p in told["problems"]] == ["error"]
    assert told["problems"][0]["what"].startswith(f"a row below the heading {sentence}")
    assert told["problems"][0]["what"].endswith("(row 4).")


def test_times_of_several_zones_are_one_order(tmp_path: Path) -> None:
    text = GOOD.replace(",300,load,W2", ",1969-12-31T16:05:00-08:00,load,W2").replace(",100,", ",1970-01-01T00:01:40Z,")
    told = json.loads(check(tmp_path, text, "--format", "json").stdout)

    assert told["problems"] == []
    assert told["verdicts"]["R01"]["violating"] == [12]


def test_a_row_that_came_late_is_put_where_it_happened(tmp_path: Path) -> None:
    late = GOOD + "13,P,0,250,register_weapon,W2,,Ann,armourer,,,,\n"
    told = json.loads(check(tmp_path, late, "--format", "json").stdout)

    assert told["verdicts"]["R01"]["violating"] == []
    assert [p["what"] for p in told["problems"]] == ["a row stands later than events after them."]


def test_a_column_that_is_not_there_leaves_rules_open_and_is_told(tmp_path: Path) -> None:
    text = "seq,prod,day,t,act,item,item2,actor,to,kind,result,declared\n1,P,0,100,load,W1,A1,Ann,,blank,,\n"
    told = json.loads(check(tmp_path, text, "--format", "json").stdout)

    assert told["verdicts"]["R02"]["not_evaluable"] == 1
    assert [(p["what"], p["why"]) for p in told["problems"]] == [
        ("there is no column 'role'.", "What R02 ask of it cannot be known.")
    ]


def test_a_log_with_other_names_is_read_by_them(tmp_path: Path) -> None:
    text = GOOD.replace(",t,act,", ",time,activity,")
    told = json.loads(check(tmp_path, text, "--column", "t=time", "--column", "act=activity", "--format", "json").stdout)

    assert told == json.loads(check(tmp_path, GOOD, "--format", "json").stdout)


def test_lines_of_json_give_what_csv_gives(tmp_path: Path) -> None:
    head, *rows = [line.split(",") for line in GOOD.splitlines()]
    lines = [{k: v for k, v in zip(head, row, strict=True) if v} for row in rows]
    text = "\n".join(json.dumps({**line, "t": int(line["t"])}) for line in lines)

    assert json.loads(check(tmp_path, text, "--format", "json", name="log.jsonl").stdout) == json.loads(
        check(tmp_path, GOOD, "--format", "json").stdout
    )


def test_a_number_that_stands_twice_is_told(tmp_path: Path) -> None:
    told = json.loads(check(tmp_path, GOOD + GOOD.splitlines()[-1] + "\n", "--format", "json").stdout)

    assert [p["what"] for p in told["problems"]] == ["1 numbers in 'seq' stand more than once."]


def test_nonsense_is_told_and_never_a_traceback(tmp_path: Path) -> None:
    chance = random.Random(7)
    letters = [",", "\n", '"', "\r", "a", "9", "é", "\x00", "load", "W1", " "]
    for _ in range(60):
        text = "seq,t,act,item\n" + "".join(chance.choice(letters) for _ in range(chance.randrange(200)))
        assert check(tmp_path, text).exit_code in (0, 1, 2)


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere.parquet", "nowhere"])
def test_a_log_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    result = CliRunner().invoke(gestae, ["protocol", "check", str(tmp_path / name), "--rules", "benchmark"])

    assert result.exit_code == 2
    assert "there is no such file or case. Nothing was checked." in result.stderr


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\x00" * 40 + b"PAR1", b"seq,t,act\n"])
def test_a_parquet_file_that_is_broken_is_refused(tmp_path: Path, data: bytes) -> None:
    pytest.importorskip("pyarrow")
    result = check(tmp_path, data, name="log.parquet")

    assert result.exit_code == 2
    assert "it cannot be read as Parquet" in result.stderr


def test_a_rule_set_nobody_knows_is_refused_with_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(GOOD)
    result = CliRunner().invoke(gestae, ["protocol", "check", str(tmp_path / "log.csv"), "--rules", "benchmrk"])

    assert result.exit_code == 2
    assert (
        "there is no rule set of that name, and no such file. Nothing was checked. Sets of the package: benchmark" in result.stderr
    )


def stated(by: str, kind: str, at: str, **roles: str | None) -> dict[str, object]:
    moment = f"2026-03-02T{at}:00"
    return {"kind": kind, "by": by, "roles": roles, "when": {"said": at, "edtf": moment, "earliest": moment, "latest": moment}}


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case in which Ida says that she showed the revolver clear to Otto, and Otto denies it."""
    monkeypatch.setenv("GESTAE_CONFIG_HOME", str(tmp_path / "config"))
    people = (("Ida Fenn", "armorer"), ("Otto Reyes", "first assistant director"), ("Bea Lund", "actor"))
    lines = [{"kind": "position", "by": "Una Roth", "roles": {"agent": a, "title": t}} for a, t in people]
    gun = {"item": "revolver W-03"}
    lines.append(stated("Una Roth", "handover", "13:10", giver="Ida Fenn", receiver="Bea Lund", **gun))
    showing = {"agent": "Ida Fenn", "to": "Otto Reyes", **gun}
    lines.append(stated("Ida Fenn", "showing_clear", "13:05", extent="six of six chambers", **showing))
    lines.append({**stated("Otto Reyes", "showing_clear", "13:05", **showing), "polarity": "denies"})
    (tmp_path / "stated.jsonl").write_text("\n".join(map(json.dumps, lines)))
    folder = tmp_path / "case"
    for words in (["new", str(folder)], ["claims", str(folder), "--state", str(tmp_path / "stated.jsonl")]):
        assert CliRunner().invoke(gestae, words, catch_exceptions=False).exit_code == 0
    return folder


def test_a_case_is_checked_under_each_account(case: Path) -> None:
    words = ["protocol", "check", str(case), "--rules", "set-firearms", "--format", "json"]
    result = CliRunner().invoke(gestae, words, catch_exceptions=False)
    told = json.loads(result.stdout)

    assert result.exit_code == 0
    assert {a["account"]: a["verdicts"]["FS-24"] for a in told["accounts"]} == {"Ida Fenn": "satisfied", "Otto Reyes": "violated"}
    assert told["turns_on_whom_you_believe"]["FS-24"] == {"satisfied": ["Ida Fenn"], "violated": ["Otto Reyes"]}
    assert [told["verdicts"]["FS-24"][n] for n in ("activations", "contested", "violated", "violating")] == [1, 1, 0, []]
    assert told["fails_whoever_is_right"] == []


def test_the_screen_names_who_stands_where(case: Path) -> None:
    shown = CliRunner().invoke(gestae, ["protocol", "check", str(case), "--rules", "set-firearms"]).stdout

    assert "violated if Otto Reyes is right\n" in shown
    assert "satisfied if Ida Fenn is right\n" in shown
