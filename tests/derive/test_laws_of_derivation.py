"""Laws: what holds of every case, whatever is in it."""

import msgspec
from folders import Folder
from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.derive import derive
from gestae.derive.bounds import bounds_of
from gestae.model import Case

PEOPLE = ("Ida Fenn", "Bea Lund", "Otto Reyes", "Fenn")
ITEMS = ("colt W-03", "the revolver")
DOCUMENTS = ("a", "b", "c")
TIMES = (None, "13:10", "13:30", "13:00..13:20", "2024-05", "XXXX-10-21")

person = st.sampled_from((*PEOPLE, None))
item = st.sampled_from(ITEMS)
events = st.one_of(
    st.fixed_dictionaries({"kind": st.just("handover"), "giver": person, "item": item, "receiver": person}),
    st.fixed_dictionaries({"kind": st.just("holding"), "holder": person, "item": item}),
    st.fixed_dictionaries({"kind": st.just("set_down"), "agent": person, "item": item, "place": st.just("props cart")}),
    st.fixed_dictionaries({"kind": st.just("pick_up"), "agent": person, "item": item}),
    st.fixed_dictionaries({"kind": st.just("loading"), "agent": person, "item": item}),
    st.fixed_dictionaries(
        {
            "kind": st.just("step"),
            "act": st.sampled_from(("request", "decline", "order", "agree")),
            "actor": person,
            "target": person,
            "matter": st.sampled_from(("interview", "subpoena", "records")),
        }
    ),
)
claims = st.lists(
    st.tuples(
        st.sampled_from(DOCUMENTS),
        person,
        st.sampled_from(TIMES),
        st.sampled_from(("asserts", "asserts", "denies", "unsure")),
        st.sampled_from(("asserted", "asserted", "asked", "expected")),
        events,
    ),
    min_size=1,
    max_size=10,
)


def folder_of(told: list[tuple[str, str | None, str | None, str, str, dict[str, str | None]]]) -> Folder:
    folder = Folder()
    for name in DOCUMENTS:
        folder.document(name)
    for document, by, at, polarity, modality, event in told:
        roles = {k: v for k, v in event.items() if k != "kind"}
        folder.claim(folder.document(document), str(event["kind"]), by=by, at=at, polarity=polarity, modality=modality, **roles)
    return folder


def used_ids(case: Case) -> set[str | None]:
    ids = {f.id for c in case.claims for f in c.roles.values() if f} | {c.by for c in case.claims} | {c.where for c in case.claims}
    ids |= {d.claim for d in case.timeline} | {c.item for c in case.custody}
    ids |= {x for c in case.custody for s in c.spells for x in (s.holder, *s.because)}
    ids |= {x for f in case.findings for x in (*f.because, *f.about)}
    ids |= {x for q in case.questions for x in (*q.raised_by, *q.settled_by)}
    return ids | {x for p in case.proceedings for x in (p.to, *p.steps)}


@settings(max_examples=60, deadline=None)
@given(told=claims, order=st.permutations(DOCUMENTS))
def test_the_order_in_which_documents_come_changes_nothing(told: list, order: list[str]) -> None:
    folder = folder_of(told)

    assert msgspec.json.encode(derive(folder.dossier(order), "c")) == msgspec.json.encode(derive(folder.dossier(), "c"))


@settings(max_examples=60, deadline=None)
@given(told=claims)
def test_every_id_used_is_defined_and_nothing_derived_is_without_its_because(told: list) -> None:
    case = derive(folder_of(told).dossier(), "c")
    groups = (case.sources, case.texts, case.agents, case.items, case.places, case.claims, case.findings, case.questions)
    defined = [x.id for group in groups for x in group] + [p.id for p in case.proceedings]

    assert len(defined) == len(set(defined))
    assert used_ids(case) - {None} <= set(defined)
    assert all(f.because for f in case.findings)
    assert all(q.raised_by for q in case.questions)
    assert all(s.because for c in case.custody for s in c.spells if s.standing != "unknown")


@settings(max_examples=60, deadline=None)
@given(told=claims)
def test_no_derived_time_lies_outside_what_its_claim_says(told: list) -> None:
    case = derive(folder_of(told).dossier(), "c")
    by_id = {c.id: c for c in case.claims}

    for dated in case.timeline:
        first, last = bounds_of(by_id[dated.claim].when)
        assert first is None or (dated.earliest or "") >= first
        assert last is None or (dated.latest or "~") <= last
        assert not (dated.earliest and dated.latest and dated.earliest > dated.latest)
    for spell in (s for c in case.custody for s in c.spells):
        assert not (spell.earliest and spell.latest and spell.earliest > spell.latest)


@settings(max_examples=40, deadline=None)
@given(told=claims, which=st.integers(0, 9), another=st.integers(0, 9))
def test_undoing_decisions_restores_the_case(told: list, which: int, another: int) -> None:
    folder = folder_of(told)
    before = derive(folder.dossier(), "c")
    ids = [c.id for c in before.claims]
    agents = sorted({t.id for d in folder.documents.values() for t in d.things.values()})
    done = [folder.reject(ids[which % len(ids)])]
    if agents:
        done += [folder.same(agents[which % len(agents)], agents[another % len(agents)]), folder.not_same(agents[0], agents[-1])]
    derive(folder.dossier(), "c")
    for entry in done:
        folder.undo(entry)

    assert msgspec.json.encode(derive(folder.dossier(), "c")) == msgspec.json.encode(before)


@settings(max_examples=40, deadline=None)
@given(told=claims)
def test_a_proceeding_stands_where_its_last_step_left_it_and_no_step_is_in_two(told: list) -> None:
    case = derive(folder_of(told).dossier(), "c")
    by_id = {c.id: c for c in case.claims}
    steps = [s for p in case.proceedings for s in p.steps]
    states = {"request": "requested", "decline": "declined", "order": "ordered", "agree": "agreed"}

    assert len(steps) == len(set(steps))
    assert all(p.state == states[by_id[p.steps[-1]].words("act") or ""] for p in case.proceedings)
    assert all(by_id[s].polarity == "asserts" for s in steps)
