"""The list of a case's claims: each with its standing, its words, and who decided on it."""

from typing import TYPE_CHECKING

from gestae.cli.show import UNSOUND, as_json, count, deliver, exit_code, problem_json, say_problems

if TYPE_CHECKING:
    from gestae.desk.case_file import CaseFile
    from gestae.desk.register import Listed, Register
    from gestae.present.cite import Citer
    from gestae.present.sentences import Teller


SURE = 900  # per mille: below it, a proposal says that it was read with doubt


def list_claims(opened: "CaseFile", form: str, standing: str | None) -> int:
    from gestae.desk.register import Register  # noqa: PLC0415

    register = Register.of(opened)
    claims = [c for c in register.claims() if standing in (None, c.standing)]
    problems = register.dossier.problems
    if form == "json":
        from gestae.desk.listed import claims_json  # noqa: PLC0415

        deliver(as_json({"claims": claims_json(register, claims), "problems": problem_json(problems)}), None)
        code = exit_code(problems)
    else:
        deliver(_text(register, claims), None)
        code = say_problems(problems)
    return code if opened.is_sound else UNSOUND


def _text(register: "Register", claims: "list[Listed]") -> str:
    from gestae.present.cite import Citer  # noqa: PLC0415
    from gestae.present.sentences import Teller  # noqa: PLC0415

    case = register.as_case()
    if not claims:
        return "There are no claims here. Add documents with 'gestae add', or state claims with 'gestae claims CASE --state FILE'."
    teller, citer = Teller(case), Citer(case)
    blocks = [f"{number}  {teller.name(id_)}" for id_, number in citer.number.items()]
    lines = [*blocks, ""] if blocks else []
    for listed in claims:
        lines += _block(register, listed, teller, citer)
    counts = {s: sum(c.standing == s for c in claims) for s in dict.fromkeys(c.standing for c in claims)}
    lines.append(f"{count(len(claims), 'claim')}: {', '.join(f'{n} {s}' for s, n in counts.items())}.")
    return "\n".join(lines)


def _block(register: "Register", listed: "Listed", teller: "Teller", citer: "Citer") -> list[str]:
    from gestae.desk.listed import decision  # noqa: PLC0415
    from gestae.model.ids import short  # noqa: PLC0415
    from gestae.present.clean import one_line  # noqa: PLC0415

    claim = listed.claim
    marks = [
        m for m in (claim.polarity if claim.polarity != "asserts" else "", claim.modality, "hedged" if claim.hedged else "") if m
    ]
    marks = [m for m in marks if m != "asserted"]
    if listed.standing == "proposed" and claim.confidence < SURE:
        marks.append("read with doubt")
    said = f" [{', '.join(marks)}]" if marks else ""
    lines = [f"{short(claim.id)}  {listed.standing:9} {claim.kind}: {teller.sentence(claim)}{said}"]
    if claim.span is not None:
        lines.append(f"    {teller.name(claim.by)}: “{one_line(claim.span.quote)}” ({citer.cite(claim.span)})")
    else:
        lines.append(f"    {teller.name(claim.by)}, stated by hand{_source(listed)}, no words quoted")
    if listed.extractor:
        lines.append(f"    proposed by the second reader: {one_line(listed.extractor)}")
    if made := decision(register, listed):
        reason = f": {one_line(str(made['reason']))}" if made["reason"] else ""
        lines.append(f"    {listed.standing} {made['at']} by {one_line(str(made['by']))}{reason}  (entry {made['entry']})")
    return lines


def _source(listed: "Listed") -> str:
    from gestae.present.clean import one_line  # noqa: PLC0415

    label = listed.decision.private.get("source") if listed.decision else None
    return f" ({one_line(str(label))})" if label else ""
