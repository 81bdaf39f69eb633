"""Two copies of a case that were worked on apart become one: nothing is lost, moved or written over, and both can prove it."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gestae.desk.brief import brief
from gestae.desk.case_file import open_case
from gestae.desk.erasing import erase
from gestae.desk.joining import join
from gestae.desk.receipts import check, receipt
from gestae.desk.register import Register
from gestae.desk.review import accept, correct, not_same, reject, same
from gestae.desk.verify import verify_case
from gestae.model import Refusal

STATEMENT = b"On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\n"
HERE = b"On Tuesday Perrin Oyelaran handed the lamp to Ida Fennimore.\n"
THERE = b"On Friday Ida Fennimore handed the lamp to Sol.\n"


@pytest.fixture
def copies(desk):
    """A case, and a copy of it in the hands of somebody else."""
    with desk.open("here") as opened:
        desk.receive(opened, ("statement.txt", STATEMENT))
    shutil.copytree(desk.roof / "here", desk.roof / "there")
    return desk.roof / "here", desk.roof / "there"


def as_kim(desk):
    return {**desk.environment, "GESTAE_CONFIG_HOME": str(desk.roof / "kim"), "GESTAE_NAME": "Kim Adeyemi"}


def opened(desk, path, environment=None):
    return open_case(path, clock=desk.clock, environment=environment or desk.environment)


def joined(desk, path, other, environment=None):
    return join(path, other, clock=desk.clock, environment=environment or desk.environment)


def verified(desk, path):
    return verify_case(path, clock=desk.clock, environment=desk.environment)


def bodies(desk, path):
    with opened(desk, path) as case:
        return [body for _, body, _ in case.log.bodies()]


def apart(desk, copies):
    """Both add a document of their own."""
    here, there = copies
    with opened(desk, here) as case:
        desk.receive(case, ("here.txt", HERE))
    with opened(desk, there, as_kim(desk)) as case:
        desk.receive(case, ("there.txt", THERE))


def test_every_entry_of_both_is_there_byte_for_byte_in_its_order(desk, copies):
    here, there = copies
    apart(desk, copies)
    ours, theirs = bodies(desk, here), bodies(desk, there)
    outcome = joined(desk, here, there)
    after = bodies(desk, here)

    assert after[: len(ours)] == ours
    assert b'"kind":"log.joined"' in after[len(ours)]
    assert after[len(ours) + 1 :] == theirs[outcome.common :]
    assert bodies(desk, there) == theirs
    assert (outcome.common, outcome.ours, outcome.theirs) == (6, 3, 5)


def test_what_both_sealed_still_holds(desk, copies):
    here, there = copies
    apart(desk, copies)
    receipts = [receipt(path, None, clock=desk.clock, environment=desk.environment) for path in copies]
    joined(desk, here, there)
    found = verified(desk, here)

    assert found.holds
    assert found.unsealed == 0
    assert [point.size for point in found.record.joined] == [11]
    for kept in receipts:
        assert check(kept, (), here, clock=desk.clock, environment=desk.environment).now == 15


def test_the_brief_tells_what_both_heard(desk, copies):
    here, there = copies
    apart(desk, copies)
    joined(desk, here, there)
    with opened(desk, here) as case:
        accept(case, list(Register.of(case).by_id))
        told = brief(case)

    assert {s.name for s in told.sources} == {"statement.txt", "here.txt", "there.txt"}
    assert {t.id for t in told.texts} == {c.span.text for c in told.claims}


def test_joining_again_changes_nothing(desk, copies):
    here, there = copies
    apart(desk, copies)
    joined(desk, here, there)
    before = bodies(desk, here)
    again = joined(desk, here, there)

    assert again.joined == 0
    assert bodies(desk, here) == before


def test_copies_joined_to_each_other_in_turn_come_to_rest(desk, copies):
    here, there = copies
    apart(desk, copies)
    joined(desk, here, there)
    joined(desk, there, here)
    before = bodies(desk, here), bodies(desk, there)
    turns = joined(desk, here, there), joined(desk, there, here)

    assert [t.joined for t in turns] == [0, 0]
    assert (bodies(desk, here), bodies(desk, there)) == before
    assert verified(desk, here).holds
    assert verified(desk, there).holds


def test_work_goes_on_apart_and_is_joined_again(desk, copies):
    here, there = copies
    apart(desk, copies)
    joined(desk, here, there)
    with opened(desk, there, as_kim(desk)) as case:
        desk.receive(case, ("later.txt", b"On Sunday Sol handed the lamp to Perrin Oyelaran.\n"))
    kept = receipt(there, None, clock=desk.clock, environment=desk.environment)
    joined(desk, here, there)
    found = verified(desk, here)

    assert found.holds
    assert found.sources == 4
    assert len(found.record.joined) == 2
    assert check(kept, (), here, clock=desk.clock, environment=desk.environment).checkpoint.size == 14


def test_a_copy_of_another_case_is_refused(desk, copies):
    with desk.open("other"):
        pass

    with pytest.raises(Refusal, match="another case"):
        joined(desk, copies[0], desk.roof / "other")


def test_a_copy_that_does_not_verify_is_refused(desk, copies):
    here, there = copies
    with opened(desk, there) as case:
        case.log.db.run("DROP TRIGGER entry_same")
        case.log.db.run("UPDATE entry SET hash = body WHERE idx = 2")

    with pytest.raises(Refusal, match="does not verify"):
        joined(desk, here, there)
    assert len(bodies(desk, here)) == 6


def first_claim(case):
    return next(iter(Register.of(case).by_id))


def finding(case):
    return [f for f in brief(case).findings if f.rule == "decided-apart"]


def test_a_claim_accepted_here_and_rejected_there_is_a_finding_and_stays(desk, copies):
    here, there = copies
    with opened(desk, here) as case:
        claim = first_claim(case)
        accept(case, [claim])
    with opened(desk, there, as_kim(desk)) as case:
        reject(case, [claim], "misread")
    joined(desk, here, there)
    with opened(desk, here) as case:
        (told,) = finding(case)

        assert told.because == (claim,)
        assert "accepted in one and rejected in the other" in told.says
        assert Register.of(case).claim(claim).standing == "accepted"


def test_it_is_the_same_whichever_copy_was_joined_to_which(desk, copies):
    here, there = copies
    with opened(desk, here) as case:
        claim = first_claim(case)
        reject(case, [claim])
    with opened(desk, there, as_kim(desk)) as case:
        correct(case, claim, {"polarity": "denies"})
    shutil.copytree(here, desk.roof / "here-2")
    joined(desk, here, there)
    joined(desk, there, desk.roof / "here-2")
    briefs = []
    for path in copies:
        with opened(desk, path) as case:
            briefs.append(brief(case))

    assert briefs[0].claims == briefs[1].claims
    assert [f.id for f in briefs[0].findings] == [f.id for f in briefs[1].findings]
    assert next(c for c in briefs[0].claims if c.id == claim).polarity == "denies"


def test_a_finding_stands_in_both_copies_once_they_were_joined_in_turn(desk, copies):
    here, there = copies
    with opened(desk, here) as case:
        claim = first_claim(case)
        accept(case, [claim])
    with opened(desk, there, as_kim(desk)) as case:
        reject(case, [claim])
    joined(desk, here, there)
    joined(desk, there, here)
    for path in copies:
        with opened(desk, path) as case:
            assert [f.because for f in finding(case)] == [(claim,)]
            assert Register.of(case).claim(claim).standing == "accepted"


def test_deciding_again_settles_it(desk, copies):
    here, there = copies
    with opened(desk, here) as case:
        claim = first_claim(case)
        accept(case, [claim])
    with opened(desk, there, as_kim(desk)) as case:
        reject(case, [claim])
    joined(desk, here, there)
    with opened(desk, here) as case:
        reject(case, [claim], "it is misread")

        assert finding(case) == []
        assert Register.of(case).claim(claim).standing == "rejected"


def test_two_who_decided_alike_are_no_finding(desk, copies):
    here, there = copies
    for path, who in ((here, None), (there, as_kim(desk))):
        with opened(desk, path, who) as case:
            accept(case, [first_claim(case)])
    joined(desk, here, there)
    with opened(desk, here) as case:
        assert finding(case) == []


def test_one_who_joins_two_persons_and_one_who_keeps_them_apart_is_a_finding(desk, copies):
    here, there = copies
    with opened(desk, here) as case:
        accept(case, list(Register.of(case).by_id))
    joined(desk, there, here)
    with opened(desk, here) as case:
        same(case, "Ida Fennimore", "Perrin Oyelaran")
    with opened(desk, there, as_kim(desk)) as case:
        not_same(case, "Ida Fennimore", "Perrin Oyelaran")
    joined(desk, here, there)
    with opened(desk, here) as case:
        (told,) = finding(case)

        assert told.topic == "identity"
        assert len({a.id for a in brief(case).agents if a.kind == "person"}) == 2


def private_words(path):
    return b"".join(p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file())


def test_what_was_erased_here_is_not_brought_back(desk, copies):
    here, there = copies
    with opened(desk, there, as_kim(desk)) as case:
        desk.receive(case, ("there.txt", THERE))
    with opened(desk, here) as case:
        erase(case, ["statement.txt"], [], "asked for", "Robin Tallis")
    joined(desk, here, there)

    assert STATEMENT not in private_words(here)
    assert b"statement.txt" not in private_words(here)
    assert verified(desk, here).holds


def test_what_was_erased_there_goes_here_too(desk, copies):
    here, there = copies
    with opened(desk, there) as case:
        erase(case, ["statement.txt"], [], "asked for", "Robin Tallis")
    with opened(desk, here) as case:
        desk.receive(case, ("here.txt", HERE))
    joined(desk, here, there)

    assert STATEMENT not in private_words(here)
    assert b"statement.txt" not in private_words(here)
    assert verified(desk, here).holds
    with opened(desk, here) as case:
        assert [s.name for s in case.ledger.sources.values()] == ["here.txt"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["here", "there", "join here", "join there"]), st.integers(0, 2)), max_size=7))
def test_whatever_was_done_apart_nothing_is_lost_and_everything_verifies(desk, tmp_path_factory, steps):
    """Law: entries only ever come behind those that are there, and joining both ways leaves both with all of them."""
    roof = tmp_path_factory.mktemp("copies")
    desk.roof = roof
    with desk.open("here") as case:
        desk.receive(case, ("statement.txt", STATEMENT))
    shutil.copytree(roof / "here", roof / "there")
    paths = {"here": roof / "here", "there": roof / "there"}
    for step, number in [*steps, ("join here", 0), ("join there", 0)]:
        name = step.rpartition(" ")[2]
        path, other = paths[name], paths["there" if name == "here" else "here"]
        before = bodies(desk, path)
        if step.startswith("join"):
            joined(desk, path, other)
        else:
            with opened(desk, path, as_kim(desk) if name == "there" else None) as case:
                desk.receive(case, (f"{name}-{number}.txt", STATEMENT.replace(b"Monday", f"Monday {name} {number},".encode())))
        assert bodies(desk, path)[: len(before)] == before
    ours, theirs = ({b for b in bodies(desk, p) if b'"log.joined"' not in b} for p in paths.values())

    assert {b for b in ours if b'"member.added"' not in b and b'"key.added"' not in b} == {
        b for b in theirs if b'"member.added"' not in b and b'"key.added"' not in b
    }
    assert all(verified(desk, p).holds for p in paths.values())
