"""The brief as a person reads it in a terminal."""

import re
import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pageant import the_pageant

from gestae.model import Case
from gestae.present import brief_text
from gestae.present.clean import clean, shortened
from gestae.present.terminal import cells, wrapped


@pytest.fixture(scope="module")
def brief() -> str:
    return brief_text(the_pageant())


def _section(brief: str, title: str) -> str:
    rest = brief.split(f"\n{title}\n─", 1)[1]
    return re.split(r"\n[^\n]+\n─{3,}", rest, maxsplit=1)[0]


@pytest.mark.parametrize("width", [20, 32, 60, 80, 100, 200])
def test_no_line_is_wider_than_asked(width: int) -> None:
    lines = brief_text(the_pageant(), width).split("\n")

    assert max(cells(line) for line in lines) <= width


def test_colours_come_only_when_asked_and_change_no_word(brief: str) -> None:
    coloured = brief_text(the_pageant(), colour=True)

    assert "\x1b" not in brief
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured).split() == brief.split()


def test_nothing_in_a_document_can_steer_the_terminal() -> None:
    coloured = re.sub(r"\x1b\[[0-9]+m", "", brief_text(the_pageant(), colour=True))

    assert not {c for c in coloured if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs")}
    assert "␛[31mred␛[0m" in coloured


def test_every_claim_that_is_shown_is_cited_and_every_source_is_listed(brief: str) -> None:
    cited = set(re.findall(r"\[(S\d+)[ \]]", brief))

    assert cited == {"S1", "S2", "S3", "S4"}
    assert _section(brief, "Sources").count("S") >= 4
    assert "[S3 p.1 l.4]" in " ".join(brief.split())
    assert "[S1 l.6]" in " ".join(brief.split())


def test_a_timeline_line_has_its_bounds_its_sentence_its_speaker_and_the_words(brief: str) -> None:
    timeline = " ".join(_section(brief, "What happened when").split())

    assert (
        "12:50–12:57 Osric Bellamy took the flare pistol out of the prop safe. (contested) Maren Tveit thinks so, infers it:"
        in timeline
    )
    assert "“I think Osric took it out between ten to one and three minutes to one” [S2 l.4]" in timeline
    assert "13:06:12 The flare pistol went off in the hands of Pell Anwar and struck Hetty Marl." in timeline


def test_a_date_without_a_year_says_so_and_a_bare_weekday_stays_open(brief: str) -> None:
    timeline = _section(brief, "What happened when")

    assert "21 October, year not given" in timeline
    assert "“Friday”, date not known" in timeline


def test_a_denial_is_said_of_the_one_who_denies_it(brief: str) -> None:
    assert "Maren Tveit denies that she handed the flare pistol to Pell Anwar." in " ".join(brief.split())


def test_what_is_told_through_another_names_both(brief: str) -> None:
    assert "Osric Bellamy says so, was told, via Pell Anwar: “Maren had shown it clear”" in " ".join(brief.split())


def test_an_asked_claim_stands_only_under_what_is_not_known(brief: str) -> None:
    words = "identify who loaded the pistol"

    assert brief.count(words) == 1
    assert words in _section(brief, "What is not known")


def test_a_gap_in_custody_says_that_nobody_says(brief: str) -> None:
    custody = " ".join(_section(brief, "Who had it").split())

    assert "nobody says who from 13:06–13:07 until 13:15–13:24" in custody
    assert "Maren Tveit from 12:45–12:57 until 12:57–13:00 (contested)" in custody
    assert "live flare in this order; times not known Osric Bellamy (known)" in custody


def test_a_proceeding_tells_its_steps_in_order_with_the_reason(brief: str) -> None:
    steps = " ".join(_section(brief, "Where each interview and order stands").split())

    assert steps.index("declined the interview twice, citing the pending inquest") < steps.index("granted the subpoena")
    assert "Interview of Osric Bellamy: ordered" in steps


def test_a_question_names_who_could_say(brief: str) -> None:
    assert "Who could say: Maren Tveit, Osric Bellamy" in _section(brief, "What is not known")


def test_a_problem_is_told_with_its_four_parts(brief: str) -> None:
    told = " ".join(_section(brief, "What could not be read or needs a look").split())

    assert (
        "scan <3>.pdf, page 9: A photograph of handwriting was not read. Nothing on it counts yet. Type what it says, or leave it."
        in told
    )


def test_the_same_case_gives_the_same_lines(brief: str) -> None:
    assert brief_text(the_pageant()) == brief


def test_an_empty_case_says_that_it_is_empty() -> None:
    case = msgspec.structs.replace(the_pageant(), **dict.fromkeys(_EMPTY, ()), dates={}, name="")

    assert brief_text(case) == "A case without a name\n─────────────────────\nThere is no source yet.\n"


def test_proposals_that_wait_are_counted() -> None:
    case: Case = the_pageant()
    case = msgspec.structs.replace(case, **dict.fromkeys(_DERIVED, ()), claims=(), proposed=case.claims)

    assert "27 proposals wait for a decision." in brief_text(case)


@given(st.text(), st.integers(5, 60))
@settings(max_examples=100, deadline=None)
def test_shortened_words_are_short_and_begin_and_end_as_they_did(text: str, limit: int) -> None:
    line = shortened(text, limit)

    assert len(line) <= max(limit, 0)
    assert len(clean(text)) == len(text)


@given(st.lists(st.tuples(st.text(max_size=60), st.just("")), max_size=6), st.integers(4, 40))
@settings(max_examples=100, deadline=None)
def test_wrapping_loses_no_sign_and_keeps_the_width(runs: list[tuple[str, str]], width: int) -> None:
    lines = wrapped(runs, width, width)

    assert "".join(w for line in lines for w, _ in line) == "".join("".join(t.split()) for t, _ in runs)
    assert all(sum(cells(w) for w, _ in line) + len(line) - 1 <= width for line in lines)


_DERIVED = ("timeline", "custody", "findings", "questions", "proceedings", "problems", "sameness")
_EMPTY = ("sources", "texts", "agents", "items", "places", "claims", "proposed", *_DERIVED)
