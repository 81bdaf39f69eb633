"""The bytes of a file, or why they cannot be had."""

import os
import stat
from pathlib import Path

from gestae.model import Problem
from gestae.sources.names import given

LARGEST = 1 << 30


def fetch(path: Path) -> bytes | Problem:
    """The bytes of a regular file of at most 1 GiB. A problem names the path as it was given."""
    name = given(str(path))
    try:
        found = path.stat()
    except FileNotFoundError:
        if os.path.islink(path):  # noqa: PTH114 - pathlib's own raises on some names
            return _error(name, "It is a link to a file that is not there.", "Add the file itself.")
        return _error(name, "There is no such file.", "Check the name and the folder.")
    except NotADirectoryError:
        return _error(name, "There is no such file.", "Check the name and the folder.")
    except PermissionError:
        return _error(name, "The folder may not be opened.", "Ask for the right to read it, or copy the file elsewhere.")
    except (OSError, ValueError):
        return _error(name, "The name cannot be used on this machine.", "Rename the file and add it again.")
    if stat.S_ISDIR(found.st_mode):
        return _error(name, "It is a folder, not a file.", "Add the files in it by name.")
    if not stat.S_ISREG(found.st_mode):
        return _error(name, "It is a device or a pipe, not a file.", "Save its content as a file and add that.")
    if found.st_size > LARGEST:
        return _error(name, "It is larger than 1 GiB.", "Split it, or add the documents in it one by one.")
    try:
        return path.read_bytes()
    except PermissionError:
        return _error(name, "The file may not be read.", "Ask for the right to read it, or copy it elsewhere.")
    except OSError as trouble:
        reason = trouble.strerror or "the disk gave no reason"
        return _error(name, f"The file could not be read: {reason}.", "Copy it to another disk and try again.")


def _error(name: str, what: str, next: str) -> Problem:
    return Problem(severity="error", where=name, what=what, why="Nothing of it was taken in.", next=next)
