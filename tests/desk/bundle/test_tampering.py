"""Whoever alters a bundle is found out, whatever else is altered with it."""

import itertools

import msgspec
import pytest
from bundle_office import STATEMENT, bag_again, files

from gestae.desk.case_file import open_case
from gestae.desk.keys import signer
from gestae.desk.receipts import receipt
from gestae.model.codec import digest
from gestae.record import Written, create
from gestae.record.bundle.verifier import check


def alter(path, place, content):
    (path / place).write_bytes(content)


def faults(found):
    return {p.where for p in found.problems if p.severity == "error"}


def test_an_exhibit_that_was_altered_is_named_and_the_rest_still_holds(office):
    path = office.export().path
    place = f"data/evidence/{digest(STATEMENT)}"
    alter(path, place, STATEMENT.replace(b"Monday", b"Friday"))

    found = office.check()

    assert faults(found) == {place}
    assert (found.report.entries, found.report.evidence, found.report.quotes) == (9, 1, 0)


def test_an_exhibit_altered_together_with_the_manifests_does_not_match_the_record(office):
    path = office.export().path
    place = f"data/evidence/{digest(STATEMENT)}"
    alter(path, place, STATEMENT.replace(b"Monday", b"Friday"))
    bag_again(path)

    assert faults(office.check()) == {place}
    assert [where for where, _ in check(path).faults] == [place]


PARTS = [
    ("data/record/checkpoint", b"\n9\n", b"\n8\n"),
    ("data/record/disclosures.jsonl", b"letter.txt", b"letter.doc"),
    ("data/record/tile/entries/000.p/9", b'"at":1', b'"at":2'),
    ("data/record/tile/0/000.p/9", None, None),
    ("data/texts", b"Monday", b"Friday"),
    ("data/proposals", b"handover", b"hangover"),
    ("data/record/proofs", b"index 3", b"index 4"),
    ("data/bundle.json", b'"size":9', b'"size":8'),
]


@pytest.mark.parametrize(("place", "old", "new"), PARTS, ids=[p[0].removeprefix("data/") for p in PARTS])
def test_any_part_of_the_record_altered_together_with_the_manifests_is_refused(office, place, old, new):
    path = office.export().path
    name = next(n for n, content in files(path).items() if n.startswith(place) and (old is None or old in content))
    content = files(path)[name]
    alter(path, name, content.replace(old, new, 1) if old else bytes([content[0] ^ 1]) + content[1:])
    bag_again(path)

    assert faults(office.check())
    assert check(path).faults


@pytest.mark.parametrize("name", ["brief.html", "brief.json", "VERIFY.md", "verify.py"])
def test_what_was_derived_is_derived_again_and_a_word_put_into_it_is_noticed(office, name):
    path = office.export().path
    alter(path, f"data/{name}", files(path)[f"data/{name}"] + b"<!-- Perrin did it -->")
    bag_again(path)

    found = office.check()

    assert faults(found) == {f"data/{name}"}
    assert any("not what follows from the record" in p.what for p in found.problems)


def test_a_file_taken_out_or_put_in_is_named(office):
    path = office.export().path
    (path / "data" / "evidence" / digest(STATEMENT)).unlink()
    alter(path, "data/evidence/photograph.jpg", b"not ours")
    alter(path, "notes.txt", b"not ours either")

    assert {f"data/evidence/{digest(STATEMENT)}", "data/evidence/photograph.jpg", "notes.txt"} <= faults(office.check())


def test_a_file_put_in_and_listed_in_the_manifests_is_no_part_of_the_record(office):
    path = office.export().path
    alter(path, "data/evidence/photograph.jpg", b"not ours")
    bag_again(path)

    assert faults(office.check()) == {"data/evidence/photograph.jpg"}


def test_a_link_to_something_outside_is_not_followed(office):
    path = office.export().path
    place = path / "data" / "evidence" / digest(STATEMENT)
    outside = office.roof / "outside.txt"
    outside.write_bytes(STATEMENT)
    place.unlink()
    place.symlink_to(outside)

    assert f"data/evidence/{digest(STATEMENT)}" in faults(office.check())


def test_a_bundle_whose_files_are_cut_off_is_refused_for_each_of_them(office):
    path = office.export().path
    unnoticed = []
    for place, content in files(path).items():
        for length in (0, len(content) // 2, len(content) - 1):
            alter(path, place, content[:length])
            if not faults(office.check()) or not check(path).faults:
                unnoticed.append((place, length))
        alter(path, place, content)

    assert unnoticed == []
    assert faults(office.check()) == set()


def test_a_withheld_field_put_back_by_a_guess_does_not_fit(office):
    path = office.export("bundle", "field:problems").path
    with office.open() as case:
        entry = next(e.entry for e in case.ledger.entries if e.act == "source.received")
    lines = files(path)["data/record/disclosures.jsonl"].splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if entry.id.encode() in line) + 1
    guess = b'{"entry":"%s","name":"problems","salt":"%s","value":"[]"}\n' % (entry.id.encode(), b"A" * 22)
    alter(path, "data/record/disclosures.jsonl", b"".join([*lines[:at], guess, *lines[at:]]))
    bag_again(path)

    assert any(f"disclosures.jsonl, line {at + 1}" in where for where in faults(office.check()))


@pytest.fixture
def forged(office):
    """The record written anew from its beginning, a day earlier throughout, signed by its owner with a new key, and handed over."""
    desk = office.desk
    with office.open() as case:
        kept = receipt(office.roof / "case", None, clock=desk.clock, environment=desk.environment)
        honest_key = next(iter(case.ledger.keys))
        entries = [e.entry for e in case.ledger.entries]
        told = case.log.disclosures([e.id for e in entries])
        blobs = {d: case.blobs.get(d) for d in itertools.chain.from_iterable(_digests(e) for e in entries)}
        desk.environment = {"GESTAE_CONFIG_HOME": str(office.roof / "forger"), "GESTAE_NAME": "Robin Tallis"}
        forger = signer(case.ledger.case, desk.environment)
    written = [
        Written(
            entry=msgspec.structs.replace(e, at=e.at - 86_400_000, plain=_with_key(e, forger)),
            disclosures=tuple(told.get(e.id, ())),
        )
        for e in entries
    ]
    create(office.roof / "forged", written, forger)
    with open_case(office.roof / "forged", clock=desk.clock, environment=desk.environment) as case:
        for data in blobs.values():
            case.blobs.put(data)
    office.name = "forged"
    office.export()
    return kept, honest_key


def _digests(entry):
    return [v for k, v in entry.plain.items() if k in ("digest", "blob")]


def _with_key(entry, forger):
    return {**entry.plain, "key": str(forger.verifier)} if entry.kind == "key.added" else entry.plain


def test_a_record_written_anew_and_signed_again_is_refused_by_whoever_kept_a_receipt(office, forged):
    kept, honest_key = forged

    assert faults(office.check()) == set()  # of itself it holds: nothing in it can show that it was another
    assert faults(office.check(receipt=kept)) == {"the receipt"}
    assert [where for where, _ in check(office.roof / "bundle", kept).faults] == ["the receipt"]
    assert "data/record/checkpoint" in faults(office.check(keys=(honest_key,)))


def test_a_bundle_made_again_is_not_the_one_that_the_receipt_is_of(office):
    kept = office.export().receipt.read_bytes()
    path = office.roof / "bundle"
    found = files(path)
    alter(path, "bag-info.txt", found["bag-info.txt"].replace(b"Bagging-Date: 20", b"Bagging-Date: 19"))
    info = files(path)["bag-info.txt"]
    bag_again(path)

    assert files(path)["bag-info.txt"] == info
    assert faults(office.check()) == set()
    assert faults(office.check(receipt=kept)) == {"the receipt"}


def test_an_earlier_receipt_of_the_same_record_fits_every_later_bundle(office):
    desk = office.desk
    kept = receipt(office.roof / "case", None, clock=desk.clock, environment=desk.environment)
    office.add(("later.txt", b"Sol Adeyemi handed the lamp to Wren Achterberg.\n"))
    office.export()

    assert faults(office.check(receipt=kept)) == set()
