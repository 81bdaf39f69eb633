"""No byte of a bundle can be another without being noticed: by ``gestae verify``, and by the verifier in the bundle itself."""

import random
import sys
import types

import pytest
from bundle_office import bag_again, files

from gestae.desk.bundle.checking import check_bundle
from gestae.record.bundle.single import single_file
from gestae.record.bundle.verifier import check

FREE_FOR_A_PROGRAM_THAT_CANNOT_DERIVE = ("brief.html", "brief.json", "VERIFY.md", "verify.py", "bundle.json")


@pytest.fixture
def bundle(office):
    return office.export().path


@pytest.fixture(scope="module")
def alone():
    """The single file, as a program of its own."""
    module = types.ModuleType("verify_alone")
    sys.modules["verify_alone"] = module
    exec(compile(single_file(), "verify.py", "exec"), module.__dict__)
    return module


def unnoticed(bundle, places, refuses):
    """The flipped bytes, as (file, offset), that nobody noticed. ``places`` says which of a file's bytes are flipped."""
    found = []
    for name, content in files(bundle).items():
        for at in places(content):
            altered = bytearray(content)
            altered[at] ^= 1 << (at % 8)
            (bundle / name).write_bytes(altered)
            if not refuses(bundle):
                found.append((name, at))
        (bundle / name).write_bytes(content)
    return found


def some(content, number):
    return sorted(random.Random(len(content)).sample(range(len(content)), min(number, len(content))))


def verify_refuses(bundle):
    return not check_bundle(bundle, None, (), environment={}).holds


def test_some_bytes_of_every_file_flipped_in_turn_are_noticed_by_both(bundle, alone):
    assert not verify_refuses(bundle)
    assert not alone.check(bundle).faults
    assert unnoticed(bundle, lambda c: some(c, 12), verify_refuses) == []
    assert unnoticed(bundle, lambda c: some(c, 12), lambda b: alone.check(b).faults) == []
    assert not verify_refuses(bundle)


@pytest.mark.full
def test_every_byte_of_every_file_flipped_in_turn_is_noticed_by_gestae(bundle):
    assert unnoticed(bundle, lambda c: range(len(c)), verify_refuses) == []


@pytest.mark.full
def test_every_byte_of_every_file_flipped_in_turn_is_noticed_by_the_verifier_in_it(bundle, alone):
    assert unnoticed(bundle, lambda c: range(len(c)), lambda b: alone.check(b).faults) == []


def flipped_and_bagged(bundle, number, refuses, free):
    """As ``unnoticed``, of the payload, with all four manifests made anew after each flip."""
    found = []
    for place, content in files(bundle).items():
        if not place.startswith("data/") or place.removeprefix("data/") in free:
            continue
        for at in some(content, number):
            altered = bytearray(content)
            altered[at] ^= 1 << (at % 8)
            (bundle / place).write_bytes(altered)
            bag_again(bundle)
            if not refuses(bundle):
                found.append((place, at))
        (bundle / place).write_bytes(content)
    bag_again(bundle)
    return found


@pytest.mark.parametrize("number", [2, pytest.param(150, marks=pytest.mark.full)])
def test_a_flipped_byte_is_noticed_though_all_manifests_are_made_anew(bundle, number):
    assert flipped_and_bagged(bundle, number, verify_refuses, ("bundle.json",)) == []
    assert flipped_and_bagged(bundle, number, lambda b: check(b).faults, FREE_FOR_A_PROGRAM_THAT_CANNOT_DERIVE) == []


def test_what_a_bundle_tells_of_itself_is_noticed_but_for_the_version_that_derived_its_brief(bundle):
    """The one thing that is free with manifests made anew, and said to be so; a receipt notices it."""
    place = bundle / "data" / "bundle.json"
    content = place.read_bytes()
    told = set()
    for at in range(0, len(content), 3):
        altered = bytearray(content)
        altered[at] ^= 1
        place.write_bytes(altered)
        bag_again(bundle)
        if not verify_refuses(bundle):
            told.add(content[: at + 1].rpartition(b'":"')[0].rpartition(b'"')[2].decode())

    assert told == {"gestae", "rules"}
