"""The form of a claim: what a person fills in to state one by hand, or to correct one."""

from collections.abc import Iterable
from typing import Any, get_args

from starlette.datastructures import FormData

from gestae.desk.register import Register
from gestae.model import Claim, Kind
from gestae.model.claim import Basis, Modality, Polarity
from gestae.present.chapters import Chapters
from gestae.present.clean import one_line
from gestae.present.markup import Markup, join, tag
from gestae.rules import kinds

_CHOICES = {"polarity": (Polarity, "asserts"), "modality": (Modality, "asserted"), "basis": (Basis, "unstated")}


def fields(register: Register, of: Chapters, kind: Kind, claim: Claim | None, given: FormData | None = None) -> Markup:
    """The fields of a claim of this kind: as ``given``, else as they stand in ``claim``, else empty."""
    now = {**(_as_it_stands(of, claim) if claim else {}), **({k: str(v) for k, v in given.items()} if given else {})}
    roles = [_role(name, role.of, role.values, now.get(f"role-{name}", "")) for name, role in kind.roles.items()]
    who = tag("label", "Who says so", tag("input", name="by", value=now.get("by") or None, list="agents"))
    where = tag("label", "Where", tag("input", name="where", value=now.get("where") or None, list="places"))
    when = [
        tag("label", "When, in their words", tag("input", name="said", value=now.get("said") or None)),
        tag(
            "label", "not before", tag("input", name="earliest", value=now.get("earliest") or None, placeholder="2026-09-17T12:50")
        ),
        tag("label", "not after", tag("input", name="latest", value=now.get("latest") or None, placeholder="2026-09-17T13:00")),
    ]
    chosen = [_choice(name, get_args(values), now.get(name, usual)) for name, (values, usual) in _CHOICES.items()]
    hedged = tag(
        "label",
        tag("input", type="checkbox", name="hedged", value="yes", checked=bool(now.get("hedged"))),
        " hedged, as in “I think”",
    )
    note = tag("label", "Note", tag("input", name="note", value=now.get("note") or None))
    return join(
        tag("fieldset", tag("legend", "What happened"), roles, where),
        tag("fieldset", tag("legend", "When"), when),
        tag("fieldset", tag("legend", "Whose claim it is"), who, chosen, hedged, note),
        _names(register),
    )


def send(label: str, back: str) -> Markup:
    """The button of a form, and the way out of it."""
    return tag("p", tag("button", label, class_="act first", type="submit"), " ", tag("a", "Leave it", href=back), class_="acts")


def stated(form: FormData, kind: Kind) -> dict[str, Any]:
    """The claim a form says, as one stated on the command line: labels for things, ``None`` for what was left empty."""
    said = {name: _text(form, name) for name in ("said", "earliest", "latest")}
    when = {"said": said["said"], "edtf": None, "earliest": _full(said["earliest"], ":00"), "latest": _full(said["latest"], ":59")}
    return {
        "roles": {name: _value(_text(form, f"role-{name}"), role.values) for name, role in kind.roles.items()},
        "by": _text(form, "by"),
        "where": _text(form, "where"),
        "when": when if any(said.values()) else None,
        "hedged": bool(_text(form, "hedged")),
        "note": _text(form, "note"),
        **{name: _text(form, name) for name in _CHOICES},
    }


def changed(told: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Of what a form says, that which is not as it was; roles one by one."""
    change = {name: value for name, value in told.items() if name != "roles" and value != before.get(name)}
    roles = {name: value for name, value in told["roles"].items() if value != before["roles"].get(name)}
    return {**change, **({"roles": roles} if roles else {})}


def before(of: Chapters, claim: Claim, kind: Kind) -> dict[str, Any]:
    """What the form of a claim says if nobody changes it."""
    return stated(FormData(_as_it_stands(of, claim)), kind)


def _as_it_stands(of: Chapters, claim: Claim) -> dict[str, str]:
    now = {f"role-{name}": of.tell.name(f.id) if f.id and not f.id.startswith("clm-") else str(f.id or _plain(f.value, f.label))
           for name, f in claim.roles.items() if f is not None}  # fmt: skip
    if claim.by:
        now["by"] = of.tell.name(claim.by)
    if claim.where:
        now["where"] = of.tell.name(claim.where)
    if claim.when:
        told = {"said": claim.when.said, "earliest": claim.when.earliest, "latest": claim.when.latest}
        now.update({name: value for name, value in told.items() if value})
    if claim.hedged:
        now["hedged"] = "yes"
    if claim.note:
        now["note"] = claim.note
    return {**now, "polarity": claim.polarity, "modality": claim.modality, "basis": claim.basis}


def _plain(value: object, label: str | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value is not None else label or ""


def _text(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _value(text: str | None, values: tuple[str | bool, ...]) -> str | bool | None:
    return text == "yes" if text in ("yes", "no") and True in values else text


def _full(moment: str | None, seconds: str) -> str | None:
    return moment + seconds if moment and len(moment) == len("2026-09-17T12:50") else moment


def _role(name: str, of: str, values: tuple[str | bool, ...], now: str) -> Markup:
    label = name.replace("_", " ")
    if values:
        return _choice(f"role-{name}", ["", *(_plain(v, None) for v in values)], now, label)
    return tag(
        "label",
        label,
        tag("input", name=f"role-{name}", value=now or None, list={"item": "items", "place": "places"}.get(of, "agents")),
    )


def _choice(name: str, values: Iterable[str], now: str, label: str | None = None) -> Markup:
    options = [tag("option", v or "not said", value=v, selected=v == now) for v in values]
    return tag("label", label or name, tag("select", options, name=name))


def _names(register: Register) -> Markup:
    """The names of the case, offered while typing."""
    case = register.as_case()
    lists = (("agents", case.agents), ("items", case.items), ("places", case.places))
    return join(
        *(
            tag("datalist", [tag("option", value=label) for label in sorted({one_line(t.label) for t in things})], id=id_)
            for id_, things in lists
        )
    )


def every_kind() -> list[Kind]:
    return sorted(kinds().values(), key=lambda k: k.label)
