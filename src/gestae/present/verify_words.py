"""How to check a bundle, told to whoever gets one."""

from collections.abc import Sequence
from importlib.resources import files


def verify_words(origin: str, size: int, root: str, keys: Sequence[str], withheld: tuple[int, int]) -> str:
    """The page that lies in every bundle: the same bundle gives the same words. ``withheld``: how many fields, how many files."""
    page = files("gestae.present").joinpath("verify.md").read_text(encoding="utf-8")
    return page.format(origin=origin, entries=size, root=root, withheld=_told(*withheld), keys="\n".join(keys))


def _told(fields: int, left_out: int) -> str:
    if not fields and not left_out:
        return "Nothing was withheld from it."
    return (
        f"Withheld from it: {fields} fields of entries, and {left_out} files, which `data/bundle.json` lists with the reason.\n"
        "Their digests stand in the record all the same. So a bundle with everything in it, made of the same record, has the same\n"
        "root and the same signature, and nobody can put something else in the place of what is withheld."
    )
