"""A long record is opened by what was kept of it in the cache, which is believed only as far as the record bears it out."""

import pytest

from gestae.desk import projection
from gestae.desk.case_file import open_case
from gestae.desk.verify import verify_case
from gestae.record import Act

STATEMENT = b"On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\n"


@pytest.fixture
def long_case(desk, monkeypatch):
    """A case of some hundred entries, which counts as long here, opened once since they were added."""
    monkeypatch.setattr(projection, "WORTH_KEEPING", 50)
    monkeypatch.setattr("gestae.desk.ledger.MOST_REMEMBERED", 100)
    with desk.open() as case:
        desk.receive(case, ("statement.txt", STATEMENT))
        with case.writing():
            case.append([case.draft(Act("note.added", {}, {"note": f"lamp {n}"})) for n in range(300)])
    path = desk.roof / "case"
    (path / "cache" / projection.FILE).unlink(missing_ok=True)
    opened(desk, path).__exit__(None, None, None)
    assert (path / "cache" / projection.FILE).exists()
    return path


def opened(desk, path):
    return open_case(path, clock=desk.clock, environment=desk.environment)


def told(case):
    ledger = case.ledger
    return (ledger.head, ledger.name, ledger.sources, ledger.texts, ledger.proposals, ledger.keys, ledger.members, ledger.entries)


def test_it_opens_as_the_record_reads(desk, long_case):
    with opened(desk, long_case) as projected:
        by_cache, known = told(projected), projected.projected
    (long_case / "cache" / projection.FILE).unlink()
    with opened(desk, long_case) as afresh:
        assert known == 306
        assert afresh.projected == 0
        assert told(afresh) == by_cache


def test_what_was_added_since_is_read_on(desk, long_case):
    with opened(desk, long_case) as case:
        desk.receive(case, ("later.txt", STATEMENT.replace(b"Monday", b"Friday")))
    with opened(desk, long_case) as case:
        assert case.projected == 306
        assert len(case.ledger.sources) == 2
        assert len(case.ledger.entries) == 309


def test_a_projection_of_another_record_is_not_believed(desk, long_case):
    with desk.open("other") as other:
        other_path = other.store.where
    kept = (long_case / "cache" / projection.FILE).read_bytes()
    (other_path / "cache" / projection.FILE).write_bytes(kept)
    with opened(desk, other_path) as case:
        assert case.projected == 0
        assert case.name == "other"


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"\x81\xa7version\x02"])
def test_a_damaged_projection_is_made_again(desk, long_case, data):
    (long_case / "cache" / projection.FILE).write_bytes(data)
    with opened(desk, long_case) as case:
        assert case.projected == 0
        assert case.ledger.name == "case"
    with opened(desk, long_case) as case:
        assert case.projected == 306


def test_a_forged_projection_is_found_by_verify(desk, long_case):
    file = long_case / "cache" / projection.FILE
    forged = file.read_bytes().replace(b"statement.txt", b"fabricated.tx")
    assert forged != file.read_bytes()
    file.write_bytes(forged)

    found = verify_case(long_case, clock=desk.clock, environment=desk.environment)

    assert [p.where for p in found.problems] == ["cache/ledger.msgpack"]
    assert found.record.problems == []


def test_a_record_whose_last_seal_is_false_is_not_opened_by_it(desk, long_case):
    with opened(desk, long_case) as case:
        case.log.db.run("DROP TRIGGER checkpoint_same")
        case.log.db.run("UPDATE checkpoint SET note = ? WHERE size = 306", (b"false",))
    with opened(desk, long_case) as case:
        assert case.projected == 0


def test_an_erasure_leaves_nothing_of_it(desk, long_case):
    with opened(desk, long_case) as case, case.writing():
        case.append([case.draft(Act("erased", {"blobs": []}, {"reason": "asked for"}))])

    assert not (long_case / "cache" / projection.FILE).exists()
