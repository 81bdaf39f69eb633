"""One rule of a file: from what is written to a value, or a sentence on what is wrong with it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from gestae.derive.protocol.matching import number
from gestae.derive.protocol.misrule import Misrule, a_duration, a_mapping, a_number, a_text, meant, one_of, only_known
from gestae.derive.protocol.rule import (
    OUTCOMES,
    Alternative,
    Compared,
    Condition,
    Effective,
    Pattern,
    Rule,
    RuleSeverity,
    Sense,
    Verb,
)
from gestae.rules.marked import Marked

VERBS = get_args(Verb)
# Names from DECLARE for those who know them, with the verb each stands for.
ALIASES = {
    "precedence": "seen",
    "alternate_precedence": "seen",
    "response": "then",
    "absence": "never",
    "not_response": "unseen",
}
_OPTIONS = ("same", "since", "within", "by", "unless", "its", "is", "differs", "missing", "at_most", "at_least")
_TELLING = ("says", "when", "severity", "basis", "effective", "examples", "given")
_FITTING = {
    "only": {"same", "unless"},
    "never": {"same", "unless"},
    "seen": {"same", "since", "within", "unless"},
    "unseen": {"same", "since", "within", "unless"},
    "latest": {"same", "since", "within", "unless", "its", "is", "differs", "missing"},
    "then": {"same", "within", "by", "unless"},
    "count": {"same", "since", "within", "unless", "at_most", "at_least"},
}
_SENSES: dict[str, Sense] = {
    "not": "none_of", "at_least": "at_least", "at_most": "at_most", "is": "is", "is_not": "is_not", "said": "said",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The words a rule may use: acts, columns and facts of its set."""

    acts: Collection[str]
    columns: Collection[str]
    facts: Collection[str]

    @property
    def cells(self) -> list[str]:
        return [*self.columns, *self.facts]


def rule(id_: str, node: Marked, words: Words, effective: Effective) -> Rule:
    """The rule that stands there. Raises ``Misrule``."""
    only_known(node, "a rule", (*_TELLING, *VERBS, *ALIASES, *_OPTIONS))
    told = node.mapping
    for needed in ("says", "when", "severity"):
        if needed not in told:
            raise Misrule(node.line, f"the rule has no '{needed}'.", "It says too little.", f"Add a line '{needed}: ...' to it.")
    verb, written = _verb(node)
    _check_options(node, verb)
    when = pattern(told["when"], words, "when", needs_act=True)
    made = Rule(
        id=id_,
        says=a_text(told["says"], "says"),
        severity=_severity(told["severity"]),
        when=when,
        verb=verb,
        what=pattern(told[written], words, written, needs_act=verb not in ("only", "never")),
        same=_same(told["same"], words) if "same" in told else (),
        since=_since(told, words, when if written == "alternate_precedence" else None),
        within_s=a_duration(told["within"], "within") if "within" in told else None,
        by_day_end="by" in told and one_of(told["by"], "by", ("day_end",)) == "day_end",
        unless=pattern(told["unless"], words, "unless", needs_act=True) if "unless" in told else None,
        basis=a_text(told["basis"], "basis") if "basis" in told else "",
        effective=effective_of(told["effective"]) if "effective" in told else effective,
        line=node.line,
    )
    if verb == "latest":
        return _with_comparison(made, node, words)
    return _with_bounds(made, node) if verb == "count" else made


def pattern(node: Marked, words: Words, where: str, *, needs_act: bool) -> Pattern:
    """One mapping of cells, or a list of them, of which one is enough."""
    if node.value == []:
        raise Misrule(node.line, f"'{where}' is an empty list.", "Nothing matches it.", "Write at least one, like {act: load}.")
    return tuple(_alternative(each, words, where, needs_act) for each in node.items)


def effective_of(node: Marked) -> Effective:
    only_known(node, "effective", ("from", "until"))
    ends = {name: _midnight(value) for name, value in node.mapping.items()}
    found = Effective(ends.get("from"), ends.get("until"))
    if found.since is not None and found.until is not None and found.since >= found.until:
        raise Misrule(node.line, "'until' is not later than 'from'.", "The rule would never apply.", "Correct one of the two days.")
    return found


def _midnight(node: Marked) -> int:
    try:
        return (date.fromisoformat((node.text or "").strip()) - date(1970, 1, 1)).days * 86_400
    except ValueError:
        raise Misrule(
            node.line, f"'{node.text}' is no day.", "When the rule applies stays open.", "Write it like 2025-01-01."
        ) from None


def _severity(node: Marked) -> RuleSeverity:
    found = one_of(node, "severity", get_args(RuleSeverity))
    return "stop" if found == "stop" else "warn" if found == "warn" else "note"


def _verb(node: Marked) -> tuple[Verb, str]:
    given = [name for name in node.mapping if name in VERBS or name in ALIASES]
    if len(given) != 1:
        what = f"the rule has {' and '.join(repr(g) for g in given)}." if given else "the rule does not say what has to be."
        next_ = "Make two rules of it." if given else f"Add one of {', '.join(VERBS)}."
        raise Misrule(node.lines[given[1]] if given else node.line, what, "A rule asks for one thing.", next_)
    name = ALIASES.get(given[0], given[0])
    return next(v for v in VERBS if v == name), given[0]


def _check_options(node: Marked, verb: Verb) -> None:
    for name in node.mapping:
        if name in _OPTIONS and name not in _FITTING[verb]:
            raise Misrule(
                node.lines[name], f"'{name}' does not go with '{verb}'.", "It would change nothing.",
                f"With '{verb}' go {', '.join(sorted(_FITTING[verb]))}.",
            )  # fmt: skip
    if verb == "then" and ("within" in node.mapping) == ("by" in node.mapping):
        raise Misrule(
            node.line, "what has to follow has no deadline, or two.", "It could be awaited for ever.",
            "Add one of 'within: 1 hour' and 'by: day_end'.",
        )  # fmt: skip


def _since(told: dict[str, Marked], words: Words, trigger: Pattern | None) -> Pattern | None:
    if trigger is not None:
        return trigger
    return pattern(told["since"], words, "since", needs_act=True) if "since" in told else None


def _alternative(node: Marked, words: Words, where: str, needs_act: bool) -> Alternative:
    cells = a_mapping(node, where)
    if needs_act and "act" not in cells:
        raise Misrule(
            node.line, f"'{where}' names no act.", "It would be any event at all.",
            f"Begin it with one, like {{act: {next(iter(words.acts), 'load')}}}.",
        )  # fmt: skip
    if not cells:
        raise Misrule(node.line, f"'{where}' asks for nothing.", "Everything would match it.", "Name a column and its value.")
    for name in cells:
        if name not in words.cells:
            raise Misrule(node.lines[name], f"there is no column '{name}'.", "Nothing could match it.", meant(name, words.cells))
    ordered = sorted(cells, key=lambda name: name != "act")
    return tuple(c for name in ordered for c in _conditions(name, cells[name], words))


def _conditions(name: str, node: Marked, words: Words) -> list[Condition]:
    if isinstance(node.value, dict) and name != "act":
        only_known(node, f"what is asked of '{name}'", _SENSES)
        if not node.value:
            raise Misrule(node.line, f"nothing is asked of '{name}'.", "Everything would match it.", "Write a value.")
        return [_condition(name, _SENSES[sense], value, words) for sense, value in node.value.items()]
    values = _words(node, name)
    if name == "act":
        for each, value in zip(node.items, values, strict=True):
            if value not in words.acts:
                raise Misrule(each.line, f"'{value}' is no act of this set.", "No event could match it.", meant(value, words.acts))
    return [Condition(name, "one_of", values)]


def _condition(name: str, sense: Sense, node: Marked, words: Words) -> Condition:
    if sense == "none_of":
        return Condition(name, sense, _words(node, name))
    if sense == "said":
        return Condition(name, sense, (one_of(node, "said", ("yes", "no")),))
    text = a_text(node, f"what '{name}' is compared with")
    if sense in ("at_least", "at_most") and number(text) is not None:
        return Condition(name, sense, (text,))
    if text not in words.cells:
        raise Misrule(
            node.line,
            f"'{text}' is neither a number nor a column.",
            f"'{name}' cannot be compared with it.",
            meant(text, words.cells),
        )
    return Condition(name, sense, other=text)


def _words(node: Marked, name: str) -> tuple[str, ...]:
    if node.value == []:
        raise Misrule(node.line, f"'{name}' has an empty list.", "Nothing could match it.", "Write at least one value.")
    return tuple(a_text(each, name) for each in node.items)


def _same(node: Marked, words: Words) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for each in node.items:
        pair = [(a_text(each, "same"),) * 2] if each.text is not None else [(k, a_text(v, "same")) for k, v in each.mapping.items()]
        for own, other in pair:
            for name in (own, other):
                if name not in words.columns:
                    raise Misrule(
                        each.line,
                        f"there is no column '{name}'.",
                        "Events cannot be brought together by it.",
                        meant(name, words.columns),
                    )
            pairs.append((own, other))
    return tuple(pairs)


def _with_comparison(made: Rule, node: Marked, words: Words) -> Rule:
    told = node.mapping
    given = [name for name in ("is", "differs") if name in told]
    if len(given) != 1 or "its" not in told:
        raise Misrule(
            node.line, "'latest' is not compared with anything.", "Nothing would be asked.",
            "Add 'its: COLUMN' and one of 'is' and 'differs'.",
        )  # fmt: skip
    its = one_of(told["its"], "its", words.columns)
    missing = one_of(told["missing"], "missing", [o for o in OUTCOMES if o != "pending"]) if "missing" in told else "not_evaluable"
    return replace(
        made,
        its=its,
        compared=_compared(told[given[0]], given[0] == "differs", words),
        missing=next(o for o in OUTCOMES if o == missing),
    )


def _compared(node: Marked, differs: bool, words: Words) -> Compared:
    if not isinstance(node.value, dict):
        return Compared(differs, values=_words(node, "is"))
    only_known(node, "a comparison", ("event", "latest", "its"))
    told = node.mapping
    if "event" in told and len(told) == 1:
        return Compared(differs, event=one_of(told["event"], "event", words.cells))
    if set(told) != {"latest", "its"}:
        raise Misrule(
            node.line, "what it is compared with is told by halves.", "Nothing can be compared.",
            "Write {event: COLUMN}, or {latest: {act: ...}, its: COLUMN}, or a value.",
        )  # fmt: skip
    return Compared(
        differs, latest=pattern(told["latest"], words, "latest", needs_act=True), its=one_of(told["its"], "its", words.columns)
    )


def _with_bounds(made: Rule, node: Marked) -> Rule:
    bounds = {name: a_number(node.mapping[name], name) for name in ("at_most", "at_least") if name in node.mapping}
    if not bounds:
        raise Misrule(node.line, "'count' has no bound.", "Any number would do.", "Add 'at_most: 2' or 'at_least: 2'.")
    return replace(made, least=bounds.get("at_least"), most=bounds.get("at_most"))
