"""What a check of a bundle found, in words and as JSON."""

from typing import TYPE_CHECKING

from gestae.cli.show import count, problem_json
from gestae.cli.verified import signed

if TYPE_CHECKING:
    from gestae.desk.bundle.checking import Checked

SHOWN = 20


def lines(checked: "Checked", *, has_receipt: bool) -> list[str]:
    report, findings = checked.report, checked.findings
    verdict = "The bundle holds" if checked.holds else "The bundle does not hold"
    quotes = findings.quotes if findings else report.quotes
    entries = count(report.entries, "entry", "entries")
    fields, sources = count(report.disclosed, "field"), count(report.evidence, "source")
    found = [
        f"{verdict}: {count(report.files, 'file')} by their digests; {entries} of {report.origin};",
        f"{fields} disclosed and {report.withheld} withheld; {sources} by their bytes; {count(quotes, 'quote')} against the texts.",
    ]
    absent = [(digest, why) for folder, digest, why in report.absent if folder == "evidence"]
    if report.absent:
        rest = count(len(report.absent) - len(absent), "text or reading", "texts and readings")
        found.append(f"Left out, but for the digest: {count(len(absent), 'source')} and {rest}.")
        found += [f"  source {digest[:16]}: {why}." for digest, why in absent[:SHOWN]]
    faults = sum(p.severity == "error" for p in checked.problems)
    if faults:
        found.append(f"{count(faults, 'fault')}, listed below. What is not named there still holds.")
    if checked.is_derived:
        found.append("The brief was derived again from what is in it, and is the same to the byte." if checked.holds else "")
    elif not checked.findings:
        found.append("The brief was not derived again, since what it rests on does not hold.")
    if not has_receipt:
        found.append("That it is the one that was handed over is shown by the receipt beside it: --receipt FILE.")
    elif checked.holds:
        found.append("The receipt is of this record.")
    return [*(line for line in found if line), *(signed(findings) if findings else ())]


def wire(checked: "Checked") -> dict[str, object]:
    report, findings = checked.report, checked.findings
    return {
        "holds": checked.holds,
        "origin": report.origin,
        "files": report.files,
        "entries": report.entries,
        "root": report.root,
        "disclosed": report.disclosed,
        "withheld": report.withheld,
        "sources": report.evidence,
        "quotes": findings.quotes if findings else report.quotes,
        "derived_again": checked.is_derived,
        "left_out": [{"folder": folder, "digest": digest, "why": why} for folder, digest, why in report.absent],
        "keys": report.keys,
        "problems": problem_json(checked.problems),
    }
