"""Deciding on a claim: its note in the margin, and the form with which a person accepts, corrects or rejects it."""

from gestae.desk.register import Listed
from gestae.model import Claim
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.markup import Markup, join, tag
from gestae.rules import kinds
from gestae.web.page import link

WHOLE = 4_000  # characters of a quote that are shown where it is decided on
SIGN = {"accepted": "counts", "corrected": "counts", "stated": "counts", "proposed": "proposed", "rejected": "rejected"}


def choices() -> tuple[tuple[str, str], ...]:
    return (("A", "accept"), ("C", "correct"), ("R", "reject"), ("U", "undo"))


def note(of: Chapters, listed: Listed, number: int, *, is_open: bool, way: str) -> Markup:
    """One line in the margin; the open one with its roles and what can be done."""
    claim = listed.claim
    says = of.tell.line(claim)
    line = tag("p", tag("a", says, href=f"{way}#c-{claim.id}"), class_="says") if not is_open else tag("h2", says, class_="says")
    return tag(
        "section",
        tag("a", str(number), class_="no", href=f"#w-{claim.id}", aria_label=f"words {number}"),
        line,
        standing(listed),
        tag("div", roles(of, claim), form(listed)) if is_open else None,
        id=f"c-{claim.id}",
        class_="note now" if is_open else "note",
        aria_current="true" if is_open else None,
    )


def standing(listed: Listed) -> Markup:
    return tag("span", listed.standing, class_=f"standing {SIGN[listed.standing]}")


def form(listed: Listed) -> Markup:
    """The one filled button is what most people do most often. A decision that stands can be undone."""
    id_ = listed.claim.id
    buttons: list[Markup] = []
    if listed.standing in ("proposed", "rejected"):
        buttons.append(_button("accept", "Accept", "A", is_first=True))
    buttons.append(tag("a", "Correct ", tag("kbd", "C"), href=link("claims", id_, "correct"), class_="act", data_key="c"))
    if listed.standing != "rejected":
        buttons.append(_button("reject", "Reject", "R"))
    if listed.decision is not None:
        buttons.append(_button("undo", "Undo", "U"))
    return tag("form", tag("div", buttons, class_="acts"), method="post", action=link("claims", id_), class_="deciding")


def roles(of: Chapters, claim: Claim) -> Markup:
    """What fills each role, when and where, who says it and how."""
    kind = kinds()[claim.kind]
    rows = [
        (role.replace("_", " "), _filler(of, claim, role))
        for role in kind.roles
        if claim.roles.get(role) or kind.roles[role].needed
    ]
    rows.append(("when", of.when(claim) or "not said"))
    if claim.where:
        rows.append(("where", of.tell.name(claim.where)))
    rows.append(("says", of.tell.stance(claim)))
    if listed := ", ".join(_flags(claim)):
        rows.append(("how", listed))
    return tag("dl", [join(tag("dt", name), tag("dd", one_line(value))) for name, value in rows], class_="roles")


def _flags(claim: Claim) -> list[str]:
    flags: list[str] = [] if claim.polarity == "asserts" else [claim.polarity]
    flags += [] if claim.modality == "asserted" else [claim.modality]
    return flags + (["hedged"] if claim.hedged else [])


def _filler(of: Chapters, claim: Claim, role: str) -> str:
    filler = claim.roles.get(role)
    if filler is None:
        return "not said"
    return of.tell.name(filler.id) if filler.id else str(filler.value if filler.value is not None else filler.label)


def _button(does: str, label: str, key: str, *, is_first: bool = False) -> Markup:
    style = "act first" if is_first else "act"
    return tag("button", f"{label} ", tag("kbd", key), class_=style, type="submit", name="do", value=does, data_key=key.lower())
