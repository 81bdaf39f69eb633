"""Rules read over a case, under each account of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gestae.derive.fold import made
from gestae.derive.making import Making
from gestae.derive.protocol.accounts import Tally, Version, tallied, turning, versions
from gestae.derive.protocol.rule import RuleSet
from gestae.desk.case_file import Clock, open_case
from gestae.desk.dossier import dossier
from gestae.desk.protocol import Checked, has_stop, rules_of
from gestae.model import Problem
from gestae.model.address import Where
from gestae.record.folder import LOG


def is_case(where: Where) -> bool:
    """Whether a case is kept there, or would be: an address, a folder with a record, or one without any log in it."""
    if not isinstance(where, Path):
        return True
    return where.is_dir() and ((where / LOG).is_file() or not any(where.glob("**/*.parquet")))


def check_case(where: Where, named: str, *, clock: Clock, environment: Mapping[str, str]) -> Checked:
    """A case against a rule set: as for a log, with ids of claims for rows, and what each account comes to."""
    found = rules_of(named)
    with open_case(where, clock=clock, environment=environment) as case:
        making = made(dossier(case), case.name)
    accounts = versions(making, found)
    tallies = tallied(accounts, found)
    verdicts = {rule.id: {**_told(tallies[rule.id]), "says": rule.says, "severity": rule.severity} for rule in found.rules}
    told = {
        "rules": found.name, "version": found.version, "digest": found.digest, "events": max(v.events for v in accounts),
        "verdicts": verdicts, **_sides(accounts, found),
    }  # fmt: skip
    return Checked(told, (*making.problems, *_remarks(making, found)), has_stop(verdicts.values()), is_sound=case.is_sound)


def _told(tally: Tally) -> dict[str, Any]:
    return {
        "activations": sum(tally.counts.values()),
        **tally.counts,
        "violating": [f.event.claims[0] for f in tally.violating],
        "because": [[c for e in f.because for c in e.claims] for f in tally.violating],
    }


def _sides(accounts: tuple[Version, ...], found: RuleSet) -> dict[str, Any]:
    """What each account comes to; which rules fail in all of them, and which turn on whom one believes."""
    by_account = [
        {"account": v.label, "by": v.by, "verdicts": {r.id: w for r in found.rules if (w := v.whole(r.id)) is not None}}
        for v in accounts
    ]
    return {
        "accounts": by_account,
        "fails_whoever_is_right": [r.id for r in found.rules if all(v.whole(r.id) == "violated" for v in accounts)],
        "turns_on_whom_you_believe": {r.id: sides for r in found.rules if (sides := turning(accounts, r.id)) is not None},
    }


def _remarks(making: Making, found: RuleSet) -> list[Problem]:
    if not found.claims:
        what, why = f"the rule set {found.name} does not say which claims are which events.", "No rule could be checked."
        next_ = "Add 'claims:' to its 'set:' part."
    elif not making.claims:
        what, why, next_ = "no claim counts yet.", "No rule could be checked.", "Accept claims with gestae claims."
    else:
        return []
    return [Problem(severity="warning", where=making.name, what=what, why=why, next=next_)]
