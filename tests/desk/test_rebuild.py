"""The record is the truth: all else can be thrown away, copied, or come in another order."""

import itertools
import json
import shutil

import pytest
from papers import LETTER, MEMO, NOTE

from gestae.desk.brief import brief
from gestae.desk.intake import from_bytes
from gestae.desk.reading import read
from gestae.desk.review import accept_all
from gestae.present import brief_json, brief_text


def told(case):
    return json.dumps(brief_json(brief(case))) + brief_text(brief(case), 100, False)


def without_names(found):
    """What a brief holds, as sets: all but the order and the names of the sources."""
    return {key: sorted(json.dumps(v, sort_keys=True) for v in value) for key, value in found.items() if isinstance(value, list)}


def test_deleting_everything_but_log_and_blobs_gives_the_same_brief(desk):
    with desk.open() as case:
        desk.receive(case, NOTE, LETTER)
        accept_all(case)
        before = told(case)
    for path in (desk.roof / "case").iterdir():
        if path.name not in ("log.sqlite", "blobs"):
            shutil.rmtree(path)
    with desk.open() as case:
        assert told(case) == before


def test_a_copied_folder_under_another_name_gives_the_same_brief(desk):
    with desk.open() as case:
        desk.receive(case, NOTE, LETTER)
        accept_all(case)
        before = told(case)
    shutil.copytree(desk.roof / "case", desk.roof / "elsewhere")
    with desk.open("elsewhere") as case:
        assert told(case) == before


SAME_WORDS = ("crlf.txt", NOTE[1].replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("documents", list(itertools.permutations((NOTE, LETTER, MEMO, SAME_WORDS))))
def test_the_order_of_adding_changes_no_id_and_no_finding(desk, documents):
    def made(name, order):
        with desk.open(name) as case:
            desk.receive(case, *order)
            accept_all(case)
            return brief_json(brief(case))

    assert without_names(made("one", documents)) == without_names(made("other", sorted(documents)))


def test_reading_without_a_case_tells_what_a_case_would(desk):
    found = read(from_bytes([NOTE, LETTER]), clock=desk.clock)
    with desk.open() as case:
        desk.receive(case, NOTE, LETTER)
        accept_all(case)

        assert brief_json(found.case) == brief_json(brief(case))


def test_reading_twice_tells_the_same_twice(desk):
    once, again = (json.dumps(brief_json(read(from_bytes([NOTE, LETTER]), clock=desk.clock).case)) for _ in range(2))

    assert once == again


def test_reading_with_nothing_accepted_claims_nothing(desk):
    found = read(from_bytes([NOTE]), clock=desk.clock, accepting=False).case

    assert found.claims == ()
    assert len(found.proposed) == 2
    assert found.texts[0].body.startswith("On Monday")


def test_reading_files_that_are_all_refused_gives_an_empty_brief_with_its_problems(desk):
    found = read(from_bytes([("empty.txt", b"")]), clock=desk.clock).case

    assert found.sources == ()
    assert [p.severity for p in found.problems] == ["error"]


def test_problems_are_told_once(desk):
    damaged = ("report.txt", "The café was shut.\n".encode().decode("latin-1").encode())
    found = read(from_bytes([damaged, damaged, NOTE]), clock=desk.clock).case

    assert [p.severity for p in found.problems] == ["note", "note"]
    assert len({p.what for p in found.problems}) == 2
