"""A private key in a file of the user's own: PKCS#8, mode 0600, encrypted where there is a passphrase. Made at first use."""

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

from gestae.model import Refusal

PASSPHRASE = "GESTAE_PASSPHRASE_FILE"  # noqa: S105 - the name of a setting


def found_or_made(file: Path, environment: Mapping[str, str]) -> Ed25519PrivateKey | None:
    """The key in this file; a new one where there is none, ``None`` where none can be kept. Refuses one that cannot be opened."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return _made(file, environment)
    except OSError:
        return None
    return opened(data, passphrase(environment), str(file))


def opened(data: bytes, words: bytes | None, where: str) -> Ed25519PrivateKey:
    """The key in these bytes of a file. Refuses what is none, or is locked to this passphrase."""
    try:
        key = load_pem_private_key(data, words if is_encrypted(data) else None)
    except TypeError as e:
        raise _locked(where, "it is encrypted, and no passphrase was given.") from e
    except ValueError as e:
        raise _locked(where, "it cannot be opened with this passphrase, or it is damaged.") from e
    if not isinstance(key, Ed25519PrivateKey):
        raise _locked(where, "it is a key of another kind.")
    return key


def is_encrypted(data: bytes) -> bool:
    return b"ENCRYPTED" in data


def written(key: Ed25519PrivateKey, words: bytes | None) -> bytes:
    """The bytes of a file with this key, encrypted with the passphrase if there is one."""
    lock: KeySerializationEncryption = BestAvailableEncryption(words) if words else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def keep(file: Path, data: bytes, *, replace: bool) -> bool:
    """Writes the file, whole and for its owner alone. False where another one lies there and may not be replaced."""
    incoming = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(incoming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if replace:
            incoming.replace(file)
            return True
        try:
            os.link(incoming, file)
        except FileExistsError:
            return False
        except OSError:
            incoming.replace(file)
        return True
    finally:
        with suppress(OSError):
            incoming.unlink(missing_ok=True)


def passphrase(environment: Mapping[str, str]) -> bytes | None:
    """The first line of the file that the setting names; ``None`` where it is not set. Refuses a file without one."""
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


def _made(file: Path, environment: Mapping[str, str]) -> Ed25519PrivateKey | None:
    key = Ed25519PrivateKey.generate()
    try:
        if not keep(file, written(key, passphrase(environment)), replace=False):
            return found_or_made(file, environment)  # another program was quicker, and both use one key
    except OSError:
        return None
    return key


def _locked(where: str, what: str) -> Refusal:
    return Refusal(
        where,
        what,
        "This key signs what you record; nothing is written without it.",
        f"Name a file with its passphrase in {PASSPHRASE}, or put the key back from your copy: gestae key --restore FILE.",
    )
