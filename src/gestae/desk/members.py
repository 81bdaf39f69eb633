"""The members of a shared case: a lead brings them in by a card that each signs, gives them a role, and lets them go."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from gestae.desk.access import LEAD, role_names
from gestae.desk.case_file import CaseFile
from gestae.desk.keys import origin, own_key
from gestae.desk.member import FORM, this_member
from gestae.model import Refusal
from gestae.record import Act, Signer, acts
from gestae.record.proof.notes import ED25519, NotANote, Note, Verifier, unbase64

FIRST_LINE = "gestae/member"


@dataclass(frozen=True)
class Card:
    """Who somebody is: the number that stands for them in records, their name, and the key they seal with."""

    member: str
    name: str
    key: bytes

    @property
    def text(self) -> bytes:
        key = base64.b64encode(self.key).decode()
        return f"{FIRST_LINE}\n{self.member}\n{self.name}\n{key}\n".encode()

    @classmethod
    def read(cls, data: bytes) -> "Card":
        """Raises ``NotANote`` where it is no card, or not signed with the key that it names."""
        note = Note.read(data)
        lines = note.text.decode().split("\n")
        if len(lines) != 5 or lines[0] != FIRST_LINE or not FORM.match(lines[1]) or not lines[2].strip():
            raise NotANote("this is no card of a member")
        card = cls(lines[1], lines[2], unbase64(lines[3]))
        if len(card.key) != 32 or not note.signed_by([Verifier(FIRST_LINE, ED25519, card.key)]):
            raise NotANote("the card is not signed with the key that it names")
        return card


def card(environment: Mapping[str, str], words: bytes | None) -> bytes:
    """The card of the user of this program, signed; ``words`` is the passphrase of the key."""
    member = this_member(environment)
    signer = Signer(FIRST_LINE, own_key(environment, words))
    text = Card(member.id, " ".join(member.name.split()), signer.verifier.key).text
    return text + b"\n" + signer.line(text).encode()


def add(case: CaseFile, data: bytes, role: str) -> str:
    """Brings in the member of this card; the name. Whoever opened the case becomes its lead by bringing in the first."""
    try:
        found = Card.read(data)
    except NotANote as e:
        raise Refusal("the card", f"{e}.", "Nobody was brought in.", "Ask for the file that 'gestae key --card' writes.") from e
    _known_role(role)
    with case.writing() as ledger:
        first: list[Act] = []
        if not ledger.is_shared:
            first = [acts.member_changed(_opener(case), LEAD)]
        if found.member in ledger.roles or found.member == case.member.id:
            raise Refusal(found.name, "this member is in already.", "Nothing was changed.", "Give another role with --change.")
        key = str(Verifier(origin(ledger.case), ED25519, found.key))
        _append(case, [*first, acts.member_added(found.member, found.name, role), acts.key_added(key, found.member)])
    return found.name


def change(case: CaseFile, who: str, role: str) -> str:
    """Gives a member another role; the name."""
    _known_role(role)
    with case.writing():
        member = _named(case, who)
        _keep_a_lead(case, member, role)
        _append(case, [acts.member_changed(member, role)])
    return case.ledger.member_name(member)


def remove(case: CaseFile, who: str, reason: str) -> str:
    """Lets a member go: what their key seals after that does not hold. The name."""
    with case.writing():
        member = _named(case, who)
        _keep_a_lead(case, member, None)
        _append(case, [acts.member_removed(member, reason)])
    return case.ledger.member_name(member)


def _append(case: CaseFile, these: list[Act]) -> None:
    case.append([case.draft(act) for act in these])


def _opener(case: CaseFile) -> str:
    opener = next(e.entry.by for e in case.ledger.entries if e.act == "case.opened")
    if opener != case.member.id:
        raise Refusal(
            case.name,
            f"{case.ledger.member_name(opener)} opened it.",
            "Who opened a case decides whether it is shared, and is its first lead.",
            f"Ask {case.ledger.member_name(opener)}.",
        )
    return opener


def _known_role(role: str) -> None:
    if role not in role_names():
        raise Refusal(role, "there is no such role.", "Nothing was changed.", f"The roles are {', '.join(role_names())}.")


def _keep_a_lead(case: CaseFile, member: str, role: str | None) -> None:
    others = [m for m, r in case.ledger.roles.items() if r == LEAD and m != member]
    if role != LEAD and not others:
        raise Refusal(
            case.ledger.member_name(member), "this is the only lead.", "Without one nobody could bring anybody in.",
            "Make somebody else a lead first.",
        )  # fmt: skip


def _named(case: CaseFile, who: str) -> str:
    ledger = case.ledger
    found = [m for m in ledger.members if who in (m, ledger.members[m]) or (len(who) >= len("mbr-1234") and m.startswith(who))]
    known = [m for m in found if m in ledger.roles] or found
    if not ledger.is_shared or len(known) != 1:
        what = "more than one member is called so." if len(known) > 1 else "no member of it is called so."
        raise Refusal(who, what, "Nothing was changed.", "List them with 'gestae members CASE', and give the number.")
    return known[0]
