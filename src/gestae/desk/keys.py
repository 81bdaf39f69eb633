"""The key that seals the record: made at first use, kept in the user's own configuration folder, never in a case.

A key can be given a successor. What both signed lies beside the key, and goes into each record that the old one sealed when
that is next written to.
"""

import base64
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gestae.desk import key_file as files
from gestae.desk.member import config_folder
from gestae.model import Refusal
from gestae.record import Signer
from gestae.record.proof.notes import NotANote
from gestae.record.proof.succession import Succession, succession

FILE = "key.pem"
CHANGES = "key-changes"


def signer(case: str, environment: Mapping[str, str]) -> Signer | None:
    """Who seals this case here; ``None`` where no key can be kept. Refuses a key that cannot be opened."""
    key = files.found_or_made(key_file(environment), environment)
    return Signer(origin(case), key) if key is not None else None


def origin(case: str) -> str:
    """The name under which the record of a case is sealed."""
    return f"gestae/case/{case}"


def key_file(environment: Mapping[str, str]) -> Path:
    return config_folder(environment) / FILE


def is_protected(environment: Mapping[str, str]) -> bool:
    """Whether the key is encrypted; false also when there is none yet."""
    with suppress(OSError):
        return files.is_encrypted(key_file(environment).read_bytes())
    return False


def made(environment: Mapping[str, str]) -> None:
    """Makes the key of whoever has none yet, for a card."""
    files.found_or_made(key_file(environment), environment)


def number(key: bytes) -> str:
    """Eight digits by which people tell public keys apart."""
    return hashlib.sha256(key).hexdigest()[:8]


def own_key(environment: Mapping[str, str], words: bytes | None) -> Ed25519PrivateKey:
    """The key that is there, opened with this passphrase. Refuses where there is none: it is made with the first case, not in
    passing."""
    file = key_file(environment)
    try:
        data = file.read_bytes()
    except OSError as e:
        raise Refusal(
            str(file), "there is no key here.", "It is made with your first case.", "Make a case, or restore your key."
        ) from e
    return files.opened(data, words, str(file))


def protect(environment: Mapping[str, str], words: bytes) -> None:
    """Encrypts the key with this passphrase. Refuses one that has a passphrase."""
    if is_protected(environment):
        raise Refusal(str(key_file(environment)), "it is encrypted already.", "Nothing was changed.", "Nothing needs doing.")
    files.keep(key_file(environment), files.written(own_key(environment, None), words), replace=True)


def change(environment: Mapping[str, str], words: bytes | None, at: int) -> tuple[bytes, bytes]:
    """Makes a key that follows the one there is, under the same passphrase, and forgets the old; both public keys."""
    old, new = own_key(environment, words), Ed25519PrivateKey.generate()
    note = succession(old, new, at)
    told = Succession.read(note)
    folder = config_folder(environment) / CHANGES
    files.keep(folder / number(told.old), note, replace=True)  # a change that was cut off here is made again under this name
    files.keep(key_file(environment), files.written(new, words), replace=True)
    return told.old, told.new


def successions(old: bytes, new: bytes, environment: Mapping[str, str]) -> list[bytes] | None:
    """The notes that lead from one public key to another, in order; ``None`` where none do."""
    next_by_old: dict[bytes, tuple[bytes, bytes]] = {}
    with suppress(OSError):
        for file in sorted((config_folder(environment) / CHANGES).iterdir()):
            with suppress(OSError, NotANote):
                told = Succession.read(note := file.read_bytes())
                next_by_old[told.old] = (told.new, note)
    notes: list[bytes] = []
    while old != new and old in next_by_old and len(notes) <= len(next_by_old):
        old, note = next_by_old[old]
        notes.append(note)
    return notes if old == new else None


def restore(pem: bytes, words: bytes, environment: Mapping[str, str]) -> tuple[bytes, Path | None]:
    """Puts a key back that this passphrase opens; its public key, and where one that lay in its place lies now."""
    key = files.opened(pem, words, "the key to restore").public_key().public_bytes_raw()
    file, aside = key_file(environment), None
    if file.exists():
        there = file.read_bytes()
        aside = file.with_name(f"key-{hashlib.sha256(there).hexdigest()[:8]}.pem")
        files.keep(aside, there, replace=True)
    files.keep(file, pem, replace=True)
    return key, aside


def shown(key: bytes) -> str:
    """A public key, as it is told to others."""
    return base64.b64encode(key).decode()
