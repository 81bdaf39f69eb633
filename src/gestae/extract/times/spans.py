"""Rules for durations, sets ("every Friday") and vague references ("now", "recently")."""

import re

from gestae.extract.times import words
from gestae.extract.times.amounts import count, duration
from gestae.extract.times.context import Context
from gestae.extract.times.reading import Reading, Rule, rule
from gestae.extract.times.words import DIGIT, LONG_MONTH, LONG_WEEKDAY, NUMBER, UNIT, VAGUE


def _duration(m: re.Match[str], context: Context) -> Reading | None:
    unit, said = words.unit(m["u"]), m["n"]
    if re.match(
        r"[ -]old\b|['’]?s?[ -](?:old|of age)\b|\s+(?:AD|assistant|unit|camera|take|time)\b",
        context.text[m.end() : m.end() + 14],
        re.I,
    ):
        return None
    if context.text[max(0, m.start() - 5) : m.start()].lower().endswith(("aged ", "age ")):
        return None
    amount = count(said) if m["n"] else 1
    if amount == 0 or said.startswith("0") or m["u"].lower() == "quarter" or m[0].lower().endswith("three-quarters"):
        return None
    return Reading("DURATION", duration((amount or 0) + (0.5 if m["half"] else 0) if amount is not None else None, unit))


def _one(m: re.Match[str], context: Context) -> Reading | None:
    """ "A week", "an hour", "the whole day". "A second" is as a rule an ordinal, "a day" often a rate."""
    word = m["u"].lower()
    if word == "second" and not re.match(r"\s*[.,;]|\s+(?:later|ago|and)\b", context.text[m.end() : m.end() + 8]):
        return None
    return Reading("DURATION", duration(1, words.unit(word)))


def _plural(m: re.Match[str], context: Context) -> Reading | None:
    if re.search(r"[\d-]\s*$", context.text[max(0, m.start() - 3) : m.start()]):
        return None
    return Reading("DURATION", duration(None, words.unit(m["u"])))


def _stretch(m: re.Match[str], _context: Context) -> Reading | None:
    """ "The past three days", "the next few weeks"."""
    amount = count(m["n"])
    return Reading("DURATION", duration(amount, words.unit(m["u"])))


def _every(m: re.Match[str], _context: Context) -> Reading | None:
    word = m["u"].lower()
    if word in words.SEASONS:
        return Reading("SET", f"XXXX-{words.SEASONS[word]}")
    if word in words.PARTS and word != "night":
        return Reading("SET", f"XXXX-XX-XXT{words.PARTS[word]}")
    said = (m["n"] or "").lower()
    count = 2.0 if said == "other" else None if said == "few" else words.number(said) if said else 1
    return Reading("SET", duration(count, words.unit(word)))


_ADVERBS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "hourly": "PT1H",
            "nightly": "P1D", "fortnightly": "P2W"}  # fmt: skip


def _reference(value: str) -> "_Fixed":
    return _Fixed(value)


class _Fixed:
    """A rule that always says the same."""

    def __init__(self, value: str) -> None:
        self.value = value

    def __call__(self, _m: re.Match[str], _context: Context) -> Reading | None:
        return Reading("DATE", self.value)


def _meal(m: re.Match[str], _context: Context) -> Reading | None:
    """ "At lunch": a time of day that no clock gives."""
    return Reading("TIME", "XXXX-XX-XXTMI" if "lunch" in m[0].lower() else "XXXX-XX-XX", sets_day=False)


_PLURAL_UNIT = "weeks|months|years|decades|days|hours|minutes|centuries|seconds"
_NUMBERS = words.NUMBER_STARTS | {DIGIT, "a", "an", "half"}

RULES: tuple[Rule, ...] = (
    rule(
        "every each per",
        rf"(?:every|each|per)(?: (?P<n>{NUMBER}|other|few))? (?P<u>second|minute|hour|day|night|week|fortnight|month|year|"
        rf"decade|quarter|morning|evening|afternoon|weekend|summer|winter|spring|fall|autumn)s?",
        _every,
    ),
    rule(
        "every each",
        rf"(?:every|each) (?P<w>{LONG_WEEKDAY})(?: (?P<p>{words.PART}))?",
        lambda m, _c: Reading(
            "SET", f"XXXX-WXX-{words.weekday(m['w']) + 1}" + (f"T{words.PARTS[m['p'].lower()]}" if m["p"] else "")
        ),
    ),
    rule("every each", rf"(?:every|each) (?P<m>{LONG_MONTH})", lambda m, _c: Reading("SET", f"XXXX-{words.month(m['m']):02d}")),
    rule(
        words.WEEKDAY_STARTS,
        rf"(?P<w>{LONG_WEEKDAY[:-1]})(?:s| (?P<p>{words.PART})s))",
        lambda m, _c: Reading(
            "SET", f"XXXX-WXX-{words.weekday(m['w']) + 1}" + (f"T{words.PARTS[m['p'].lower()]}" if m["p"] else "")
        ),
    ),
    rule(frozenset(_ADVERBS), "|".join(_ADVERBS), lambda m, _c: Reading("SET", _ADVERBS[m[0].lower()])),
    rule(
        _NUMBERS | {"once", "twice"},
        rf"(?:once|twice|{NUMBER} times) (?:a|an|per|every|each) (?P<u>day|week|month|year|hour)",
        lambda m, _c: Reading("SET", duration(1, words.unit(m["u"]))),
    ),
    rule(
        _NUMBERS,
        rf"(?P<n>half an?|a half|{NUMBER})(?: (?:to|or) {NUMBER}|[–-]{NUMBER})?(?P<half> and a half)?[ -](?:more |full |"
        rf"whole |consecutive |straight |working |business |trading |calendar )?(?P<u>{UNIT})(?:-long| or (?:so|more|less))?",
        _duration,
    ),
    rule("a an", r"(?P<n>an?) (?P<u>minute|hour|day|week|month|year)(?P<half> and a half)", _duration),
    rule(
        "several some many a few couple dozens hundreds thousands various",
        rf"(?P<n>{VAGUE})(?P<half>(?!))? (?:more )?(?P<u>{_PLURAL_UNIT})",
        _duration,
    ),
    rule(
        "a an one the all",
        r"(?:an?|one|the (?:whole|entire|full)|all|an entire|a (?:whole|full)) (?P<u>second|minute|hour|day|week|fortnight|"
        r"month|year|decade|century)(?: or (?:so|two|more))?(?! (?:ago|earlier|later|old|of age))(?!-)",
        _one,
    ),
    rule("weeks years centuries", r"(?P<u>weeks|years|centuries)(?! (?:ago|earlier|later))", _plural),
    rule(
        "the past last previous next coming preceding following first these those",
        rf"(?:(?:the|these|those) )?(?:past|last|previous|next|coming|preceding|following|first|"
        rf"final)(?: (?P<n>{NUMBER}(?: and a half)?|{VAGUE}|couple of|couple))(?: (?:to|"
        rf"or) {NUMBER})? (?P<u>{UNIT})(?: or so)?",
        _stretch,
    ),
    rule("the", rf"the (?P<n>{NUMBER})(?P<half>(?!))? (?P<u>{_PLURAL_UNIT})", _duration),
    rule(
        "recent",
        r"recent (?P<u>days|weeks|months|years|decades)",
        lambda m, _c: Reading("DURATION", duration(None, words.unit(m["u"]))),
    ),
    rule("coming", r"coming (?:days|weeks|months|years|decades)", _reference("FUTURE_REF")),
    rule(
        "now currently at nowadays presently these the current",
        r"now(?! that)|currently|at (?:the moment|present|this (?:time|point))|these days|nowadays|presently|the present|current",
        _reference("PRESENT_REF"),
    ),
    rule("recently lately the", r"recently|lately|the (?:recent )?past", _reference("PAST_REF")),
    rule("the", r"the (?:near |immediate )?future", _reference("FUTURE_REF")),
    rule("at lunch lunchtime", r"(?:at )?lunch[ -]?time|at (?:lunch|breakfast|dinner|supper|teatime|tea time)", _meal),
)
