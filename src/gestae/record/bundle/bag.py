"""The folder of a bundle: a bag of BagIt 1.0 (RFC 8493) in one form only, so that no byte of it can be another."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gestae.record.bundle.reported import Report

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ALGORITHMS = ("sha256", "sha512")
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt")
TAG_MANIFESTS = ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
INFO = re.compile(
    r"Bagging-Date: \d{4}-\d\d-\d\d\nBag-Software-Agent: Gestae [\w.+-]+\n"
    r"External-Identifier: (\S+)\nPayload-Oxum: (\d+)\.(\d+)\n"
)


@dataclass(frozen=True)
class Sum:
    """What a manifest says of a file, so that its bytes need not be kept."""

    size: int
    digests: tuple[str, ...]

    @classmethod
    def of(cls, content: bytes) -> "Sum":
        return cls(len(content), tuple(hashlib.new(algorithm, content).hexdigest() for algorithm in ALGORITHMS))


def tag_files(payload: Mapping[str, Sum], origin: str, date: str, version: str) -> dict[str, bytes]:
    """The files beside the payload, whose places begin with ``data/``: what describes it. ``date``: year-month-day."""
    size = sum(each.size for each in payload.values())
    info = f"Bagging-Date: {date}\nBag-Software-Agent: Gestae {version}\nExternal-Identifier: {origin}\n"
    tags = {"bagit.txt": BAGIT, "bag-info.txt": f"{info}Payload-Oxum: {size}.{len(payload)}\n".encode()}
    tags.update({f"manifest-{a}.txt": _written(lines) for a, lines in manifests(payload).items()})
    sums = {name: Sum.of(content) for name, content in tags.items()}
    return {**tags, **{f"tagmanifest-{a}.txt": _written(lines) for a, lines in manifests(sums).items()}}


def manifests(files: Mapping[str, Sum]) -> dict[str, dict[str, str]]:
    """By algorithm, the line of each file: two spaces, in the order of the names."""
    return {
        algorithm: {name: f"{each.digests[number]}  {name}\n" for name, each in sorted(files.items())}
        for number, algorithm in enumerate(ALGORITHMS)
    }


def read_bag(folder: Path, report: Report) -> Iterator[tuple[str, bytes]]:
    """Every file by its place, one at a time. Nothing outside the folder is looked at, whatever a link says."""
    for top, folders, names in os.walk(folder):
        for name in sorted([*folders, *names]):
            path = Path(top) / name
            place = path.relative_to(folder).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                report.fault(place, "it is a link, or no ordinary file")
            elif name in names:
                try:
                    yield place, path.read_bytes()
                except OSError as e:
                    report.fault(place, f"it cannot be read ({e.strerror})")


def check_bag(sums: Mapping[str, Sum], tags: Mapping[str, bytes], report: Report) -> None:
    """``sums`` are of every file, ``tags`` the content of those that lie beside the payload."""
    payload = {name: each for name, each in sums.items() if name.startswith("data/")}
    for name in sorted(sums.keys() - payload.keys() - {*TAGS, *TAG_MANIFESTS}):
        report.fault(name, "nothing lists it, so it does not belong to the bundle")
    for name in sorted({*TAGS, *TAG_MANIFESTS} - sums.keys()):
        report.fault(name, "it is missing")
    if tags.get("bagit.txt", BAGIT) != BAGIT:
        report.fault("bagit.txt", "it is not what stands in a bag of BagIt 1.0")
    info = INFO.fullmatch(tags.get("bag-info.txt", b"").decode("utf-8", "replace"))
    if info is None or (info[2], info[3]) != (str(sum(each.size for each in payload.values())), str(len(payload))):
        report.fault("bag-info.txt", "it does not describe these files")
    report.origin = info[1] if info else ""
    report.files = len(sums)
    for algorithm, lines in manifests(payload).items():
        _check_manifest(f"manifest-{algorithm}.txt", tags, lines, report)
    for algorithm, lines in manifests({name: each for name, each in sums.items() if name in TAGS}).items():
        _check_manifest(f"tagmanifest-{algorithm}.txt", tags, lines, report)


def _check_manifest(name: str, tags: Mapping[str, bytes], wanted: Mapping[str, str], report: Report) -> None:
    """What does not fit is told of the file that the line speaks of, or ought to."""
    if name not in tags or tags[name] == _written(wanted):
        return
    lines = set(tags[name].decode("utf-8", "replace").splitlines(keepends=True))
    altered = [place for place, line in wanted.items() if line not in lines]
    strange = [line.rstrip("\n").partition("  ")[2] for line in sorted(lines - set(wanted.values()))]
    for place in altered:
        report.fault(place, f"its bytes are not those that {name} lists")
    for place in (place for place in strange if place not in altered):
        report.fault(place or name, f"{name} lists it, and it is not there" if place else "a line of it is not of the form")
    if not altered and not strange:
        report.fault(name, "its lines are not in the one form and order that they have")


def _written(lines: Mapping[str, str]) -> bytes:
    return "".join(lines.values()).encode()
