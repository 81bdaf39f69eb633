"""What is written into a bundle beside the record and the files: what it is, how to check it, and the brief."""

import json

import msgspec

from gestae import __version__, present
from gestae.desk.brief import brief
from gestae.desk.case_file import CaseFile
from gestae.model import Value
from gestae.model.codec import canonical
from gestae.present.verify_words import verify_words
from gestae.record.bundle.single import single_file
from gestae.rules import digest as rules_digest

FORM = 1


class Facts(Value, frozen=True, omit_defaults=False):
    """``bundle.json``: ``bundle`` is the version of its form, ``gestae`` and ``rules`` what derived the brief."""

    bundle: int
    gestae: str
    rules: str
    origin: str
    size: int
    root: str
    fields_withheld: int
    left_out: tuple[dict[str, str], ...]

    @classmethod
    def of(cls, origin: str, size: int, root: str, fields: int, files: dict[str, tuple[str, str]]) -> "Facts":
        left_out = tuple({"digest": digest, "folder": folder, "why": why} for digest, (folder, why) in sorted(files.items()))
        return cls(
            bundle=FORM, gestae=__version__, rules=rules_digest(), origin=origin, size=size, root=root, fields_withheld=fields,
            left_out=left_out,
        )  # fmt: skip

    def written(self) -> bytes:
        return canonical(self) + b"\n"

    @property
    def is_ours(self) -> bool:
        """Whether this program, with its rules, would derive the same brief."""
        return (self.gestae, self.rules) == (__version__, rules_digest())


def facts_of(data: bytes) -> Facts:
    """Raises ``msgspec.DecodeError`` where it cannot be read."""
    return msgspec.json.decode(data, type=Facts)


def derived(case: CaseFile, facts: Facts) -> dict[str, bytes]:
    """The files that follow from a bundle, reopened as ``case``: the same bundle gives the same bytes."""
    found = brief(case)
    withheld = (facts.fields_withheld, len(facts.left_out))
    words = verify_words(facts.origin, facts.size, facts.root, list(case.ledger.keys), withheld)
    return {
        "brief.html": present.brief_html(found).encode("utf-8", "replace"),
        "brief.json": _as_json(present.brief_json(found)),
        "VERIFY.md": words.encode(),
        "verify.py": single_file(),
    }


def _as_json(value: object) -> bytes:
    """As ``gestae brief`` prints it."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
