"""Trouble. Wrong data is a value and work goes on; a wrong request is an exception. Neither loses anything."""

from typing import Literal

from gestae.model.value import Value

Severity = Literal["note", "warning", "error"]


class Problem(Value, frozen=True):
    """Something wrong in what came in, told to an investigator.

    ``where`` names file, page, line or entry; ``what`` was found; ``why`` it matters; ``next`` what to do.
    A note changes nothing; from warning up a command ends with exit code 1.
    """

    severity: Severity
    where: str
    what: str
    why: str
    next: str

    def sentence(self) -> str:
        return f"{self.where}: {self.what} {self.why} {self.next}".strip()

    @property
    def is_grave(self) -> bool:
        return self.severity != "note"


class Refusal(Exception):
    """The request cannot be done; nothing was changed. Exit code 2."""

    def __init__(self, where: str, what: str, why: str, next: str) -> None:
        super().__init__(f"{where}: {what} {why} {next}")
        self.where, self.what, self.why, self.next = where, what, why, next
