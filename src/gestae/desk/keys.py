"""The key that seals the record: made at first use, kept in the user's own configuration folder, never in a case.

A PKCS#8 file of mode 0600. With ``GESTAE_PASSPHRASE_FILE`` set when it is made, it is encrypted with the first line of that file.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from gestae.desk.member import config_folder
from gestae.model import Refusal
from gestae.record import Signer

FILE = "key.pem"
PASSPHRASE = "GESTAE_PASSPHRASE_FILE"  # noqa: S105 - the name of a setting


def signer(case: str, environment: Mapping[str, str]) -> Signer | None:
    """Who seals this case here; ``None`` where no key can be kept. Refuses a key that cannot be opened."""
    key = _key(environment)
    return Signer(origin(case), key) if key is not None else None


def origin(case: str) -> str:
    """The name under which the record of a case is sealed."""
    return f"gestae/case/{case}"


def key_file(environment: Mapping[str, str]) -> Path:
    return config_folder(environment) / FILE


def is_protected(environment: Mapping[str, str]) -> bool:
    """Whether the key is encrypted; false also when there is none yet."""
    with suppress(OSError):
        return b"ENCRYPTED" in key_file(environment).read_bytes()
    return False


def _key(environment: Mapping[str, str]) -> Ed25519PrivateKey | None:
    file = key_file(environment)
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return _made(file, environment)
    except OSError:
        return None
    try:
        key = load_pem_private_key(data, _passphrase(environment) if b"ENCRYPTED" in data else None)
    except TypeError as e:
        raise _locked(file, "it is encrypted, and no passphrase was given.") from e
    except ValueError as e:
        raise _locked(file, "it cannot be opened with this passphrase, or it is damaged.") from e
    if not isinstance(key, Ed25519PrivateKey):
        raise _locked(file, "it is a key of another kind.")
    return key


def _made(file: Path, environment: Mapping[str, str]) -> Ed25519PrivateKey | None:
    key, words = Ed25519PrivateKey.generate(), _passphrase(environment)
    lock: KeySerializationEncryption = BestAvailableEncryption(words) if words else NoEncryption()
    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
    incoming = file.with_name(f".{FILE}-{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(incoming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(incoming, file)  # fails where another program was quicker, so that both use one key
        except FileExistsError:
            return _key(environment)
        except OSError:
            incoming.replace(file)
    except OSError:
        return None
    finally:
        with suppress(OSError):
            incoming.unlink(missing_ok=True)
    return key


def _passphrase(environment: Mapping[str, str]) -> bytes | None:
    named = environment.get(PASSPHRASE)
    if not named:
        return None
    try:
        words = Path(named).read_bytes().split(b"\n", 1)[0].rstrip(b"\r")
    except OSError as e:
        raise Refusal(
            named, f"the file with the passphrase cannot be read ({e.strerror}).", f"{PASSPHRASE} names it.", "Name one that can."
        ) from e
    if not words:
        raise Refusal(
            named, "the file with the passphrase is empty.", f"{PASSPHRASE} names it.", "Write the passphrase in its first line."
        )
    return words


def _locked(file: Path, what: str) -> Refusal:
    return Refusal(
        str(file),
        what,
        "This key seals every record that you write to; nothing is written without it.",
        f"Name a file with its passphrase in {PASSPHRASE}, or put the key back from your copy.",
    )
