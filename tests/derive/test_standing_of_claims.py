"""Which claims count: the last decision on each, until it is undone."""

import msgspec
from folders import Folder, holders

from gestae.derive import derive
from gestae.model import Disclosed, Entry


def ids(case: object, field: str) -> list[str]:
    return [c.id for c in getattr(case, field)]


def test_a_claim_nobody_has_decided_on_is_proposed_and_names_nobody_in_the_case() -> None:
    folder = Folder()
    report = folder.document("report.txt")
    claim = folder.claim(report, "holding", holder="Ida Fenn", item="the revolver", accept=False)

    case = derive(folder.dossier(), "c")

    assert ids(case, "claims") == []
    assert ids(case, "proposed") == [claim]
    assert case.proposed[0].words("holder") == "Ida Fenn"
    assert case.agents == ()
    assert case.items == ()


def test_a_rejected_claim_neither_counts_nor_stays_proposed() -> None:
    folder = Folder()
    report = folder.document("report.txt")
    claim = folder.claim(report, "holding", holder="Ida Fenn", item="the revolver")
    folder.reject(claim)

    case = derive(folder.dossier(), "c")

    assert ids(case, "claims") == ids(case, "proposed") == []
    assert case.custody == ()


def test_an_undone_rejection_lets_the_claim_count_again_and_an_undone_undoing_does_not() -> None:
    folder = Folder()
    report = folder.document("report.txt")
    claim = folder.claim(report, "holding", holder="Ida Fenn", item="the revolver")
    before = derive(folder.dossier(), "c")
    rejection = folder.reject(claim)
    undoing = folder.undo(rejection)
    restored = derive(folder.dossier(), "c")
    folder.undo(undoing)
    after = derive(folder.dossier(), "c")

    assert msgspec.json.encode(restored) == msgspec.json.encode(before)
    assert ids(after, "claims") == []


def test_an_undone_acceptance_makes_the_claim_proposed_again() -> None:
    folder = Folder()
    report = folder.document("report.txt")
    folder.claim(report, "holding", holder="Ida Fenn", item="the revolver", accept=False)
    entry = folder.accept(report, report.claims[0])
    folder.undo(entry)

    case = derive(folder.dossier(), "c")

    assert ids(case, "claims") == []
    assert ids(case, "proposed") == [report.claims[0].id]


def test_a_corrected_claim_keeps_its_id_and_counts_as_corrected() -> None:
    folder = Folder()
    report = folder.document("report.txt")
    folder.claim(report, "handover", giver="Ida Fenn", item="the revolver", receiver="Bea Lund")
    claim = report.claims[0]
    other = folder.document("report.txt").thing(type(next(iter(report.things.values()))), "Otto Reyes")
    roles = {**claim.roles, "receiver": msgspec.structs.replace(claim.roles["receiver"], id=other)}
    correction = folder.correct(msgspec.structs.replace(claim, roles=roles), report)

    assert holders(derive(folder.dossier(), "c"), "the revolver")[-1] == "Otto Reyes known"
    folder.undo(correction)

    assert holders(derive(folder.dossier(), "c"), "the revolver")[-1] == "Bea Lund known"


def test_what_is_stated_by_hand_counts_and_equal_labels_are_one_thing() -> None:
    folder = Folder()
    folder.state("handover", by="Ida Fenn", at="13:10", giver="Ida Fenn", item="revolver", receiver="Perrin")
    folder.state("handover", by="Perrin", at="13:40", giver="Perrin", item="revolver", receiver="Bea Lund")

    case = derive(folder.dossier(), "c")

    assert holders(case, "revolver") == ["? unknown", "Ida Fenn known", "Perrin known", "Bea Lund known"]


def test_a_claim_whose_words_are_withheld_does_not_count_and_is_told() -> None:
    folder = Folder()
    entry = Entry(
        v=1, id="entry-9", case="c", kind="claim.accepted", at=1, by="m", plain={"claim": "clm-0123456789abcdef"}, refs=()
    )
    dossier = msgspec.structs.replace(folder.dossier(), entries=(Disclosed(entry=entry, private={}, withheld=1),))

    case = derive(dossier, "c")

    assert case.claims == ()
    assert ["withheld" in p.what for p in case.problems] == [True]


def test_what_is_said_about_a_claim_that_does_not_count_keeps_its_words() -> None:
    folder = Folder()
    report = folder.document("report.txt")
    contents = folder.claim(report, "contents", item="the revolver", content="live round")
    folder.claim(report, "awareness", by="Ida Fenn", agent="Ida Fenn", of=contents, aware=False)
    folder.reject(contents)

    case = derive(folder.dossier(), "c")

    assert [(c.filler("of"), c.words("of")) for c in case.claims] == [(None, "contents the revolver live round")]
