"""What is recorded before a member seals with a key that the record does not know yet."""

from collections.abc import Mapping

from gestae.desk.keys import number, successions
from gestae.desk.ledger import Ledger
from gestae.desk.member import Member
from gestae.model import Refusal
from gestae.record import Act, Signer, acts
from gestae.record.proof.notes import Verifier
from gestae.record.proof.succession import Succession


def naming(signer: Signer, ledger: Ledger, member: Member, environment: Mapping[str, str]) -> list[Act]:
    """The acts that name this key. Refuses one in the place of another that the member has in this record, unless it follows it."""
    new = signer.verifier
    if str(new) in ledger.ended:
        raise Refusal(
            f"the key {number(new.key)} that is here",
            "another has taken its place in this record, or its member was removed.",
            "What it seals from there on does not hold.",
            "Use the key that came after it: gestae key --restore FILE.",
        )
    mine = [key for word, holder in ledger.keys.items() if holder == member.id and (key := Verifier.read(word)).name == new.name]
    standing = [key for key in mine if str(key) not in ledger.ended]
    if not standing and ledger.is_shared:
        raise Refusal(
            f"the key {number(new.key)} that is here",
            "no lead has named it in this case.",
            "In a shared case nobody brings a key of their own.",
            "Make a card with 'gestae key --card', and send it to a lead.",
        )
    if not standing:
        return [acts.key_added(str(new), member.id)]
    old = standing[-1]
    notes = successions(old.key, new.key, environment)
    if notes is None:
        raise Refusal(
            f"the key {number(new.key)} that is here",
            f"you have sealed this record with {number(old.key)}, and nothing that both signed says that this one follows it.",
            "A record is sealed by nobody whom it does not know.",
            "Put your key back from its paper with 'gestae key --restore FILE'. If it is lost, go on in a new record: "
            "gestae new FOLDER --continues CASE.",
        )
    return _steps(old, new, notes, member.id)


def _steps(old: Verifier, new: Verifier, notes: list[bytes], member: str) -> list[Act]:
    found = []
    for note in notes:
        following = Verifier(new.name, new.type, Succession.read(note).new)
        found.append(acts.key_changed(str(following), str(old), member, note.decode()))
        old = following
    return found
