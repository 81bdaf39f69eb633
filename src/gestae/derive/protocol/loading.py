"""A rule set: from the files it stands in to values. Everything that is wrong is told at once, each with its line."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gestae.derive.protocol.examples import examples_of
from gestae.derive.protocol.facts import FORMS
from gestae.derive.protocol.misrule import Misrule, a_mapping, a_text, meant, only_known
from gestae.derive.protocol.reading import Words, effective_of, pattern, rule
from gestae.derive.protocol.rule import ClaimMap, Effective, Example, Rule, RuleSet, Shape
from gestae.model import Problem
from gestae.rules.marked import BadYaml, Marked, marked

_ID = re.compile(r"[A-Za-z][\w.-]{0,39}\Z")
_HEAD = ("title", "version", "words_of", "effective", "acts", "columns", "facts", "claims", "values", "measures", "example")
ALWAYS = ("seq", "t", "act")  # columns that every log has
Files = Mapping[str, bytes]


@dataclass
class _Making:
    name: str
    digest: str
    head: Marked = field(default_factory=lambda: Marked(1, {}))
    acts: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Shape] = field(default_factory=dict)
    claims: dict[str, ClaimMap] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def rule_set(name: str, files: Files, another: Callable[[str], Files] | None = None) -> tuple[RuleSet | None, tuple[Problem, ...]]:
    """The set that stands in these files (bytes by file name), or what is wrong with them. ``another`` gives the files of a set
    whose words this one uses. The digest is that of all files that were read."""
    making = _Making(name, "")
    total = hashlib.sha256()
    nodes = _nodes(files, making, total)
    head_file, making.head = next(((f, n.mapping["set"]) for f, n in nodes.items() if "set" in n.mapping), ("", Marked(1, {})))
    if not head_file and not making.problems:
        _tell(making, name, Misrule(1, "the set has no 'set' part.", "Its words are not known.", "Begin the file with 'set:'."))
    if "words_of" in making.head.mapping and another is not None:
        _borrow(making, head_file, another, total)
    making.digest = total.hexdigest()
    effective = Effective()
    if head_file:
        effective = _headed(making, head_file)
    words = Words(tuple(making.acts), (*ALWAYS, *making.columns), tuple(making.facts))
    for file, node in nodes.items():
        _rules(making, file, node, words, effective)
    if not making.rules and not making.problems:
        _tell(making, name, Misrule(1, "there is no rule in it.", "Nothing would be checked.", "Add one under 'rules:'."))
    if making.problems:
        return None, tuple(making.problems)
    return _made(making, files), ()


def _nodes(files: Files, making: _Making, total: "hashlib._Hash") -> dict[str, Marked]:
    found = {}
    for file in sorted(files):
        total.update(f"{file}\0".encode() + files[file])
        try:
            found[file] = marked(files[file].decode("utf-8-sig"))
            only_known(found[file], "a rule file", ("set", "rules"))
        except BadYaml as bad:
            _tell(
                making,
                file,
                Misrule(bad.line, f"{bad.what}.", "The file cannot be read from here.", "Look at this line and the one above."),
            )
        except UnicodeDecodeError:
            _tell(making, file, Misrule(1, "the letters are not UTF-8.", "The file cannot be read.", "Save it as UTF-8 text."))
        except Misrule as wrong:
            found.pop(file, None)
            _tell(making, file, wrong)
    return found


def _borrow(making: _Making, file: str, another: Callable[[str], Files], total: "hashlib._Hash") -> None:
    node = making.head.mapping["words_of"]
    files = another(node.text or "")
    if not files:
        _tell(
            making,
            file,
            Misrule(node.line, f"there is no set '{node.text}'.", "Its words cannot be used.", "Name a set of the package."),
        )
        return
    other = _Making(node.text or "", "")
    nodes = _nodes(files, other, total)
    head = next((n.mapping["set"] for n in nodes.values() if "set" in n.mapping), Marked(1, {}))
    other.head = head
    _headed(other, file)
    for part in ("acts", "columns", "facts", "claims", "values", "measures", "defaults"):
        getattr(making, part).update(getattr(other, part))


def _headed(making: _Making, file: str) -> Effective:
    """The words of the set, and when its rules apply."""
    effective = Effective()
    try:
        only_known(making.head, "'set'", _HEAD)
        told = making.head.mapping
        for needed in ("title", "version"):
            a_text(told.get(needed, Marked(making.head.line, "")), needed)
        making.acts.update(_phrases(told, "acts"))
        making.columns.update(_phrases(told, "columns"))
        making.measures.update(_phrases(told, "measures"))
        if "values" in told:
            making.values.update(
                {column: _phrases(told["values"].mapping, column) for column in a_mapping(told["values"], "values")}
            )
        making.defaults.update(_phrases(told, "example"))
        words = Words(tuple(making.acts), (*ALWAYS, *making.columns), ())
        if "facts" in told:
            for name in a_mapping(told["facts"], "facts"):
                making.facts[name] = _shape(name, told["facts"].lines[name], told["facts"].mapping[name], words)
        if "claims" in told:
            for kind, node in a_mapping(told["claims"], "claims").items():
                making.claims[kind] = _claim_map(node, words)
        if "effective" in told:
            effective = effective_of(told["effective"])
    except Misrule as wrong:
        _tell(making, file, wrong)
    return effective


def _phrases(told: dict[str, Marked], part: str) -> dict[str, str]:
    """Words by name; a plain list of names stands for itself."""
    if part not in told:
        return {}
    node = told[part]
    if isinstance(node.value, list):
        return {a_text(each, part): a_text(each, part) for each in node.value}
    return {name: a_text(value, part) for name, value in a_mapping(node, part).items()}


def _shape(name: str, line: int, node: Marked, words: Words) -> Shape:
    if name not in FORMS:
        raise Misrule(line, f"there is no fact '{name}'.", "It cannot be counted.", meant(name, FORMS))
    form = FORMS[name]
    only_known(node, f"the fact {name}", (*form.patterns, *form.columns, *form.words))
    told = node.mapping
    for needed in (*form.patterns, *form.words):
        if needed not in told:
            raise Misrule(node.line, f"the fact {name} has no '{needed}'.", "It cannot be counted.", f"Add '{needed}: ...'.")
    columns = {key: a_text(told[key], key) if key in told else usual for key, usual in form.columns.items()}
    for column in columns.values():
        if column not in words.columns:
            raise Misrule(node.line, f"there is no column '{column}'.", f"{name} is read from it.", meant(column, words.columns))
    return Shape(
        name=name,
        patterns={key: pattern(told[key], words, key, needs_act=True) for key in form.patterns},
        columns=columns,
        words={key: tuple(a_text(each, key) for each in told[key].items) for key in form.words},
    )


def _claim_map(node: Marked, words: Words) -> ClaimMap:
    told = a_mapping(node, "claims")
    if "act" not in told:
        raise Misrule(node.line, "it names no act.", "Claims of this kind would be no event.", "Add 'act: ...'.")
    act = a_text(told["act"], "act")
    if act not in words.acts:
        raise Misrule(told["act"].line, f"'{act}' is no act of this set.", "No rule looks at it.", meant(act, words.acts))
    roles = {column: a_text(value, column) for column, value in told.items() if column != "act"}
    for column in roles:
        if column not in words.columns:
            raise Misrule(node.line, f"there is no column '{column}'.", "Nothing looks at it.", meant(column, words.columns))
    return ClaimMap(act, roles)


def _rules(making: _Making, file: str, node: Marked, words: Words, effective: Effective) -> None:
    told = node.mapping.get("rules", Marked(1, {}))
    if not isinstance(told.value, dict):
        _tell(
            making,
            file,
            Misrule(told.line, "'rules' is not a list of rules.", "None can be read.", "Write 'R01:' and its lines below."),
        )
        return
    for id_, written in told.value.items():
        try:
            _check_id(id_, told.lines[id_], making)
            made = rule(id_, written, words, effective)
            making.rules[id_] = made
            making.examples += examples_of(made, written, words, making.defaults)
        except Misrule as wrong:
            _tell(making, file, wrong, id_)


def _check_id(id_: str, line: int, making: _Making) -> None:
    if not _ID.match(id_) or id_ in making.rules:
        what = "stands here a second time" if id_ in making.rules else "is no name for a rule"
        raise Misrule(line, f"'{id_}' {what}.", "A verdict names its rule.", "Give it another name, like R13.")


def _tell(making: _Making, file: str, wrong: Misrule, id_: str | None = None) -> None:
    where = f"{file}, line {wrong.line}" + (f", rule {id_}" if id_ else "")
    making.problems.append(Problem(severity="error", where=where, what=wrong.what, why=wrong.why, next=wrong.next))


def _made(making: _Making, files: Files) -> RuleSet:
    told = making.head.mapping
    return RuleSet(
        name=making.name,
        title=a_text(told["title"], "title"),
        version=a_text(told["version"], "version"),
        digest=making.digest,
        rules=tuple(sorted(making.rules.values(), key=_by_number) if len(files) > 1 else making.rules.values()),
        acts=making.acts,
        columns=making.columns,
        facts=making.facts,
        examples=tuple(making.examples),
        claims=making.claims,
        values=making.values,
        measures=tuple(making.measures),
    )


def _by_number(made: Rule) -> list[tuple[int, str]]:
    """The order of a set that stands in several files: FS-9 before FS-10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.findall(r"\d+|\D+", made.id)]
