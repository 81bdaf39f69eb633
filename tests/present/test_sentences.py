"""Claims as sentences."""

import pytest

from gestae.model import Agent, Case, Claim, Filler, Item, Place, Source, Span
from gestae.present.phrases import ACTS
from gestae.present.sentences import Teller, opens_with_quote, quoted, with_article
from gestae.rules import kinds

JUDGE = "agt-04"
IDA, TEO, BUREAU, GUN, SAFE, PAPER = "agt-01", "agt-02", "agt-03", "itm-01", "plc-01", "src-01"


def told(kind: str, by: str | None = PAPER, **more: object) -> str:
    return _teller().line(_claim(kind, by, **more))


def _claim(kind: str, by: str | None = PAPER, **more: object) -> Claim:
    shape = kinds().get(kind)
    roles: dict[str, Filler | None] = dict.fromkeys(shape.roles if shape else ())
    known = {k: more.pop(k) for k in list(more) if k in roles or k.startswith("role_")}
    for role, value in known.items():
        is_id = isinstance(value, str) and value in {JUDGE, IDA, TEO, BUREAU, GUN, SAFE, PAPER, "clm-99"}
        roles[role.removeprefix("role_")] = Filler(id=value) if is_id else Filler(value=value)
    return Claim(id="clm-01", kind=kind, by=by, roles=roles, **more)


def _teller(*claims: Claim) -> Teller:
    source = Source(id=PAPER, name="report.txt", media_type="text/plain", size=1, digest="00")
    case = Case(
        name="", sources=(source,), texts=(), dates={},
        agents=(
            Agent(id=IDA, kind="person", label="Ida Vannicola", sex="f"), Agent(id=TEO, kind="person", label="Teo Brannick"),
            Agent(id=BUREAU, kind="organisation", label="Works Safety Bureau"),
            Agent(id=JUDGE, kind="unidentified", label="Ohio judge"),
        ),
        items=(Item(id=GUN, kind="firearm", label="prop gun"),), places=(Place(id=SAFE, label="truck safe"),),
        claims=claims, proposed=(), timeline=(), custody=(), findings=(), questions=(), proceedings=(), sameness=(), problems=(),
    )  # fmt: skip
    return Teller(case)


@pytest.mark.parametrize(
    ("kind", "roles", "sentence"),
    [
        ("handover", {"giver": IDA, "item": GUN, "receiver": TEO}, "Ida Vannicola handed the prop gun to Teo Brannick."),
        ("handover", {"item": GUN, "receiver": TEO}, "Somebody handed the prop gun to Teo Brannick."),
        ("position", {"agent": IDA, "title": "armorer"}, "Ida Vannicola is armorer."),
        ("position", {"agent": IDA, "title": "attorney", "serves": TEO}, "Ida Vannicola is attorney, for Teo Brannick."),
        ("storing", {"agent": IDA, "item": GUN, "place": SAFE}, "Ida Vannicola put the prop gun into the truck safe."),
        ("inspection", {"agent": TEO, "item": GUN, "extent": "3 of 6 chambers"},
         "Teo Brannick inspected the prop gun, 3 of 6 chambers."),
        ("discharge", {"item": GUN}, "The prop gun went off."),
        ("death", {"agent": IDA, "place": SAFE}, "Ida Vannicola died at the truck safe."),
        ("contents", {"item": GUN, "content": "live round"}, "The prop gun contained a live round."),
        ("statement", {"speaker": IDA, "words": "It was cold.", "form": "direct"}, "Ida Vannicola said: “It was cold.”"),
        ("concern", {"agent": IDA, "to": TEO, "subject": "the brakes"},
         "Ida Vannicola raised a concern with Teo Brannick about the brakes."),
    ],
)  # fmt: skip
def test_a_claim_reads_as_a_sentence_and_empty_roles_leave_no_hole(kind: str, roles: dict, sentence: str) -> None:
    assert told(kind, **roles) == sentence


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        ({"act": "decline", "actor": TEO, "matter": "interview", "count": 2, "reason": "the inquest"},
         "Teo Brannick declined the interview twice, citing the inquest."),
        ({"act": "subpoena", "actor": BUREAU, "target": TEO, "matter": "interview"},
         "The Works Safety Bureau subpoenaed Teo Brannick for an interview."),
        ({"act": "grant", "matter": "subpoena"}, "The subpoena was granted."),
        ({"act": "subpoena", "target": TEO, "matter": "subpoena"}, "Teo Brannick was subpoenaed."),
        ({"act": "cite", "actor": BUREAU, "target": TEO, "matter": "citation"}, "The Works Safety Bureau cited Teo Brannick."),
        ({"act": "agree", "actor": TEO, "matter": "investigation"}, "Teo Brannick agreed to help with the investigation."),
        ({"act": "order", "actor": JUDGE, "matter": "interview"}, "The Ohio judge ordered the interview."),
        ({"act": "continue", "matter": "investigation"}, "The investigation is going on."),
    ],
)  # fmt: skip
def test_a_step_reads_with_and_without_an_actor(roles: dict, sentence: str) -> None:
    assert told("step", **roles) == sentence


def test_a_person_denies_and_a_document_says_it_was_not_so() -> None:
    roles = {"giver": IDA, "item": GUN, "receiver": TEO}

    assert (
        told("handover", by=TEO, polarity="denies", **roles)
        == "Teo Brannick denies that Ida Vannicola handed the prop gun to Teo Brannick."
    )
    assert (
        told("handover", by=IDA, polarity="denies", **roles) == "Ida Vannicola denies that she handed the prop gun to Teo Brannick."
    )
    assert told("handover", polarity="denies", **roles) == "Ida Vannicola did not hand the prop gun to Teo Brannick."
    assert told("step", polarity="denies", act="charge") == "Nobody was charged."
    assert told("handover", by=TEO, polarity="unsure", **roles).startswith("Teo Brannick takes no side on whether Ida")


def test_what_is_expected_or_ordered_is_said_as_such() -> None:
    roles = {"act": "schedule", "matter": "interview", "target": TEO}

    assert told("step", modality="expected", **roles) == "The interview of Teo Brannick is expected to be scheduled."
    assert told("storing", modality="ordered", agent=IDA, item=GUN, place=SAFE) == (
        "Ida Vannicola is ordered to put the prop gun into the truck safe."
    )


def test_a_question_asks_for_what_is_empty() -> None:
    assert told("loading", modality="asked", item=GUN) == "Open: who loaded the prop gun."
    assert told("handover", modality="asked", giver=IDA, item=GUN) == "Open: Ida Vannicola handed the prop gun to whom."


def test_awareness_says_of_what() -> None:
    inner = _claim("contents", item=GUN, content="live round")
    inner = Claim(id="clm-99", kind=inner.kind, by=IDA, roles=inner.roles)
    outer = _claim("awareness", by=IDA, agent=IDA, of="clm-99", aware=False)

    assert _teller(inner).line(outer) == "Ida Vannicola was not aware that the prop gun contained a live round."


def test_claims_that_speak_of_each_other_come_to_an_end() -> None:
    loop = Claim(id="clm-99", kind="awareness", by=IDA, roles={"agent": Filler(id=IDA), "of": Filler(id="clm-99"), "aware": None})

    assert _teller(loop).line(loop).startswith("Ida Vannicola was aware that Ida Vannicola was aware")


def test_a_hedge_a_basis_and_a_go_between_are_named() -> None:
    claim = _claim("discharge", by=IDA, item=GUN, hedged=True, basis="saw", channel=(TEO,))

    assert _teller().voice(claim) == "Ida Vannicola thinks so, saw it, via Teo Brannick"
    assert _teller().stance(claim) == "Ida Vannicola (thinks, saw it, via Teo Brannick)"


@pytest.mark.parametrize("kind", sorted(kinds()))
@pytest.mark.parametrize("polarity", ["asserts", "denies"])
def test_every_kind_makes_a_sentence_even_with_no_role_filled(kind: str, polarity: str) -> None:
    said = told(kind, polarity=polarity)

    assert said[0].isupper()
    assert not set(said) & set("{}<>[]|")
    assert "  " not in said
    assert "None" not in said


@pytest.mark.parametrize("act", [*ACTS, "ponder"])
def test_every_act_makes_a_sentence(act: str) -> None:
    for roles in ({"actor": IDA}, {}, {"matter": "interview"}, {"actor": IDA, "target": TEO, "matter": "interview"}):
        said = told("step", act=act, **roles)

        assert not set(said) & set("{}<>[]|")
        assert "  " not in said


def test_marks_of_templates_in_a_name_stay_as_they_are() -> None:
    assert told("announcement", agent=IDA, words="{item} <was|be> [cold]") == "Ida Vannicola announced “{item} <was|be> [cold]”"


def test_an_unknown_kind_is_still_told() -> None:
    assert told("rehearsal", role_scene="the well") == "Rehearsal: the well."


@pytest.mark.parametrize(
    ("name", "article", "out"),
    [("prop gun", "the", "the prop gun"), ("live round", "a", "a live round"), ("empty box", "a", "an empty box"),
     ("dummy flares", "a", "dummy flares"),
     ("Colt", "the", "Colt"), ("his interview", "the", "his interview"), ("six rounds", "the", "six rounds")],
)  # fmt: skip
def test_common_nouns_get_an_article(name: str, article: str, out: str) -> None:
    assert with_article(name, article) == out


def test_words_with_their_own_marks_get_no_second_pair() -> None:
    assert quoted("“Cold,” he said") == "“Cold,” he said"
    assert quoted("It was cold.") == "“It was cold.”"
    assert opens_with_quote("‘so’")


@pytest.mark.parametrize(
    ("kind", "more", "sentence"),
    [
        ("contents", {"item": GUN, "content": "empty"}, "The prop gun contained nothing."),
        ("loading", {"content": "live round"}, "Somebody loaded a live round."),
        ("awareness", {"agent": IDA, "of": "who had it", "aware": False}, "Ida Vannicola did not know “who had it”."),
        ("awareness", {"agent": IDA, "of": "her", "aware": False}, "Ida Vannicola was not aware of her."),
        ("injury", {"agent": IDA, "cause": "a fall from the truck safe", "place": SAFE},
         "Ida Vannicola was injured by a fall from the truck safe."),
        ("step", {"act": "order", "matter": "safety records", "modality": "expected"},
         "The safety records are expected to be ordered."),
    ],
)  # fmt: skip
def test_a_sentence_is_said_as_a_person_would_say_it(kind: str, more: dict, sentence: str) -> None:
    assert told(kind, **more).replace("”.", "”.") in (sentence, sentence.removesuffix("."))


def test_what_was_asked_is_not_said_to_be_told() -> None:
    quote = "I asked Teo who had held it"
    span = Span(text="txt-1", start=0, end=len(quote), quote=quote)
    asked = told("statement", by=IDA, speaker=IDA, to=TEO, form="indirect", words="who had held it", span=span)

    assert asked == "Ida Vannicola asked Teo Brannick: as reported, “who had held it”"
