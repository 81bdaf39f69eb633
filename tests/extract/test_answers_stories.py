"""A short answer takes its meaning from its question: what each pair, or chain, of question and answer claims."""

import pytest

from gestae.extract import propose
from gestae.model import Source, Text
from gestae.model.codec import digest
from gestae.model.ids import source_id, text_id

HEAD = """TRANSCRIPT OF RECORDED INTERVIEW
Witness: Dale Ferris, crane operator
Interviewer: Inspector Nora Quill, Safety Board
Tuesday, March 9, 2021, recording begins 9:05 a.m.

"""
ME, COLE, LIND, REYES = "Dale Ferris", "Cole", "Petra Lind", "Sam Reyes"


def answered(*turns, shape="Q. {} A. {}"):
    """What the answers claim, as plain words: kind, polarity, modality, by, when said, roles; asked claims too."""
    marks = shape.split(" {}")
    body = HEAD + "\n".join(f"{marks[n % 2].strip()} {turn}" for n, turn in enumerate(turns)) + "\n"
    source = Source(
        id=source_id(digest(body.encode())), name="p.txt", media_type="text/plain", size=len(body), digest=digest(body.encode())
    )
    found = propose(Text(id=text_id("plain-1", body), source=source.id, reader="plain-1", body=body), source)
    label = {t.id: t.label for group in (found.agents, found.items, found.places) for t in group}
    out = []
    for c in found.claims:
        roles = {role: label.get(f.id, f.value if f.value is not None else f.label) for role, f in c.roles.items() if f is not None}
        told = {"polarity": c.polarity, "modality": c.modality, "hedged": c.hedged, "basis": c.basis}
        when = c.when.said if c.when is not None else None
        out.append({"kind": c.kind, "by": label.get(c.by, "paper"), "when": when, "quote": c.span.quote, **told, **roles})
    return [c for c in out if c["kind"] != "position"]


def one(found, kind, **want):
    """The only claim of a kind, which has these roles and fields."""
    same = [c for c in found if c["kind"] == kind]
    assert len(same) == 1, found
    got = {k: same[0].get(k) for k in want}
    assert got == want
    return same[0]


YES = [
    (("Did you hand the radio to Mr. Cole?", "Yes."), "handover", {"giver": ME, "item": "radio", "receiver": COLE}),
    (("Did you hand the radio to Mr. Cole?", "Yes, sir, I did."), "handover", {"giver": ME, "receiver": COLE}),
    (("You handed the radio to Mr. Cole?", "Correct."), "handover", {"giver": ME, "item": "radio", "receiver": COLE}),
    (("You handed the radio to Mr. Cole, is that right?", "That's right."), "handover", {"giver": ME, "receiver": COLE}),
    (("So is it your evidence that you handed the key to Petra Lind?", "It is, yes."), "handover", {"giver": ME, "receiver": LIND}),
    (("Did Mr. Cole take the gun from you?", "He did."), "handover", {"giver": ME, "item": "gun", "receiver": COLE}),
    (("Did Petra Lind have the key at two o'clock?", "She did."), "holding", {"holder": LIND, "when": "two o'clock"}),
    (
        ("Isn't it true that you loaded the revolver?", "Yes, at noon."),
        "loading",
        {"agent": ME, "item": "revolver", "when": "noon"},
    ),
    (("Had the sling been inspected?", "Yes, by Petra Lind, on Monday."), "inspection", {"agent": LIND, "item": "sling"}),
    (
        ("Did you put the chlorine in the tank?", "Yes. Two buckets."),
        "loading",
        {"agent": ME, "content": "chlorine", "item": "tank"},
    ),
    (("Was Mr. Cole in the cab?", "Yes."), "presence", {"agent": COLE, "place": "cab"}),
]
NO = [
    (("Did you inspect the ladder?", "No, sir."), "inspection", {"agent": ME, "item": "ladder"}),
    (("Did you inspect the ladder?", "No, I never did."), "inspection", {"agent": ME, "item": "ladder"}),
    (("You didn't check the harness?", "No."), "inspection", {"agent": ME, "item": "harness"}),
    (("You didn't check the harness, did you?", "That's correct."), "inspection", {"agent": ME, "item": "harness"}),
    (("Didn't you check the harness?", "No."), "inspection", {"agent": ME, "item": "harness"}),
    (("You say you never checked the valve?", "Right."), "inspection", {"agent": ME, "item": "valve"}),
    (("Have you ever fired the revolver?", "Never."), "discharge", {"agent": ME, "item": "revolver"}),
    (("Was the sling inspected?", "Not by me."), "inspection", {"agent": ME, "item": "sling"}),
    (("Did anyone check the brakes before the lift?", "Nobody did."), "inspection", {"item": "brakes"}),
    (("Did Mr. Cole give the drill back?", "Not to me."), "handover", {"giver": COLE, "item": "drill", "receiver": ME}),
    (("Was Mr. Cole in the cab?", "No."), "presence", {"agent": COLE, "place": "cab"}),
]
PARTS = [
    (("Who had the key to the cage on Monday?", "I did."), "holding", {"holder": ME, "item": "key", "basis": "did"}),
    (("Who had the key that night?", "Petra Lind."), "holding", {"holder": LIND, "item": "key"}),
    (("Who was it that loaded the drum?", "Sam Reyes."), "loading", {"agent": REYES, "item": "drum"}),
    (("Do you know who loaded the revolver?", "Yes. Sam Reyes."), "loading", {"agent": REYES, "item": "revolver"}),
    (("Can you tell us who had the key that night?", "Petra Lind did."), "holding", {"holder": LIND, "item": "key"}),
    (("Did you give the set of keys to anyone?", "Yes, to Mr. Cole, around noon."), "handover",
     {"giver": ME, "receiver": COLE, "when": "around noon"}),
    (("Who did you give the padlock to?", "Him. Mr. Cole."), "handover", {"giver": ME, "item": "padlock", "receiver": COLE}),
    (("To whom did you give the padlock?", "Sam Reyes."), "handover", {"giver": ME, "item": "padlock", "receiver": REYES}),
    (("Where did you put the gun?", "In the safe."), "storing", {"agent": ME, "item": "gun", "place": "safe"}),
    (("Where did you put the pistol?", "On the cart, by the door."), "set_down", {"agent": ME, "item": "pistol", "place": "cart"}),
    (("What did you do with the revolver then?", "Locked it in the safe."), "storing",
     {"agent": ME, "item": "revolver", "place": "safe"}),
    (("Where did you get the nail gun?", "From Mr. Cole."), "handover", {"giver": COLE, "item": "nail gun", "receiver": ME}),
    (("What did you load the revolver with?", "Six dummies."), "loading",
     {"agent": ME, "item": "revolver", "content": "Six dummies"}),
    (("How many rounds did you load into the revolver?", "Six."), "loading",
     {"agent": ME, "item": "revolver", "content": "six rounds"}),
    (("You received the drum from Mr. Cole.", "From Sam Reyes."), "handover", {"giver": REYES, "item": "drum", "receiver": ME}),
    (("Did Sam Reyes hand you the revolver or the pistol?", "The pistol."), "handover",
     {"giver": REYES, "item": "pistol", "receiver": ME}),
    (("Did you check the gun, or did Mr. Cole?", "Mr. Cole."), "inspection", {"agent": COLE, "item": "gun"}),
    (("Where were you when the ladder slipped?", "In the office."), "presence", {"agent": ME, "place": "office"}),
    (("Who was in the cab?", "Petra Lind."), "presence", {"agent": LIND, "place": "cab"}),
    (("Did you tell anyone that the brake was slipping?", "Mr. Cole."), "statement",
     {"speaker": ME, "to": COLE, "words": "the brake was slipping"}),
    (("What was in the syringe?", "Saline."), "contents", {"item": "syringe", "content": "Saline"}),
    (("Was there anything in the drum?", "Nothing."), "contents", {"item": "drum", "content": "nothing"}),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "kind", "roles"), YES, ids=lambda v: v[0] + " " + v[1] if isinstance(v, tuple) else "")
def test_yes_says_what_was_asked(turns, kind, roles):
    one(answered(*turns), kind, by=ME, polarity="asserts", modality="asserted", hedged=False, **roles)


@pytest.mark.parametrize(("turns", "kind", "roles"), NO, ids=lambda v: v[0] + " " + v[1] if isinstance(v, tuple) else "")
def test_no_denies_what_was_asked(turns, kind, roles):
    one(answered(*turns), kind, by=ME, polarity="denies", modality="asserted", **roles)


@pytest.mark.parametrize(("turns", "kind", "roles"), PARTS, ids=lambda v: v[0] + " " + v[1] if isinstance(v, tuple) else "")
def test_a_fragment_fills_what_was_asked_for(turns, kind, roles):
    one(answered(*turns), kind, by=ME, polarity="asserts", modality="asserted", **roles)


@pytest.mark.parametrize("shape", ["Q. {} A. {}", "Question: {} Answer: {}", "MS. QUILL: {} MR. FERRIS: {}", "Q: {} A: {}"])
def test_the_marks_of_the_turns_do_not_matter(shape):
    turns = (
        "Did you check the harness?",
        "No.",
        "Who did?",
        "Sam Reyes.",
        "Did you see him?",
        "No.",
        "Who told you?",
        "Petra Lind.",
    )
    found = [c for c in answered(*turns, shape=shape) if c["kind"] == "inspection"]

    assert [(c["agent"], c["polarity"]) for c in found] == [(ME, "denies"), (REYES, "asserts")]


@pytest.mark.parametrize("reply", ["I believe so.", "I think so.", "Probably.", "Yes, I believe."])
def test_a_hedged_yes_is_hedged(reply):
    one(answered("Did you give the key to Petra Lind?", reply), "handover", receiver=LIND, polarity="asserts", hedged=True)


@pytest.mark.parametrize("reply", ["Not that I know of.", "I don't think so.", "Not to my knowledge."])
def test_a_hedged_no_is_a_hedged_denial_and_no_ignorance(reply):
    found = answered("Had anyone inspected the crane?", reply)

    one(found, "inspection", item="crane", polarity="denies", hedged=True)
    assert not [c for c in found if c["kind"] == "awareness"]


@pytest.mark.parametrize("reply", ["I don't know.", "I couldn't say.", "I have no idea.", "I don't remember."])
def test_who_does_not_know_leaves_the_question_open(reply):
    found = answered("Who loaded the revolver?", reply)

    one(found, "loading", modality="asked", item="revolver", agent=None)
    one(found, "awareness", agent=ME, aware=False, by=ME, of="Who loaded the revolver")


def test_no_to_do_you_know_who_leaves_the_question_open():
    found = answered("Do you know who loaded the revolver?", "No, I don't.")

    one(found, "loading", modality="asked", agent=None)
    one(found, "awareness", agent=ME, aware=False, of="who loaded the revolver")


def test_who_saw_it_done_claims_it_as_seen():
    one(
        answered("Did you see Mr. Cole load the revolver?", "Yes, I did."),
        "loading",
        agent=COLE,
        item="revolver",
        basis="saw",
        by=ME,
    )


def test_who_did_not_see_it_done_denies_nothing():
    found = answered("Did you see Mr. Cole load the revolver?", "No.")

    assert not [c for c in found if c["kind"] == "loading" and c["modality"] != "asked"]
    one(found, "awareness", agent=ME, aware=False)


def test_a_plain_yes_to_a_negative_statement_may_mean_either_and_claims_nothing():
    assert [c for c in answered("You didn't check the harness?", "Yes.") if c["modality"] == "asserted"] == []


@pytest.mark.parametrize(
    "reply",
    [
        "Six-fifteen. No, wait. Six-thirty, it was after the break.",
        "Six-fifteen. Sorry, at six-thirty.",
        "Six-fifteen - no, hang on - at six-thirty.",
    ],
)
def test_a_time_set_right_leaves_the_right_one(reply):
    found = answered("Did you give the key to Petra Lind?", "I did.", "At what time?", reply)

    assert [c["when"] for c in found if c["kind"] == "handover"] == [None, "Six-thirty" if "Six-t" in reply else "six-thirty"]


@pytest.mark.parametrize(
    "reply",
    [
        "I handed it to Petra Lind. No, sorry, to Sam Reyes.",
        "I handed it to Petra Lind. Sorry, I handed it to Sam Reyes.",
        "To Petra Lind - no, wait, to Sam Reyes.",
    ],
)
def test_a_person_set_right_leaves_the_right_one(reply):
    one(answered("Who did you hand the crowbar to?", reply), "handover", giver=ME, item="crowbar", receiver=REYES)


def test_no_then_yes_is_yes():
    one(
        answered("Isn't it true that you loaded the revolver?", "No. Wait - yes, at noon."), "loading", polarity="asserts", agent=ME
    )


def test_no_with_another_name_denies_one_and_claims_the_other():
    found = [c for c in answered("Did you give the key to Sam Reyes?", "No, to Petra Lind.") if c["kind"] == "handover"]

    assert {(c["receiver"], c["polarity"]) for c in found} == {(REYES, "denies"), (LIND, "asserts")}


def test_a_question_may_point_at_the_answer_before():
    found = answered(
        "Did you hand the radio to anyone?", "Yes, to Mr. Cole.",
        "Did he give it back?", "Not to me. He gave it to Petra Lind.",
        "When was that?", "About one o'clock.",
    )  # fmt: skip
    told = [(c["giver"], c["receiver"], c["polarity"], c["when"]) for c in found if c["kind"] == "handover"]

    assert told == [
        (ME, COLE, "asserts", None),
        (COLE, ME, "denies", None),
        (COLE, LIND, "asserts", None),
        (COLE, LIND, "asserts", "About one o'clock"),
    ]


def test_by_whom_asks_who_said_it():
    found = answered("Were you told that the gun was cold?", "Yes.", "By whom?", "Petra Lind.")

    one(found, "statement", speaker=LIND, to=ME, words="the gun was cold")


def test_did_anybody_asks_again_of_somebody_else():
    found = [
        c for c in answered("Did you inspect the ladder?", "No.", "Did anybody?", "Sam Reyes did.") if c["kind"] == "inspection"
    ]

    assert [(c["agent"], c["polarity"]) for c in found] == [(ME, "denies"), (REYES, "asserts")]


def test_what_somebody_came_and_said_was_the_concern_asked_for():
    found = answered("Did anybody complain about the crane?", "Sam Reyes did. He came to me and said the brake was slipping.")

    one(found, "concern", agent=REYES, to=ME, subject="the brake was slipping")


@pytest.mark.parametrize(
    ("reply", "act"),
    [
        ("Yes, I'll bring it Monday.", "agree"),
        ("Sure.", "agree"),
        ("No.", "decline"),
        ("I'd rather not.", "decline"),
        ("I won't do that.", "decline"),
    ],
)
def test_a_request_for_papers_is_agreed_to_or_declined(reply, act):
    steps = [c for c in answered("Will you provide your maintenance log to us?", reply) if c["kind"] == "step"]

    assert [(c["act"], c["actor"], c["matter"]) for c in steps] == [
        ("request", "Nora Quill", "maintenance log"),
        (act, ME, "maintenance log"),
    ]


@pytest.mark.parametrize(
    "turns",
    [
        ("Is that your signature?", "It is."),
        ("Are you all right to go on?", "Yes."),
        ("Will you tell us about the lift?", "Yes."),
        ("How are you?", "Fine, thanks."),
        ("Did he load the gun?", "Who?"),
        ("What happened then?", "Nothing."),
    ],
    ids=lambda t: t[0],
)
def test_nothing_is_made_of_small_talk(turns):
    assert [c for c in answered(*turns) if c["modality"] == "asserted"] == []
