"""Making and opening a case wherever it is kept: in a folder, or in a database that several servers share."""

from collections.abc import Sequence
from pathlib import Path

from gestae.model.address import Address, Where
from gestae.record import folder
from gestae.record.proof.notes import Signer
from gestae.record.store import Store
from gestae.record.writing import Written


def create(where: Where, first: Sequence[Written], signer: Signer | None = None) -> None:
    """Makes a case with its first entries, sealed by ``signer``: whole, or not at all. Refuses a place that is taken."""
    if isinstance(where, Path):
        folder.create(where, first, signer)
        return
    from gestae.record.postgres import PostgresLog  # noqa: PLC0415 - an extra

    with PostgresLog.making(where) as log:
        log.signer = signer
        with log.sealing():
            log.append(first)


def open_store(where: Where) -> Store:
    """Refuses a place where no case is."""
    return folder.open_folder(where) if isinstance(where, Path) else _open_database(where)


def _open_database(address: Address) -> Store:
    from gestae.record.postgres import PostgresLog  # noqa: PLC0415
    from gestae.record.postgres_blobs import PostgresBlobs  # noqa: PLC0415

    log = PostgresLog(address)
    return Store(address, log, PostgresBlobs(log.db), can_write=log.postgres.can_write)
