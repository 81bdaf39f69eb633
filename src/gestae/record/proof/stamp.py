"""Time stamps (RFC 3161): an authority signs that it was shown these bytes at this time."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

MODIFIED = 1  # PKIStatus: granted, with modifications


class NotAStamp(ValueError):
    """The bytes are no time stamp of what they are said to be; the message says why."""


@dataclass(frozen=True)
class Stamp:
    """``since`` and ``at``: the earliest and the latest moment, milliseconds UTC, that the authority's clock and its accuracy
    allow. ``root``: SHA-256 of the certificate from which its signature follows."""

    since: int
    at: int
    authority: str
    root: str


def request(message: bytes) -> bytes:
    """What is sent to an authority: no more than the SHA-256 of the message. DER."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # noqa: PLC0415 - few commands need it

    return TimestampRequestBuilder(message, HashAlgorithm.SHA256, nonce=False, cert_req=True).build().as_bytes()


def is_of(reply: bytes, message: bytes) -> bool:
    """Whether the reply speaks of this message, whoever signed it. Raises ``NotAStamp`` for a refusal or no reply."""
    return bool(_granted(reply).tst_info.message_imprint.message == hashlib.sha256(message).digest())


def stamp(reply: bytes, message: bytes, roots: Sequence[bytes]) -> Stamp:
    """What the reply proves of this message, its signature leading to one of these certificates (DER). Raises ``NotAStamp``."""
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415
    from rfc3161_client import VerificationError, VerifierBuilder  # noqa: PLC0415

    granted = _granted(reply)
    if granted.tst_info.message_imprint.message != hashlib.sha256(message).digest():
        raise NotAStamp("the time stamp is of other bytes than this checkpoint")
    for root in roots:
        try:
            certificate = load_der_x509_certificate(root)
            VerifierBuilder(roots=[certificate]).build().verify_message(granted, message)
        except (VerificationError, ValueError):
            continue
        return Stamp(*_bounds(granted), _authority(granted, certificate), hashlib.sha256(root).hexdigest())
    raise NotAStamp("the time stamp was altered, or is not signed by the authority whose root certificate is given")


def certificates(pem: bytes) -> list[bytes]:
    """The certificates in a PEM file, DER. Raises ``NotAStamp`` when there is none."""
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415

    try:
        return [each.public_bytes(Encoding.DER) for each in load_pem_x509_certificates(pem)]
    except ValueError as e:
        raise NotAStamp("there is no certificate in it that can be read") from e


def _granted(reply: bytes) -> "TimeStampResponse":
    from rfc3161_client import decode_timestamp_response  # noqa: PLC0415

    try:
        found = decode_timestamp_response(reply)
        status = found.status
    except ValueError as e:
        raise NotAStamp("this is no reply of a time stamp authority") from e
    if status == MODIFIED:
        raise NotAStamp("the authority stamped something else than it was asked to")
    if status != 0:
        with suppress(ValueError):
            raise NotAStamp(f"the authority refused ({'; '.join(found.status_string) or f'status {status}'})")
        raise NotAStamp(f"the authority refused (status {status})")
    try:
        _ = found.tst_info, found.signed_data
    except ValueError as e:
        raise NotAStamp("this is no reply of a time stamp authority: it is damaged") from e
    return found


def _bounds(granted: "TimeStampResponse") -> tuple[int, int]:
    told = granted.tst_info
    micros, about = round(told.gen_time.timestamp() * 1_000_000), 0
    with suppress(ValueError, AttributeError):
        accuracy = told.accuracy
        about = accuracy.seconds * 1_000_000 + (accuracy.millis or 0) * 1000 + (accuracy.micros or 0)
    return (micros - about) // 1000, -(-(micros + about) // 1000)


def _authority(granted: "TimeStampResponse", root: "Certificate") -> str:
    """The name in the certificate of whoever signed."""
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415

    serials = {info.serial_number for info in granted.signed_data.signer_infos}
    for each in granted.signed_data.certificates:
        certificate = load_der_x509_certificate(each)
        if certificate.serial_number in serials:
            return certificate.subject.rfc4514_string()
    return root.subject.rfc4514_string()
