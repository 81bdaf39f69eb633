"""The folder of a bundle: a bag of BagIt 1.0 (RFC 8493) in one form only, so that no byte of it can be another."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
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


def bagged(payload: Mapping[str, bytes], origin: str, date: str, version: str) -> dict[str, bytes]:
    """The files of a bag by their places: the payload under ``data/``, and what describes it. ``date``: year-month-day."""
    files = {f"data/{name}": content for name, content in payload.items()}
    size = sum(map(len, files.values()))
    info = f"Bagging-Date: {date}\nBag-Software-Agent: Gestae {version}\nExternal-Identifier: {origin}\n"
    tags = {"bagit.txt": BAGIT, "bag-info.txt": f"{info}Payload-Oxum: {size}.{len(files)}\n".encode()}
    tags.update({f"manifest-{a}.txt": _written(manifest(files, a)) for a in ALGORITHMS})
    tag_manifests = {f"tagmanifest-{a}.txt": _written(manifest(tags, a)) for a in ALGORITHMS}
    return {**files, **tags, **tag_manifests}


def manifest(files: Mapping[str, bytes], algorithm: str) -> dict[str, str]:
    """The lines of a manifest, by the file that each is of: two spaces, in the order of the names."""
    return {name: f"{hashlib.new(algorithm, content).hexdigest()}  {name}\n" for name, content in sorted(files.items())}


def read_bag(folder: Path, report: Report) -> Iterator[tuple[str, bytes]]:
    """Every file by its place. Nothing outside the folder is looked at, whatever a link says."""
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


def check_bag(found: Mapping[str, bytes], report: Report) -> None:
    payload = {name: content for name, content in found.items() if name.startswith("data/")}
    for name in sorted(found.keys() - payload.keys() - {*TAGS, *TAG_MANIFESTS}):
        report.fault(name, "nothing lists it, so it does not belong to the bundle")
    for name in sorted({*TAGS, *TAG_MANIFESTS} - found.keys()):
        report.fault(name, "it is missing")
    if found.get("bagit.txt", BAGIT) != BAGIT:
        report.fault("bagit.txt", "it is not what stands in a bag of BagIt 1.0")
    info = INFO.fullmatch(found.get("bag-info.txt", b"").decode("utf-8", "replace"))
    if info is None or (info[2], info[3]) != (str(sum(map(len, payload.values()))), str(len(payload))):
        report.fault("bag-info.txt", "it does not describe these files")
    report.origin = info[1] if info else ""
    report.files = len(found)
    tags = {name: content for name, content in found.items() if name in TAGS}
    for algorithm in ALGORITHMS:
        _check_manifest(f"manifest-{algorithm}.txt", found, manifest(payload, algorithm), report)
        _check_manifest(f"tagmanifest-{algorithm}.txt", found, manifest(tags, algorithm), report)


def _check_manifest(name: str, found: Mapping[str, bytes], wanted: Mapping[str, str], report: Report) -> None:
    """What does not fit is told of the file that the line speaks of, or ought to."""
    if name not in found or found[name] == _written(wanted):
        return
    lines = set(found[name].decode("utf-8", "replace").splitlines(keepends=True))
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
