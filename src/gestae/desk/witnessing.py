"""Being a witness for somebody else's record: signing what it is now, if it begins with all that was signed before.

What was signed last of each record is kept in the configuration folder, and written down before the signature is given out.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from gestae.desk import key_file as files
from gestae.desk.case_file import Clock
from gestae.desk.keys import number
from gestae.desk.locking import locked
from gestae.desk.member import config_folder
from gestae.model import Refusal, Value
from gestae.record import Signer
from gestae.record.proof.notes import COSIGNATURE, Checkpoint, NotANote, Verifier
from gestae.record.proof.witness import Behind, Request, Rewritten, Seen, checked, cosignature

__all__ = ["NotANote", "Rewritten", "sign", "witness"]

FILE = "witness.pem"
FOLDER = "witnessed"


class Known(Value, frozen=True):
    """A record that is witnessed here: its keys, and the last that was signed of it. ``root`` in base64."""

    origin: str
    keys: tuple[str, ...]
    size: int = 0
    root: str = ""

    @property
    def seen(self) -> Seen:
        return Seen(self.size, base64.b64decode(self.root)) if self.size else Seen()


def witness(environment: Mapping[str, str]) -> Signer:
    """Who signs here as a witness. The key is made at first use, and is not the one that seals one's own records."""
    key = files.found_or_made(config_folder(environment) / FILE, environment)
    if key is None:
        raise Refusal(
            str(config_folder(environment)),
            "no key can be kept here.",
            "A witness signs with one and the same key.",
            "Make room for it.",
        )
    return Signer(f"gestae/witness/{number(key.public_key().public_bytes_raw())}", key, COSIGNATURE)


def sign(data: bytes, trust: Sequence[str], *, clock: Clock, environment: Mapping[str, str]) -> tuple[Checkpoint, bytes]:
    """What is signed, and the answer to hand back. ``trust`` are keys that the record may be sealed with from now on.

    Raises ``NotANote`` for what is no request, ``Rewritten`` when the record is not what it was. Refuses a record whose key nobody
    has said to trust, and a request that starts elsewhere than where the last one ended.
    """
    request, signer = Request.read(data), witness(environment)
    origin = request.origin
    folder = config_folder(environment) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"{hashlib.sha256(origin.encode()).hexdigest()[:16]}.json"
    with locked(folder / "lock"):
        known = _known(file, origin, trust)
        try:
            point = checked(request, [Verifier.read(key) for key in known.keys], known.seen)
        except Behind as e:
            raise _behind(origin, request.old, e.size) from e
        now = msgspec.structs.replace(known, size=point.size, root=base64.b64encode(point.root).decode())
        files.keep(file, msgspec.json.encode(now), replace=True)
        return point, cosignature(point, signer, clock() // 1000)


def _known(file: Path, origin: str, trust: Sequence[str]) -> Known:
    try:
        known = msgspec.json.decode(file.read_bytes(), type=Known)
    except FileNotFoundError:
        known = Known(origin=origin, keys=())
    except (OSError, msgspec.DecodeError) as e:
        raise Refusal(
            str(file), "what was signed before cannot be read.", "Without it nobody can say whether the record only grew.",
            "Put the file back from a copy.",
        ) from e  # fmt: skip
    more = [str(_trusted(key, origin)) for key in trust]
    keys = (*known.keys, *(key for key in more if key not in known.keys))
    if not keys:
        raise Refusal(
            origin,
            "nobody has said with which key this record may be sealed.",
            "Whoever holds any key could seal something of this name.",
            "Ask its owner for the key that 'gestae verify' prints, by another way than the file, and give it with --trust.",
        )
    return msgspec.structs.replace(known, keys=keys)


def _trusted(words: str, origin: str) -> Verifier:
    try:
        key = Verifier.read(words)
    except NotANote as e:
        raise Refusal(words, f"{e}.", "A record is sealed with a key.", "'gestae verify CASE' prints the keys of a case.") from e
    if key.name != origin:
        raise Refusal(
            words, f"this is a key of {key.name}, and the request is of {origin}.", "Nothing was signed.", "Give its key."
        )
    return key


def _behind(origin: str, old: int, size: int) -> Refusal:
    return Refusal(
        origin,
        f"the request starts from {old} entries, and {size} were signed here last.",
        "Only a request from there shows that the record did nothing but grow.",
        f"Ask for one with: gestae receipt CASE --for-witness FILE --old {size}",
    )
