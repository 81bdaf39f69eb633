"""An address: where a case is kept that is no folder, in a database of a server."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from gestae.model.problem import Refusal

SCHEMES = ("postgresql", "postgres")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,49}\Z")
SCHEMA = "gestae"


@dataclass(frozen=True)
class Address:
    """``postgresql://[user@]host[:port]/DATABASE[/CASE]``. A database holds one case without a name of its own, and any number
    with one."""

    url: str

    def __post_init__(self) -> None:
        try:
            port = urlsplit(self.url).port or 0
        except ValueError as e:
            raise Refusal(str(self), f"this is no address ({e}).", *_FORM) from e
        parts = self._parts
        if port < 0 or len(parts) > 2 or (len(parts) == 2 and not NAME.match(parts[1])):
            raise Refusal(str(self), "this is not the address of a case.", *_FORM)

    def __str__(self) -> str:
        """Without a password that stands in it."""
        return re.sub(r"(://[^:/@]*):[^@/]*@", r"\1:...@", self.url)

    @property
    def name(self) -> str:
        """What the case is called: its own name, else that of the database."""
        return (self._parts or [SCHEMA])[-1]

    @property
    def database(self) -> str:
        """The URL of the database, as its own programs take it."""
        url = urlsplit(self.url)
        return f"postgresql://{url.netloc}/{''.join(self._parts[:1])}" + (f"?{url.query}" if url.query else "")

    @property
    def schema(self) -> str:
        """The part of the database that the case has for itself."""
        return SCHEMA if len(self._parts) < 2 else f"{SCHEMA}_{self._parts[1]}"

    @property
    def _parts(self) -> list[str]:
        return [part for part in urlsplit(self.url).path.split("/")[1:] if part]


Where = Path | Address
"""Where a case is kept."""


def where(words: str) -> Where:
    """A path, or the address that these words are. Refuses an address that leads nowhere."""
    return Address(words) if words.partition("://")[0] in SCHEMES else Path(words)


_FORM = ("A case in a database has a name of letters, digits and dashes.", "Write it like postgresql://host/database/case.")
