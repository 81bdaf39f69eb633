"""A store: where a case is kept, opened; a folder, or a part of a database."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from gestae.model.address import Where
from gestae.record.blobs import Blobs
from gestae.record.sql_log import SqlLog


@dataclass
class Store:
    """An open case, and where. ``can_write`` is false where it can only be read. ``cache`` is a folder beside it for what can be
    made again."""

    where: Where
    log: SqlLog
    blobs: Blobs
    can_write: bool
    cache: Path | None = None
    copy: Path | None = None

    def close(self) -> None:
        self.log.close()
        if self.copy is not None:
            shutil.rmtree(self.copy, ignore_errors=True)
