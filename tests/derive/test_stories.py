"""Small cases in plain words, with what must come of them. One story: a title, who says what, and what is expected.

    == a title
    report: Ida Fenn says 13:10 Ivo Orr handed colt W-03 to Bea Lund
    expect custody colt W-03: Ivo Orr known, Bea Lund known
    expect question Who loaded the colt?
    expect finding gap 1, 2             (a topic and the lines of its because)
    expect proceeding interview of Ivo Orr, declined: decline
    expect no finding conflict
    expect answers Who loaded the colt?: Ida Fenn +0, ? +15      (what each would cost beyond the least)
    expect hear Ida Fenn, Bea Lund                               (whose testimony settles most, first)

``report`` is the document; before ``says``, ``denies``, ``asks`` stands who claims it, ``-`` for the document itself.
"""

import re
from pathlib import Path

import pytest
from folders import DAY, Folder, holders, label

from gestae.derive import derive
from gestae.model import Case

STORIES = Path(__file__).parent / "stories"
DATES = {"may": "2024-05-20", "june": "2024-06-20"}
PATTERNS = (
    ("handover", r"(?P<giver>.+) handed (?P<item>.+) to (?P<receiver>.+)"),
    ("set_down", r"(?P<agent>.+) set down (?P<item>.+) on (?P<place>.+)"),
    ("pick_up", r"(?P<agent>.+) picked up (?P<item>.+) from (?P<place>.+)"),
    ("storing", r"(?P<agent>.+) put (?P<item>.+) into (?P<place>.+)"),
    ("taking_out", r"(?P<agent>.+) took (?P<item>.+) out of (?P<place>.+)"),
    ("holding", r"(?P<holder>.+) had (?P<item>.+)"),
    ("loading", r"(?P<agent>.+) loaded (?P<item>.+)"),
    ("contents", r"(?P<item>.+) contained (?P<content>.+)"),
    ("position", r"(?P<agent>.+) is (?P<title>.+) of (?P<serves>.+)"),
    ("presence", r"(?P<agent>.+) was at (?P<place>.+)"),
    ("announcement", r"(?P<agent>.+) announced (?P<words>.+)"),
)
LINE = re.compile(
    r"(?P<document>[\w-]+): (?P<by>.+?) (?P<stance>says|denies|asks|expects)"
    r"(?: (?P<at>\d\d:\d\d(?:\.\.\d\d:\d\d)?|[\dX]{4}-\S+))? (?P<said>.+)"
)
STEP = re.compile(r"step (?P<act>\w+)(?: of (?P<target>[A-Z]\w+ [A-Z]\w+))?(?: by (?P<actor>.+?))?(?: about (?P<matter>.+))?")


def stories() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for file in sorted(STORIES.glob("*.story")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                found.append((line[3:], []))
            elif line.strip() and not line.startswith("#"):
                found[-1][1].append(line.strip())
    return found


@pytest.mark.parametrize(("title", "lines"), stories(), ids=lambda x: x if isinstance(x, str) else "")
def test_story(title: str, lines: list[str]) -> None:
    folder = Folder()
    claims = [_told(folder, line) for line in lines if not line.startswith("expect ")]
    case = derive(folder.dossier(), title)
    expected = [line.removeprefix("expect ") for line in lines if line.startswith("expect ")]

    assert expected
    for line in expected:
        _check(case, line, claims)


def _told(folder: Folder, line: str) -> str:
    found = LINE.fullmatch(line)
    assert found, f"not a line of a story: {line}"
    document = folder.document(found["document"], DATES.get(found["document"], DAY))
    kind, roles = _event(found["said"])
    return folder.claim(
        document,
        kind,
        by=None if found["by"] == "-" else found["by"],
        at=found["at"],
        polarity="denies" if found["stance"] == "denies" else "asserts",
        modality={"asks": "asked", "expects": "expected"}.get(found["stance"], "asserted"),
        **roles,
    )


def _event(said: str) -> tuple[str, dict[str, str | None]]:
    step = STEP.fullmatch(said)
    if step:
        return "step", dict(step.groupdict())
    for kind, pattern in PATTERNS:
        found = re.fullmatch(pattern, said)
        if found:
            return kind, {k: None if v in ("somebody", "somewhere", "who") else v for k, v in found.groupdict().items()}
    raise AssertionError(f"nothing is known of this event: {said}")


def _check(case: Case, line: str, claims: list[str]) -> None:
    what, _, rest = line.partition(" ")
    match what:
        case "custody":
            item, _, wanted = rest.partition(": ")
            assert holders(case, item) == wanted.split(", ")
        case "question":
            assert rest in [q.says for q in case.questions]
        case "finding":
            topic, _, numbers = rest.partition(" ")
            because = {claims[int(n) - 1] for n in numbers.split(", ")}
            assert because in [set(f.because) for f in case.findings if f.topic == topic]
        case "proceeding":
            head, _, acts = rest.partition(": ")
            found = {f"{p.instrument} of {label(case, p.to)}, {p.state}": _acts(case, p.steps) for p in case.proceedings}
            assert found.get(head) == acts.split(", "), found
        case "proceedings":
            assert len(case.proceedings) == int(rest)
        case "answers":
            asked, _, wanted = rest.partition("?: ")
            question = next(q.id for q in case.questions if q.says == f"{asked}?")
            rows = [f"{label(case, h.candidate)} +{h.extra}" for h in case.hypotheses if h.question == question]
            assert sorted(rows) == sorted(wanted.split(", "))
        case "hear":
            assert [label(case, r.agent) for r in case.ranking] == rest.split(", ")
        case "no" if rest == "answers":
            assert case.hypotheses == ()
        case "no":
            sort, _, which = rest.partition(" ")
            found_ = [f.says for f in case.findings if f.topic == which] if sort == "finding" else [q.says for q in case.questions]
            assert not [x for x in found_ if sort == "finding" or which in x]
        case "timeline":
            order = [claims.index(d.claim) + 1 for d in case.timeline]
            assert order == [int(n) for n in rest.split(", ")]
        case _:
            raise AssertionError(f"nothing is known of this expectation: {line}")


def _acts(case: Case, steps: tuple[str, ...]) -> list[str | None]:
    by_id = {c.id: c for c in case.claims}
    return [by_id[s].words("act") for s in steps]  # type: ignore[index]
