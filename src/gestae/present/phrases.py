"""How each kind is said. Templates over roles: ``{role}``, ``{role|when empty}``, ``[dropped when a slot in it is empty]``,
and one ``<past|infinitive>``, which is told, denied, expected or ordered."""

from typing import NamedTuple

from gestae.model import Sameness
from gestae.present.clean import one_line

KINDS: dict[str, str] = {
    "position": "{agent|somebody} <is|be> {title|in a position not named}[ of {organisation}][, for {serves}]",
    "presence": "{agent|somebody} <was|be> at {place|a place not named}",
    "holding": "{holder|somebody} <had|have> {item|something}",
    "handover": "{giver|somebody} <handed|hand> {item|something} to {receiver|somebody}",
    "set_down": "{agent|somebody} <set|set> {item|something} down[ at {place}]",
    "pick_up": "{agent|somebody} <picked|pick> {item|something} up[ from {place}]",
    "storing": "{agent|somebody} <put|put> {item|something} into {place|a store}",
    "taking_out": "{agent|somebody} <took|take> {item|something} out of {place|a store}",
    "loading": "{agent|somebody} <loaded|load> {item|something}[ with {content}]",
    "unloading": "{agent|somebody} <took|take> {content|what was in it} out of {item|something}",
    "contents": "{item|something} <contained|contain> {content|something}",
    "inspection": "{agent|somebody} <inspected|inspect> {item|something}[, {extent}][: {result}]",
    "showing_clear": "{agent|somebody} <showed|show> {item|something} clear to {to|somebody}[, {extent}]",
    "announcement": "{agent|somebody} <announced|announce> {words|something}[ about {item}]",
    "pointing": "{agent|somebody} <pointed|point> {item|something} at {at|something}",
    "discharge": "{item|something} <went|go> off[ in the hands of {agent}][ and struck {struck}]",
    "death": "{agent|somebody} <died|die>[ of {cause}][ at {place}]",
    "injury": "{agent|somebody} <was|be> injured[ by {cause}][ at {place}]",
    "statement": "{speaker|somebody} <said|say>[ to {to}]: {words|something}",
    "meeting": "{agent|somebody} <met|meet>[ about {subject}]",
    "concern": "{agent|somebody} <raised|raise> a concern[ with {to}][ about {subject}]",
}
LOADING_ALONE = "{agent|somebody} <loaded|load> {content}"
ASKING = "{speaker|somebody} <asked|ask>[ {to}]: {words|something}"
ASKED_FOR = ("who", "what", "where", "when", "why", "how", "which", "whether", "if ")
NOTHING = frozenset({"empty", "nothing", "nothing at all", "none"})
PRONOUNS = frozenset({"it", "that", "this", "him", "her", "them"})
MANY = {"was": "were", "is": "are"}
PASSIVE = {"meeting": "a meeting <was|be> held[ about {subject}]"}
DOINGS = frozenset({
    "announcement", "discharge", "handover", "inspection", "loading", "meeting", "pick_up", "pointing", "set_down", "showing_clear",
    "step", "storing", "taking_out", "unloading",
})  # fmt: skip
PLACED = frozenset(
    {"death", "discharge", "handover", "injury", "loading", "meeting", "pick_up", "set_down", "showing_clear", "unloading"}
)
EMPTY_ASKED = {"agent": "who", "item": "what", "place": "where", "thing": "what", "value": "what", "claim": "what"}


class Act(NamedTuple):
    """A step's sentence with an actor and without one. ``{matter}`` comes with the article that ``article`` names."""

    active: str
    passive: str
    article: str = "the"


ACTS: dict[str, Act] = {
    "request": Act("{actor} <asked|ask>[ {target}][ for {matter}]", "{target|somebody} <was|be> asked[ for {matter}]", "a"),
    "agree": Act("{actor} <agreed|agree> to {matter}", "{matter} <was|be> agreed to"),
    "decline": Act("{actor} <declined|decline> {matter}", "{matter} <was|be> declined"),
    "cooperate": Act("{actor} <cooperated|cooperate> with {matter}", "somebody <cooperated|cooperate> with {matter}"),
    "petition": Act(
        "{actor} <petitioned|petition>[ {target}][ for {matter}]", "{target|a court} <was|be> petitioned[ for {matter}]", "a"
    ),
    "subpoena": Act(
        "{actor} <subpoenaed|subpoena> {target|somebody}[ for {matter}]",
        "{target|somebody} <was|be> subpoenaed[ for {matter}]",
        "a",
    ),
    "order": Act("{actor} <ordered|order> {matter}[ of {target}]", "{matter}[ of {target}] <was|be> ordered"),
    "grant": Act("{actor} <granted|grant> {matter}[ concerning {target}]", "{matter}[ concerning {target}] <was|be> granted"),
    "deny": Act("{actor} <denied|deny> {matter}[ concerning {target}]", "{matter}[ concerning {target}] <was|be> denied"),
    "quash": Act("{actor} <quashed|quash> {matter}[ concerning {target}]", "{matter}[ concerning {target}] <was|be> quashed"),
    "serve": Act("{actor} <served|serve> {matter}[ on {target}]", "{matter} <was|be> served[ on {target}]"),
    "schedule": Act("{actor} <scheduled|schedule> {matter}[ of {target}]", "{matter}[ of {target}] <was|be> scheduled"),
    "hold": Act("{actor} <held|hold> {matter}[ with {target}]", "{matter}[ with {target}] <was|be> held"),
    "transcribe": Act("{actor} <transcribed|transcribe> {matter}[ of {target}]", "{matter}[ of {target}] <was|be> transcribed"),
    "charge": Act(
        "{actor} <charged|charge> {target|somebody}[ with {matter}]", "{target|somebody} <was|be> charged[ with {matter}]", ""
    ),
    "cite": Act("{actor} <cited|cite> {target|somebody}[ for {matter}]", "{target|somebody} <was|be> cited[ for {matter}]", ""),
    "contest": Act("{actor} <contested|contest> {matter}", "{matter} <was|be> contested"),
    "settle": Act("{actor} <settled|settle> {matter}[ with {target}]", "{matter} <was|be> settled"),
    "pay": Act("{actor} <paid|pay> {matter}[ to {target}]", "{matter} <was|be> paid"),
    "open": Act("{actor} <opened|open> {matter}", "{matter} <was|be> opened"),
    "continue": Act("{actor} <continued|continue> {matter}", "{matter} <is|be> going on"),
    "complete": Act("{actor} <completed|complete> {matter}", "{matter} <was|be> completed"),
    "close": Act("{actor} <closed|close> {matter}", "{matter} <was|be> closed"),
}
ASSISTING = Act("{actor} <agreed|agree> to help with {matter}", "somebody <agreed|agree> to help with {matter}")
ECHOES = {
    "charge": frozenset({"charge", "charges", "no charges"}), "cite": frozenset({"citation", "citations"}),
    "petition": frozenset({"petition"}), "request": frozenset({"request"}), "subpoena": frozenset({"subpoena", "subpoenas"}),
}  # fmt: skip
OTHER_ACT = Act("{actor} <did|do> this: {act}[ {matter}][, to {target}]", "{act|a step not named}[ {matter}][, to {target}]")

TIMES = {"1": "once", "2": "twice"}
BASIS = {
    "saw": "saw it", "heard": "heard it", "told": "was told", "did": "did it", "inferred": "infers it", "habit": "a habit",
    "document": "from a document", "device": "from a device",
}  # fmt: skip
WHOLE_BODIES = frozenset({
    "agency", "authority", "board", "bureau", "commission", "committee", "company", "council", "court", "department", "division",
    "force", "guild", "hospital", "inspectorate", "institute", "laboratory", "ministry", "office", "police", "prosecutor",
    "service",
    "society", "trust", "union", "university",
})  # fmt: skip
MEDIA = {
    "text/plain": "text", "text/html": "web page", "application/pdf": "PDF", "message/rfc822": "e-mail",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
}  # fmt: skip


def taken_as_one(joined: Sameness) -> str:
    """Why several mentions are one: the rule's words, and how often a person said so."""
    reasons = [r.strip() for r in one_line(joined.rule).split(",") if r.strip()]
    said = sum(r.startswith("entry ") for r in reasons)
    kept = [r for r in reasons if not r.startswith("entry ")]
    if said:
        kept.append("a person said so" if said == 1 else f"a person said so {said} times")
    return ", ".join(kept)
