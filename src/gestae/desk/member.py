"""Who works here: a random id per user, kept in the user's own configuration folder, never in a case."""

import getpass
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from gestae.model import Value

FILE = "member.json"
FORM = re.compile(r"mbr-[0-9a-f]{32}\Z")


class Member(Value, frozen=True):
    """``id`` stands in entries and reveals nothing; ``name`` is told as a private field."""

    id: str
    name: str


def this_member(environment: Mapping[str, str]) -> Member:
    """The user of this program. The id is made at first use; where it cannot be kept it serves for this run only."""
    id_ = _kept_id(config_folder(environment) / FILE)
    return Member(id=id_, name=environment.get("GESTAE_NAME", "").strip() or _system_name())


def config_folder(environment: Mapping[str, str]) -> Path:
    if own := environment.get("GESTAE_CONFIG_HOME"):
        return Path(own)
    if base := environment.get("XDG_CONFIG_HOME"):
        return Path(base) / "gestae"
    with suppress(RuntimeError):
        return Path.home() / ".config" / "gestae"
    return Path.cwd() / ".gestae"


def _kept_id(file: Path) -> str:
    if kept := _read(file):
        return kept
    fresh = f"mbr-{secrets.token_hex(16)}"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        incoming = file.with_name(f".{FILE}-{secrets.token_hex(4)}")
        incoming.write_bytes(msgspec.json.encode({"id": fresh}))
        try:
            os.link(incoming, file)  # fails where another program was quicker, so that both use one id
        except FileExistsError:
            if _read(file) is None:
                incoming.replace(file)
        except OSError:
            incoming.replace(file)
        incoming.unlink(missing_ok=True)
    except OSError:
        return fresh
    return _read(file) or fresh


def _read(file: Path) -> str | None:
    with suppress(OSError, msgspec.DecodeError):
        id_ = msgspec.json.decode(file.read_bytes(), type=dict[str, str]).get("id", "")
        return id_ if FORM.match(id_) else None
    return None


def _system_name() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "unnamed"
