"""Claims as events: what the standing claims of a case tell, in the columns of a rule set."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from gestae.derive.making import Making
from gestae.derive.protocol.rule import RuleSet
from gestae.derive.protocol.told import Told
from gestae.derive.wording import is_missing, name
from gestae.model import Claim, Filler

_POSITION = "position of "
_NUMBER = "number of "
_WHOLE = "whole of "
_WORD = re.compile(r"[\w-]+")
_START = datetime(1970, 1, 1)  # noqa: DTZ001 - local times of one case, compared with each other only


class Telling:
    """``events`` of a choice of claims. Reports of one event are one; a cell on which they differ is empty."""

    def __init__(self, making: Making, rules: RuleSet) -> None:
        self.making, self.rules = making, rules

    def is_told(self, claim: Claim) -> bool:
        """Whether the claim tells of an event that rules may look at."""
        return claim.kind in self.rules.claims and claim.modality == "asserted" and claim.polarity != "unsure"

    def events(self, claims: Iterable[Claim]) -> tuple[Told, ...]:
        chosen = list(claims)
        titles = self._titles(chosen)
        reports: dict[tuple[str, bool], list[Claim]] = defaultdict(list)
        for claim in chosen:
            if self.is_told(claim):
                reports[self.making.event[claim.id], claim.polarity == "denies"].append(claim)
        return tuple(self._event(id_, is_denied, each, titles) for (id_, is_denied), each in reports.items())

    def _event(self, id_: str, is_denied: bool, claims: list[Claim], titles: dict[str, str]) -> Told:
        cells: dict[str, str] = {}
        differing: set[str] = set()
        for claim in claims:
            for column, text in self._cells(claim, titles).items():
                if text and cells.setdefault(column, text) != text:
                    differing.add(column)
        bounds = self.making.bounds[claims[0].id]
        return Told(
            id=f"{id_}{'-' if is_denied else ''}",
            cells={c: t for c, t in cells.items() if c not in differing},
            earliest=_seconds(bounds.earliest),
            latest=_seconds(bounds.latest),
            claims=tuple(c.id for c in claims),
            is_denied=is_denied,
        )

    def _cells(self, claim: Claim, titles: dict[str, str]) -> dict[str, str]:
        shape = self.rules.claims[claim.kind]
        bounds = self.making.bounds[claim.id]
        cells = {"act": shape.act, "prod": self.making.name, "place": claim.where or ""}
        if bounds.is_one_day and bounds.earliest is not None:
            cells["day"] = bounds.earliest[:10]
        for column, role in shape.roles.items():
            if role.startswith(_POSITION):
                cells[column] = self._valued(column, titles.get(claim.filler(role.removeprefix(_POSITION)) or "", ""))
            elif role.startswith((_NUMBER, _WHOLE)):
                cells[column] = self._number(claim.roles.get(role.partition(" of ")[2]), is_whole=role.startswith(_WHOLE))
            else:
                cells[column] = self._text(column, claim.roles.get(role))
        return cells

    def _text(self, column: str, filler: Filler | None) -> str:
        if filler is None or is_missing(filler):
            return ""
        if column in self.rules.values:
            return self._valued(column, self._words(filler))
        return filler.id or self._words(filler)

    def _words(self, filler: Filler) -> str:
        if isinstance(filler.value, bool):
            return "yes" if filler.value else "no"
        return str(filler.value) if filler.value is not None else name(self.making, filler.id) or filler.label or ""

    def _valued(self, column: str, told: str) -> str:
        """The value of a column that these words give; empty where none of its words is among them."""
        low = " ".join(["", *_WORD.findall(told.lower()), ""])
        return next((value for words, value in self.rules.values.get(column, {}).items() if f" {words} " in low), "")

    def _number(self, filler: Filler | None, *, is_whole: bool) -> str:
        """Of ``four of six`` the first or the last number; of ``all six`` the same for both; of ``all`` one of one."""
        if filler is None or is_missing(filler):
            return ""
        words = re.findall(r"\w+", self._words(filler).lower())
        numbers = [self.rules.values.get("number", {}).get(w, w) for w in words]
        found = [n for n in numbers if n.isdecimal()]
        if self._valued("whole", " ".join(words)):
            return found[-1] if found else "1"
        return found[-1] if is_whole and len(found) > 1 else "" if is_whole or not found else found[0]

    def _titles(self, claims: list[Claim]) -> dict[str, str]:
        """The titles of each agent in words, several apart by a bar."""
        found: dict[str, list[str]] = defaultdict(list)
        for claim in claims:
            agent, title = claim.filler("agent"), claim.words("title")
            if claim.kind == "position" and claim.polarity == "asserts" and claim.modality == "asserted" and agent and title:
                found[agent].append(title)
        return {agent: " | ".join(titles) for agent, titles in found.items()}


def _seconds(moment: str | None) -> int | None:
    return None if moment is None else int((datetime.fromisoformat(moment) - _START).total_seconds())
