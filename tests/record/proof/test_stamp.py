"""A time stamp says that an authority was shown these bytes, and nothing else is taken for one."""

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from authority import OPENSSL, Authority

from gestae.record.proof.stamp import NotAStamp, certificates, is_of, request, stamp

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="the openssl program is not installed")
MESSAGE = b"gestae/case/one\n3\nAAAA\n\n"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def reply(authority):
    return authority.reply(request(MESSAGE))


def _roots(authority):
    return certificates(authority.root.read_bytes())


def test_a_stamp_says_when_at_the_latest_and_by_whom(authority, reply):
    found = stamp(reply, MESSAGE, _roots(authority))

    assert found.authority == "CN=Harbour Time Authority"
    assert abs(found.at - time.time() * 1000) < 120_000
    assert is_of(reply, MESSAGE)


def test_the_request_shows_the_authority_a_digest_only():
    assert b"gestae" not in request(MESSAGE)


def test_a_stamp_of_other_bytes_is_refused(authority, reply):
    with pytest.raises(NotAStamp, match="of other bytes"):
        stamp(reply, MESSAGE + b" ", _roots(authority))


def test_a_stamp_of_an_authority_that_is_not_named_is_refused(reply, tmp_path):
    with pytest.raises(NotAStamp, match="not signed by the authority"):
        stamp(reply, MESSAGE, _roots(Authority(tmp_path / "foreign", "Foreign Time")))


def test_an_altered_stamp_is_refused_or_says_the_same(authority, reply):
    """The few bits that no signature covers are in names of formats and empty fields."""
    roots, taken = _roots(authority), []
    for at in range(0, len(reply), 7):
        altered = bytearray(reply)
        altered[at] ^= 1
        try:
            found = stamp(bytes(altered), MESSAGE, roots)
        except NotAStamp:
            continue
        taken.append(found == stamp(reply, MESSAGE, roots))

    assert all(taken)


def test_a_refusal_is_told_in_the_authority_s_words(authority):
    with pytest.raises(NotAStamp, match="the authority refused"):
        stamp(authority.reply(request(MESSAGE)[:-3]), MESSAGE, _roots(authority))


@pytest.mark.parametrize("data", [b"", b"<html>not found</html>", b"0" * 300])
def test_what_is_no_reply_is_told_so(data):
    with pytest.raises(NotAStamp, match="no reply of a time stamp authority"):
        is_of(data, MESSAGE)


def test_a_file_without_a_certificate_is_told_so():
    with pytest.raises(NotAStamp, match="no certificate"):
        certificates(b"nothing of the sort")
