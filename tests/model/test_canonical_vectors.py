"""The canonical form is that of RFC 8785: its own vectors come out to the byte. What has a fraction is never hashed."""

import json
from pathlib import Path

import pytest
import rfc8785

from gestae.model.codec import canonical

VECTORS = Path(__file__).resolve().parents[2].parent / "shared" / "conformance" / "jcs-rfc8785"
NAMES = ("arrays", "french", "structures", "unicode", "values", "weird")

pytestmark = pytest.mark.skipif(
    not VECTORS.exists(), reason="the vectors beside the repository (../shared/conformance) are not there"
)


def _vector(name):
    return json.loads((VECTORS / "input" / f"{name}.json").read_bytes()), (VECTORS / "output" / f"{name}.json").read_bytes()


def _has_fraction(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, float) or any(map(_has_fraction, inner))


@pytest.mark.parametrize("name", NAMES)
def test_every_vector_comes_out_to_the_byte(name):
    value, wanted = _vector(name)

    assert rfc8785.dumps(value) == wanted
    if _has_fraction(value):
        with pytest.raises(ValueError, match="a float cannot be hashed"):
            canonical(value)
    else:
        assert canonical(value) == wanted


def test_some_vectors_can_be_hashed_and_some_have_fractions():
    assert {_has_fraction(_vector(name)[0]) for name in NAMES} == {True, False}
