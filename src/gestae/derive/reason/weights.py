"""Weights: what it costs to take a claim as untrue, from how its speaker knows, or from what a person set."""

import math
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from gestae.model import Claim
from gestae.rules import weights


def of_claim(claim: Claim, clients: Mapping[str, str] = MappingProxyType({})) -> int:
    """``clients`` are those whom attorneys and assistants serve, by theirs."""
    if claim.credibility is not None:
        return log_odds(claim.credibility)
    table = weights()
    weight = log_odds(int(table["basis"].get(claim.basis, table["basis"]["unstated"])))
    if is_self_serving(claim, clients):
        weight = presumed()
    return weight * int(table["hedged_share"]) // 1000 if claim.hedged else weight


def is_self_serving(claim: Claim, clients: Mapping[str, str] = MappingProxyType({})) -> bool:
    """Whether somebody denies a part of his own, or of him whom he serves."""
    sides = {claim.by, clients.get(claim.by or "")} - {None}
    return claim.polarity == "denies" and any(f and f.id in sides for f in claim.roles.values())


def presumed() -> int:
    """Of a denial that nobody has made yet."""
    return log_odds(int(weights()["self_serving"]))


def unreported() -> int:
    return int(weights()["unreported"])


@cache
def log_odds(per_mille: int) -> int:
    """10 ln(r / (1 - r)), never below nothing."""
    share = min(999, max(1, per_mille))
    return max(0, round(10 * math.log(share / (1000 - share))))
