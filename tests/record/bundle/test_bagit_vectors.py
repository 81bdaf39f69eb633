"""The bags of the Library of Congress's own conformance suite are judged as it says."""

import tarfile
from pathlib import Path

import pytest

from gestae.record.bundle.conforming import bagit_faults

BAGS = Path(__file__).resolve().parents[3].parent / "shared" / "conformance" / "bagit" / "bags.tar.gz"

pytestmark = pytest.mark.skipif(not BAGS.exists(), reason="the vectors beside the repository (../shared/conformance) are not there")


@pytest.fixture(scope="module")
def bags(tmp_path_factory):
    """Every bag by its version, what the suite says of it, and its name."""
    roof = tmp_path_factory.mktemp("bags")
    with tarfile.open(BAGS) as packed:
        packed.extractall(roof, filter="data")
    return {(p.parts[-3], p.parts[-2], p.name): p for p in sorted(roof.glob("v*/*/*")) if p.is_dir()}


def test_every_valid_bag_is_accepted(bags):
    valid = {key: bag for key, bag in bags.items() if key[1] == "valid"}

    assert len(valid) == 27
    assert {key: faults for key, bag in valid.items() if (faults := bagit_faults(bag))} == {}


def test_every_invalid_bag_is_refused_and_so_is_one_that_reaches_out_of_its_folder(bags):
    invalid = {key: bag for key, bag in bags.items() if key[1] in ("invalid", "linux-only")}

    assert len(invalid) == 21
    assert [key for key, bag in invalid.items() if not bagit_faults(bag)] == []


def test_a_space_before_the_colon_makes_it_no_bag(bags):
    faults = bagit_faults(bags["v1.0", "invalid", "bagit-with-invalid-whitespace"])

    assert len(faults) == 1
    assert "two lines that RFC 8493 asks for" in faults[0]
