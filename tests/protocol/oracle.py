"""What a rule means, said with quantifiers over all events before and after. Slow, and written apart from the evaluators."""

from collections.abc import Callable

from gestae.derive.protocol.rule import Condition, Pattern, Rule, RuleSet, Shape

Log = list[dict[str, str]]
Found = tuple[str, int, str]


def outcomes(rules: RuleSet, log: Log) -> list[Found]:
    """Rule, row and outcome of every activation."""
    return sorted(each for rule in rules.rules for each in _Meaning(rules, rule, log).all())


class _Meaning:
    def __init__(self, rules: RuleSet, rule: Rule, log: Log) -> None:
        self.rules, self.rule, self.log = rules, rule, log
        self.now = int(log[-1]["t"]) if log else 0

    def all(self) -> list[Found]:
        found = []
        for i, event in enumerate(self.log):
            worth = self.worth(self.rule.when, i)
            if worth and self.rule.effective.holds(int(event["t"])):
                found.append((self.rule.id, i, self.outcome(i) if worth == 2 else "not_evaluable"))
        return found

    def outcome(self, i: int) -> str:
        rule = self.rule
        keyless = not all(self.log[i].get(own) for own, _ in rule.same)
        if rule.verb == "then":
            return "not_evaluable" if keyless else self.then(i)
        if keyless and rule.verb not in ("only", "never"):
            return "not_evaluable"
        found = {
            "only": self.only, "never": self.never, "seen": self.seen, "unseen": self.unseen,
            "latest": self.latest, "count": self.count,
        }[rule.verb](i)  # fmt: skip
        if rule.unless is None or found == "satisfied":
            return found
        if not keyless and any(self.worth(rule.unless, j) == 2 and self.one_key(i, j) for j in range(i)):
            return "satisfied"
        maybe = keyless or any(self.worth(rule.unless, j) and self.one_key(i, j) for j in range(i))
        return "not_evaluable" if maybe and found == "violated" else found

    def only(self, i: int) -> str:
        return ("violated", "not_evaluable", "satisfied")[self.worth(self.rule.what, i)]

    def never(self, i: int) -> str:
        return ("satisfied", "not_evaluable", "violated")[self.worth(self.rule.what, i)]

    def standing(self, i: int, need: int) -> list[int]:
        """Earlier matches that nothing has made void: surely (2), or possibly (1)."""
        rule = self.rule
        void = 3 - need  # what is surely there must not even possibly be void
        return [
            j
            for j in range(i)
            if self.worth(rule.what, j) >= need
            and self.one_key(i, j)
            and (rule.within_s is None or self.t(i) - self.t(j) <= rule.within_s)
            and not any(rule.since and self.worth(rule.since, k) >= void and self.one_key(i, k) for k in range(j, i))
        ]

    def seen(self, i: int) -> str:
        return "satisfied" if self.standing(i, 2) else "not_evaluable" if self.standing(i, 1) else "violated"

    def unseen(self, i: int) -> str:
        return "violated" if self.standing(i, 2) else "not_evaluable" if self.standing(i, 1) else "satisfied"

    def count(self, i: int) -> str:
        least, most = self.rule.least or 0, self.rule.most if self.rule.most is not None else 10**9
        possible = range(len(self.standing(i, 2)), len(self.standing(i, 1)) + 1)
        fine = [least <= n <= most for n in possible]
        return "satisfied" if all(fine) else "not_evaluable" if any(fine) else "violated"

    def latest(self, i: int) -> str:
        compared = self.rule.compared
        assert compared is not None
        assert self.rule.its is not None
        sure, may = (max(self.standing(i, need), default=None) for need in (2, 1))
        others = [
            [j for j in range(i) if compared.latest and self.worth(compared.latest, j) >= n and self.one_key(i, j)] for n in (2, 1)
        ]
        if sure != may or (others[0][-1:] != others[1][-1:]):
            return "not_evaluable"
        if may is None or (compared.latest and not others[1]):
            return self.rule.missing
        text = self.log[may].get(self.rule.its, "")
        if compared.latest:
            wanted = [self.log[others[1][-1]].get(compared.its or "", "")]
        else:
            wanted = [self.cell(compared.event, i)] if compared.event else list(compared.values)
        if not text or "" in wanted:
            return "not_evaluable"
        return "violated" if (text in wanted) == compared.differs else "satisfied"

    def then(self, i: int) -> str:
        t, rule = self.t(i), self.rule
        end = t + rule.within_s if rule.within_s is not None else t - t % 86_400 + 86_399
        patterns = [rule.what] if rule.unless is None else [rule.what, rule.unless]
        answers = [j for j in range(i + 1, len(self.log)) if self.one_key(i, j) and self.t(j) <= end]
        best = max((self.worth(p, j) for j in answers for p in patterns), default=0)
        return "satisfied" if best == 2 else "pending" if end >= self.now else "not_evaluable" if best else "violated"

    def t(self, i: int) -> int:
        return int(self.log[i]["t"])

    def one_key(self, i: int, j: int) -> bool:
        a, b = self.log[i], self.log[j]
        return all(b.get(other) and a.get(own) == b.get(other) for own, other in self.rule.same)

    def worth(self, pattern: Pattern, i: int) -> int:
        return max(min(self.told(c, i) for c in alternative) for alternative in pattern)

    def told(self, c: Condition, i: int) -> int:
        have = self.cell(c.column, i)
        if c.sense == "said":
            return 2 * ((have != "") == (c.values == ("yes",)))
        want = (self.cell(c.other, i),) if c.other else c.values
        if have == "" or "" in want:
            return 0 if c.column == "act" else 1
        if c.sense in ("one_of", "is"):
            return 2 * (have in want)
        if c.sense in ("none_of", "is_not"):
            return 2 * (have not in want)
        try:
            return 2 * (float(have) >= float(want[0]) if c.sense == "at_least" else float(have) <= float(want[0]))
        except ValueError:
            return 1

    def cell(self, name: str, i: int) -> str:
        if name in self.rules.facts:
            return FACTS[name](self.rules.facts[name], self.log, i)
        return self.log[i].get(name, "")


def is_so(shape: Shape, name: str, event: dict[str, str]) -> bool:
    return any(all(event.get(c.column, "") in c.values for c in a) for a in shape.patterns[name])


def last(log: Log, i: int, holds: Callable[[dict[str, str]], bool]) -> dict[str, str] | None:
    return next((log[j] for j in range(i - 1, -1, -1) if holds(log[j])), None)


def positions(s: Shape, log: Log, i: int) -> str:
    item = s.columns["item"]
    found = last(log, i, lambda e: is_so(s, "registered", e) and e.get(item, "") == log[i].get(item, ""))
    return found.get(s.columns["number"], "") if found else ""


def state(s: Shape, log: Log, i: int) -> str:
    item = s.columns["item"]
    mine = [e for e in log[:i] if e.get(item, "") == log[i].get(item, "") and (is_so(s, "loaded", e) or is_so(s, "emptied", e))]
    if not mine:
        return ""
    emptied = [n for n, e in enumerate(mine) if is_so(s, "emptied", e)]
    inside = {e.get(s.columns["content"], "") for e in mine[emptied[-1] + 1 if emptied else 0 :]}
    if "" in inside:
        return ""
    return next((c for c in s.words["strongest"] if c in inside), min(inside) if inside else "empty")


def out_now(s: Shape, log: Log, i: int) -> str:
    prod, handler, item = s.columns["production"], s.columns["handler"], s.columns["item"]
    if not log[i].get(handler):
        return ""
    moved: dict[tuple[str, str], dict[str, str]] = {}
    for e in log[:i]:
        if is_so(s, "taken", e) or is_so(s, "put_back", e):
            moved[e.get(prod, ""), e.get(item, "")] = e
    mine = [e for e in moved.values() if is_so(s, "taken", e) and e.get(handler) == log[i][handler]]
    return str(sum(1 for e in mine if e.get(prod, "") == log[i].get(prod, "")))


def on_hand(s: Shape, log: Log, i: int) -> str:
    def lot(e: dict[str, str]) -> str:
        return e.get(s.columns["of_lot"], "") or e.get(s.columns["lot"], "")

    mine = [e for e in log[:i] if lot(e) and lot(e) == lot(log[i]) and (is_so(s, "added", e) or is_so(s, "removed", e))]
    signed = [(1 if is_so(s, "added", e) else -1) * float(e.get(s.columns["number"], "") or 1) for e in mine]
    return f"{sum(signed):g}" if mine else ""


def qualified(s: Shape, log: Log, i: int) -> str:
    agent = log[i].get(s.columns["agent"], "")
    if not agent:
        return ""

    def has(sort: str) -> bool:
        found = last(
            log, i, lambda e: is_so(s, "recorded", e) and e.get(s.columns["person"]) == agent and e.get(s.columns["sort"]) == sort
        )
        return found is not None and (not found.get(s.columns["until"]) or float(found[s.columns["until"]]) >= int(log[i]["t"]))

    return "yes" if all(has(sort) for sort in s.words["needs"]) else "no"


def in_zone(s: Shape, log: Log, i: int) -> set[str] | None:
    def scene(e: dict[str, str]) -> tuple[str, str]:
        return e.get(s.columns["production"], ""), e.get(s.columns["scene"], "")

    moves = [e for e in log[:i] if scene(e) == scene(log[i]) and (is_so(s, "enters", e) or is_so(s, "leaves", e))]
    latest = {e.get(s.columns["person"], ""): is_so(s, "enters", e) for e in moves}
    inside = {p for p, enters in latest.items() if enters}
    return inside if moves and "" not in inside else None


def exposed(s: Shape, log: Log, i: int) -> str:
    people = in_zone(s, log, i)
    return "" if people is None else str(len(people))


def covers(s: Shape, log: Log, i: int) -> str:
    people = in_zone(s, log, i)
    if people is None:
        return ""
    keys = (s.columns["production"], s.columns["day"])
    today = [e for e in log[:i] if is_so(s, "briefed", e) and all(e.get(k, "") == log[i].get(k, "") for k in keys)]
    told = {p for e in today for p in e.get(s.columns["people"], "").split(";")}
    return "yes" if all(p in told for p in people) else "no"


FACTS = {
    "positions(item)": positions, "state(item)": state, "out_now(handler)": out_now, "on_hand(lot)": on_hand,
    "qualified(agent)": qualified, "exposed(scene)": exposed, "covers(briefed)": covers,
}  # fmt: skip
