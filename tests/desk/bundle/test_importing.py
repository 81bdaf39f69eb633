"""Another office opens a bundle, and its work goes on from there."""

import msgspec
import pytest

from gestae.desk import members
from gestae.desk.brief import brief
from gestae.desk.bundle.importing import import_bundle
from gestae.desk.case_file import new, open_case
from gestae.desk.joining import join
from gestae.desk.receipts import check, receipt
from gestae.desk.review import accept_all, reject
from gestae.desk.verify import verify_case
from gestae.model import Refusal
from gestae.present import brief_html, brief_json


@pytest.fixture
def other(office):
    """Somebody else, with a key of their own, who was given a bundle."""
    environment = {"GESTAE_CONFIG_HOME": str(office.roof / "other-config"), "GESTAE_NAME": "Kim Adeyemi"}
    return Other(office, environment)


class Other:
    def __init__(self, office, environment):
        self.office, self.environment, self.path = office, environment, office.roof / "theirs"

    def import_(self, *rules):
        self.office.do(accept_all)
        exported = self.office.export("bundle", *rules)
        import_bundle(self.office.check(), self.path, clock=self.office.desk.clock, environment=self.environment)
        return exported

    def open(self):
        return open_case(self.path, clock=self.office.desk.clock, environment=self.environment)

    def verify(self):
        return verify_case(self.path, clock=self.office.desk.clock, environment=self.environment)


def _bodies(case, size):
    return [body for _, body, _ in case.log.bodies()][:size]


def test_every_entry_is_there_byte_for_byte_and_the_first_office_s_seal_still_holds(office, other):
    exported = other.import_()
    with office.open() as ours, other.open() as theirs:
        size = exported.facts.size

        assert _bodies(theirs, size) == _bodies(ours, size)
        assert [e.act for e in theirs.ledger.entries[size:]] == ["member.added", "key.added", "import.made"]
        assert dict(theirs.log.seals.checkpoints())[size] == dict(ours.log.seals.checkpoints())[size]
    found = other.verify()

    assert found.holds
    assert (found.unsealed, found.sources, found.left_out) == (0, 2, 0)
    assert [found.sealer(held.key) for held in found.record.chain.held] == ["Robin Tallis", "Kim Adeyemi"]
    assert found.record.chain.held[0].sealed[-1][1] == exported.facts.size - 1


def test_the_same_brief_follows_in_both_offices(office, other):
    other.import_()
    with office.open() as ours, other.open() as theirs:
        first, second = brief(ours), brief(theirs)

    assert brief_json(first) == brief_json(second)
    assert brief_html(first) == brief_html(second)


def test_a_receipt_that_the_first_office_gave_holds_against_the_case_of_the_second(office, other):
    desk = office.desk
    kept = receipt(office.roof / "case", None, clock=desk.clock, environment=desk.environment)
    other.import_()

    found = check(kept, (), other.path, clock=desk.clock, environment=other.environment)

    assert found.now > found.checkpoint.size


def test_what_was_withheld_stays_withheld_and_is_no_damage(office, other):
    exported = other.import_("Ida Fennimore")
    found = other.verify()
    with other.open() as theirs:
        case = brief(theirs)
        notes = [p for p in case.problems if "only the digest of this source is here" in p.what]

        assert theirs.is_sound
    assert found.holds
    assert (found.sources, found.left_out) == (1, 1)
    assert [p.where.partition(" ")[0] for p in notes] == ["statement.txt"]
    assert "Fennimore" not in str(msgspec.to_builtins(case))
    assert exported.facts.fields_withheld == sum(e.withheld for e in theirs.ledger.entries)


def test_work_goes_on_and_is_handed_over_again(office, other):
    other.import_("Ida Fennimore")
    with other.open() as theirs:
        office.desk.receive(theirs, ("more.txt", b"Sol Adeyemi handed the lamp to Wren Achterberg.\n"))
        accept_all(theirs)
        claims = brief(theirs).claims
        reject(theirs, [claims[0].id], "misread")
        kinds = [e.act for e in theirs.ledger.entries]
    office.name = "theirs"
    office.desk.environment = other.environment
    again = office.export("again")

    assert {"source.received", "claim.accepted", "claim.rejected"} <= set(kinds[kinds.index("import.made") :])
    assert other.verify().holds
    assert office.check("again", receipt=again.receipt.read_bytes()).problems == []
    assert ("statement.txt", "it holds something that is withheld") in again.absent


def test_a_place_that_is_taken_is_refused_and_nothing_is_left_behind(office, other):
    (office.roof / "theirs").mkdir()
    before = sorted(p.name for p in office.roof.iterdir())

    with pytest.raises(Refusal, match="already something of this name"):
        other.import_()

    assert sorted(p.name for p in office.roof.iterdir()) == sorted([*before, "bundle", "bundle.receipt"])


def test_what_the_other_office_did_is_joined_to_the_first_one_s_case_and_nothing_there_is_withheld_by_it(office, other):
    other.import_("Ida Fennimore")
    with other.open() as theirs:
        office.desk.receive(theirs, ("more.txt", b"Sol Adeyemi handed the lamp to Wren Achterberg.\n"))
    join(office.roof / "case", other.path, clock=office.desk.clock, environment=office.desk.environment)
    with office.open() as ours:
        names = {s.name for s in brief(ours).sources}
        held = {t.source for t in brief(ours).texts}
    found = verify_case(office.roof / "case", clock=office.desk.clock, environment=office.desk.environment)
    office.export("whole")

    assert names == {"statement.txt", "letter.txt", "more.txt"}
    assert len(held) == 3
    assert found.holds
    assert found.left_out == 0
    assert office.check("whole").problems == []
    assert office.check("whole").report.absent == []


def test_a_shared_case_is_opened_by_its_members_only(office, other):
    stranger = {"GESTAE_CONFIG_HOME": str(office.roof / "stranger"), "GESTAE_NAME": "Wren Achterberg"}
    new(office.roof / "of-their-own", "theirs", clock=office.desk.clock, environment=other.environment)
    office.do(lambda case: members.add(case, members.card(other.environment, None), "contributor"))
    exported = office.export()
    checked = office.check(receipt=exported.receipt.read_bytes())

    with pytest.raises(Refusal, match="no member of it"):
        import_bundle(checked, office.roof / "strange", clock=office.desk.clock, environment=stranger)
    import_bundle(checked, other.path, clock=office.desk.clock, environment=other.environment)

    assert checked.problems == []
    assert not (office.roof / "strange").exists()
    assert other.verify().holds
