"""Claims of a register as plain JSON: as in the contract, each with its standing and the decision it stands by."""

from collections.abc import Sequence

from gestae.desk.register import Listed, Register
from gestae.present import brief_json
from gestae.present.entry_words import moment


def claims_json(register: Register, claims: Sequence[Listed]) -> list[dict[str, object]]:
    told = brief_json(register.as_case())["claims"]
    by_id = {c["id"]: c for c in told} if isinstance(told, list) else {}
    return [
        {**by_id[c.claim.id], "standing": c.standing, "extractor": c.extractor, "decision": decision(register, c)} for c in claims
    ]


def decision(register: Register, listed: Listed) -> dict[str, object] | None:
    if listed.decision is None:
        return None
    entry = listed.decision.entry
    return {
        "entry": entry.id, "act": entry.kind, "at": moment(entry.at), "by": register.case.ledger.member_name(entry.by),
        "reason": listed.decision.private.get("reason"),
    }  # fmt: skip
