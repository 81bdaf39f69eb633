"""Opening a bundle as a case of one's own: every entry as it was sealed, and work that goes on from there."""

# ruff: noqa: PTH100 - of a name the disk cannot have, os.path says no where pathlib raises

import secrets
import shutil
from collections.abc import Mapping
from os.path import abspath, lexists
from pathlib import Path

from gestae.desk.bundle.checking import Checked
from gestae.desk.case_file import Clock, open_case
from gestae.model import Problem, Refusal
from gestae.model.address import Where
from gestae.model.codec import digest
from gestae.record import SqlLog, acts, create
from gestae.record.blobs import flush_folder
from gestae.record.bundle.bag import TAG_MANIFESTS
from gestae.record.bundle.reading import FACTS, BundleBlobs, note_of, written_of
from gestae.record.bundle.verifier import named_files


def import_bundle(checked: Checked, to: Where, *, clock: Clock, environment: Mapping[str, str]) -> None:
    """Makes the case ``to`` of a bundle that holds. A folder appears whole under its name, or not at all; in a database, that the
    case came in a bundle is recorded last."""
    assert checked.holds
    if isinstance(to, Path):
        _make_folder(checked, Path(abspath(to)), clock=clock, environment=environment)
    else:
        _fill(checked, to, clock=clock, environment=environment)


def _make_folder(checked: Checked, to: Path, *, clock: Clock, environment: Mapping[str, str]) -> None:
    if lexists(to):
        raise Refusal(
            str(to), "there is already something of this name.", "An imported case needs a folder of its own.", "Give another --to."
        )
    if not to.parent.is_dir():
        raise Refusal(str(to), f"there is no folder {to.parent}.", "Nothing was imported.", "Make it, or give another --to.")
    making = to.parent / f".gestae-{secrets.token_hex(8)}"
    try:
        _fill(checked, making, clock=clock, environment=environment)
        flush_folder(making)
        making.rename(to)
        flush_folder(to.parent)
    except OSError as e:
        raise Refusal(
            str(to), f"the case cannot be written here ({e.strerror}).", "Nothing was imported.", "Make room, or give another --to."
        ) from e
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _fill(checked: Checked, making: Where, *, clock: Clock, environment: Mapping[str, str]) -> None:
    data = checked.path / "data"
    written = list(written_of(data))
    create(making, written)
    facts, blobs = (data / FACTS).read_bytes(), BundleBlobs(data)
    with open_case(making, clock=clock, environment=environment) as case:
        assert isinstance(case.log, SqlLog)
        for name in named_files({"kind": w.entry.kind, "plain": w.entry.plain} for w in written):
            content = blobs.get(name)
            if not isinstance(content, Problem):
                case.blobs.put(content)
        case.blobs.put(facts)
        report = checked.report
        tagmanifest = digest((checked.path / TAG_MANIFESTS[0]).read_bytes())
        with case.writing():
            case.log.seals.keep(len(written), note_of(data))
            case.append([case.draft(acts.import_made(report.origin, len(written), report.root, tagmanifest, digest(facts)))])
