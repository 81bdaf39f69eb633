"""Rules as formulas of metric first-order temporal logic, for checking our verdicts with a tool that we did not write.

A formula holds at the rows that violate the rule. The log is told to it with three points a row, all of the row's time: ``at`` with
the cells of the row, for what is looked back from; ``has`` with the same, for what is looked for; ``after``, for what is looked
ahead from. So nothing answers itself, and earlier means an earlier row. Facts are told as cells, an empty cell as "". The syntax is
that of MonPoly.
"""

from collections.abc import Iterable

from gestae.derive.protocol.rule import Alternative, Condition, Pattern, Rule, RuleSet

_CLOCK = "clock"  # seconds since 1970, as a number
_DATE = "date"  # days since 1970, as a number


def exported(rules: RuleSet) -> str:
    """The signature of the log, and a formula for each rule."""
    names = columns_of(rules)
    kinds = ["row:int", f"{_CLOCK}:int", f"{_DATE}:int", *(f"{_variable(n)}:string" for n in names)]
    signature = "\n".join(f"{point}({', '.join(kinds)})" for point in ("at", "has", "after"))
    formulas = "\n".join(f"\n(* {r.id}: {r.says} *)\n{formula(r, rules)}" for r in rules.rules)
    return f"(* {rules.name}, version {rules.version}, {rules.digest} *)\n(* Signature:\n{signature}\n*)\n{formulas}\n"


def columns_of(rules: RuleSet) -> tuple[str, ...]:
    """The cells of a row that the formulas speak of, in their order: columns of the log, then facts."""
    used: dict[str, None] = {"act": None}
    for rule in rules.rules:
        used.update(dict.fromkeys((*rule.own_columns, *rule.other_columns)))
        used.update(dict.fromkeys(n for p in rule.patterns() for a in p for c in a for n in c.names))
        extra = (rule.its, rule.compared.event if rule.compared else None, rule.compared.its if rule.compared else None)
        used.update(dict.fromkeys(n for n in extra if n is not None))
    return tuple(used)


def formula(rule: Rule, rules: RuleSet) -> str:
    """Holds, with the row in ``row``, where the rule is violated."""
    return _Formula(rule, columns_of(rules)).violated()


class _Formula:
    def __init__(self, rule: Rule, names: tuple[str, ...]) -> None:
        self.rule, self.names = rule, names

    def violated(self) -> str:
        rule = self.rule
        point = "after" if rule.verb == "then" else "at"
        own = [_variable(n) for n in self.names]
        parts = [f"{point}(row, {_CLOCK}, {_DATE}, {', '.join(own)})", self._sure(rule.when, ""), *self._in_force()]
        if rule.verb not in ("only", "never") or rule.unless is not None:
            parts += [_said(_variable(n)) for n in rule.own_columns]
        parts += self._core()
        if rule.unless is not None and rule.verb != "then":
            parts.append(f"NOT ({self._once(self._some(rule.unless, sure=False))})")
        hidden = [_CLOCK, _DATE, *own]
        return f"EXISTS {', '.join(hidden)}. {_all(parts)}"

    def _core(self) -> list[str]:
        rule = self.rule
        match rule.verb:
            case "only":
                return [f"NOT ({self._may(rule.what, '')})"]
            case "never":
                return [self._sure(rule.what, "")]
            case "seen":
                return [f"NOT ({self._standing(sure=False)})"]
            case "unseen":
                return [self._standing(sure=True)]
            case "count":
                return [_any(self._counted())]
            case "then":
                return [f"NOT ({self._answered()})"]
            case "latest":
                return [_any(self._compared())]

    def _in_force(self) -> list[str]:
        effective = self.rule.effective
        found = [] if effective.since is None else [f"NOT ({_CLOCK} < {effective.since})"]
        return found if effective.until is None else [*found, f"{_CLOCK} < {effective.until}"]

    def _standing(self, *, sure: bool, its: str | None = None) -> str:
        """An earlier match that nothing made void since. With ``its``, the latest one, and its cell in ``x_``."""
        match = self._some(self.rule.what, sure=sure, its=its)
        void = [self._some(self.rule.since, sure=not sure)] if self.rule.since is not None else []
        if its is not None:
            void.append(self._some(self.rule.what, sure=False))
        if not void:
            return f"ONCE{self._interval()} ({match})"
        reset = [f"NOT ({v})" for v in void[:1]] if self.rule.since is not None else []
        return f"({_all([f'NOT ({v})' for v in void])}) SINCE{self._interval()} ({_all([match, *reset])})"

    def _counted(self) -> list[str]:
        parts = []
        if self.rule.most is not None:
            parts.append(
                f"EXISTS n_. (n_ <- CNT r_; {self._key_variables()} {self._counting(sure=True)}) AND n_ > {self.rule.most}"
            )
        if self.rule.least:
            some = f"EXISTS n_. (n_ <- CNT r_; {self._key_variables()} {self._counting(sure=False)})"
            parts.append(f"NOT ({some} AND NOT (n_ < {self.rule.least}))")
        return parts

    def _counting(self, *, sure: bool) -> str:
        match = self._some(self.rule.what, sure=sure, row="r_")
        if self.rule.since is None:
            return f"(ONCE{self._interval()} ({match}))"
        void = self._some(self.rule.since, sure=not sure)
        return f"((NOT ({void})) SINCE{self._interval()} (({match}) AND NOT ({void})))"

    def _key_variables(self) -> str:
        return ", ".join(_variable(own) for own, _ in self.rule.same)

    def _answered(self) -> str:
        until = self.rule.within_s if self.rule.within_s is not None else 86_399
        patterns = [p for p in (self.rule.what, self.rule.unless) if p is not None]
        is_dated = self.rule.within_s is None
        return f"EVENTUALLY[0,{until}] ({_any([self._some(p, sure=False, is_dated=is_dated) for p in patterns])})"

    def _compared(self) -> list[str]:
        rule, compared = self.rule, self.rule.compared
        assert compared is not None
        assert rule.its is not None
        ours = [self._standing(sure=True, its=rule.its), _said("x_")]
        none_of_ours = f"NOT ({self._standing(sure=False)})"
        if compared.latest is None:
            if compared.event is not None:
                event = _variable(compared.event)
                equal, known = f"x_ = {event}", [_said(event)]
            else:
                equal, known = _any(f'x_ = "{v}"' for v in compared.values), []
            differs = equal if compared.differs else f"NOT ({equal})"
            found = [f"EXISTS x_. {_all([*ours, *known, differs])}"]
            return [*found, none_of_ours] if rule.missing == "violated" else found
        may = self._some(compared.latest, sure=False)
        other = f"(NOT ({may})) SINCE ({self._some(compared.latest, sure=True, its=compared.its, its_name='y_')})"
        differs = "x_ = y_" if compared.differs else "NOT (x_ = y_)"
        found = [f"EXISTS x_, y_. {_all([*ours, other, _said('y_'), differs])}"]
        if rule.missing == "violated":
            none_of_theirs = f"NOT ({self._once(may)})"
            found.append(_all([none_of_ours, _any([none_of_theirs, f"EXISTS y_. {other}"])]))
            found.append(_all([none_of_theirs, f"EXISTS x_. {ours[0]}"]))
        return found

    def _once(self, inner: str) -> str:
        return f"ONCE ({inner})"

    def _interval(self) -> str:
        return "" if self.rule.within_s is None else f"[0,{self.rule.within_s}]"

    def _some(
        self, pattern: Pattern, *, sure: bool, its: str | None = None, its_name: str = "x_", row: str = "", is_dated: bool = False
    ) -> str:
        """Some row of the key matches. Its cells are variables of their own, but for those that must be the event's."""
        shared = {other: own for own, other in self.rule.same}
        terms = {n: _variable(shared[n]) if n in shared else f"{_variable(n)}_" for n in self.names}
        repeated = [f"{terms[other]} = {_variable(own)}" for own, other in self.rule.same if shared[other] != own]
        if its is not None:
            repeated.append(f"{its_name} = {terms[its]}")
        head = f"has({row or 'row_'}, clock_, {_DATE if is_dated else 'date_'}, {', '.join(terms.values())})"
        body = _all([head, self._worth(pattern, terms, sure=sure), *repeated])
        bound = [
            *([] if row else ["row_"]),
            "clock_",
            *([] if is_dated else ["date_"]),
            *(t for t in terms.values() if t.endswith("_")),
        ]
        return f"EXISTS {', '.join(bound)}. {body}"

    def _sure(self, pattern: Pattern, suffix: str) -> str:
        return self._worth(pattern, {n: _variable(n) + suffix for n in self.names}, sure=True)

    def _may(self, pattern: Pattern, suffix: str) -> str:
        return self._worth(pattern, {n: _variable(n) + suffix for n in self.names}, sure=False)

    def _worth(self, pattern: Pattern, terms: dict[str, str], *, sure: bool) -> str:
        return _any(self._alternative(a, terms, sure=sure) for a in pattern)

    def _alternative(self, alternative: Alternative, terms: dict[str, str], *, sure: bool) -> str:
        return _all([_condition(c, terms, sure=sure) for c in alternative])


def _condition(c: Condition, terms: dict[str, str], *, sure: bool) -> str:
    """Whether the cell surely, or possibly, is as it has to be."""
    cell = terms[c.column]
    empty = [f'{cell} = ""']
    if c.sense == "said":
        return empty[0] if c.values == ("no",) else f"NOT ({empty[0]})"
    if c.column == "act" or (c.sense == "one_of" and sure):
        return _any(f'{cell} = "{v}"' for v in c.values)
    if c.other is not None:
        empty.append(f'{terms[c.other]} = ""')
    match c.sense:
        case "one_of":
            holds = _any(f'{cell} = "{v}"' for v in c.values)
        case "none_of":
            holds = _all([f'NOT ({cell} = "{v}")' for v in c.values])
        case "is" | "is_not":
            equal = f"{cell} = {terms[c.other or '']}"
            holds = equal if c.sense == "is" else f"NOT ({equal})"
        case _:
            have, bound = f"s2f({cell})", f"s2f({terms[c.other]})" if c.other is not None else _real(c.values[0])
            less, more = (have, bound) if c.sense == "at_least" else (bound, have)
            # What is no number is neither surely nor surely not within the bound.
            holds = f"({more} < {less}) OR ({less} = {more})" if sure else f"NOT ({less} < {more})"
    return _all([holds, *(f"NOT ({e})" for e in empty)]) if sure else _any([holds, *empty])


def _said(term: str) -> str:
    return f'NOT ({term} = "")'


def _real(number: str) -> str:
    return number if "." in number else f"{number}.0"


def _variable(name: str) -> str:
    return "".join(ch if ch.isalnum() else "_" for ch in name).rstrip("_") if "(" in name else name


def _all(parts: Iterable[str]) -> str:
    return _joined(" AND ", list(parts))


def _any(parts: Iterable[str]) -> str:
    return _joined(" OR ", list(parts))


def _joined(word: str, parts: list[str]) -> str:
    return word.join(f"({p})" for p in parts) if len(parts) > 1 else parts[0]
