"""The other shared words: claims, times, problems."""

import msgspec
import pytest

from gestae.model import Claim, Filler, Problem, Refusal, When


def test_nothing_that_was_said_can_be_changed_afterwards() -> None:
    when = When(said="at nine", edtf="2026-03-02T09:00:00")

    with pytest.raises(AttributeError):
        when.said = "at ten"  # type: ignore[misc]


def a_claim(**roles: Filler | None) -> Claim:
    return Claim(id="clm-0123456789abcdef", kind="awareness", by=None, roles=roles)


def test_a_role_is_read_by_its_thing_or_its_words() -> None:
    claim = a_claim(agent=Filler(id="agt-0", label="Ines Varga"), aware=Filler(value=False, label="unaware"), of=None)

    assert [claim.filler(role) for role in ("agent", "aware", "of", "item")] == ["agt-0", None, None, None]
    assert [claim.words(role) for role in ("agent", "aware", "of", "item")] == ["Ines Varga", "False", None, None]


def test_what_is_left_out_of_a_claim_takes_its_default() -> None:
    claim = a_claim()

    assert (claim.polarity, claim.modality, claim.hedged, claim.basis) == ("asserts", "asserted", False, "unstated")


def test_an_interval_means_throughout_and_bounds_alone_do_not() -> None:
    shift = When(said="from nine to five", edtf="2026-03-02T09:00:00/2026-03-02T17:00:00")
    approximate = When(said="about nine", earliest="2026-03-02T08:45:00", latest="2026-03-02T09:15:00")

    assert shift.is_throughout
    assert not approximate.is_throughout


def test_a_time_is_exact_only_when_its_bounds_meet() -> None:
    nine = "2026-03-02T09:00:00"

    assert When(said="at nine", edtf=nine, earliest=nine, latest=nine).is_exact
    assert not When(said="after nine", earliest=nine).is_exact
    assert not When(said="one morning").is_exact


def test_a_problem_says_where_what_why_and_next() -> None:
    problem = Problem(
        severity="warning", where="log.pdf, page 3", what="The page is blank.", why="It may be a scan.", next="Look at it."
    )

    assert problem.sentence() == "log.pdf, page 3: The page is blank. It may be a scan. Look at it."
    assert problem.is_grave


def test_a_note_is_not_grave() -> None:
    assert not Problem(severity="note", where="a", what="b", why="c", next="d").is_grave


def test_a_severity_nobody_knows_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"severity": "fatal", "where": "a", "what": "b", "why": "c", "next": "d"}, type=Problem)


def test_a_refusal_says_all_four_parts() -> None:
    refusal = Refusal("case harbour", "There is no such case.", "Nothing was read.", "Make it with gestae new.")

    assert str(refusal) == "case harbour: There is no such case. Nothing was read. Make it with gestae new."
