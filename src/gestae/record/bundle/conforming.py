"""Whether a folder is a bag of BagIt, of any version, whoever made it: as the Library of Congress checks it, and more strictly."""

import logging
import re
from pathlib import Path

DECLARATION = re.compile(rb"BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: [\w.-]+\r?\n?")


def bagit_faults(folder: Path) -> list[str]:
    """What is wrong with it, a sentence each; nothing where it is a valid bag."""
    import bagit  # noqa: PLC0415 - loaded for bundles only

    declaration = folder / "bagit.txt"
    if not declaration.is_file():
        return ["It has no bagit.txt."]
    if not DECLARATION.fullmatch(declaration.read_bytes()):
        return ["Its bagit.txt has not the two lines that RFC 8493 asks for, in their one form."]
    logging.getLogger("bagit").setLevel(logging.CRITICAL)  # what it finds is told below
    try:
        bagit.Bag(str(folder)).validate()
    except (bagit.BagError, UnicodeError, ValueError, OSError) as e:
        return [f"{e or 'It is no valid bag'}."]
    return []
