"""What people decide about claims: each decision an entry, each undone by another."""

import json

import pytest
from papers import LETTER, NOTE

from gestae.desk import review
from gestae.desk.brief import brief
from gestae.desk.register import Register
from gestae.model import Refusal
from gestae.present import brief_json


@pytest.fixture
def case(desk):
    with desk.open() as opened:
        desk.receive(opened, NOTE, LETTER)
        yield opened


def claims(case):
    return list(Register.of(case).claims())


def standings(case):
    return [c.standing for c in claims(case)]


def bytes_of(case):
    return json.dumps(brief_json(brief(case)))


def agents_called(case, name):
    return sorted(t.id for t in Register.of(case).things.values() if t.label == name and t.id.startswith("agt"))


def test_nothing_counts_until_a_person_accepts_it(case):
    assert standings(case) == ["proposed"] * 3
    assert brief(case).claims == ()
    assert len(brief(case).proposed) == 3


def test_accepting_all_makes_each_claim_an_entry_of_its_own(case):
    done = review.accept_all(case)

    assert len(done.entries) == 3
    assert standings(case) == ["accepted"] * 3
    assert len(brief(case).claims) == 3
    assert [e.act for e in case.ledger.entries].count("claim.accepted") == 3


def test_an_accepted_claim_carries_itself_and_all_it_names(case):
    (claim, _), *_ = review.accept_all(case).entries
    entry = next(e for e in case.ledger.entries if e.act == "claim.accepted" and e.entry.plain["claim"] == claim)
    told = entry.private["claim"]

    assert set(entry.entry.plain) == {"claim"}
    assert told["span"]["quote"]
    named = {t["id"] for sort in entry.private["things"].values() for t in sort}
    assert named == {f["id"] for f in told["roles"].values()}


def test_accepting_again_writes_nothing(case):
    first = claims(case)[0].claim.id
    review.accept(case, [first])
    head = case.log.head
    again = review.accept(case, [first])

    assert again.unchanged == (first,)
    assert case.log.head == head


def test_a_rejected_claim_is_left_out_and_keeps_the_reason(case):
    first = claims(case)[0].claim.id
    review.reject(case, [first], "speaks of another day")
    review.accept_all(case)

    assert sorted(standings(case)) == ["accepted", "accepted", "rejected"]
    assert first not in {c.id for c in brief(case).claims}
    assert claims(case)[[c.claim.id for c in claims(case)].index(first)].decision.private["reason"] == "speaks of another day"


def test_a_correction_changes_what_is_claimed_and_keeps_id_and_words(case):
    before = claims(case)[0]
    review.accept(case, [before.claim.id])
    review.correct(case, before.claim.id, {"polarity": "denies", "roles": {"receiver": "Wren Achterberg"}})
    after = next(c for c in claims(case) if c.claim.id == before.claim.id)

    assert after.standing == "corrected"
    assert after.claim.polarity == "denies"
    assert after.claim.span == before.claim.span
    assert after.claim.roles["giver"] == before.claim.roles["giver"]
    assert Register.of(case).things[after.claim.roles["receiver"].id].label == "Wren Achterberg"
    assert "Wren Achterberg" in {a.label for a in brief(case).agents}


def test_a_name_in_a_correction_is_the_one_the_text_has(case):
    handed_on = next(c for c in claims(case) if "handed the lamp to Sol" in c.claim.span.quote)
    review.correct(case, handed_on.claim.id, {"roles": {"receiver": "ida fennimore"}})
    after = next(c for c in claims(case) if c.claim.id == handed_on.claim.id)

    assert after.claim.roles["receiver"].id in {f.id for c in claims(case) for f in c.claim.roles.values() if f} & set(
        agents_called(case, "Ida Fennimore")
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "changes nothing"),
        ({"polarity": "maybe"}, "'polarity' is 'maybe'"),
        ({"roles": {"taker": "Sol"}}, "no role 'taker'"),
        ({"certainty": 1}, "no field 'certainty'"),
        ({"kind": "storing", "roles": {"giver": "Sol"}}, "no role 'giver'"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_and_writes_nothing(case, change, words):
    head = case.log.head

    with pytest.raises(Refusal, match=words):
        review.correct(case, claims(case)[0].claim.id, change)

    assert case.log.head == head


def test_every_decision_undone_gives_the_former_brief_byte_for_byte(case):
    review.accept_all(case)
    first = claims(case)[0].claim.id
    one, other = agents_called(case, "Sol")
    for decide in (
        lambda: review.reject(case, [first], "no"),
        lambda: review.correct(case, first, {"hedged": True}),
        lambda: review.same(case, one, other),
        lambda: review.not_same(case, *agents_called(case, "Ida Fennimore")),
        lambda: review.state(case, b'{"kind": "presence", "roles": {"agent": "Sol", "place": "the shed"}}', "x")[0],
    ):
        before = bytes_of(case)
        ((_, entry),) = decide().entries
        assert bytes_of(case) != before
        review.undo(case, [entry])
        assert bytes_of(case) == before


def test_undoing_an_undoing_brings_the_decision_back(case):
    first = claims(case)[0].claim.id
    ((_, accepted),) = review.accept(case, [first]).entries
    ((_, undone),) = review.undo(case, [accepted]).entries
    assert standings(case)[0] == "proposed"
    review.undo(case, [undone])

    assert standings(case)[0] == "accepted"


def test_the_decision_on_a_claim_can_be_undone_by_naming_the_claim(case):
    first = claims(case)[0].claim.id
    review.accept(case, [first])
    review.correct(case, first, {"hedged": True})
    review.undo(case, [first])
    assert standings(case)[0] == "accepted"
    review.undo(case, [first])
    assert standings(case)[0] == "proposed"

    with pytest.raises(Refusal, match="nobody has decided"):
        review.undo(case, [first])


def test_a_decision_is_undone_once_and_only_decisions_are(case):
    ((_, accepted),) = review.accept(case, [claims(case)[0].claim.id]).entries
    review.undo(case, [accepted])

    with pytest.raises(Refusal, match="undone already"):
        review.undo(case, [accepted])
    with pytest.raises(Refusal, match="not a decision"):
        review.undo(case, [next(e for e in case.ledger.entries if e.act == "source.received").entry.id])


def test_an_id_may_be_given_in_part_if_only_one_fits(case):
    full = claims(case)[0].claim.id
    review.accept(case, [full[:12]])

    assert standings(case)[0] == "accepted"
    assert review.accept(case, [full.partition("-")[2]]).unchanged == (full,)


@pytest.mark.parametrize("given", ["clm-", "clm-ffffffffffffffff", "", "clm-0"])
def test_an_id_that_fits_none_or_several_is_refused(case, given):
    with pytest.raises(Refusal, match=r"no claim of this id|more than one"):
        review.accept(case, [claims(case)[0].claim.id, given])

    assert standings(case) == ["proposed"] * 3


def test_two_of_two_sorts_are_never_the_same(case):
    agent = agents_called(case, "Sol")[0]
    item = next(t.id for t in Register.of(case).things.values() if t.label == "lamp")

    with pytest.raises(Refusal, match="two sorts"):
        review.same(case, agent, item)
    with pytest.raises(Refusal, match="no comparing"):
        review.same(case, agent, agent)


def test_things_can_be_called_by_name_when_only_one_has_it(case):
    ((pair, _),) = review.same(case, "Perrin Oyelaran", agents_called(case, "Sol")[0]).entries

    assert agents_called(case, "Perrin Oyelaran")[0] in pair
    with pytest.raises(Refusal, match="more than one thing"):
        review.same(case, "lamp", "Perrin Oyelaran")


def test_a_name_that_a_rule_made_one_person_names_that_person(case):
    review.accept_all(case)
    assert len(agents_called(case, "Ida Fennimore")) == 2
    ((pair, _),) = review.same(case, "Ida Fennimore", "Perrin Oyelaran").entries

    assert pair.split()[0] in agents_called(case, "Ida Fennimore") or pair.split()[1] in agents_called(case, "Ida Fennimore")


def test_two_claims_can_be_the_same_event(case):
    one, other, _ = (c.claim.id for c in claims(case))
    review.same(case, one, other)
    entry = case.ledger.entries[-1]

    assert entry.act == "same"
    assert entry.entry.plain == {"a": min(one, other), "b": max(one, other)}


def test_decisions_come_in_lines_and_a_bad_one_does_not_hold_up_the_others(case):
    one, two, three = (c.claim.id for c in claims(case))
    lines = [
        json.dumps({"claim": one, "do": "accept"}),
        json.dumps({"claim": two[:12], "do": "reject", "reason": "hearsay"}),
        json.dumps({"claim": three, "do": "correct", "hedged": True}),
        json.dumps({"claim": three, "do": "keep"}),
        json.dumps({"claim": "clm-0000000000000000", "do": "accept"}),
        "{",
        "",
        json.dumps({"claim": one, "do": "accept"}),
    ]
    done, problems = review.decide(case, "\n".join(lines).encode(), "decisions.jsonl")

    assert sorted(standings(case)) == ["accepted", "corrected", "rejected"]
    assert [claim for claim, _ in done.entries] == [one, two, three]
    assert done.unchanged == (one,)
    assert [p.where for p in problems] == [f"decisions.jsonl, line {n}" for n in (4, 5, 6)]


def test_who_decided_and_when_is_in_the_record(case):
    review.accept(case, [claims(case)[0].claim.id])
    entry = claims(case)[0].decision.entry

    assert case.ledger.member_name(entry.by) == "Robin Tallis"
    assert entry.at > 1_790_000_000_000
