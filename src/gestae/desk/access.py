"""Rights in a shared case: who may do what, by the one table in ``rules/access``.

They bind every desk of this house. They lock nothing: whoever has the folder can copy it, and any program can read it. That
somebody wrote beyond what they might is seen in the record, and told by ``gestae verify``.
"""

from collections.abc import Iterable, Iterator

from gestae import rules
from gestae.desk.ledger import Ledger
from gestae.desk.member import Member
from gestae.model import Disclosed, Refusal

LEAD = "lead"


def role_names() -> tuple[str, ...]:
    return tuple(rules.access()["roles"])


def may(role: str | None, right: str) -> bool:
    """Whether a member of this role may; nobody without one may anything."""
    return right in rules.access()["roles"].get(role, {"may": ()})["may"]


def right_of(act: str) -> str | None:
    """The right that an entry of this act asks for."""
    return next((right for right, named in rules.access()["rights"].items() if act in named), None)


def require(ledger: Ledger, member: Member, right: str) -> None:
    """Refuses what this member may not; nothing in a case that is not shared."""
    if not ledger.is_shared or may(ledger.roles.get(member.id), right):
        return
    role = ledger.roles.get(member.id)
    leads = ", ".join(ledger.member_name(m) for m, r in ledger.roles.items() if r == LEAD)
    who = f"{member.name} is {_article(role)} {role} in it" if role else f"{member.name} is no member of it"
    raise Refusal(
        ledger.name,
        f"{who}, and may not {rules.access()['says'][right]}.",
        "It is a shared case, in which a role says who may do what.",
        f"Ask a lead: {leads}.",
    )


def require_acts(ledger: Ledger, member: Member, acts: Iterable[str]) -> None:
    """The same for entries of these acts."""
    for right in dict.fromkeys(right_of(act) for act in acts):
        if right is not None:
            require(ledger, member, right)


def beyond(entries: Iterable[Disclosed]) -> Iterator[tuple[Disclosed, str | None]]:
    """Entries that their members might not write by the roles they had at that place of the record, with that role."""
    roles: dict[str, str] = {}
    is_shared = False
    for entry in entries:
        right = right_of(entry.act)
        role = roles.get(entry.entry.by)
        if is_shared and right is not None and not may(role, right):
            yield entry, role
        member = str(entry.field("member"))
        if entry.act == "member.removed":
            roles.pop(member, None)
        elif entry.act in ("member.added", "member.changed") and "role" in entry.private:
            roles[member], is_shared = str(entry.private["role"]), True


def _article(role: str | None) -> str:
    return "an" if role and role[0] in "aeiou" else "a"
