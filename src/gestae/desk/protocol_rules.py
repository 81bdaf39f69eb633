"""The rules themselves: told in words, as formulas, or by name."""

from typing import Any

from gestae import rules
from gestae.derive.protocol.mfotl import exported
from gestae.derive.protocol.sentence import reads_as
from gestae.desk.protocol import rules_of


def told_sets() -> list[dict[str, Any]]:
    """The rule sets of the package."""
    found = [rules_of(name) for name in rules.protocol_names()]
    return [{"name": f.name, "title": f.title, "version": f.version, "digest": f.digest, "rules": len(f.rules)} for f in found]


def told_rules(named: str) -> dict[str, Any]:
    """Each rule of a set: what its author says, what it reads as, and where it comes from."""
    found = rules_of(named)
    told = {
        r.id: {"says": r.says, "reads_as": reads_as(r, found), "severity": r.severity, "basis": r.basis} for r in found.rules
    }  # fmt: skip
    return {"name": found.name, "title": found.title, "version": found.version, "digest": found.digest, "rules": told}


def as_formulas(named: str) -> str:
    """The rules as temporal formulas, with the signature of the log they are about."""
    return exported(rules_of(named))
