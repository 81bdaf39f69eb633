"""The words that all rooms share, in glossary order."""

from gestae.model.case import (
    Case,
    Custody,
    Dated,
    Dossier,
    Finding,
    Hypothesis,
    Proceeding,
    Question,
    Ranked,
    Sameness,
    Spell,
)
from gestae.model.claim import Claim, Filler, Proposals
from gestae.model.entry import Disclosed, Entry
from gestae.model.kind import Kind, Moves, Role
from gestae.model.problem import Problem, Refusal
from gestae.model.source import Source
from gestae.model.span import Span
from gestae.model.text import Mark, Page, Text
from gestae.model.things import Agent, Item, Place
from gestae.model.value import Value
from gestae.model.when import Relation, When

__all__ = [
    "Agent", "Case", "Claim", "Custody", "Dated", "Disclosed", "Dossier", "Entry", "Filler", "Finding", "Hypothesis", "Item",
    "Kind", "Mark", "Moves", "Page", "Place", "Problem", "Proceeding", "Proposals", "Question", "Ranked", "Refusal", "Relation",
    "Role", "Sameness", "Source", "Span", "Spell", "Text", "Value", "When",
]  # fmt: skip
