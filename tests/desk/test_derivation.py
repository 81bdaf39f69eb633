"""What a case comes to is kept in the cache, which changes nothing in it: whatever it holds, the case is what the record says."""

import json

import pytest

from gestae.desk import derivation
from gestae.desk.brief import brief
from gestae.desk.case_file import open_case
from gestae.present import brief_json
from gestae.record import Act

STATEMENT = (
    b"On Monday 7 September 2026 Ida Fennimore handed the lamp to Perrin Oyelaran. Perrin Oyelaran had the lamp on Tuesday.\n"
)


@pytest.fixture
def kept(desk, monkeypatch):
    """The folder of a case that counts as worth keeping here, opened once."""
    monkeypatch.setattr(derivation, "WORTH_KEEPING", 1)
    with desk.open() as case:
        desk.receive(case, ("statement.txt", STATEMENT))
        path = case.store.where
    shown(desk, path)
    return path


def shown(desk, path):
    with open_case(path, clock=desk.clock, environment=desk.environment) as case:
        return json.dumps(brief_json(brief(case)))


def test_what_is_kept_is_shown_without_deriving_anew_and_is_the_same(desk, kept, monkeypatch):
    file = kept / "cache" / derivation.FILE
    afresh = shown_without(desk, kept)
    shown(desk, kept)

    assert file.exists()
    monkeypatch.setattr("gestae.derive.derive", lambda *_: pytest.fail("it was derived anew"))

    assert shown(desk, kept) == afresh


def shown_without(desk, path):
    (path / "cache" / derivation.FILE).unlink()
    return shown(desk, path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:100],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: data.replace(b"Fennimore", b"Fennimora"),
        lambda data: data[:64] + b"nothing of the kind",
    ],
)
def test_a_spoilt_one_is_passed_over(desk, kept, spoil):
    file = kept / "cache" / derivation.FILE
    whole, afresh = file.read_bytes(), shown_without(desk, kept)
    file.write_bytes(spoil(whole))

    assert shown(desk, kept) == afresh
    assert file.read_bytes() == whole


def test_that_of_another_case_is_passed_over(desk, kept):
    afresh = shown(desk, kept)
    with desk.open("other") as other:
        desk.receive(other, ("statement.txt", STATEMENT.replace(b"lamp", b"saw")))
        path = other.store.where
    shown(desk, path)
    (kept / "cache" / derivation.FILE).write_bytes((path / "cache" / derivation.FILE).read_bytes())

    assert shown(desk, kept) == afresh


def test_what_was_added_since_is_shown(desk, kept):
    with open_case(kept, clock=desk.clock, environment=desk.environment) as case:
        desk.receive(case, ("later.txt", STATEMENT.replace(b"lamp", b"ladder")))

    found = shown(desk, kept)

    assert "ladder" in found
    assert found == shown_without(desk, kept)


def test_a_damaged_text_is_reported_though_the_case_was_kept(desk, kept):
    blobs = sorted(file for file in (kept / "blobs").rglob("*") if file.is_file())
    for blob in blobs:
        blob.chmod(0o644)
        blob.write_bytes(b"something else")

    with open_case(kept, clock=desk.clock, environment=desk.environment) as case:
        found = brief(case)

    assert any(p.severity == "error" for p in found.problems)
    assert not case.is_sound


def test_after_an_erasure_nothing_is_left_of_it(desk, kept):
    with open_case(kept, clock=desk.clock, environment=desk.environment) as case, case.writing():
        case.append([case.draft(Act("erased", {"blobs": []}, {"reason": "asked for"}))])

    assert not (kept / "cache" / derivation.FILE).exists()
