"""The demonstration: the packaged sample case, made from its documents like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gestae import sample
from gestae.desk.brief import brief
from gestae.desk.case_file import CaseFile, Clock, new, open_case
from gestae.desk.intake import Intake, Progress, from_bytes, receive
from gestae.desk.register import Register
from gestae.desk.review import accept_all, same
from gestae.model import Case

REVIEWER = "the demonstration's reviewer"
FOLDER = "gestae-demo"


@dataclass(frozen=True)
class Demo:
    path: Path
    case: Case
    intake: Intake


def free_folder(base: Path) -> Path:
    """``gestae-demo``, or the first of ``gestae-demo-2``, ``-3``, ... that is free."""
    path, number = base / FOLDER, 2
    while path.exists():
        path, number = base / f"{FOLDER}-{number}", number + 1
    return path


def demonstrate(path: Path, *, clock: Clock, environment: Mapping[str, str], progress: Progress | None = None) -> Demo:
    """Makes the sample case in this folder, adds its documents accepts all that is proposed, and says who and what is one."""
    reviewer = {**environment, "GESTAE_NAME": environment.get("GESTAE_NAME") or REVIEWER}
    new(path, sample.NAME, clock=clock, environment=reviewer)
    with open_case(path, clock=clock, environment=reviewer) as case:
        intake = receive(case, from_bytes(sample.documents()), progress=progress)
        accept_all(case)
        _join(case)
        return Demo(path, brief(case), intake)


def _join(case: CaseFile) -> None:
    """Says of the people and things that bear several names in the documents that they are one, as the reviewer would."""
    register = Register.of(case)
    sources = {s.id: s.name for s in register.dossier.sources}
    ids = {
        (sources[text.source], thing.label): thing.id for text in register.dossier.texts for thing in register.things_in(text.id)
    }
    for one, other in sample.same():
        if one in ids and other in ids:
            same(case, ids[one], ids[other])
