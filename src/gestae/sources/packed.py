"""Whether a packed document may be opened at all: looked at before anything in it is unpacked."""

import io
import zipfile

from gestae.model import Problem
from gestae.sources.kinds import Unread

MOST_BYTES = 200_000_000
MOST_RATIO = 200
SMALL = 5_000_000


def trouble_in(data: bytes, name: str) -> Problem | None:
    """Not a whole zip file, larger unpacked than any document, or locked: why. ``None`` when it may be opened."""
    again = "Ask for the file again."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Unread(what="The Word document is cut off or damaged: it cannot be unpacked.", next=again).problem(name)
    total = sum(e.file_size for e in entries)
    packed_size = max(1, sum(e.compress_size for e in entries))
    if total > MOST_BYTES or (total > SMALL and total / min(packed_size, len(data)) > MOST_RATIO) or len(entries) > 20_000:
        what = f"The Word document would unpack to {total / 1e6:,.0f} megabytes, which no document needs."
        return Unread(what=what, next="Do not open it; ask who sent it, and for a PDF.").problem(name)
    if any(e.flag_bits & 1 for e in entries):
        what = "The Word document is locked with a password."
        return Unread(what=what, next="Open it with the password, save it without one, and add that.").problem(name)
    if not any(e.filename.lstrip("/").lower() == "[content_types].xml" for e in entries):
        return Unread(what="The Word document is damaged: parts of it are missing.", next=again).problem(name)
    return None
