"""Checking a bundle: all that its own verifier checks, the keys and quotes as in a case, and the brief against a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from gestae.desk.bundle.contents import Facts, derived, facts_of
from gestae.desk.bundle.reopening import reopened
from gestae.desk.verify import Findings, findings
from gestae.model import Problem, Refusal
from gestae.record.bundle.conforming import bagit_faults
from gestae.record.bundle.reading import FACTS
from gestae.record.bundle.reported import Report
from gestae.record.bundle.verifier import check

SIGN = "bagit.txt"
MALFORMED = (msgspec.MsgspecError, UnicodeError, LookupError, TypeError, ValueError, AttributeError, Refusal)
"""What reading entries that somebody else made up and sealed may come to."""


@dataclass
class Checked:
    """``report`` is what the verifier found, ``findings`` what a case is checked for; ``is_derived``: the brief was derived
    again. ``findings`` is ``None``, and nothing was derived, where the record itself does not hold."""

    path: Path
    report: Report
    findings: Findings | None = None
    is_derived: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not any(p.severity == "error" for p in self.problems)


def is_bundle(path: Path) -> bool:
    """Whether a folder is meant to be one, sound or not."""
    return (path / SIGN).is_file() or (path / "data" / FACTS).is_file()


def check_bundle(path: Path, receipt: bytes | None, keys: tuple[str, ...], *, environment: Mapping[str, str]) -> Checked:
    """Refuses a folder that is no bundle."""
    if not is_bundle(path):
        raise Refusal(
            str(path), "this is not a bundle: it has no bagit.txt.", "A bundle is a folder that 'gestae export' made.", "Name one."
        )
    report = check(path, receipt, keys)
    found = Checked(path, report, problems=[_fault(where, what) for where, what in report.faults])
    if found.holds:
        found.problems += [_fault(SIGN, what) for what in bagit_faults(path)]
    if found.holds:
        try:
            _reopen(path / "data", found, environment)
        except MALFORMED as e:
            found.problems.append(
                _fault("data/record", f"its entries are sealed, and not such as Gestae writes ({type(e).__name__})")
            )
    return found


def _reopen(data: Path, found: Checked, environment: Mapping[str, str]) -> None:
    facts = _facts(data)
    with reopened(data) as case:
        found.findings = findings(case, environment)
        found.problems += [*found.findings.record.problems, *found.findings.problems]
        if facts is None:
            found.problems.append(_fault(f"data/{FACTS}", "it has not the form that this version knows"))
        elif not facts.is_ours:
            found.problems.append(_other_version(facts))
        elif found.holds:
            found.is_derived = True
            for name, content in derived(case, facts).items():
                if (data / name).read_bytes() != content:
                    found.problems.append(_fault(f"data/{name}", "it is not what follows from the record"))


def _facts(data: Path) -> Facts | None:
    written = (data / FACTS).read_bytes()
    try:
        facts = facts_of(written)
    except msgspec.DecodeError:
        return None
    return facts if facts.written() == written else None


def _fault(where: str, what: str) -> Problem:
    return Problem(
        severity="error",
        where=where,
        what=f"{what.rstrip('.')}.",
        why="The bundle is not as it was made, or it was made to deceive.",
        next="Keep it as it is, and ask for it again.",
    )


def _other_version(facts: Facts) -> Problem:
    return Problem(
        severity="note",
        where="data/brief.html",
        what=f"the brief was derived by Gestae {facts.gestae} with other rules, and was not derived again.",
        why="Another version may tell more or less from the same record.",
        next="Check it with that version, or derive it anew: gestae import.",
    )
