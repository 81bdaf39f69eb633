"""Whether an event matches a pattern: yes, no, or maybe where a cell that decides it is empty."""

from collections.abc import Callable, Mapping, Sequence

from gestae.derive.protocol.rule import MAYBE, NO, YES, Alternative, Condition, Pattern

Cell = Callable[[str], str]  # the text of a column or fact of one event; empty where nothing is said
Event = Mapping[str, str]
Test = Callable[[Event], int]
Reader = Callable[[Event], str]


def number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if found - found == 0 else None


def told(condition: Condition, text: str, other: str = "") -> int:
    """Whether a cell is what the condition says; ``other`` is the text of the cell it names to compare with."""
    sense = condition.sense
    if sense == "said":
        return YES if bool(text) == (condition.values != ("no",)) else NO
    if not text and condition.column == "act":
        return NO  # an event without an act is none that a rule could mean
    if not text or (condition.other is not None and not other):
        return MAYBE
    match sense:
        case "one_of":
            return YES if text in condition.values else NO
        case "none_of":
            return NO if text in condition.values else YES
        case "is":
            return YES if text == other else NO
        case "is_not":
            return NO if text == other else YES
        case _:
            have, bound = number(text), number(other if condition.other is not None else condition.values[0])
            if have is None or bound is None:
                return MAYBE
            return YES if (have >= bound if sense == "at_least" else have <= bound) else NO


def matches(pattern: Pattern, cell: Cell) -> int:
    """The best that one of the alternatives comes to; an alternative is worth its worst condition."""
    return max((_worst(alternative, cell) for alternative in pattern), default=NO)


def compiled(pattern: Pattern, readers: Mapping[str, Reader]) -> Test:
    """The same as one function of an event. ``readers`` give the facts; every other name is a column."""
    tests = [_all_of([_condition(c, readers) for c in alternative]) for alternative in pattern]
    if len(tests) == 1:
        return tests[0]
    return lambda event: max(test(event) for test in tests)


def of_act(pattern: Pattern, act: str) -> Pattern:
    """What is left of a pattern to be asked of events of that act; an alternative of which nothing is left is met by all."""
    return tuple(
        tuple(c for c in alternative if not _is_act(c))
        for alternative in pattern
        if all(act in c.values for c in alternative if _is_act(c))
    )


def key_of(columns: Sequence[str]) -> Callable[[Event], object]:
    """The key of an event in these columns, ``None`` where one of them is empty."""
    if not columns:
        return lambda _: ()
    if len(columns) == 1:
        column = columns[0]
        return lambda event: event.get(column) or None

    def key(event: Event) -> object:
        found = tuple(event.get(c) for c in columns)
        return found if all(found) else None

    return key


def _worst(alternative: Alternative, cell: Cell) -> int:
    return min(told(c, cell(c.column), cell(c.other) if c.other is not None else "") for c in alternative)


def _is_act(condition: Condition) -> bool:
    return condition.column == "act" and condition.sense == "one_of"


def _all_of(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    if not tests:
        return _yes

    def test(event: Event) -> int:
        worst = YES
        for each in tests:
            found = each(event)
            if found == NO:
                return NO
            worst = min(worst, found)
        return worst

    return test


def _yes(_event: Event) -> int:
    return YES


def _condition(condition: Condition, readers: Mapping[str, Reader]) -> Test:
    column, other = condition.column, condition.other
    read = readers.get(column) or (lambda event: event.get(column, ""))
    if other is not None:
        read_other = readers.get(other) or (lambda event: event.get(other, ""))
        return lambda event: told(condition, read(event), read_other(event))
    if condition.sense == "one_of":
        values, without = frozenset(condition.values), NO if column == "act" else MAYBE

        def one_of(event: Event) -> int:
            text = read(event)
            return YES if text in values else NO if text else without

        return one_of
    return lambda event: told(condition, read(event))
