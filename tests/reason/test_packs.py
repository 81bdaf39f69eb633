"""Rules from a file: what passes its trial counts like the rules of the house; what does not is refused, and the reason said."""

import msgspec
import pytest
from puzzles import puzzle, tiny

from gestae.derive.reason.enumerating import enumerated
from gestae.derive.reason.packs import Unfit, packed
from gestae.derive.reason.puzzle import Puzzle
from gestae.derive.reason.solving import solve
from gestae.derive.reason.trial import tried
from gestae.rules import rule_packs

TWO = rule_packs()["two-persons"]
CHECKED = """% CHECK-BEFORE Nothing goes off before it was checked.
:- event(D,discharge), event(C,check), on_item(D,I), on_item(C,I), occ(D), occ(C),
   not before(obs(C,actor),obs(D,actor)).
"""


def one_who_loads_and_checks(**more: object) -> Puzzle:
    def event(kind: str) -> dict[str, object]:
        return {"id": kind, "kind": kind, "item": "pistol", "roles": {"actor": ["ines", "tomas"], "obj": ["dummy"]}}

    claims = [{"id": f"{kind}er", "event": kind, "says": "role", "role": "actor", "value": "ines"} for kind in ("load", "check")]
    return puzzle(
        horizon=(0, 9), persons=[{"id": "ines"}, {"id": "tomas"}], items=[{"id": "pistol", "init_content": ["empty"]}],
        events=[event("load"), event("check")], claims=claims, **more,
    )  # fmt: skip


def test_two_persons_are_needed_only_where_the_pack_says_so() -> None:
    plain, packs = one_who_loads_and_checks(), packed(TWO)

    clash = solve(msgspec.structs.replace(plain, packs=packs)).conflicts

    assert solve(plain).conflicts == []
    assert [(c.claims, c.rules) for c in clash] == [(("checker", "loader"), ("TWO-PERSONS",))]


@pytest.mark.parametrize("text", [TWO, CHECKED])
def test_a_sound_rule_passes_its_trial(text: str) -> None:
    assert [p.name for p in tried(text)] == [p.name for p in packed(text)]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("text", [TWO, CHECKED])
def test_with_a_pack_a_tiny_case_still_comes_out_as_its_worlds_say(text: str, seed: int) -> None:
    case = msgspec.structs.replace(tiny(seed), packs=packed(text))
    expected, solved = enumerated(case), solve(case)

    assert (solved.base.cost, [c.claims for c in solved.conflicts]) == (expected.base, expected.conflicts)


HEAD = "% SOME-RULE It says something.\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (HEAD + ':- event(L,load), on_item(L,I), occ(L), role(L,actor,"Ines Vael").', "never of a person"),
        (HEAD + ":- event(L,load), on_item(L,I), occ(L), role(L,actor,ines).", "never of a person"),
        (HEAD + ":- event(L,load), on_item(L,I).", "nothing at all could have happened"),
        (HEAD + ":- event(L,load), on_item(L,I), occ(L), role(L,actor,P), role(L,actor,Q), P != Q.", "make a difference"),
        (HEAD + "occ(L) :- event(L,load).", "begins with"),
        (HEAD + ":- event(L,load), occ(L).", "needs its on_item"),
        (HEAD + ":- event(L,load), on_item(L,I), occ(L), not role(L,actor,P).", "nothing says what P is"),
        (HEAD + ":- event(L,load), on_item(L,I), hates(L,P).", "not known"),
        (HEAD + ":- event(L,load), on_item(L,I), occ(L", "full stop"),
        (HEAD + "#include \"other.lp\".", "begins with"),
        (":- event(L,load), on_item(L,I), occ(L).", "before any name"),
        ("", "no rule"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_trusted_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        tried(text)
