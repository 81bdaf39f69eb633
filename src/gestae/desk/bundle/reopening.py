"""A bundle as a case, for as long as it is looked at: nothing is kept of it."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from gestae.desk.case_file import CaseFile
from gestae.desk.member import Member
from gestae.model.codec import digest
from gestae.record import SqliteLog
from gestae.record.bundle.reading import FACTS, BundleBlobs, note_of, written_of
from gestae.record.proof.notes import Checkpoint, Note

NOBODY = Member(id=f"mbr-{'0' * 32}", name="")


@contextmanager
def reopened(data: Path) -> Iterator[CaseFile]:
    """The case in the payload ``data`` of a bundle that holds, with the checkpoint that it was sealed by."""
    with tempfile.TemporaryDirectory(prefix="gestae-") as roof, closing(SqliteLog(Path(roof) / "log.sqlite", create=True)) as log:
        note = note_of(data)
        with log.writing():
            log.append(list(written_of(data)))
            log.seals.keep(Checkpoint.read(Note.read(note).text).size, note)
        case = CaseFile(log, BundleBlobs(data), NOBODY, clock=lambda: 0)
        case.ledger.bundles.append(digest((data / FACTS).read_bytes()))
        yield case
