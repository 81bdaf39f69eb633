"""Answers: what solving a puzzle gave, as text."""

from typing import Any

from gestae.present.clean import clean
from gestae.rules import logic_sentences


def answers_text(answers: dict[str, Any]) -> str:
    lines = [f"Case {answers['case']}", "", _base(answers), ""]
    lines += _contradictions(answers)
    for question, table in answers["questions"].items():
        lines += ["", f"Question {question}", *_table(table, answers.get("bounds", {}).get("questions", {}).get(question, {}))]
    lines += _times(answers)
    for asked, table in answers.get("extra_cost_of_holding", {}).items():
        told = ", ".join(f"{person} {_told(extra)}" for person, extra in table.items())
        lines += ["", f"To have held {asked} would cost beyond the least: {told}"]
    if answers["proved"] is not True:
        lines += ["", f"Not proved within the time given, bounds only: {', '.join(answers['proved'])}."]
    return clean("\n".join(lines))


def _base(answers: dict[str, Any]) -> str:
    cost = answers["base_cost"]
    if cost == 0:
        return "All claims can be true together."
    if cost is None:
        return "No course of events is possible."
    if "base_cost" in answers.get("bounds", {}):
        low, high = answers["bounds"]["base_cost"]
        return f"The least to give up weighs between {low} and {high}."
    told = f"The least to give up weighs {cost}"
    gaps = len(answers["unreported_handovers"])
    if gaps:
        told += f", {gaps} unreported {'hand-over' if gaps == 1 else 'hand-overs'} among it"
    return f"{told}. One way: {', '.join(answers['without']) or 'no claim'} untrue."


def _contradictions(answers: dict[str, Any]) -> list[str]:
    found = answers["minimal_contradictions"]
    if not found:
        return ["No contradictions were found."]
    lines = [f"{len(found)} smallest {'set' if len(found) == 1 else 'sets'} of claims that cannot all be true"]
    sentences = logic_sentences()
    for claims, rules in zip(found, answers["rules"], strict=True):
        lines.append(f"  {', '.join(claims)}")
        lines += [f"      {sentences.get(rule, rule)}" for rule in rules]
    return lines


def _table(table: dict[str, dict[str, int | None]], bounds: dict[str, list[int | None]]) -> list[str]:
    width = max((len(value) for value in table), default=0)
    lines = []
    for value, row in table.items():
        if value in bounds:
            told = "between {} and {}".format(*bounds[value])
        else:
            told = "impossible" if row["cost"] is None else f"{row['cost']} (+{row['extra']})"
        lines.append(f"  {value:{width}}  {told}")
    return lines


def _times(answers: dict[str, Any]) -> list[str]:
    if answers["time_bounds"] is None:
        return ["", "The times leave no moment."]
    bounds = answers["time_bounds"]["bounds"]
    width = max((len(point) for point in bounds), default=0)
    return ["", "Earliest and latest", *(f"  {point:{width}}  {low} {high}" for point, (low, high) in bounds.items())]


def _told(extra: int | None) -> str:
    return "impossible" if extra is None else str(extra)
